"""A candidate withdraws on their own page: what ends, who is told, and what it takes."""

import pytest
from django.test import Client

from candidates.actions import keep_quiet, send_own_page
from candidates.forms import LeaveForm
from candidates.states import LEAVING_BECAUSE, UNSAID, WITHDREW_BECAUSE, Stage
from mail.actions import message_of
from mail.models import Mail
from searches.actions import turn
from searches.models import Event
from tests import factories
from tests.candidates.conftest import page_of
from tests.candidates.own_page import WORD, leave, read
from tests.factories import interviews as loops
from tests.factories import offers


def test_leaving_ends_all_that_was_planned(candidacy, link):
    row = loops.interview(candidacy)
    Client().post(leave(link), {"because": "Took another offer"})
    candidacy.refresh_from_db()
    row.refresh_from_db()
    assert (candidacy.stage, candidacy.ended_because) == (Stage.WITHDRAWN, "Took another offer")
    assert row.state == "cancelled"


@pytest.mark.parametrize("because", ["", UNSAID])
def test_leaving_needs_no_reason(candidacy, link, because):
    Client().post(leave(link), {"because": because})
    candidacy.refresh_from_db()
    assert (candidacy.stage, candidacy.ended_because) == (Stage.WITHDRAWN, UNSAID)


def test_leaving_takes_a_sent_offer_back(db):
    search = factories.search()
    candidacy = offers.chosen(search)
    offer = offers.sent(candidacy)
    link = send_own_page(candidacy=candidacy, by=factories.hiring_manager_of(search))
    Client().post(leave(link), {})
    offer.refresh_from_db()
    assert offer.state == "withdrawn"


def test_looking_at_the_question_leaves_nothing(candidacy, link):
    assert Client().get(leave(link)).status_code == 200
    candidacy.refresh_from_db()
    assert candidacy.stage == Stage.ADDED


def test_who_runs_the_search_is_told_without_a_name(candidacy, link, manager, recruiter):
    Client().post(leave(link), {})
    told = Mail.objects.filter(kind="candidate_withdrew")
    assert {mail.user for mail in told} == {manager, recruiter}
    message = message_of(told[0])
    assert "Haddad" not in message.subject + message.body


def test_who_was_not_named_is_not_told_of_an_internal_candidate(
    candidacy, link, manager, recruiter
):
    keep_quiet(candidacy=candidacy, who=[manager], by=manager)
    Client().post(leave(link), {})
    assert [mail.user for mail in Mail.objects.filter(kind="candidate_withdrew")] == [manager]


def test_leaving_twice_says_so_and_changes_nothing(candidacy, link):
    Client().post(leave(link), {"because": "Took another offer"})
    page = page_of(Client().post(leave(link), {"because": "Pay is too far apart"}))
    candidacy.refresh_from_db()
    assert candidacy.ended_because == "Took another offer"
    assert "You have withdrawn" in page


def test_a_made_up_reason_is_a_sentence(candidacy, link):
    page = page_of(Client().post(leave(link), {"because": WORD}))
    candidacy.refresh_from_db()
    assert candidacy.stage == Stage.ADDED
    assert "Choose one of the reasons, or none." in page


def test_one_may_leave_a_search_that_is_paused(candidacy, link, manager):
    turn(search=candidacy.search, name="pause", because="Budget is being set.", by=manager)
    Client().post(leave(link), {})
    candidacy.refresh_from_db()
    assert candidacy.stage == Stage.WITHDRAWN


def test_who_has_left_reads_what_was_given_and_leaves_no_more(candidacy, link):
    Client().post(leave(link), {})
    page = read(link)
    assert "You have withdrawn" in page
    assert "Leila Haddad" in page
    assert leave(link) not in page


def test_the_log_says_that_a_link_withdrew_and_no_word(candidacy, link):
    Client().post(leave(link), {"because": "Took another offer"})
    event = Event.objects.get(verb="candidacy.withdraw")
    assert event.link_id == link.pk
    assert "another" not in str(event.fields)


def test_their_reasons_are_those_that_are_recorded_by_hand():
    assert set(LEAVING_BECAUSE) < set(WITHDREW_BECAUSE)
    assert set(dict(LeaveForm.base_fields["because"].choices)) == {*LEAVING_BECAUSE, UNSAID}
