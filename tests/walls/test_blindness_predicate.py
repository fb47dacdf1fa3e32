"""Blindness: each case the design names, against the product and against a second reading of it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from candidates import actions as candidates
from candidates.models import Conflict
from interviews import actions as interviews
from interviews.models import Interview, Seat
from interviews.signals import interview_added
from interviews.states import Duty, InterviewState
from scorecards import actions
from scorecards.blindness import debriefs_open_to, owes
from scorecards.models import Card, DebriefReading, GateReading
from searches.errors import NotAllowed, Refused
from searches.models import Membership, Role
from tests import factories
from tests.factories import scorecards as make
from tests.walls.predicate import assert_both_agree

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
def interview(candidacy):
    return make.interview(candidacy)


def reads(viewer, card) -> bool:
    """What the product says, once the second reading has said the same of everybody."""
    assert_both_agree()
    return Card.objects.visible_to(viewer).filter(pk=card.pk).exists()


def opened_on(candidacy):
    """A card in, and its debrief open."""
    card = make.submitted(make.seat(make.interview(candidacy)))
    make.open_debrief(candidacy)
    return card


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


# ---- Replaced -----------------------------------------------------------------------------


def test_draft_of_who_was_replaced_stays_theirs_while_they_hold_another_seat(candidacy, interview):
    seat = make.seat(interview)
    make.seat(make.interview(candidacy, "allocation"), seat.user)
    draft = make.card(seat)
    make.replaced(seat)
    assert reads(seat.user, draft)


def test_access_ends_with_the_last_seat(interview):
    seat = make.seat(interview)
    draft = make.card(seat)
    make.replaced(seat)
    assert not reads(seat.user, draft)


def test_draft_of_who_was_replaced_is_never_shown(manager, candidacy, interview):
    seat = make.seat(interview)
    draft = make.card(seat)
    make.replaced(seat)
    make.submitted(make.seat(interview))
    make.open_debrief(candidacy)
    assert not reads(manager, draft)


def test_who_was_replaced_before_submitting_owes_nothing(candidacy, interview):
    seat = make.seat(interview)
    make.card(seat)
    make.replaced(seat)
    assert not owes(seat.user, candidacy)


def test_card_of_who_was_replaced_after_submitting_stands(manager, candidacy, interview):
    seat = make.seat(interview)
    card = make.submitted(seat)
    make.replaced(seat)
    make.open_debrief(candidacy)
    assert reads(manager, card)
    assert Card.objects.counting().filter(pk=card.pk).exists()


def test_who_was_replaced_after_submitting_does_not_read_the_others(search, candidacy, interview):
    seat = make.seat(interview)
    make.submitted(seat)
    make.seat(make.interview(make.candidacy(search)), seat.user)
    other = make.submitted(make.seat(interview))
    make.replaced(seat)
    make.open_debrief(candidacy)
    assert not reads(seat.user, other)


def test_removed_member_reads_nothing_not_even_their_own(search, candidacy, interview):
    seat = make.seat(interview)
    card = make.submitted(seat)
    make.open_debrief(candidacy)
    Membership.objects.filter(user=seat.user).update(ended_at=timezone.now())
    assert not reads(seat.user, card)


def test_removed_hiring_manager_reads_nothing(search, manager, candidacy):
    card = opened_on(candidacy)
    Membership.objects.filter(user=manager).update(ended_at=timezone.now())
    assert not reads(manager, card)


def test_seat_alone_without_the_role_opens_nothing(search, candidacy, interview):
    """A seat whose panelist role has ended gives no right, whatever other role is left."""
    seat = make.seat(interview, duty=Duty.OBSERVING)
    card = make.submitted(make.seat(interview))
    Membership.objects.filter(user=seat.user, role=Role.PANELIST).update(ended_at=timezone.now())
    Membership.objects.create(search=search, user=seat.user, role=Role.APPROVER)
    make.open_debrief(candidacy)
    assert not reads(seat.user, card)


def test_seat_on_a_cancelled_interview_opens_nothing(candidacy, interview):
    elsewhere = make.interview(candidacy, "allocation")
    seat = make.seat(elsewhere, duty=Duty.OBSERVING)
    make.seat(make.interview(make.candidacy(candidacy.search)), seat.user)
    interviews.cancel_interview(
        interview=elsewhere, by=factories.hiring_manager_of(candidacy.search)
    )
    card = make.submitted(make.seat(interview))
    make.open_debrief(candidacy)
    assert not reads(seat.user, card)


# ---- Amendments ---------------------------------------------------------------------------


def amended(card, **what):
    return actions.amend_card(
        card=card,
        after=card.pk,
        content=make.content(card.interview, **what),
        because="I misheard the number.",
        by=card.author,
    )


def test_amendment_before_the_reveal_is_as_sealed_as_its_card(manager, interview):
    card = make.submitted(make.seat(interview))
    amendment = amended(card, ratings=2)
    assert not reads(manager, amendment)
    assert reads(card.author, amendment)


def test_amendment_before_the_reveal_counts_in_its_place(interview):
    card = make.submitted(make.seat(interview))
    amendment = amended(card, ratings=2)
    assert list(Card.objects.counting()) == [amendment]


def test_amendment_of_an_amendment_counts_alone(interview):
    card = make.submitted(make.seat(interview))
    first = amended(card, ratings=2)
    second = actions.amend_card(
        card=first,
        after=first.pk,
        content=make.content(interview, ratings=3),
        because="And again.",
        by=card.author,
    )
    assert second.amends == card
    assert list(Card.objects.counting()) == [second]


def test_amendment_after_the_reveal_is_shown_and_does_not_count(manager, candidacy):
    card = opened_on(candidacy)
    amendment = amended(card, ratings=1)
    assert reads(manager, amendment)
    assert list(Card.objects.counting()) == [card]
    assert set(Card.objects.standing()) == {card, amendment}


def test_amending_leaves_nothing_owed(candidacy, interview):
    card = make.submitted(make.seat(interview))
    amended(card)
    assert not owes(card.author, candidacy)


def test_original_stays_beside_its_amendment(manager, candidacy, interview):
    card = make.submitted(make.seat(interview))
    amended(card, ratings=2)
    make.open_debrief(candidacy)
    assert reads(manager, card)


def test_card_amended_after_the_reveal_never_counts_again(search, candidacy, manager):
    """Shown once, then the debrief closes and is amended again: still not independent."""
    card = opened_on(candidacy)
    first = amended(card, ratings=1)
    make.seat(make.interview(candidacy, "board"))
    actions.debriefs.close_debrief(search, candidacy, "An interview was added.", manager)
    second = actions.amend_card(
        card=card,
        after=first.pk,
        content=make.content(card.interview, ratings=1),
        because="Once more.",
        by=card.author,
    )
    assert second.after_reveal
    assert list(Card.objects.counting()) == [card]


# ---- After the reveal, and interviews added ------------------------------------------------


def test_card_written_after_the_reveal_is_shown_and_does_not_count(manager, candidacy):
    opened_on(candidacy)
    late = make.submitted(make.seat(make.interview(candidacy, "allocation")))
    assert late.after_reveal
    assert reads(manager, late)
    assert late not in Card.objects.counting()


def added(candidacy):
    """An interview planned now, as the recruiter would."""
    interview = make.interview(candidacy, "board")
    interview_added.send(
        sender=Interview,
        interview=interview,
        search=candidacy.search,
        by=factories.hiring_manager_of(candidacy.search),
    )
    return interview


def test_interview_added_closes_the_debrief_again(manager, candidacy):
    card = opened_on(candidacy)
    added(candidacy)
    assert not reads(manager, card)


def test_who_has_read_is_not_independent_at_an_added_interview(manager, candidacy):
    opened_on(candidacy)
    actions.read_debrief(candidacy=candidacy, by=manager)
    card = make.submitted(make.seat(added(candidacy), manager))
    assert card.after_reveal


def test_who_has_not_read_counts_at_an_added_interview(candidacy):
    opened_on(candidacy)
    card = make.submitted(make.seat(added(candidacy)))
    assert not card.after_reveal
    assert card in Card.objects.counting()


def test_reading_is_recorded_once(manager, candidacy):
    opened_on(candidacy)
    actions.read_debrief(candidacy=candidacy, by=manager)
    actions.read_debrief(candidacy=candidacy, by=manager)
    assert DebriefReading.objects.filter(user=manager).count() == 1


def test_who_may_not_read_is_not_recorded_as_a_reader(search, candidacy):
    opened_on(candidacy)
    approver = factories.member(search, Role.APPROVER)
    with pytest.raises(NotAllowed, match="Opens at the debrief"):
        actions.read_debrief(candidacy=candidacy, by=approver)
    assert not DebriefReading.objects.exists()


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


# ---- The list of open debriefs ---------------------------------------------------------------


def test_open_debriefs_name_each_candidacy_once(search, manager, candidacy):
    """Several roles, seats and declarations of one viewer make one row."""
    make.seat(make.interview(candidacy, "board"), manager, duty=Duty.OBSERVING)
    Membership.objects.create(search=search, user=manager, role=Role.OBSERVER)
    opened_on(candidacy)
    assert list(debriefs_open_to(manager)) == [candidacy]
