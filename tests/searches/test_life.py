"""A search is paused, closed without a hire and started again, each with a reason."""

from base64 import b64encode
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from candidates import actions as candidates
from candidates.models import Candidacy
from interviews.actions import (
    cancel_interview,
    cancel_meeting,
    fill_seat,
    hold_interview,
    move_interview,
    plan_meeting,
    withdraw_slots,
)
from interviews.models import Interview
from scoping import actions as scoping
from scorecards.queries.debrief import debriefing_of
from searches.actions import name_person, turn
from searches.errors import NotAllowed, Refused
from searches.home import lines_for
from searches.models import Role, Search
from searches.states import LIFE_MOVES, Life
from searches.steps import blockers_of
from tests import factories
from tests.factories import candidates as make
from tests.factories import interviews as make_interviews
from tests.factories import offers as make_offers
from tests.interviews.acts import propose

pytestmark = pytest.mark.django_db
WHY = "The budget is frozen."


@pytest.fixture
def search(db):
    return factories.search()


@pytest.fixture
def manager(search):
    return search.opened_by


def turned(search: Search, *names: str) -> Search:
    for name in names:
        search = turn(search=search, name=name, because=WHY, by=search.opened_by)
    return search


# ---- The moves ----

BY_BUTTON = [move for move in LIFE_MOVES if move.label]


@pytest.mark.parametrize("life", Life.values)
@pytest.mark.parametrize("move", BY_BUTTON, ids=lambda move: move.name)
def test_a_move_is_made_from_where_it_starts_and_nowhere_else(search, life, move):
    Search.objects.filter(pk=search.pk).update(life=life)
    if life in move.sources:
        assert turned(search, move.name).life == move.target
    else:
        with pytest.raises(Refused, match="cannot be done from here"):
            turned(search, move.name)


@pytest.mark.parametrize("life", ["paused", "closed", "filled"])
def test_only_what_is_under_way_is_closed_with_a_hire(search, life):
    Search.objects.filter(pk=search.pk).update(life=life)
    with pytest.raises(Refused, match="cannot be done from here"):
        turned(search, "fill")


@pytest.mark.parametrize("because", ["", "   ", "x", "No money"])
def test_each_takes_a_reason(search, because):
    with pytest.raises(Refused, match="Say why"):
        turn(search=search, name="pause", because=because, by=search.opened_by)
    assert Search.objects.get(pk=search.pk).is_running


@pytest.mark.parametrize("role", [Role.RECRUITER, Role.OBSERVER, Role.PANELIST])
def test_only_the_hiring_manager_does(search, role):
    with pytest.raises(NotAllowed):
        turn(search=search, name="pause", because=WHY, by=factories.member(search, role))


# ---- Paused ----


def test_nothing_new_begins_while_it_is_paused(search, manager):
    turned(search, "pause")
    with pytest.raises(Refused) as refusal:
        make.candidacy(search)
    assert "is paused: The budget is frozen." in str(refusal.value)
    assert "can take it up again" in str(refusal.value)


def test_what_ends_something_stays_possible(search, manager):
    interview = make_interviews.interview(make.candidacy(search))
    turned(search, "pause")
    cancel_interview(interview=interview, by=manager)
    candidates.withdraw(candidacy=interview.candidacy, because="Took another offer", by=manager)


def test_answers_that_were_begun_are_finished(search):
    questionnaire = make.sent(make.candidacy(search))
    turned(search, "pause")
    candidates.submit_answers(
        questionnaire=questionnaire, answers=make.words(search), revision=0, by=questionnaire.link
    )


def test_people_are_named_while_it_is_paused(search, manager):
    turned(search, "pause")
    person = {"email": "ola@example.com", "name": "Ola", "role": Role.OBSERVER}
    name_person(search=search, by=manager, **person)


def test_taken_up_again_everything_goes_on(search):
    turned(search, "pause", "resume")
    assert make.candidacy(search).stage == "added"


def test_the_search_says_what_holds_it_up(search, manager):
    search = turned(search, "pause")
    (blocker,) = blockers_of(search, manager)
    assert "paused" in blocker.says
    assert "The budget is frozen" in blocker.says


def test_nothing_waits_on_home_for_who_runs_it(search, manager):
    before = [line.say for line in lines_for(manager)]
    turned(search, "pause")
    assert before
    assert [line.say for line in lines_for(manager)] == []


# ---- Closed ----


def test_closing_stops_everybody_and_what_hangs_on_them(search, manager):
    interview = make_interviews.interview(make.candidacy(search))
    questionnaire = make.sent(make.candidacy(search, "Ben Okafor"))
    turned(search, "close")
    assert set(search.candidacies.values_list("stage", "ended_because")) == {
        ("stopped", "The search was closed")
    }
    interview.refresh_from_db()
    questionnaire.link.refresh_from_db()
    assert interview.state == "cancelled"
    assert questionnaire.link.revoked_at


def test_a_search_with_somebody_hired_is_not_closed_without_a_hire(search):
    candidacy = make.candidacy(search)
    Candidacy.objects.filter(pk=candidacy.pk).update(stage="hired")
    with pytest.raises(Refused, match="Somebody was hired"):
        turned(search, "close")
    assert Search.objects.get(pk=search.pk).is_running


# ---- Started again ----


def back(candidacy, **changed):
    told_on = changed.get("told_on", candidacy.search.today)
    return candidates.take_back(candidacy=candidacy, told_on=told_on, by=candidacy.search.opened_by)


def test_nobody_is_in_play_until_they_are_taken_back(search):
    ada = make.candidacy(search)
    turned(search, "close", "restart")
    assert not Candidacy.objects.live().filter(search=search).exists()
    assert back(ada).stage == "talking"
    assert Candidacy.objects.get(pk=ada.pk).told_again_on == search.today


def test_a_day_before_the_closing_or_to_come_is_no_renewed_notice(search):
    ada = make.candidacy(search)
    turned(search, "close", "restart")
    for days in (-3, 3):
        with pytest.raises(Refused):
            back(ada, told_on=search.today + timedelta(days=days))


def test_who_was_stopped_before_the_closing_does_not_come_back(search, manager):
    ada = make.candidacy(search)
    candidates.stop(candidacy=ada, because="A must-have is missing", by=manager)
    turned(search, "close", "restart")
    with pytest.raises(Refused, match="in play when the search was closed"):
        back(ada)


def test_nobody_is_taken_back_while_it_is_closed(search):
    ada = make.candidacy(search)
    turned(search, "close")
    with pytest.raises(Refused, match="closed without a hire"):
        back(ada)


def test_what_was_judged_before_is_marked_with_its_scope(search, manager):
    candidacy = make_offers.chosen(search)
    assert debriefing_of(candidacy, manager).scope_words == []
    scope = scoping.reopen_scope(search=search, because="The new CEO.", by=manager)
    scoping.sign_scope(scope=scope, by=manager)
    (words,) = debriefing_of(candidacy, manager).scope_words
    assert words.startswith("Judged when version 1 of the scope was in force: ")


# ---- The page ----


def test_the_page_says_why_to_everybody_on_the_search(search, client):
    turned(search, "pause")
    client.force_login(factories.member(search, Role.PANELIST))
    page = client.get(reverse("searches:life", args=[search.pk])).content.decode()
    assert WHY in page
    assert "Go on with the search" not in page


def test_a_reason_that_is_none_stands_at_the_field(search, client, manager):
    client.force_login(manager)
    url = reverse("searches:life", args=[search.pk])
    page = client.post(url, {"move": "pause", "because": "x"}).content.decode()
    assert "Say why in a few words." in page
    assert "\nx</textarea>" in page


def test_a_stale_button_says_where_the_search_stands(search, client, manager):
    turned(search, "pause")
    client.force_login(manager)
    url = reverse("searches:life", args=[search.pk])
    page = client.post(url, {"move": "pause", "because": WHY}).content.decode()
    assert "This search is paused: that cannot be done from here." in page


# ---- What was begun is ended, and nothing begins ----


@pytest.fixture
def paused(search):
    """A search that is paused, with an interview over, times and an address with the candidate."""
    row = make.candidacy(search)
    interview = make_interviews.interview(row)
    proposal = propose(row, "board")
    by = search.opened_by
    meeting = plan_meeting(
        candidacy=row,
        starts_at=interview.ends_at + timedelta(days=1),
        zone="UTC",
        minutes=30,
        place="",
        by=by,
    )
    Interview.objects.filter(pk=interview.pk).update(starts_at=timezone.now() - timedelta(hours=3))
    reference = make.asked_in_writing(row)
    turn(search=search, name="pause", because=WHY, by=by)
    return interview, proposal, meeting, reference, by


def test_what_was_begun_can_be_ended_while_it_is_paused(paused):
    interview, proposal, meeting, reference, by = paused
    withdraw_slots(proposal=proposal, by=by)
    cancel_meeting(meeting=meeting, by=by)
    hold_interview(interview=interview, by=by)
    candidates.close_reference(reference=reference, by=by)
    interview.refresh_from_db()
    assert interview.state == "held"


def test_no_conversation_begins_while_it_is_paused(search):
    row, by = make.candidacy(search), search.opened_by
    candidates.choose_way(search=search, way="conversation", by=by)
    turn(search=search, name="pause", because=WHY, by=by)
    with pytest.raises(Refused, match="is paused"):
        candidates.begin_conversation(candidacy=row, by=by)
    row.refresh_from_db()
    assert row.stage == "added"


def test_who_has_left_is_moved_and_seated_nowhere(search):
    row, by = make.candidacy(search), search.opened_by
    interview = make_interviews.interview(row)
    make.gone(row)
    Interview.objects.filter(pk=interview.pk).update(state="planned", cancelled_at=None)
    given = {"zone": "UTC", "minutes": 60, "place": "", "by": by}
    with pytest.raises(Refused, match="has left the search"):
        move_interview(interview=interview, starts_at=timezone.now(), **given)
    with pytest.raises(Refused, match="has left the search"):
        fill_seat(interview=interview, key="cto", email="x@example.com", name="X", by=by)


def test_columns_said_for_a_paused_search_are_a_sentence(client, search):
    by = search.opened_by
    content = b64encode(b"Name,Firm\nAda,Fjord\n").decode()
    turn(search=search, name="pause", because=WHY, by=by)
    client.force_login(by)
    url = reverse("candidates:import", args=[search.pk])
    page = client.post(url, {"content": content, "column": ["name", "employer"]}).content.decode()
    assert "is paused" in page


def test_somebody_is_taken_back_on_the_searchs_own_day(search):
    """Who looks lives ahead of the search: there the next day has begun."""
    by, row = search.opened_by, make.candidacy(search)
    Search.objects.filter(pk=search.pk).update(zone="America/Los_Angeles")
    with time_machine.travel(datetime(2026, 3, 3, 18, tzinfo=UTC), tick=False):
        for name in ("close", "restart"):
            turn(search=search, name=name, because=WHY, by=by)
        with timezone.override(ZoneInfo("Pacific/Kiritimati")):
            candidates.take_back(candidacy=row, told_on=date(2026, 3, 3), by=by)
    row.refresh_from_db()
    assert row.stage == "talking"
