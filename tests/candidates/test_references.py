"""References: who may be asked, what is noted, and the referee's own page."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Link
from candidates.actions import (
    add_reference,
    answer_reference,
    ask_in_writing,
    change_reference,
    close_reference,
)
from candidates.actions.references import MOST_REFERENCES
from candidates.models import Candidacy, Reference
from candidates.queries import references_of
from mail.actions import message_of
from mail.models import Mail
from searches.errors import NotAllowed, Refused
from searches.models import Event, Role
from tests import factories
from tests.candidates.conftest import page_of
from tests.factories import candidates as make

WORD = "Quillfeather"


def noted(**more) -> dict:
    return {
        "name": "Ola Nordmann",
        "relation": "peer",
        "consented": True,
        "called_on": timezone.localdate(),
        "notes": "Ran it.",
        **more,
    }


def off_list(**more) -> dict:
    agreed = {"agreed_on": timezone.localdate(), "agreed_how": "By mail of today."}
    return noted(**({"off_list": True, "organisation": "Fjord"} | agreed | more))


# ---- What is noted -------------------------------------------------------------------------


def test_notes_stand_under_what_was_asked(as_, recruiter, candidacy):
    said = {"ran_together": "Fraud.", "decision": "Froze it.", "failure": "A churn model."}
    said |= {"people": "Fair.", "notes": "More.", "again": "other"}
    add_reference(candidacy=candidacy, by=recruiter, **noted(**said))
    page = page_of(as_(recruiter).get(candidacy.get_absolute_url()))
    for words in (*said.values(), "What they ran together", "A failure", "Yes, but in another job"):
        assert words in page or words == "other"


def test_engineers_they_led_come_first(candidacy, recruiter):
    for relation in ("board", "boss", "led", "peer", "led"):
        add_reference(candidacy=candidacy, by=recruiter, **noted(relation=relation))
    order = [row.relation for row in references_of(candidacy)]
    assert order == ["led", "led", "board", "boss", "peer"]


@pytest.mark.parametrize(
    "name", ["Anonymous", "anonym", "N.N.", "n/a", "UNKNOWN", "...", "-", "Confidential", "No name"]
)
def test_a_remark_without_a_name_is_not_taken(candidacy, recruiter, name):
    with pytest.raises(Refused, match="nobody puts their name to"):
        add_reference(candidacy=candidacy, by=recruiter, **noted(name=name))


def test_a_call_nobody_noted_anything_of_is_not_taken(as_, recruiter, candidacy):
    url = reverse("candidates:add_reference", args=[candidacy.pk])
    sent = noted(notes="", consented="on", called_on=timezone.localdate().isoformat())
    assert "One of the boxes is enough" in page_of(as_(recruiter).post(url, sent))


# ---- Off the candidate's list --------------------------------------------------------------


@pytest.mark.parametrize("missing", [{"agreed_on": None}, {"agreed_how": " "}])
def test_nobody_off_the_list_before_the_candidates_word_its_day_and_way(
    candidacy, recruiter, missing
):
    for act in (add_reference, ask_by_mail):
        with pytest.raises(Refused, match="on which day they agreed, and how"):
            act(candidacy=candidacy, by=recruiter, **off_list(**missing))
    assert not Reference.objects.exists()


def ask_by_mail(**given):
    asked = {n: v for n, v in given.items() if n not in ("called_on", "notes")}
    return ask_in_writing(email="ola@example.com", **asked)


def test_the_database_holds_it_too(candidacy):
    with pytest.raises(IntegrityError), transaction.atomic():
        Reference.objects.create(candidacy=candidacy, **noted(off_list=True))


@pytest.mark.parametrize(
    "firm", ["Norrland Payments", "NORRLAND payments AB", "Norrland Payments, Oslo", "Norrland"]
)
def test_nobody_at_the_present_employer_before_acceptance(candidacy, recruiter, firm):
    for act in (add_reference, ask_by_mail):
        with pytest.raises(Refused, match="Norrland Payments is where the candidate works now"):
            act(candidacy=candidacy, by=recruiter, **off_list(organisation=firm))


def test_after_acceptance_they_may_be_asked(candidacy, recruiter):
    Candidacy.objects.filter(pk=candidacy.pk).update(stage="hired")
    given = off_list(organisation="Norrland Payments")
    assert add_reference(candidacy=candidacy, by=recruiter, **given).off_list


@pytest.mark.parametrize("firm", ["Fjord", "Norr", "Payments of Norrland", "Landnorr"])
def test_somebody_elsewhere_may_be_asked(candidacy, recruiter, firm):
    given = off_list(organisation=firm)
    assert add_reference(candidacy=candidacy, by=recruiter, **given).agreed_how


@pytest.mark.parametrize("firm", ["", " ", "AB..."])
def test_where_they_work_has_to_be_said(candidacy, recruiter, firm):
    if firm.startswith("AB"):
        Candidacy.objects.get().candidate.__class__.objects.update(employer="")
    with pytest.raises(Refused, match=r"Say where this person works|who employs the candidate"):
        add_reference(candidacy=candidacy, by=recruiter, **off_list(organisation=firm))


def test_whom_the_candidate_named_may_be_where_they_work(candidacy, recruiter):
    given = noted(organisation="Norrland Payments")
    assert add_reference(candidacy=candidacy, by=recruiter, **given).pk


def test_notes_are_not_changed_to_somebody_who_may_not_be_asked(candidacy, recruiter):
    row = make.reference(candidacy)
    with pytest.raises(Refused, match="works now"):
        change_reference(reference=row, by=recruiter, **off_list(organisation="Norrland Payments"))
    row.refresh_from_db()
    assert not row.off_list


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"agreed_on": ""}, "Write the day on which the candidate agreed."),
        ({"agreed_how": ""}, "Write how they agreed"),
        ({"agreed_on": "2999-01-01"}, "This day is still to come."),
        ({"agreed_on": "31.02.2026"}, "is not a day of the calendar"),
    ],
)
def test_what_is_missing_is_a_sentence_at_its_field(as_, recruiter, candidacy, wrong, says):
    url = reverse("candidates:add_reference", args=[candidacy.pk])
    today = timezone.localdate().isoformat()
    sent = off_list(off_list="on", consented="on", called_on=today, agreed_on=today) | wrong
    page = page_of(as_(recruiter).post(url, sent))
    assert says in page
    assert "Ran it." in page
    assert not Reference.objects.exists()


def test_a_call_before_they_agreed_is_put_right(as_, recruiter, candidacy):
    url = reverse("candidates:add_reference", args=[candidacy.pk])
    today = timezone.localdate()
    sent = off_list(off_list="on", consented="on", agreed_on=today.isoformat())
    sent["called_on"] = (today - timedelta(days=2)).isoformat()
    assert "The call was before they agreed." in page_of(as_(recruiter).post(url, sent))


# ---- In writing ----------------------------------------------------------------------------


@pytest.fixture
def asked(candidacy):
    return make.asked_in_writing(candidacy)


def refer(row: Reference) -> str:
    return reverse("candidates:refer", args=[row.link.token])


def test_the_referee_gets_a_private_link_by_mail(search, asked):
    message = message_of(Mail.objects.get(kind="reference"))
    assert message is not None
    assert message.to == ["ola@example.com"]
    assert asked.link.token in message.body
    assert "Leila Haddad" in message.body
    assert "Leila" not in message.subject
    assert "Kestrel" not in message.subject + message.body


def test_the_page_says_who_reads_it_and_that_no_machine_judges(search, asked, recruiter):
    page = page_of(Client().get(refer(asked)))
    assert "Ines Kovač" in page
    assert "No machine judges" in page
    assert "have them erased" in page


def test_the_page_shows_nothing_that_was_gathered(candidacy, asked):
    make.claim(candidacy, WORD)
    make.reference(candidacy, WORD, WORD)
    make.system(candidacy, WORD)
    Candidacy.objects.filter(pk=candidacy.pk).update(summary=WORD, expects=WORD)
    assert WORD not in page_of(Client().get(refer(asked)))


def test_what_the_referee_wrote_is_a_reference(as_, recruiter, candidacy, asked):
    sent = {"decision": "She froze it herself.", "again": "yes"}
    answer = Client().post(refer(asked), sent)
    assert answer["Location"] == reverse("candidates:referred")
    page = page_of(as_(recruiter).get(candidacy.get_absolute_url()))
    assert "She froze it herself." in page
    assert "Wrote this" in page


def test_the_link_is_spent_once_and_every_closed_one_says_the_same(candidacy, asked):
    used = refer(asked)
    Client().post(used, {"notes": "Ran it."})
    other = make.asked_in_writing(candidacy, "Kari")
    close_reference(reference=other, by=factories.hiring_manager_of(candidacy.search))
    late = make.asked_in_writing(candidacy, "Per")
    Link.objects.filter(pk=late.link_id).update(expires_at=timezone.now() - timedelta(seconds=1))
    unknown = reverse("candidates:refer", args=["A" * 22])
    answers = [Client().get(url) for url in (used, refer(other), refer(late), unknown)]
    assert {answer.status_code for answer in answers} == {404}
    assert len({page_of(answer) for answer in answers}) == 1
    assert {Client().post(url, {"notes": "x"}).status_code for url in (used, unknown)} == {404}


@pytest.mark.parametrize("sent", [{}, {"notes": "  "}, {"again": "yes"}, {"notes": "\u3164"}])
def test_nothing_written_is_a_sentence_and_the_link_stays_open(asked, sent):
    page = page_of(Client().post(refer(asked), sent))
    assert "A sentence under one question is enough." in page
    assert Client().get(refer(asked)).status_code == 200


def test_too_much_is_a_sentence_and_nothing_is_lost(asked):
    page = page_of(Client().post(refer(asked), {"notes": "x" * 6_001, "people": WORD}))
    assert "Use at most 6000" in page
    assert WORD in page


def test_what_a_referee_wrote_is_not_changed_here(as_, recruiter, candidacy, asked):
    answer_reference(by=asked.link, notes="Ran it.")
    url = reverse("candidates:change_reference", args=[candidacy.pk, asked.pk])
    assert as_(recruiter).get(url).status_code == 404
    with pytest.raises(Refused, match="The referee wrote this"):
        change_reference(reference=asked, by=recruiter, **noted())


def test_a_link_answers_for_its_own_reference_alone(candidacy, asked):
    other = make.asked_in_writing(candidacy, "Kari")
    Link.objects.filter(pk=other.link_id).update(about=asked.pk)
    with pytest.raises(PermissionDenied):
        answer_reference(by=Link.objects.get(pk=other.link_id), notes="x")


def test_a_link_of_another_kind_answers_nothing(candidacy, asked):
    Link.objects.filter(pk=asked.link_id).update(kind="questionnaire")
    with pytest.raises(PermissionDenied):
        answer_reference(by=Link.objects.get(pk=asked.link_id), notes="x")


def test_an_open_address_is_closed_once(asked, recruiter):
    close_reference(reference=asked, by=recruiter)
    with pytest.raises(Refused, match="no open address"):
        close_reference(reference=asked, by=recruiter)


def test_who_has_left_is_not_asked_about(candidacy, recruiter):
    make.gone(candidacy)
    with pytest.raises(Refused, match="has left the search"):
        make.asked_in_writing(candidacy)


def test_no_consent_no_mail(candidacy):
    with pytest.raises(Refused, match="after the candidate agreed"):
        make.asked_in_writing(candidacy, consented=False)
    assert not Mail.objects.exists()


def test_no_word_of_it_is_in_the_log(asked):
    answer_reference(by=asked.link, notes=WORD)
    said = [(event.verb, event.fields) for event in Event.objects.all()]
    assert WORD not in str(said)
    assert "ola@example.com" not in str(said)


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.PANELIST, Role.APPROVER])
def test_who_does_not_run_the_search_asks_nobody(candidacy, role):
    by = factories.member(candidacy.search, role)
    with pytest.raises(NotAllowed):
        ask_by_mail(candidacy=candidacy, by=by, **noted())


def test_a_panelist_reads_none_of_it(as_, candidacy, panelist, asked):
    answer_reference(by=asked.link, notes=WORD)
    make.declared(candidacy, panelist)
    page = page_of(as_(panelist).get(candidacy.get_absolute_url()))
    assert WORD not in page
    assert "Ola Nordmann" not in page


def test_the_shortlist_has_what_was_written_and_nobody_who_has_not_answered(
    search, candidacy, manager, asked
):
    from candidates.shortlist import snapshot_of

    make.asked_in_writing(candidacy, "Silent So Far")
    answer_reference(by=asked.link, decision="Froze it.", again="yes")
    (person,) = snapshot_of(search, [candidacy], manager)["people"]
    (said,) = person["references"]
    assert said["who"] == "Ola Nordmann"
    assert said["written"] is True
    assert said["said"] == [{"short": "A decision", "text": "Froze it."}]
    assert said["again"] == "Yes"


def test_addresses_closed_unanswered_take_no_room(candidacy, manager):
    for number in range(MOST_REFERENCES):
        row = make.asked_in_writing(candidacy, f"Referee {number}")
        close_reference(reference=row, by=manager)
    assert make.asked_in_writing(candidacy, "One More").pk
