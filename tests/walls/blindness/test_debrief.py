"""Who reads a card before the debrief, at it, and while owing one."""

import pytest
from django.utils import timezone

from candidates.models import Conflict
from interviews.models import Interview, Seat
from interviews.states import Duty, InterviewState
from scorecards import actions
from scorecards.blindness import debriefs_open_to, owes
from scorecards.models import Card
from searches.errors import NotAllowed, Refused
from searches.models import Membership, Role
from tests import factories
from tests.factories import scorecards as make
from tests.walls.blindness.reading import opened_on, reads

pytestmark = pytest.mark.django_db


# ---- Before the debrief -------------------------------------------------------------------


def test_author_reads_own_draft(interview):
    seat = make.seat(interview)
    assert reads(seat.user, make.card(seat))


def test_nobody_else_reads_a_draft(search, manager, interview):
    card = make.card(make.seat(interview))
    others = [manager, make.seat(interview).user]
    others += [factories.member(search, role) for role in Role.values if role != "hiring_manager"]
    assert not any(reads(other, card) for other in others)


def test_nobody_else_reads_a_submitted_card_before_the_debrief(search, manager, interview):
    card = make.submitted(make.seat(interview))
    other = make.seat(interview)
    make.submitted(other)
    observer = factories.member(search, Role.OBSERVER)
    recruiter = factories.member(search, Role.RECRUITER)
    assert not any(reads(who, card) for who in (manager, recruiter, observer, other.user))


def test_author_reads_own_card_after_submitting(interview):
    seat = make.seat(interview)
    assert reads(seat.user, make.submitted(seat))


def test_administrator_reads_nothing(candidacy):
    card = opened_on(candidacy)
    assert not reads(factories.administrator(), card)


def test_administrator_with_a_role_reads_by_the_role_alone(search, candidacy):
    administrator = factories.administrator()
    card = make.submitted(make.seat(make.interview(candidacy)))
    Membership.objects.create(search=search, user=administrator, role=Role.APPROVER)
    make.open_debrief(candidacy)
    assert not reads(administrator, card)


# ---- The debrief is open ------------------------------------------------------------------


def test_hiring_manager_reads_at_the_debrief(manager, candidacy):
    assert reads(manager, opened_on(candidacy))


@pytest.mark.parametrize("role", [Role.RECRUITER, Role.OBSERVER])
def test_who_runs_or_observes_reads_at_the_debrief(search, candidacy, role):
    viewer = factories.member(search, role)
    assert reads(viewer, opened_on(candidacy))


def test_approver_does_not_read_at_the_debrief(search, candidacy):
    viewer = factories.member(search, Role.APPROVER)
    assert not reads(viewer, opened_on(candidacy))


def test_panelist_of_this_candidate_reads_at_the_debrief(candidacy, interview):
    card = make.submitted(make.seat(interview))
    seat = make.seat(interview)
    make.submitted(seat)
    make.open_debrief(candidacy)
    assert reads(seat.user, card)


def test_panelist_of_another_candidate_does_not_read(search, candidacy):
    elsewhere = make.seat(make.interview(make.candidacy(search)))
    make.submitted(elsewhere)
    assert not reads(elsewhere.user, opened_on(candidacy))


def test_observing_seat_reads_at_the_debrief_and_owes_nothing(candidacy, interview):
    seat = make.seat(interview, duty=Duty.OBSERVING)
    card = make.submitted(make.seat(interview))
    make.open_debrief(candidacy)
    assert not owes(seat.user, candidacy)
    assert reads(seat.user, card)


def test_observing_seat_does_not_read_before_the_debrief(interview):
    seat = make.seat(interview, duty=Duty.OBSERVING)
    assert not reads(seat.user, make.submitted(make.seat(interview)))


def test_observing_seat_with_an_undeclared_conflict_does_not_read(candidacy, interview):
    seat = make.seat(interview, duty=Duty.OBSERVING, declared="")
    card = make.submitted(make.seat(interview))
    make.open_debrief(candidacy)
    assert not reads(seat.user, card)


def test_who_asked_to_be_replaced_does_not_read(candidacy, interview):
    seat = make.seat(interview, duty=Duty.OBSERVING, declared=Conflict.Answer.REPLACE)
    card = make.submitted(make.seat(interview))
    make.open_debrief(candidacy)
    assert not reads(seat.user, card)


def test_who_knows_the_candidate_and_said_so_reads(candidacy, interview):
    seat = make.seat(interview, duty=Duty.OBSERVING, declared=Conflict.Answer.KNOWS)
    card = make.submitted(make.seat(interview))
    make.open_debrief(candidacy)
    assert reads(seat.user, card)


def test_draft_stays_closed_at_an_open_debrief(manager, candidacy, interview):
    draft = make.card(make.seat(interview))
    make.submitted(make.seat(interview))
    make.excused(Seat.objects.get(user=draft.author))
    make.open_debrief(candidacy)
    actions.take_up_card(interview=interview, by=draft.author)
    assert not reads(manager, draft)


def test_excused_card_holds_nothing_for_others_at_an_open_debrief(manager, candidacy, interview):
    seat = make.seat(interview)
    draft = make.card(seat)
    make.excused(seat)
    make.submitted(make.seat(interview))
    make.open_debrief(candidacy)
    assert not reads(manager, draft)
    assert reads(seat.user, draft)


def test_open_debrief_of_one_candidate_opens_no_other(search, manager, candidacy):
    opened_on(candidacy)
    other = make.submitted(make.seat(make.interview(make.candidacy(search))))
    assert not reads(manager, other)


def test_debrief_of_another_search_opens_nothing_here(manager, candidacy):
    elsewhere = opened_on(make.candidacy(factories.search()))
    assert not reads(manager, elsewhere)


# ---- Owing --------------------------------------------------------------------------------


def owing_twice(candidacy):
    """Somebody whose card is in for one part and due for another, at an open debrief."""
    first, second = make.interview(candidacy), make.interview(candidacy, "trade_off")
    seat = make.seat(first)
    make.submitted(seat)
    make.submitted(make.seat(second))
    make.open_debrief(candidacy)
    late = make.seat(second, seat.user)
    return late, Card.objects.exclude(author=seat.user).get()


def test_who_owes_one_of_two_cards_does_not_read(candidacy):
    late, card = owing_twice(candidacy)
    assert owes(late.user, candidacy)
    assert not reads(late.user, card)


def test_submitting_the_last_owed_card_opens_the_debrief_to_its_author(candidacy):
    late, card = owing_twice(candidacy)
    make.submitted(late)
    assert reads(late.user, card)


def test_being_excused_from_the_last_owed_card_opens_the_debrief(candidacy):
    late, card = owing_twice(candidacy)
    make.excused(late)
    assert reads(late.user, card)


def test_taking_an_excused_card_up_again_closes_the_debrief_to_its_author(candidacy):
    late, card = owing_twice(candidacy)
    make.excused(late)
    actions.take_up_card(interview=late.interview, by=late.user)
    assert not reads(late.user, card)


def test_card_of_a_cancelled_interview_is_not_owed(candidacy):
    late, card = owing_twice(candidacy)
    Interview.objects.filter(pk=late.interview_id).update(
        state=InterviewState.CANCELLED, cancelled_at=timezone.now()
    )
    assert not owes(late.user, candidacy)
    assert reads(late.user, card)


def test_hiring_manager_on_the_panel_owes_like_any_other(search, manager, candidacy):
    opened_on(candidacy)
    seat = make.seat(make.interview(candidacy, "allocation"), manager)
    card = Card.objects.get()
    assert not reads(manager, card)
    make.submitted(seat)
    assert reads(manager, card)


def test_hiring_manager_with_a_draft_owes(manager, interview, candidacy):
    make.submitted(make.seat(interview))
    make.card(make.seat(interview, manager))
    assert owes(manager, candidacy)


def test_who_owes_a_card_does_not_open_the_debrief(search, manager, candidacy, interview):
    make.submitted(make.seat(interview))
    make.seat(interview, manager)
    with pytest.raises(Refused, match="You owe"):
        actions.open_debrief(candidacy=candidacy, by=manager)
    assert not candidacy.debriefs.exists()


def test_panelist_does_not_open_the_debrief(candidacy, interview):
    seat = make.seat(interview)
    make.submitted(seat)
    with pytest.raises(NotAllowed):
        actions.open_debrief(candidacy=candidacy, by=seat.user)


def test_debrief_does_not_open_while_anybody_owes(search, candidacy, interview):
    make.submitted(make.seat(interview))
    make.seat(interview)
    recruiter = factories.member(search, Role.RECRUITER)
    with pytest.raises(Refused, match="still due"):
        actions.open_debrief(candidacy=candidacy, by=recruiter)


# ---- The list of open debriefs ---------------------------------------------------------------


def test_open_debriefs_name_each_candidacy_once(search, manager, candidacy):
    """Several roles, seats and declarations of one viewer make one row."""
    make.seat(make.interview(candidacy, "board"), manager, duty=Duty.OBSERVING)
    Membership.objects.create(search=search, user=manager, role=Role.OBSERVER)
    opened_on(candidacy)
    assert list(debriefs_open_to(manager)) == [candidacy]
