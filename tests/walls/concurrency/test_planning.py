"""Scope, loop and interviews: many at once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Link
from candidates.models import Candidacy
from interviews import actions as interviews
from interviews.models import Interview, Loop, LoopSeat, Proposal, ProposedSlot
from interviews.states import Need
from scoping import actions as scoping
from scoping.models import Scope
from tests import factories
from tests.factories import candidates as make_candidates
from tests.factories import interviews as make_interviews
from tests.factories import scoping as make_scoping
from tests.walls.concurrency.at_once import at_once, done, events, plan

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


# ---- Scope and loop


def test_a_scope_begun_by_five_at_once_is_one_draft(search):
    by = factories.hiring_manager_of(search)
    answers = at_once(*[lambda: scoping.begin_scope(search=search, by=by)] * 5)
    assert len(done(answers)) == 5
    assert Scope.objects.filter(search=search).count() == 1


def test_a_scope_signed_twice_at_once_is_signed_once(search):
    scope = make_scoping.draft_scope(search)
    by = factories.hiring_manager_of(search)
    answers = at_once(*[lambda: scoping.sign_scope(scope=scope, by=by)] * 4)
    assert len(done(answers)) == 1
    assert events(search, "scope.signed") == 1


def test_a_loop_opened_twice_at_once_is_opened_once(search):
    loop = make_interviews.draft_loop(search)
    by = factories.hiring_manager_of(search)
    seats = LoopSeat.objects.filter(part__loop=loop).exclude(need=Need.OPTIONAL)
    make_interviews.name(loop, {key: factories.user() for key in {seat.key for seat in seats}})
    answers = at_once(*[lambda: interviews.open_loop(loop=loop, short_because="", by=by)] * 4)
    assert len(done(answers)) == 1
    assert Loop.objects.filter(search=search, state="open").count() == 1
    assert events(search, "loop.opened") == 1


def test_one_interview_planned_twice_in_one_second_is_one_interview(search):
    part = make_interviews.part(search)
    candidacy = make_candidates.candidacy(search)
    starts_at = timezone.now() + timedelta(days=7)
    people = [factories.hiring_manager_of(search), factories.member(search, "recruiter")]
    answers = at_once(*(lambda by=by: plan(candidacy, part, starts_at, by) for by in people))
    assert len(done(answers)) == 1
    assert Interview.objects.filter(candidacy=candidacy, part=part).count() == 1
    assert events(search, "interview.planned") == 1


def test_one_panelist_is_not_planned_into_two_searches_at_one_time(search):
    panelist = factories.user("Priya Nair")
    other = factories.search(by=factories.user("Another"))
    calls = []
    starts_at = timezone.now() + timedelta(days=7)
    for each in (search, other):
        make_interviews.open_loop(each, {"cto": panelist})
        part = make_interviews.part(each)
        candidacy = make_candidates.candidacy(each)
        by = factories.hiring_manager_of(each)
        calls.append(lambda c=candidacy, p=part, b=by: plan(c, p, starts_at, b))
    assert len(done(at_once(*calls))) == 1


def proposed(candidacy: Candidacy, key: str = "production") -> Proposal:
    soon = timezone.now().replace(minute=0, second=0, microsecond=0)
    return interviews.propose_slots(
        candidacy=candidacy,
        part=make_interviews.part(candidacy.search, key),
        slots=[soon + timedelta(days=7, hours=2 * n) for n in range(3)],
        zone="Europe/Berlin",
        minutes=60,
        place="Room 3",
        by=factories.hiring_manager_of(candidacy.search),
    )


def take(proposal: Proposal, number: int) -> Interview:
    slot = ProposedSlot.objects.filter(proposal=proposal)[number]
    link = Link.objects.get(pk=proposal.link_id)
    return interviews.take_slot(slot=slot, zone="America/Toronto", by=link)


def test_one_time_chosen_five_times_in_one_second_is_one_interview(search):
    proposal = proposed(make_candidates.candidacy(search))
    answers = at_once(*[lambda: take(proposal, 0)] * 5)
    assert len(done(answers)) == 1
    assert {str(a) for a in answers if isinstance(a, Exception)} == {
        "This was answered already, or newer times were sent to you."
    }
    assert Interview.objects.filter(candidacy=proposal.candidacy).count() == 1
    assert events(search, "slots.taken") == events(search, "interview.planned") == 1


def test_two_times_of_one_proposal_chosen_at_once_are_one_interview(search):
    proposal = proposed(make_candidates.candidacy(search))
    assert len(done(at_once(lambda: take(proposal, 0), lambda: take(proposal, 1)))) == 1
    assert Interview.objects.count() == 1


def test_a_time_chosen_while_it_is_planned_by_hand_is_one_interview(search):
    proposal = proposed(make_candidates.candidacy(search))
    by, later = factories.hiring_manager_of(search), timezone.now() + timedelta(days=20)
    answers = at_once(
        lambda: take(proposal, 0), lambda: plan(proposal.candidacy, proposal.part, later, by)
    )
    assert len(done(answers)) == 1
    assert Interview.objects.standing().count() == 1


def test_one_time_of_a_panel_chosen_by_two_candidates_at_once_is_one_of_theirs(search):
    other = factories.search(by=factories.user("Another"))
    panelist = factories.user("Priya Nair")
    proposals = []
    for each in (search, other):
        make_interviews.open_loop(each, {"cto": panelist})
        proposals.append(proposed(make_candidates.candidacy(each)))
    answers = at_once(*(lambda row=row: take(row, 0) for row in proposals))
    assert len(done(answers)) == 1
    [told] = [str(answer) for answer in answers if isinstance(answer, Exception)]
    assert told == "This time is no longer free. Choose another one."


def test_a_calendar_address_made_five_times_at_once_is_one_that_works(search):
    user = factories.user()
    at_once(*[lambda: interviews.make_feed(by=user)] * 5)
    assert Link.objects.live().filter(kind=interviews.FEED, about=user.pk).count() == 1
