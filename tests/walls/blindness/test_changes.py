"""Who reads a card after a seat was given up, an amendment, an interview added."""

import pytest
from django.utils import timezone

from interviews import actions as interviews
from interviews.models import Interview
from interviews.signals import interview_added
from interviews.states import Duty
from scorecards import actions
from scorecards.blindness import owes
from scorecards.models import Card, DebriefReading
from searches.errors import NotAllowed
from searches.models import Membership, Role
from tests import factories
from tests.factories import scorecards as make
from tests.walls.blindness.reading import opened_on, reads

pytestmark = pytest.mark.django_db


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
