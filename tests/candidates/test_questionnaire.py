"""The questionnaire: one way a search, its link and its page, answers that are fixed."""

from datetime import timedelta

import pytest
from django.core import mail as outbox
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import Link
from candidates.actions import (
    begin_conversation,
    choose_way,
    save_answers,
    send_questionnaire,
    submit_answers,
    withdraw,
)
from candidates.models import Questionnaire, QuestionnaireWay
from candidates.queries import answers_of, questions_of
from candidates.states import Stage, Way
from mail.actions import deliver
from mail.models import Mail
from searches.errors import NotAllowed, Refused
from searches.models import Event
from tests import factories
from tests.candidates.conftest import page_of
from tests.factories import candidates as make


@pytest.fixture
def row(candidacy) -> Questionnaire:
    """Sent, behind a private link."""
    return make.sent(candidacy)


@pytest.fixture
def address(row) -> str:
    return reverse("candidates:answer", args=[row.link.token])


def sheet(row: Questionnaire, **more) -> dict[str, object]:
    return {**make.words(row.candidacy.search), "revision": row.revision, **more}


# ---- One way a search -------------------------------------------------------------------


def test_the_way_is_chosen_once_a_search(search, manager, in_writing):
    with pytest.raises(Refused, match="fixed for the search"):
        choose_way(search=search, way=Way.CONVERSATION, by=manager)
    with pytest.raises(IntegrityError), transaction.atomic():
        QuestionnaireWay.objects.create(search=search, way=Way.CONVERSATION, chosen_by=manager)
    assert QuestionnaireWay.objects.get().way == Way.LINK


def test_nothing_is_asked_before_the_way_is_chosen(candidacy, manager):
    for act in (send_questionnaire, begin_conversation):
        with pytest.raises(Refused, match="Choose first"):
            act(candidacy=candidacy, by=manager)


def test_all_are_asked_the_same_way(candidacy, manager, in_writing):
    with pytest.raises(Refused, match="in writing, by a private link"):
        begin_conversation(candidacy=candidacy, by=manager)


def test_every_candidate_has_the_same_questions_in_the_same_order(search):
    first, second = make.candidacy(search), make.candidacy(search, "Mateus Carvalho")
    for candidacy in (first, second):
        make.answered(candidacy)
    assert [a.question for a in answers_of(first)] == [a.question for a in answers_of(second)]
    assert len(answers_of(first)) == 5


# ---- Sending it -------------------------------------------------------------------------


def test_the_link_goes_by_mail_without_the_candidates_name_in_the_subject(row):
    mail = Mail.objects.get(kind="questionnaire")
    deliver(mail.pk)
    (message,) = outbox.outbox
    assert message.to == [row.candidacy.candidate.email]
    assert row.link.token in message.body
    assert "Leila" not in message.subject
    assert row.link.token not in message.subject


def test_sending_starts_the_conversation(candidacy, row):
    candidacy.refresh_from_db()
    assert candidacy.stage == Stage.TALKING


def test_sent_again_the_earlier_link_is_closed_and_the_draft_stays(candidacy, row, manager):
    save_answers(questionnaire=row, answers={"own_system": "A beginning"}, revision=0, by=row.link)
    again = send_questionnaire(candidacy=candidacy, by=manager)
    assert Link.objects.open_with(row.link.token, "questionnaire") is None
    assert Link.objects.open_with(again.link.token, "questionnaire") == again.link
    assert again.answers["own_system"] == "A beginning"


def test_a_mail_whose_link_is_closed_meanwhile_is_dropped(row, candidacy, manager):
    withdraw(candidacy=candidacy, because="Stays where they are", by=manager)
    mail = Mail.objects.get(kind="questionnaire")
    deliver(mail.pk)
    mail.refresh_from_db()
    assert mail.state == Mail.State.DROPPED


def test_without_an_address_nothing_is_sent(search, manager, in_writing):
    with pytest.raises(Refused, match="no mail address"):
        send_questionnaire(candidacy=make.candidacy(search, email=""), by=manager)
    assert not Link.objects.filter(kind="questionnaire").exists()


def test_who_left_is_asked_nothing(candidacy, manager, in_writing):
    withdraw(candidacy=candidacy, because="Stays where they are", by=manager)
    with pytest.raises(Refused, match="has left"):
        send_questionnaire(candidacy=candidacy, by=manager)


def test_answers_that_are_in_are_not_asked_for_again(candidacy, manager):
    make.answered(candidacy)
    with pytest.raises(Refused, match="fixed"):
        begin_conversation(candidacy=candidacy, by=manager)


# ---- The candidate's own page -----------------------------------------------------------


def test_the_page_says_who_reads_the_answers(client, address, recruiter):
    page = page_of(client.get(address))
    assert "Ines Kovač, Tobias Lindqvist, who run this search" in page
    assert "the people who interview you" in page


def test_the_page_shows_the_questions_and_nothing_of_how_they_are_judged(client, address, search):
    page = page_of(client.get(address))
    for question in questions_of(search):
        assert question.text in page
        assert question.strong not in page
        assert question.weak not in page


def test_reading_the_page_consumes_and_writes_nothing(client, address, row):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        for _ in range(3):
            assert client.get(address).status_code == 200
    assert not [q for q in queries if not q["sql"].startswith("SELECT")]


def test_a_draft_is_kept_and_is_there_again(client, address, row):
    client.post(address, {"own_system": "A beginning", "revision": 0, "save": "1"})
    assert "A beginning" in page_of(client.get(address))
    row.refresh_from_db()
    assert row.submitted_at is None


def test_a_draft_saves_itself_while_typing(client, address, row):
    answer = client.post(
        address, {"own_system": "A beginning", "revision": 0}, headers={"X-Draft": "1"}
    )
    assert answer.json()["revision"] == 1
    row.refresh_from_db()
    assert row.answers["own_system"] == "A beginning"


def test_submitting_by_itself_is_never_done(client, address, row):
    client.post(address, sheet(row, submit="1"), headers={"X-Draft": "1"})
    row.refresh_from_db()
    assert row.submitted_at is None


def test_submitting_fixes_the_answers_and_closes_the_link(client, address, row):
    response = client.post(address, sheet(row, submit="1"), follow=True)
    assert "Your answers are in" in page_of(response)
    row.refresh_from_db()
    assert row.submitted_at is not None
    assert client.get(address).status_code == 404
    again = client.post(address, sheet(row, own_system="Other words", submit="1"))
    assert again.status_code == 404
    row.refresh_from_db()
    assert row.answers["own_system"] == "What I did about own_system."


def test_an_empty_answer_is_a_sentence_at_its_field_and_nothing_is_lost(client, address, row):
    page = page_of(client.post(address, sheet(row, own_system=" ", submit="1")))
    assert "Answer 1 is empty." in page
    assert "What I did about stopped_project." in page
    row.refresh_from_db()
    assert row.submitted_at is None


def test_an_answer_beyond_two_pages_is_a_sentence_and_is_shown_again(client, address, row):
    long = "word " * 1_300
    page = page_of(client.post(address, sheet(row, own_system=long, save="1")))
    assert "Use at most 6000" in page
    assert long.strip() in page


def test_a_second_tab_is_shown_both_texts(client, address, row):
    client.post(address, {"own_system": "From the first tab", "revision": 0, "save": "1"})
    page = page_of(
        client.post(address, {"own_system": "From the second tab", "revision": 0, "save": "1"})
    )
    assert "From the first tab" in page
    assert "From the second tab" in page
    row.refresh_from_db()
    assert row.answers["own_system"] == "From the first tab"
    client.post(address, {"own_system": "Both, on purpose", "revision": 1, "save": "1"})
    row.refresh_from_db()
    assert row.answers["own_system"] == "Both, on purpose"


def test_a_second_tab_that_saves_itself_is_told_of_the_conflict(client, address, row):
    client.post(address, {"own_system": "One", "revision": 0}, headers={"X-Draft": "1"})
    answer = client.post(address, {"own_system": "Two", "revision": 0}, headers={"X-Draft": "1"})
    assert answer.status_code == 409
    assert answer.json()["conflict"] is True


def test_the_same_words_twice_are_no_conflict(client, address, row):
    for _ in range(2):
        answer = client.post(
            address, {"own_system": "One", "revision": 0}, headers={"X-Draft": "1"}
        )
    assert answer.status_code == 200
    assert answer.json()["revision"] == 1


def test_a_revision_that_is_no_number_is_an_answer_and_no_error(client, address, row):
    for revision in ("", "x", "-1", "9" * 40):
        answer = client.post(
            address, {"own_system": "One", "revision": revision}, headers={"X-Draft": "1"}
        )
        assert answer.status_code in (400, 409)
    row.refresh_from_db()
    assert row.answers == {}


def closed(row: Questionnaire, how: str) -> None:
    if how == "expired":
        row.link.expires_at = timezone.now() - timedelta(seconds=1)
        row.link.save()
    elif how == "revoked":
        row.link.revoke()
    elif how == "submitted":
        submit_answers(questionnaire=row, answers=make.words(row.search), revision=0, by=row.link)
    elif how == "withdrawn":
        by = factories.hiring_manager_of(row.search)
        withdraw(candidacy=row.candidacy, because="Stays where they are", by=by)
    elif how == "of another kind":
        Link.objects.filter(pk=row.link_id).update(kind="offer")


WAYS_TO_CLOSE = ("expired", "revoked", "submitted", "withdrawn", "of another kind")


@pytest.mark.parametrize("how", WAYS_TO_CLOSE)
def test_every_closed_link_answers_as_an_unknown_one(client, address, row, how):
    closed(row, how)
    unknown, typed = reverse("candidates:answer", args=["never-issued"]), sheet(row, submit="1")
    for ask in (client.get, client.post):
        data = typed if ask == client.post else {}
        closed_, other = ask(address, data), ask(unknown, data)
        assert (closed_.status_code, closed_.content) == (404, other.content)


@pytest.mark.parametrize("how", WAYS_TO_CLOSE)
def test_a_link_that_closed_while_somebody_wrote_saves_nothing(row, how):
    link = row.link
    closed(row, how)
    before = Questionnaire.objects.get(pk=row.pk).answers
    with pytest.raises((NotAllowed, Refused)):
        save_answers(questionnaire=row, answers={"own_system": "Late"}, revision=0, by=link)
    assert Questionnaire.objects.get(pk=row.pk).answers == before


def test_a_link_writes_in_its_own_questionnaire_only(search, row):
    other = make.sent(make.candidacy(search, "Mateus Carvalho"))
    with pytest.raises(NotAllowed):
        save_answers(questionnaire=other, answers={"own_system": "x"}, revision=0, by=row.link)


# ---- Who else reads and writes them ----------------------------------------------------


def test_nobody_types_what_the_candidate_writes_themselves(row, manager):
    with pytest.raises(NotAllowed):
        save_answers(questionnaire=row, answers={"own_system": "x"}, revision=0, by=manager)


@pytest.mark.parametrize("who", ["manager", "observer"])
def test_a_draft_of_the_candidates_is_shown_to_nobody(as_, row, who, request):
    save_answers(questionnaire=row, answers={"own_system": "Quillfeather"}, revision=0, by=row.link)
    somebody = request.getfixturevalue(who)
    for url in (
        reverse("candidates:questionnaire", args=[row.candidacy_id]),
        row.candidacy.get_absolute_url(),
        reverse("candidates:list", args=[row.search.pk]),
    ):
        assert "Quillfeather" not in page_of(as_(somebody).get(url))
    assert answers_of(row.candidacy) == []


def test_submitted_answers_are_read_and_no_longer_written(as_, candidacy, manager, panelist):
    row = make.answered(candidacy)
    make.declared(candidacy, panelist)
    url = reverse("candidates:questionnaire", args=[candidacy.pk])
    assert "What I did about own_system." in page_of(as_(panelist).get(url))
    as_(manager).post(url, sheet(row, own_system="Other words", submit="1"))
    row.refresh_from_db()
    assert row.answers["own_system"] == "What I did about own_system."
    with pytest.raises(Refused, match="fixed"):
        save_answers(questionnaire=row, answers={}, revision=row.revision, by=manager)


def test_no_answer_is_in_the_log(row):
    submit_answers(questionnaire=row, answers=make.words(row.search), revision=0, by=row.link)
    event = Event.objects.filter(verb="questionnaire.submitted").get()
    assert event.link == row.link
    assert event.fields == ["answers"]
