"""What a gate opens, what the end of a candidacy opens, and who excuses a card."""

from datetime import timedelta

import pytest
from django.utils import timezone

from candidates import actions as candidates
from interviews import actions as interviews
from interviews.models import Interview
from interviews.states import InterviewState
from scorecards import actions
from scorecards.blindness import owes
from scorecards.models import Card, GateReading
from searches.errors import NotAllowed, Refused
from searches.models import Membership, Role
from tests import factories
from tests.factories import scorecards as make
from tests.walls.blindness.reading import reads
from tests.walls.predicate import assert_both_agree

pytestmark = pytest.mark.django_db


# ---- Gates --------------------------------------------------------------------------------


@pytest.fixture
def questionnaire(candidacy):
    return make.interview(candidacy, "questionnaire")


def shown_at(manager, interview):
    return set(Card.objects.at_gate(manager, interview.candidacy, interview.part))


def test_gate_opens_its_cards_to_the_hiring_manager(manager, questionnaire):
    cards = {make.submitted(make.seat(questionnaire)) for _ in range(2)}
    assert shown_at(manager, questionnaire) == cards


def test_gate_opens_no_card_to_read_in_full(manager, questionnaire):
    card = make.submitted(make.seat(questionnaire))
    assert not reads(manager, card)


def test_gate_is_shut_while_a_card_up_to_it_is_due(manager, questionnaire):
    make.submitted(make.seat(questionnaire))
    make.seat(questionnaire)
    assert shown_at(manager, questionnaire) == set()


def test_gate_counts_an_excused_card_as_in(manager, questionnaire):
    card = make.submitted(make.seat(questionnaire))
    make.excused(make.seat(questionnaire))
    assert shown_at(manager, questionnaire) == {card}


def test_gate_is_shut_to_everybody_else(search, questionnaire):
    seat = make.seat(questionnaire)
    make.submitted(seat)
    others = [factories.member(search, r) for r in Role.values if r != Role.HIRING_MANAGER]
    for other in [*others, seat.user, factories.administrator()]:
        assert shown_at(other, questionnaire) == set()


def test_gate_is_shut_to_a_removed_hiring_manager(manager, questionnaire):
    make.submitted(make.seat(questionnaire))
    Membership.objects.filter(user=manager).update(ended_at=timezone.now())
    assert shown_at(manager, questionnaire) == set()


def test_gate_is_shut_to_a_hiring_manager_who_owes_one_of_its_cards(manager, questionnaire):
    make.submitted(make.seat(questionnaire))
    make.seat(questionnaire, manager)
    assert shown_at(manager, questionnaire) == set()


def test_gate_opens_to_a_hiring_manager_who_owes_only_a_later_card(manager, questionnaire):
    card = make.submitted(make.seat(questionnaire))
    make.seat(make.interview(questionnaire.candidacy, "allocation"), manager)
    assert shown_at(manager, questionnaire) == {card}


def test_gate_covers_no_later_part(manager, candidacy, questionnaire, interview):
    card = make.submitted(make.seat(questionnaire))
    make.submitted(make.seat(interview))
    assert shown_at(manager, questionnaire) == {card}


def test_second_gate_covers_all_parts_up_to_it(manager, candidacy, questionnaire):
    alignment = make.interview(candidacy, "alignment")
    cards = {make.submitted(make.seat(questionnaire)), make.submitted(make.seat(alignment))}
    assert shown_at(manager, alignment) == cards


def test_second_gate_is_shut_before_its_own_part_is_held(manager, candidacy, questionnaire):
    make.submitted(make.seat(questionnaire))
    part = make.part(candidacy.search, "alignment")
    assert set(Card.objects.at_gate(manager, candidacy, part)) == set()


def test_gate_is_shut_while_nobody_has_judged_its_part(manager, candidacy, questionnaire):
    make.submitted(make.seat(questionnaire))
    nobody_sits_there = make.interview(candidacy, "alignment")
    assert shown_at(manager, nobody_sits_there) == set()


def test_part_without_a_gate_opens_nothing(manager, interview):
    make.submitted(make.seat(interview))
    assert shown_at(manager, interview) == set()


def test_gate_opens_no_other_candidate(search, manager, questionnaire):
    make.submitted(make.seat(questionnaire))
    other = make.candidacy(search)
    make.submitted(make.seat(make.interview(other, "questionnaire")))
    shown = Card.objects.at_gate(manager, questionnaire.candidacy, questionnaire.part)
    assert {card.candidacy for card in shown} == {questionnaire.candidacy}


def test_gate_reading_is_recorded(manager, questionnaire):
    make.submitted(make.seat(questionnaire))
    at = {"candidacy": questionnaire.candidacy, "part": questionnaire.part}
    actions.read_gate(by=manager, **at)
    actions.read_gate(by=manager, **at)
    assert GateReading.objects.filter(user=manager).count() == 1


# ---- The candidacy ends -------------------------------------------------------------------


def stopped(candidacy):
    manager = factories.hiring_manager_of(candidacy.search)
    candidates.stop(candidacy=candidacy, because="The role changed.", by=manager)


def test_stopping_opens_the_debrief(manager, candidacy, interview):
    card = make.submitted(make.seat(interview))
    make.seat(interview)
    stopped(candidacy)
    assert reads(manager, card)


def test_withdrawing_opens_the_debrief(search, manager, candidacy, interview):
    card = make.submitted(make.seat(interview))
    make.seat(interview)
    recruiter = factories.member(search, Role.RECRUITER)
    candidates.withdraw(candidacy=candidacy, because="Another offer.", by=recruiter)
    assert reads(manager, card)


def test_stopping_excuses_what_is_outstanding_and_keeps_the_draft_sealed(manager, interview):
    make.submitted(make.seat(interview))
    draft = make.card(make.seat(interview))
    stopped(interview.candidacy)
    draft.refresh_from_db()
    assert draft.state == "excused"
    assert draft.excused_by_ending
    assert not reads(manager, draft)


def test_stopping_excuses_who_stops_it_in_nobodys_name(manager, interview):
    make.submitted(make.seat(interview))
    make.seat(interview, manager)
    stopped(interview.candidacy)
    assert Card.objects.get(author=manager).excused_by is None


def to_come(candidacy, part="board"):
    later = make.interview(candidacy, part)
    ahead = timezone.now() + timedelta(days=2)
    Interview.objects.filter(pk=later.pk).update(state=InterviewState.PLANNED, starts_at=ahead)
    return later


def test_stopping_cancels_the_interviews_to_come(candidacy, interview):
    make.submitted(make.seat(interview))
    later = to_come(candidacy)
    make.seat(later)
    stopped(candidacy)
    later.refresh_from_db()
    interview.refresh_from_db()
    assert (later.state, interview.state) == ("cancelled", "held")


def test_panelist_of_a_cancelled_interview_does_not_read_after_the_end(candidacy, interview):
    card = make.submitted(make.seat(interview))
    seat = make.seat(to_come(candidacy))
    stopped(candidacy)
    assert not reads(seat.user, card)


def test_who_held_an_interview_and_was_excused_by_the_end_reads_after_it(candidacy, interview):
    card = make.submitted(make.seat(interview))
    seat = make.seat(make.interview(candidacy, "board"))
    stopped(candidacy)
    assert reads(seat.user, card)


def test_cancelling_is_refused_once_a_card_is_in(manager, interview):
    make.submitted(make.seat(interview))
    with pytest.raises(Refused, match="A scorecard is in"):
        interviews.cancel_interview(interview=interview, by=manager)
    interview.refresh_from_db()
    assert interview.state == "held"


def test_cancelling_is_allowed_over_a_draft(manager, interview):
    make.card(make.seat(interview))
    interviews.cancel_interview(interview=interview, by=manager)
    assert_both_agree()


# ---- Excusing -----------------------------------------------------------------------------


def test_nobody_excuses_their_own_card(manager, interview):
    make.seat(interview, manager)
    with pytest.raises(NotAllowed, match="their own"):
        actions.excuse_card(interview=interview, user=manager, because="Busy.", by=manager)
    assert not Card.objects.exists()


def test_recruiter_excuses_the_hiring_manager(search, manager, interview):
    seat = make.seat(interview, manager)
    recruiter = factories.member(search, Role.RECRUITER)
    make.excused(seat, by=recruiter)
    assert not owes(manager, interview.candidacy)


def test_panelist_excuses_nobody(interview):
    seat, other = make.seat(interview), make.seat(interview)
    with pytest.raises(NotAllowed):
        make.excused(other, by=seat.user)


def test_excusing_needs_a_sentence(manager, interview):
    seat = make.seat(interview)
    with pytest.raises(Refused, match="sentence"):
        make.excused(seat, because="  ")


def test_submitted_card_is_not_excused(manager, interview):
    seat = make.seat(interview)
    make.submitted(seat)
    with pytest.raises(Refused, match="submitted already"):
        make.excused(seat)
