"""Interviews of a candidacy: planning, moving, holding, cancelling, and who sits in them."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from candidates import actions as candidates
from candidates.models import Access, Candidacy
from candidates.states import Stage
from interviews import actions
from interviews.models import Interview, LoopSeat, Seat
from interviews.queries import open_loop_of, seats_to_fill, slots_of, to_plan
from interviews.signals import cancelling, interview_added
from interviews.states import InterviewState, Need
from mail.models import Mail
from searches.errors import NotAllowed, Refused
from searches.models import Membership, Role
from tests import factories
from tests.factories import candidates as people
from tests.factories import interviews as make


def hour(days: int = 10, at: int = 9):
    return timezone.now().replace(hour=at, minute=0, second=0, microsecond=0) + timedelta(days=days)


def is_panelist(user: User, search) -> bool:
    rows = Membership.objects.current().filter(user=user, search=search, role=Role.PANELIST)
    return rows.exists()


def has_access(user: User, candidacy) -> bool:
    rows = Access.objects.current().filter(candidacy=candidacy, user=user, role=Role.PANELIST)
    return rows.exists()


def told(kind: str) -> set:
    return {mail.user or mail.address for mail in Mail.objects.filter(kind=kind)}


def move(interview, starts_at=None, by=None, **more):
    given = {"starts_at": starts_at or interview.starts_at}
    given |= {name: getattr(interview, name) for name in ("zone", "minutes", "place")} | more
    by = by or factories.hiring_manager_of(interview.search)
    return actions.move_interview(interview=interview, by=by, **given)


@pytest.fixture
def heard():
    """Signals of this room, as they come."""
    seen = []

    def hear(signal, **more):
        seen.append((signal, more))

    signals = (interview_added, cancelling)
    for signal in signals:
        signal.connect(hear)
    yield seen
    for signal in signals:
        signal.disconnect(hear)


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


def plan(candidacy, part, by, **more):
    given = {"starts_at": hour(), "zone": "Europe/Berlin", "minutes": 60, "place": ""} | more
    return actions.plan_interview(candidacy=candidacy, part=part, by=by, **given)


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


# ---- Moving ----


def test_a_moved_interview_keeps_its_uid_and_counts_its_sequence_on(interview):
    moved = move(interview, hour(12))
    assert moved.uid == interview.uid
    assert moved.sequence == interview.sequence + 1
    assert moved.starts_at == hour(12)


def test_moving_tells_the_panel_and_the_candidate(interview):
    move(interview, hour(12))
    assert told("interview_moved") == {s.user for s in interview.seats.all()}
    assert told("interview_moved_for_candidate") == {interview.candidacy.candidate.email}


def test_a_change_that_changes_nothing_tells_nobody(interview):
    assert move(interview).sequence == interview.sequence
    assert not told("interview_moved")


def test_an_interview_does_not_clash_with_itself(interview):
    assert move(interview, interview.starts_at + timedelta(minutes=15))


def test_moving_into_another_interview_of_the_panel_is_refused(interview, search):
    other = make.interview(people.candidacy(search, "Mateus"), starts_at=hour(15))
    with pytest.raises(Refused, match="in another interview"):
        move(interview, other.starts_at)
    interview.refresh_from_db()
    assert interview.sequence == 0


def test_a_held_or_cancelled_interview_is_not_moved(loop, candidacy, manager):
    held = make.held(candidacy)
    with pytest.raises(Refused, match="was held"):
        move(held, hour(12))
    planned = make.interview(candidacy, "board")
    actions.cancel_interview(interview=planned, by=manager)
    with pytest.raises(Refused, match="was cancelled"):
        move(planned, hour(12))


# ---- Holding and cancelling ----


def test_an_interview_to_come_was_not_held(interview, manager):
    with pytest.raises(Refused, match="Say afterwards that it was held"):
        actions.hold_interview(interview=interview, by=manager)


def test_cancelling_takes_access_and_tells_all(loop, interview, candidacy, manager):
    seated = [s.user for s in interview.seats.all()]
    actions.cancel_interview(interview=interview, by=manager)
    interview.refresh_from_db()
    assert interview.state == InterviewState.CANCELLED
    assert interview.sequence == 1
    assert not any(has_access(user, candidacy) for user in seated)
    assert told("interview_cancelled") == set(seated)
    assert told("interview_cancelled_for_candidate") == {candidacy.candidate.email}


def test_cancelling_one_interview_leaves_access_to_who_sits_in_another(
    loop, interview, candidacy, manager
):
    make.interview(candidacy, "alignment")
    cto, engineer = (make.panelist_of(interview, key) for key in ("cto", "ml_engineer"))
    actions.cancel_interview(interview=interview, by=manager)
    assert has_access(cto, candidacy)
    assert not has_access(engineer, candidacy)


def test_a_room_above_may_forbid_to_cancel(interview, manager):
    def forbid(**_):
        raise Refused("A scorecard is in.")

    cancelling.connect(forbid)
    try:
        with pytest.raises(Refused, match="A scorecard is in"):
            actions.cancel_interview(interview=interview, by=manager)
    finally:
        cancelling.disconnect(forbid)
    interview.refresh_from_db()
    assert interview.state == InterviewState.PLANNED
    assert not told("interview_cancelled")


def test_stopping_cancels_what_is_planned(loop, interview, candidacy, manager):
    candidates.stop(candidacy=candidacy, because="Too far from the role", by=manager)
    interview.refresh_from_db()
    assert interview.state == InterviewState.CANCELLED


def test_stopping_leaves_what_a_room_above_keeps(loop, interview, candidacy, manager):
    kept = make.interview(candidacy, "board")

    def forbid(*, interview, **_):
        if interview.pk == kept.pk:
            raise Refused("A scorecard is in.")

    cancelling.connect(forbid)
    try:
        candidates.stop(candidacy=candidacy, because="Too far from the role", by=manager)
    finally:
        cancelling.disconnect(forbid)
    states = dict(Interview.objects.values_list("pk", "state"))
    assert states == {interview.pk: "cancelled", kept.pk: "planned"}


# ---- Replacing ----


@pytest.fixture
def other():
    return factories.user("Another CTO")


@pytest.fixture
def replaced(interview, other, manager):
    """The CTO of the interview, who sat in it until just now."""
    seat = make.seat_of(interview, "cto")
    actions.replace_in_interview(seat=seat, email=other.email, name=other.name, by=manager)
    return seat.user


def test_a_replacement_sits_where_the_other_sat(interview, other, replaced):
    assert make.seat_of(interview, "cto").user == other
    assert has_access(other, interview.candidacy)
    assert is_panelist(other, interview.search)


def test_who_is_replaced_loses_sight_of_the_candidate(interview, replaced):
    assert not has_access(replaced, interview.candidacy)
    assert not Interview.objects.visible_to(replaced).exists()


def test_who_is_replaced_everywhere_and_in_no_loop_leaves_the_panel(loop, interview, manager):
    first, second = factories.user("First"), factories.user("Second")
    for person in (first, second):
        actions.fill_seat(
            interview=interview, key="cto", email=person.email, name=person.name, by=manager
        )
    assert not is_panelist(first, loop.search)
    assert is_panelist(second, loop.search)


def test_who_is_replaced_in_one_interview_sees_the_candidate_by_another(
    loop, interview, candidacy, other, manager
):
    make.interview(candidacy, "alignment")
    seat = make.seat_of(interview, "cto")
    actions.replace_in_interview(seat=seat, email=other.email, name=other.name, by=manager)
    assert has_access(seat.user, candidacy)


def test_a_replacement_tells_both_and_nobody_else(interview, other, replaced):
    assert told("interview_cancelled") == {replaced}
    planned = Mail.objects.filter(kind="interview_planned").order_by("pk")
    assert planned.last().user == other


def test_a_seat_that_ended_stands_with_its_time(interview, replaced):
    seat = Seat.objects.get(interview=interview, user=replaced)
    assert seat.ended_at is not None


def test_nobody_sits_twice_in_one_interview(interview, manager):
    engineer = make.panelist_of(interview, "ml_engineer")
    with pytest.raises(Refused, match="sits in this interview already"):
        actions.fill_seat(interview=interview, key="cto", email=engineer.email, name="", by=manager)
    assert make.seat_of(interview, "ml_engineer").user == engineer


def test_seats_that_want_different_people_want_them_for_each_candidate(loop, candidacy, manager):
    trade_off = make.interview(candidacy, "trade_off")
    board = make.interview(candidacy, "board")
    member = make.panelist_of(board)
    with pytest.raises(Refused, match="has to be somebody else's"):
        actions.fill_seat(interview=trade_off, key="cfo", email=member.email, name="", by=manager)


def test_a_replacement_who_is_busy_then_is_refused(interview, search, manager):
    mateus = people.candidacy(search, "Mateus")
    busy = make.panelist_of(make.interview(mateus, "board", starts_at=interview.starts_at))
    with pytest.raises(Refused, match="in another interview"):
        actions.fill_seat(interview=interview, key="cto", email=busy.email, name="", by=manager)


def test_a_seat_the_part_does_not_have_is_not_filled(interview, manager):
    with pytest.raises(Refused, match="no such seat"):
        actions.fill_seat(
            interview=interview, key="cfo", email="a@example.com", name="", by=manager
        )


def test_who_sat_in_a_held_interview_stays_as_it_was(loop, candidacy, other, manager):
    held = make.held(candidacy)
    with pytest.raises(Refused, match="stays as it was"):
        actions.fill_seat(interview=held, key="cto", email=other.email, name=other.name, by=manager)


# ---- Asked to be replaced ----


@pytest.fixture
def asked_out(interview):
    cto = make.panelist_of(interview, "cto")
    candidates.declare_conflict(candidacy=interview.candidacy, answer="replace", by=cto)
    return cto


def test_who_asks_to_be_replaced_is_out_of_all_seats_at_once(interview, asked_out):
    assert not Seat.objects.current().filter(user=asked_out).exists()
    assert not has_access(asked_out, interview.candidacy)
    assert not Candidacy.objects.visible_to(asked_out).exists()


def test_their_seat_is_to_fill(interview, asked_out):
    [found] = seats_to_fill(interview.search.opened_by, [interview.search.pk])
    assert (found.interview, found.seat.key) == (interview, "cto")


def test_they_stay_on_the_panel_for_other_candidates(loop, asked_out):
    assert is_panelist(asked_out, loop.search)


def test_they_are_not_seated_again_for_this_candidate(interview, asked_out, manager):
    later = make.interview(interview.candidacy, "alignment")
    assert not later.seats.filter(user=asked_out).exists()
    with pytest.raises(Refused, match="is not to judge Leila Haddad"):
        actions.fill_seat(
            interview=interview, key="cto", email=asked_out.email, name="", by=manager
        )


def test_an_empty_optional_seat_is_not_to_fill(loop, candidacy):
    make.interview(candidacy, "allocation")
    assert LoopSeat.objects.filter(part__key="allocation", need=Need.OPTIONAL).exists()
    assert seats_to_fill(candidacy.search.opened_by, [candidacy.search_id]) == []


# ---- The readers of a questionnaire ----


def test_answers_go_to_their_readers_when_the_loop_is_open(loop, candidacy):
    reading = make.reading(candidacy)
    assert reading.starts_at is None
    readers = LoopSeat.objects.filter(part__loop=loop, part__kind="questionnaire")
    assert {s.user_id for s in reading.seats.all()} == {s.user_id for s in readers}
    assert told("answers_to_read") == {s.user for s in reading.seats.all()}


def test_answers_wait_while_the_loop_is_not_open(draft, candidacy):
    people.answered(candidacy)
    assert not Interview.objects.exists()


def test_answers_in_already_go_to_their_readers_when_the_loop_opens(draft, candidacy):
    people.answered(candidacy)
    make.open_loop(draft.search)
    assert Interview.objects.get().part.kind == "questionnaire"


def test_the_answers_of_who_left_go_to_nobody_when_the_loop_opens(draft, candidacy, manager):
    people.answered(candidacy)
    candidates.withdraw(candidacy=candidacy, because="Another offer", by=manager)
    make.open_loop(draft.search)
    assert not Interview.objects.exists()


def test_answers_are_read_once_over_two_versions_of_the_loop(loop, candidacy, manager):
    make.reading(candidacy)
    draft = actions.change_loop(search=loop.search, because="The CFO left.", by=manager)
    actions.open_loop(loop=draft, short_because="", by=manager)
    assert Interview.objects.filter(part__kind="questionnaire").count() == 1


def test_a_card_on_answers_is_due_two_days_after_they_came(loop, candidacy):
    reading = make.reading(candidacy)
    assert reading.card_due_at == reading.created_at + timedelta(days=2)


def test_a_reader_may_be_replaced(loop, candidacy, manager):
    reading = make.reading(candidacy)
    other = factories.user("Another reader")
    actions.fill_seat(
        interview=reading, key="second_reader", email=other.email, name=other.name, by=manager
    )
    assert make.seat_of(reading, "second_reader").user == other


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


# ---- Questions placed in a kit ----


def test_the_recruiter_places_a_question(interview, recruiter):
    probe = actions.place_probe(
        candidacy=interview.candidacy,
        part=interview.part,
        text="  What did you keep? ",
        by=recruiter,
    )
    assert probe.text == "What did you keep?"


@pytest.mark.parametrize("role", [Role.HIRING_MANAGER, Role.PANELIST, Role.OBSERVER])
def test_nobody_else_places_a_question(interview, role):
    somebody = factories.member(interview.search, role)
    with pytest.raises(NotAllowed):
        actions.place_probe(
            candidacy=interview.candidacy, part=interview.part, text="Why?", by=somebody
        )


def test_a_question_for_a_part_that_was_held_is_refused(loop, candidacy, recruiter):
    held = make.held(candidacy)
    with pytest.raises(Refused, match="was held already"):
        actions.place_probe(candidacy=candidacy, part=held.part, text="Why?", by=recruiter)


def test_an_interview_written_down_afterwards_invites_nobody(candidacy, recruiter):
    make.interview(candidacy, starts_at=timezone.now() - timedelta(days=1))
    assert not Mail.objects.filter(kind__startswith="interview_planned").exists()


def test_who_may_not_sign_in_takes_no_seat(loop, candidacy, recruiter):
    interview = make.interview(candidacy)
    gone = factories.user("Left Us", is_active=False)
    key = make.seat_of(interview).key
    with pytest.raises(Refused, match="may not sign in"):
        actions.fill_seat(
            interview=interview, key=key, email=gone.email, name=gone.name, by=recruiter
        )
