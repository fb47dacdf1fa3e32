"""Nobody in two places at once: said in a sentence, and refused by PostgreSQL whoever writes."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from interviews import actions
from interviews.actions import clashes
from interviews.actions import interviews as planning
from interviews.actions import seats as seating
from interviews.models import Interview, Seat
from interviews.states import Duty
from mail.models import Mail
from searches.errors import Refused
from tests import factories
from tests.factories import candidates as people
from tests.factories import interviews as make
from tests.interviews.acts import hour, move, plan


@pytest.fixture
def first(loop, candidacy):
    return make.interview(candidacy, starts_at=hour(at=9))


@pytest.fixture
def other(search):
    return people.candidacy(search, "Mateus Carvalho")


def times(interview) -> set:
    return set(interview.seats.current().values_list("starts_at", "ends_at"))


# ---- The times of a seat are its interview's ----


def test_a_seat_has_the_times_of_its_interview(first):
    assert times(first) == {(first.starts_at, first.ends_at)}


def test_a_seat_moves_with_its_interview(first):
    moved = move(first, starts_at=hour(at=14), minutes=90)
    assert times(first) == {(moved.starts_at, moved.ends_at)}
    assert moved.starts_at == hour(at=14)


def test_a_cancelled_interview_takes_nobodys_time(first, manager):
    actions.cancel_interview(interview=first, by=manager)
    assert times(first) == {(None, None)}


def test_who_takes_a_seat_later_has_its_times(first, manager):
    somebody = factories.user("Another CTO")
    seat = actions.fill_seat(
        interview=first, key="cto", email=somebody.email, name="Another CTO", by=manager
    )
    assert (seat.starts_at, seat.ends_at) == (first.starts_at, first.ends_at)


def test_a_reading_takes_no_time(loop, candidacy):
    assert times(make.reading(candidacy)) == {(None, None)}


@pytest.mark.parametrize("end", [lambda row: None, lambda row: row.starts_at])
def test_a_seat_has_both_times_in_order_or_none(first, end):
    with pytest.raises(IntegrityError), transaction.atomic():
        first.seats.update(ends_at=end(first))


# ---- PostgreSQL, against writing around the action ----

postgres = pytest.mark.postgres


def copy_of(interview: Interview, **changed) -> Interview:
    given = {
        "candidacy": interview.candidacy,
        "part": make.part(interview.search, "board"),
        "minutes": 60,
        "zone": interview.zone,
        "starts_at": interview.starts_at,
    }
    return Interview.objects.create(**given | changed)


def seat_in(interview: Interview, user) -> Seat:
    return Seat.objects.create(
        interview=interview,
        user=user,
        key="cto",
        title="CTO",
        duty=Duty.SCORING,
        starts_at=interview.starts_at,
        ends_at=interview.ends_at,
    )


@postgres
@pytest.mark.parametrize("minutes", [-59, 0, 59])
def test_two_interviews_of_a_candidate_at_one_time_cannot_be_written(first, minutes):
    at = first.starts_at + timedelta(minutes=minutes)
    with pytest.raises(IntegrityError, match="interviews_of_a_candidacy_never_overlap"):
        copy_of(first, starts_at=at)


@postgres
@pytest.mark.parametrize("minutes", [-60, 60])
def test_one_interview_right_after_another_can(first, minutes):
    assert copy_of(first, starts_at=first.starts_at + timedelta(minutes=minutes)).pk


@postgres
def test_a_time_that_a_cancelled_interview_had_is_free(first, manager):
    actions.cancel_interview(interview=first, by=manager)
    assert copy_of(first).pk


@postgres
def test_an_interview_cannot_be_moved_onto_another_by_hand(first):
    second = make.interview(first.candidacy, "board", starts_at=hour(at=14))
    with pytest.raises(IntegrityError):
        Interview.objects.filter(pk=second.pk).update(starts_at=first.starts_at)


@postgres
def test_two_seats_of_a_person_at_one_time_cannot_be_written(first, other):
    second = copy_of(first, candidacy=other)
    with pytest.raises(IntegrityError, match="seats_of_a_person_never_overlap"):
        seat_in(second, make.panelist_of(first, "cto"))


@postgres
def test_a_seat_that_was_left_takes_no_time(first, other, manager):
    cto, somebody = make.panelist_of(first, "cto"), factories.user("Another CTO")
    actions.fill_seat(
        interview=first, key="cto", email=somebody.email, name="Another CTO", by=manager
    )
    assert seat_in(copy_of(first, candidacy=other), cto).pk


# ---- And it is a sentence, where nothing was asked first ----


@pytest.fixture
def nothing_asked(monkeypatch):
    for module in (planning, seating):
        monkeypatch.setattr(module, "refuse_clash", lambda *args, **more: None)


@postgres
def test_what_the_database_refuses_is_a_sentence_and_nothing_is_written(
    first, other, manager, nothing_asked
):
    before = Mail.objects.count()
    with pytest.raises(Refused, match="planned into something else just now"):
        plan(other, first.part, manager, starts_at=first.starts_at)
    assert not other.interviews.exists()
    assert Mail.objects.count() == before


@postgres
def test_so_is_moving_and_so_is_a_seat(first, other, manager, nothing_asked):
    second = make.interview(other, "board", starts_at=first.starts_at)
    cto = make.panelist_of(first, "cto")
    with pytest.raises(Refused, match="Look again"):
        actions.fill_seat(
            interview=second, key="board_member", email=cto.email, name=cto.name, by=manager
        )
    third = make.interview(first.candidacy, "board", starts_at=hour(at=14))
    with pytest.raises(Refused, match="Look again"):
        move(third, starts_at=first.starts_at)


def test_another_broken_rule_of_the_database_is_no_clash(first):
    with pytest.raises(IntegrityError), clashes.one_place_at_a_time():
        copy_of(first, starts_at=None, minutes=0)
