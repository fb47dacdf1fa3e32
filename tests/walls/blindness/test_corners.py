"""Blindness where two rules meet, one person holds two parts, or two candidates go side by side.

Each was found by breaking `scorecards/blindness.py` in one place (`make mutation`). Everywhere the
product is held against the second reading in `predicate.py` as well.
"""

import pytest
from django.utils import timezone

from candidates.models import NAMED, Access, Candidacy, Conflict
from interviews.models import Interview, Seat
from interviews.states import Duty, InterviewState
from scorecards.blindness import gate_is_ready, owes, ready_gates
from scorecards.models import Card, SecondVote
from searches.actions import grant
from searches.models import Membership, Role
from tests import factories
from tests.factories import scorecards as make
from tests.walls.predicate import Facts, assert_both_agree

pytestmark = pytest.mark.django_db


@pytest.fixture
def search():
    return factories.search()


@pytest.fixture
def manager(search):
    return factories.hiring_manager_of(search)


@pytest.fixture
def candidacy(search):
    return make.candidacy(search)


@pytest.fixture
def card(candidacy):
    """In, with the debrief open."""
    card = make.submitted(make.seat(make.interview(candidacy)))
    make.open_debrief(candidacy)
    return card


@pytest.fixture
def questionnaire(candidacy):
    """The first gate, judged."""
    interview = make.interview(candidacy, "questionnaire")
    make.submitted(make.seat(interview))
    return interview


def reads(viewer, card) -> bool:
    assert_both_agree()
    return Card.objects.visible_to(viewer).filter(pk=card.pk).exists()


def sees(viewer, vote) -> bool:
    assert_both_agree()
    return SecondVote.objects.visible_to(viewer).filter(pk=vote.pk).exists()


def shown_at(viewer, candidacy, part) -> set[Card]:
    """What a gate shows, once the second reading has found the same gates ready."""
    facts = Facts()
    for row in Candidacy.objects.all():
        ready = ready_gates().filter(candidacy=row)
        assert {gate.pk for gate in ready} == {gate.pk for gate in facts.ready_gates(row.pk)}
    shown = set(Card.objects.at_gate(viewer, candidacy, part))
    assert all(facts.opens_at_a_gate(viewer, card) for card in shown)
    return shown


def approver_let_in(candidacy):
    """On the search and let in to the candidate, by an approval and not by a seat."""
    approver = factories.member(candidacy.search, Role.APPROVER)
    Access.objects.create(candidacy=candidacy, user=approver, role=Role.APPROVER)
    Conflict.objects.create(candidacy=candidacy, user=approver, answer=Conflict.Answer.NONE)
    return approver


# ---- Two candidates -----------------------------------------------------------------------


def test_a_card_owed_for_one_candidate_is_not_owed_for_another(search, candidacy):
    seat = make.seat(make.interview(make.candidacy(search)))
    assert owes(seat.user, seat.interview.candidacy)
    assert not owes(seat.user, candidacy)


def test_a_card_that_somebody_else_owes_closes_no_open_debrief(manager, candidacy, card):
    late = make.seat(make.interview(candidacy, "allocation"))
    assert owes(late.user, candidacy)
    assert reads(manager, card)


def test_a_seat_with_another_candidate_opens_nothing_to_who_approves_here(search, candidacy, card):
    approver = approver_let_in(candidacy)
    make.seat(make.interview(make.candidacy(search)), approver, duty=Duty.OBSERVING)
    assert not reads(approver, card)


def test_a_gate_of_one_candidate_opens_nothing_of_another(search, manager, questionnaire):
    other = make.interview(make.candidacy(search), "questionnaire")
    make.submitted(make.seat(other))
    make.seat(other)
    assert not gate_is_ready(other.candidacy, other.part)
    assert shown_at(manager, other.candidacy, other.part) == set()


def test_a_card_due_for_one_candidate_shuts_no_gate_of_another(search, manager, questionnaire):
    make.seat(make.interview(make.candidacy(search), "questionnaire"))
    assert len(shown_at(manager, questionnaire.candidacy, questionnaire.part)) == 1


# ---- Two parts held by one person, or one after the other ---------------------------------


def test_a_seat_that_was_given_up_opens_nothing_to_who_approves_here(search, candidacy, card):
    approver = approver_let_in(candidacy)
    seat = make.seat(make.interview(candidacy, "allocation"), approver)
    make.submitted(seat)
    assert reads(approver, card)
    make.seat(make.interview(make.candidacy(search)), approver)
    Seat.objects.filter(pk=seat.pk).update(ended_at=timezone.now())
    assert not reads(approver, card)


def test_a_seat_alone_opens_nothing_to_an_approver(search, candidacy, card):
    approver = approver_let_in(candidacy)
    make.seat(make.interview(candidacy, "allocation"), approver, duty=Duty.OBSERVING)
    Membership.objects.filter(user=approver, role=Role.PANELIST).update(ended_at=timezone.now())
    assert not reads(approver, card)


def test_who_observed_and_now_approves_does_not_read(search, manager, candidacy, card):
    approver = approver_let_in(candidacy)
    grant(search, user=approver, role=Role.OBSERVER, by=manager)
    assert reads(approver, card)
    Membership.objects.filter(user=approver, role=Role.OBSERVER).update(ended_at=timezone.now())
    assert not reads(approver, card)


def test_who_became_a_search_partner_reads_not_even_their_own(search, card):
    Membership.objects.filter(user=card.author).update(role=Role.PARTNER)
    assert not reads(card.author, card)


# ---- Internal candidates ------------------------------------------------------------------


def kept_quiet(candidacy, *known):
    """Internal from here on, known to these people."""
    for user in known:
        Access.objects.create(candidacy=candidacy, user=user, role=NAMED)
    Candidacy.objects.filter(pk=candidacy.pk).update(internal=True)


def seated_recruiter(candidacy):
    """Runs the search and observes one interview of the candidate; has not said a word on them."""
    recruiter = factories.member(candidacy.search, Role.RECRUITER)
    make.seat(make.interview(candidacy, "team"), recruiter, duty=Duty.OBSERVING, declared="")
    return recruiter


def test_who_was_named_to_know_of_an_internal_candidate_reads(manager, candidacy, card):
    kept_quiet(candidacy, manager)
    assert reads(manager, card)


def test_who_was_not_named_is_a_panelist_there_and_nothing_more(manager, candidacy, card):
    recruiter = seated_recruiter(candidacy)
    kept_quiet(candidacy, manager)
    assert not reads(recruiter, card)
    Conflict.objects.create(candidacy=candidacy, user=recruiter, answer=Conflict.Answer.NONE)
    assert reads(recruiter, card)


def test_who_is_named_no_more_is_a_panelist_there_and_nothing_more(manager, candidacy, card):
    recruiter = seated_recruiter(candidacy)
    kept_quiet(candidacy, manager, recruiter)
    assert reads(recruiter, card)
    Access.objects.filter(user=recruiter, role=NAMED).update(ended_at=timezone.now())
    assert not reads(recruiter, card)


def test_who_was_named_for_one_internal_candidate_knows_of_no_other(
    search, manager, candidacy, card
):
    recruiter = seated_recruiter(candidacy)
    kept_quiet(candidacy, manager)
    kept_quiet(make.candidacy(search), manager, recruiter)
    assert not reads(recruiter, card)


# ---- Second votes -------------------------------------------------------------------------


@pytest.fixture
def votes(candidacy):
    """Of the two who scored; the first has voted."""
    first, second = make.asked(candidacy).votes.all()
    return make.voted(first), second


def test_a_second_vote_is_its_voters_alone_until_all_are_in(manager, votes):
    mine, other = votes
    assert sees(mine.voter, mine)
    assert not sees(other.voter, mine)
    assert not sees(manager, mine)


def test_once_all_are_in_who_reads_the_debrief_sees_each_second_vote(search, manager, votes):
    mine, other = votes
    make.voted(other)
    approver = factories.member(search, Role.APPROVER)
    assert sees(manager, mine)
    assert sees(other.voter, mine)
    assert not sees(approver, mine)


def test_who_may_not_read_the_debrief_sees_not_even_their_own_second_vote(candidacy, votes):
    mine, _ = votes
    make.seat(make.interview(candidacy, "allocation"), mine.voter)
    assert not sees(mine.voter, mine)


# ---- Gates --------------------------------------------------------------------------------


def test_a_gate_shows_nothing_of_a_card_that_is_not_submitted(manager, questionnaire):
    draft = make.seat(questionnaire)
    make.card(draft)
    make.excused(draft)
    shown = shown_at(manager, questionnaire.candidacy, questionnaire.part)
    assert {card.state for card in shown} == {"submitted"}


def test_a_gate_whose_interview_was_cancelled_is_not_ready(manager, candidacy, questionnaire):
    alignment = make.interview(candidacy, "alignment")
    make.excused(make.seat(alignment))
    Interview.objects.filter(pk=alignment.pk).update(
        state=InterviewState.CANCELLED, cancelled_at=timezone.now()
    )
    assert not gate_is_ready(candidacy, alignment.part)
    assert shown_at(manager, candidacy, alignment.part) == set()


def test_a_draft_makes_no_gate_ready(manager, candidacy, questionnaire):
    seat = make.seat(make.interview(candidacy, "alignment"))
    make.card(seat)
    make.replaced(seat)
    assert not gate_is_ready(candidacy, seat.interview.part)


def test_a_ready_gate_makes_no_later_one_ready(candidacy, questionnaire):
    later = make.interview(candidacy, "alignment")
    make.seat(later)
    assert gate_is_ready(candidacy, questionnaire.part)
    assert not gate_is_ready(candidacy, later.part)


def test_managing_another_search_opens_no_gate_here(questionnaire):
    stranger = factories.hiring_manager_of(factories.search())
    assert shown_at(stranger, questionnaire.candidacy, questionnaire.part) == set()
