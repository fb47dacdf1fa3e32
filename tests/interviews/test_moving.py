"""Interviews moved, held and cancelled."""

from datetime import timedelta

import pytest

from candidates import actions as candidates
from interviews import actions
from interviews.models import Interview
from interviews.signals import cancelling
from interviews.states import InterviewState
from searches.errors import Refused
from tests.factories import candidates as people
from tests.factories import interviews as make
from tests.interviews.acts import has_access, hour, move, told

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
