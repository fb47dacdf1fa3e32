"""Interviews planned: who sits in them, who is told, and nobody in two at once."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from candidates import actions as candidates
from candidates.models import Candidacy
from candidates.states import Stage
from interviews import actions
from interviews.models import Interview, LoopSeat
from interviews.queries import open_loop_of, slots_of, to_plan
from interviews.signals import interview_added
from mail.models import Mail
from searches.errors import NotAllowed, Refused
from searches.models import Role
from tests import factories
from tests.factories import candidates as people
from tests.factories import interviews as make
from tests.interviews.acts import has_access, hour, plan, told

# ---- Planning ----


def test_an_interview_seats_the_people_of_the_loop(interview, loop):
    named = LoopSeat.objects.filter(part=interview.part, user__isnull=False)
    wanted = {(s.key, s.user_id, s.duty) for s in named}
    assert {(s.key, s.user_id, s.duty) for s in interview.seats.current()} == wanted


def test_who_is_seated_is_let_in_to_the_candidacy(interview):
    for seat in interview.seats.all():
        assert has_access(seat.user, interview.candidacy)


def test_who_is_named_in_the_loop_and_not_seated_yet_is_not_let_in(loop, interview):
    cfo = LoopSeat.objects.get(part__loop=loop, key="cfo").user
    assert not Candidacy.objects.visible_to(cfo).exists()


def test_planning_takes_the_candidate_into_the_loop(loop, candidacy):
    make.interview(candidacy)
    candidacy.refresh_from_db()
    assert candidacy.stage == Stage.LOOP


def test_planning_tells_the_panel_and_the_candidate(interview):
    assert told("interview_planned") == {s.user for s in interview.seats.all()}
    assert told("interview_planned_for_candidate") == {interview.candidacy.candidate.email}


def test_a_candidate_without_an_address_is_not_written_to(loop, search):
    make.interview(people.candidacy(search, "No Address", email=""))
    assert not Mail.objects.filter(kind="interview_planned_for_candidate").exists()


def test_planning_is_heard_above(loop, candidacy, heard):
    interview = make.interview(candidacy)
    assert [more["interview"] for signal, more in heard if signal is interview_added] == [interview]


def test_nothing_is_planned_before_the_loop_is_open(draft, candidacy, manager):
    part = draft.parts.get(key="production")
    with pytest.raises(Refused, match="Open it first"):
        plan(candidacy, part, manager)


def test_a_part_is_planned_once_for_a_candidate(interview, manager):
    with pytest.raises(Refused, match="is planned already"):
        plan(interview.candidacy, interview.part, manager, starts_at=hour(20))


def test_a_cancelled_part_may_be_planned_again(interview, manager):
    actions.cancel_interview(interview=interview, by=manager)
    again = plan(interview.candidacy, interview.part, manager)
    assert again.uid != interview.uid


def test_the_questionnaire_has_no_time_to_plan(loop, candidacy, manager):
    with pytest.raises(Refused, match="read when the answers are in"):
        plan(candidacy, loop.parts.get(key="questionnaire"), manager)


def test_a_part_in_which_nobody_scores_is_not_planned(draft, candidacy, manager):
    carla = factories.user("Carla Ruiz")
    make.name(draft, {"board_observer": carla})
    loop = actions.open_loop(loop=draft, short_because="A firm of nine.", by=manager)
    with pytest.raises(Refused, match="Nobody who scores"):
        plan(candidacy, loop.parts.get(key="allocation"), manager)


@pytest.mark.parametrize("end", [candidates.stop, candidates.withdraw])
def test_nothing_is_planned_with_who_left_the_search(loop, candidacy, manager, end):
    end(candidacy=candidacy, because="Another offer", by=manager)
    with pytest.raises(Refused, match="planned before that"):
        make.interview(candidacy)


def test_a_part_of_another_search_is_not_planned(loop, candidacy, manager):
    other = make.part(factories.search(), "production")
    with pytest.raises(other.DoesNotExist):
        plan(candidacy, other, manager)


@pytest.mark.parametrize("role", [Role.PANELIST, Role.APPROVER, Role.OBSERVER])
def test_only_who_runs_the_search_plans(loop, candidacy, role):
    with pytest.raises(NotAllowed):
        plan(candidacy, loop.parts.get(key="production"), factories.member(loop.search, role))
    assert not Interview.objects.exists()


@pytest.mark.parametrize("minutes", [0, 481])
def test_an_interview_has_a_length(interview, minutes):
    interview.minutes = minutes
    with pytest.raises(IntegrityError), transaction.atomic():
        interview.save()


# ---- Two things at once ----


def test_somebody_in_another_interview_then_is_not_planned(loop, search, manager):
    first = make.interview(people.candidacy(search, "Leila Haddad"), starts_at=hour(at=9))
    other = people.candidacy(search, "Mateus Carvalho")
    with pytest.raises(Refused, match="Priya Nair is in another interview from"):
        plan(other, first.part, manager, starts_at=hour(at=9) + timedelta(minutes=59))
    assert not other.interviews.exists()


def test_one_interview_after_another_is_no_clash(loop, search, manager):
    first = make.interview(people.candidacy(search, "Leila Haddad"), starts_at=hour(at=9))
    other = people.candidacy(search, "Mateus Carvalho")
    assert plan(other, first.part, manager, starts_at=first.ends_at)
    assert plan(
        people.candidacy(search, "A Third"),
        first.part,
        manager,
        starts_at=hour(at=9) - timedelta(minutes=60),
    )


def test_a_person_is_busy_in_other_searches_too(loop, search, manager):
    first = make.interview(people.candidacy(search, "Leila Haddad"), starts_at=hour(at=9))
    other = factories.search()
    make.open_loop(other, {"cto": make.panelist_of(first, "cto")})
    with pytest.raises(Refused) as refusal:
        make.interview(people.candidacy(other, "Mateus"), starts_at=hour(at=9))
    assert "Leila" not in str(refusal.value)


def test_a_candidate_is_in_one_interview_at_a_time(interview, manager):
    part = interview.part.loop.parts.get(key="board")
    with pytest.raises(Refused, match="Leila Haddad is in “Production deep-dive” then"):
        plan(interview.candidacy, part, manager, starts_at=interview.starts_at)


def test_a_cancelled_interview_keeps_nobody_busy(interview, manager):
    actions.cancel_interview(interview=interview, by=manager)
    part = interview.part.loop.parts.get(key="board")
    assert plan(interview.candidacy, part, manager, starts_at=interview.starts_at)


def test_who_was_replaced_is_not_busy(interview, search, manager):
    seat = make.seat_of(interview, "cto")
    other = factories.user("Another CTO")
    actions.replace_in_interview(seat=seat, email=other.email, name=other.name, by=manager)
    free = people.candidacy(search, "Mateus Carvalho")
    part = interview.part.loop.parts.get(key="alignment")
    assert plan(free, part, manager, starts_at=interview.starts_at)


def test_an_interview_written_down_afterwards_invites_nobody(candidacy, recruiter):
    make.interview(candidacy, starts_at=timezone.now() - timedelta(days=1))
    assert not Mail.objects.filter(kind__startswith="interview_planned").exists()


# ---- What is still to plan ----


def test_what_is_to_plan_are_the_parts_without_an_interview(loop, interview, candidacy):
    [found] = to_plan(loop.search.opened_by, [loop.search_id])
    assert found.candidacy == candidacy
    wanted = {"alignment", "allocation", "trade_off", "team", "board"}
    assert {part.key for part in found.parts} == wanted


def test_nothing_is_to_plan_for_who_is_not_in_the_loop(loop, candidacy):
    assert to_plan(loop.search.opened_by, [loop.search_id]) == []


def test_the_first_part_without_an_interview_comes_next(loop, interview, candidacy, manager):
    slots = slots_of(open_loop_of(candidacy.search), [])
    assert [slot.part.key for slot in slots if slot.comes_next] == ["alignment"]
