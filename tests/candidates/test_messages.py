"""What a candidate who has left is written: a person's words, checked, and sent by a person."""

import pytest
from django.urls import reverse

from candidates.actions import begin_conversation, move, send_message, withdraw
from candidates.messages import TEXTS, occasion_of, words_for
from candidates.models import Candidacy, Message
from candidates.states import STOPPED_BECAUSE, WITHDREW_BECAUSE, Occasion
from mail.actions import message_of
from mail.models import Mail
from searches.actions import turn
from searches.errors import NotAllowed, Refused
from searches.models import Event, Role
from tests import factories
from tests.candidates.conftest import page_of
from tests.factories import candidates as make


def url(candidacy, query="") -> str:
    return reverse("candidates:message", args=[candidacy.pk]) + query


def words(**more) -> dict[str, str]:
    return {"occasion": "before", "first_name": "Leila", "text": "Thank you.", **more}


@pytest.fixture
def left(candidacy):
    return make.gone(candidacy)


# ---- Ending --------------------------------------------------------------------------------


@pytest.mark.parametrize("because", STOPPED_BECAUSE)
def test_every_reason_is_a_button_of_its_own(as_, recruiter, candidacy, because):
    page = page_of(as_(recruiter).get(reverse("candidates:stop", args=[candidacy.pk])))
    assert f'name="because" value="{because}"' in page


def test_after_the_end_one_is_asked_whether_to_write(as_, recruiter, candidacy):
    end = reverse("candidates:stop", args=[candidacy.pk])
    answer = as_(recruiter).post(end, {"because": STOPPED_BECAUSE[0]})
    assert answer["Location"] == url(candidacy)
    assert not Mail.objects.exists()


def test_from_the_table_one_comes_back_to_the_table_as_it_was(as_, recruiter, candidacy):
    table = reverse("candidates:all", args=[candidacy.search_id]) + "?sort=-days&page=1"
    page = page_of(as_(recruiter).get(table))
    at = page.index(reverse("candidates:stop", args=[candidacy.pk]))
    end = page[at : page.index('"', at)].replace("&amp;", "&")
    assert as_(recruiter).post(end, {"because": STOPPED_BECAUSE[0]})["Location"] == table


@pytest.mark.parametrize("there", ["https://example.com/", "//example.com", "javascript:alert(1)"])
def test_the_way_back_leads_to_no_other_site(as_, recruiter, candidacy, there):
    end = reverse("candidates:stop", args=[candidacy.pk]) + f"?next={there}"
    answer = as_(recruiter).post(end, {"because": STOPPED_BECAUSE[0]})
    assert answer["Location"] == reverse("candidates:list", args=[candidacy.search_id])


def test_a_withdrawal_by_telephone_is_one_tap(as_, recruiter, candidacy):
    end = reverse("candidates:withdraw", args=[candidacy.pk])
    as_(recruiter).post(end, {"because": WITHDREW_BECAUSE[0]})
    candidacy.refresh_from_db()
    assert (candidacy.stage, candidacy.ended_because) == ("withdrawn", WITHDREW_BECAUSE[0])


# ---- The words -----------------------------------------------------------------------------


def test_there_are_words_for_every_occasion():
    assert set(TEXTS) == set(Occasion)


@pytest.mark.parametrize("occasion", list(Occasion))
def test_the_words_name_the_role_as_it_is_shown_outside(search, left, occasion):
    search.alias = "Project Heron"
    search.save()
    left.refresh_from_db()
    text = words_for(left, occasion)
    assert "Project Heron" in text
    assert "Kestrel" not in text
    assert "{" not in text


@pytest.mark.parametrize("occasion", list(Occasion))
def test_the_words_give_no_reason_and_quote_nothing(left, occasion):
    text = words_for(left, occasion).lower()
    for word in (*map(str.lower, STOPPED_BECAUSE), "score", "rating", "flag", "!", "please"):
        assert word not in text


def test_the_occasion_proposed_is_how_far_they_came(search, manager):
    before = make.gone(make.candidacy(search, "One"))
    talked = make.candidacy(search, "Five")
    move(candidacy=talked, name="talk", by=manager)
    make.gone(talked)
    answered = make.candidacy(search, "Two")
    make.answered(answered)
    make.gone(answered)
    met = make.candidacy(search, "Three")
    move(candidacy=met, name="enter_loop", by=manager)
    make.gone(met)
    away = make.candidacy(search, "Four")
    withdraw(candidacy=away, because="No answer any more", by=manager)
    rows = [Candidacy.objects.get(pk=row.pk) for row in (before, talked, answered, met, away)]
    assert [occasion_of(row) for row in rows] == list(Occasion)


def test_a_questionnaire_begun_and_not_answered_is_a_first_contact(search, manager):
    from candidates.actions import choose_way
    from candidates.states import Way

    choose_way(search=search, way=Way.CONVERSATION, by=manager)
    row = make.candidacy(search, "One")
    begin_conversation(candidacy=row, by=manager)
    make.gone(row)
    assert occasion_of(Candidacy.objects.get(pk=row.pk)) == Occasion.TALKED


# ---- The page ------------------------------------------------------------------------------


def test_the_first_name_is_a_guess_to_be_checked(as_, recruiter, left):
    page = page_of(as_(recruiter).get(url(left)))
    assert 'value="Leila"' in page
    assert "A guess from the name." in page


@pytest.mark.parametrize("occasion", list(Occasion))
def test_other_words_are_one_link_away(as_, recruiter, left, occasion):
    page = page_of(as_(recruiter).get(url(left, f"?occasion={occasion}")))
    assert words_for(left, occasion).split("\n")[0].split("'")[0] in page


@pytest.mark.parametrize("query", ["?occasion=never", "?occasion=%00", "?occasion="])
def test_an_occasion_nobody_knows_is_the_proposed_one(as_, recruiter, left, query):
    assert "before a first conversation" in page_of(as_(recruiter).get(url(left, query)))


@pytest.mark.parametrize("step", ["show", "change", "", "deliver"])
def test_nothing_is_sent_before_send_it_is_pressed(as_, recruiter, left, step):
    as_(recruiter).post(url(left), words(step=step))
    assert not Message.objects.exists()
    assert not Mail.objects.exists()


def test_it_is_shown_as_it_goes_and_goes_as_it_was_shown(as_, recruiter, left):
    page = page_of(as_(recruiter).post(url(left), words(text="Thank you\nboth.", step="show")))
    whole = f"Dear Leila,\n\nThank you\nboth.\n\n{recruiter}"
    assert whole in page.replace("&#x27;", "'")
    as_(recruiter).post(url(left), words(text="Thank you\nboth.", step="send"))
    assert Message.objects.get().text == whole


def test_the_words_typed_are_kept_on_the_way_back(as_, recruiter, left):
    page = page_of(as_(recruiter).post(url(left), words(text="My own words.", step="change")))
    assert "My own words.</textarea>" in page


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"first_name": ""}, "“Dear” is empty"),
        ({"text": " "}, "“What they are written” is empty"),
        ({"first_name": "Le\nila"}, "Write this on one line"),
        ({"text": "x" * 4_001}, "Use at most 4000"),
    ],
)
def test_a_wrong_message_is_a_sentence_and_is_not_sent(as_, recruiter, left, wrong, says):
    assert says in page_of(as_(recruiter).post(url(left), words(step="send", **wrong)))
    assert not Message.objects.exists()


def test_a_forged_occasion_is_refused(as_, recruiter, left):
    as_(recruiter).post(url(left), words(step="send", occasion="fired"))
    assert not Message.objects.exists()


# ---- The mail ------------------------------------------------------------------------------


def test_it_goes_through_the_outbox_to_the_candidate(left, recruiter, queued):
    send_message(candidacy=left, occasion="before", text="Dear Leila,\n\nThanks.", by=recruiter)
    mail = Mail.objects.get()
    message = message_of(mail)
    assert message is not None
    assert message.to == [left.candidate.email]
    assert message.body.startswith("Dear Leila,\n\nThanks.")
    assert message.subject == "Chief AI Officer"


def test_the_subject_names_no_candidate_and_no_company(left, recruiter):
    send_message(candidacy=left, occasion="before", text="x", by=recruiter)
    message = message_of(Mail.objects.get())
    assert message is not None
    assert "Leila" not in message.subject
    assert "Kestrel" not in message.subject


def test_markup_in_a_message_is_sent_as_it_was_typed(left, recruiter):
    send_message(candidacy=left, occasion="before", text="a < b & c", by=recruiter)
    message = message_of(Mail.objects.get())
    assert message is not None
    assert "a < b & c" in message.body


def test_no_word_of_it_is_in_the_log(left, recruiter):
    send_message(candidacy=left, occasion="before", text="Quillfeather", by=recruiter)
    assert Event.objects.get(verb="message.sent").fields == []


def test_what_was_sent_stands_on_the_candidates_page(as_, left, recruiter):
    send_message(candidacy=left, occasion="before", text="Quillfeather", by=recruiter)
    assert "Quillfeather" in page_of(as_(recruiter).get(left.get_absolute_url()))


def test_a_panelist_does_not_read_what_they_were_written(as_, left, recruiter, panelist):
    make.declared(left, panelist)
    send_message(candidacy=left, occasion="before", text="Quillfeather", by=recruiter)
    assert "Quillfeather" not in page_of(as_(panelist).get(left.get_absolute_url()))


def test_who_is_still_in_play_is_not_written_to(candidacy, recruiter):
    with pytest.raises(Refused, match="somebody who has left"):
        send_message(candidacy=candidacy, occasion="before", text="x", by=recruiter)


def test_who_has_no_address_is_not_written_to(as_, search, recruiter):
    row = make.candidacy(search, "No Address", email="")
    end = reverse("candidates:stop", args=[row.pk])
    answer = as_(recruiter).post(end, {"because": STOPPED_BECAUSE[0]})
    assert answer["Location"] == reverse("candidates:list", args=[search.pk])
    assert "has no mail address here" in page_of(as_(recruiter).get(url(row)))
    with pytest.raises(Refused, match="no mail address"):
        send_message(candidacy=row, occasion="before", text="x", by=recruiter)


def test_a_message_is_sent_so_often_and_no_more(left, recruiter, monkeypatch):
    from candidates.actions import messages as module

    monkeypatch.setattr(module, "MOST_MESSAGES", 1)
    send_message(candidacy=left, occasion="before", text="x", by=recruiter)
    with pytest.raises(Refused, match="at most 1 messages"):
        send_message(candidacy=left, occasion="before", text="x", by=recruiter)


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.PANELIST, Role.APPROVER])
def test_who_does_not_run_the_search_writes_to_nobody(left, role):
    by = factories.member(left.search, role)
    with pytest.raises(NotAllowed):
        send_message(candidacy=left, occasion="before", text="x", by=by)


def test_the_same_words_do_not_go_twice(left, recruiter):
    given = {"occasion": "before", "text": "It went on without you.", "by": recruiter}
    send_message(candidacy=left, **given)
    with pytest.raises(Refused, match="went to them already"):
        send_message(candidacy=left, **given)
    assert Mail.objects.filter(kind="message").count() == 1


def test_who_was_in_play_when_the_search_was_closed_is_written_to(search, manager):
    row = make.candidacy(search)
    turn(search=search, name="close", because="The role is not filled.", by=manager)
    row.refresh_from_db()
    send_message(candidacy=row, occasion="before", text="The search is closed.", by=manager)
    assert Mail.objects.filter(kind="message").exists()
