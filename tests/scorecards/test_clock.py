"""A clock that jumps: what was opened stays opened, and what was seen stays seen."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from scorecards import actions
from scorecards.models import Card
from searches.models import Event
from searches.wording import unbroken
from tests import factories
from tests.factories import scorecards as make

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)


@pytest.fixture
def late():
    """A seat whose card was excused before the debrief was opened."""
    candidacy = make.candidacy(factories.search(), "Ada Lind")
    make.judged(candidacy)
    seat = make.seat(make.interview(candidacy, "board"))
    make.excused(seat)
    make.open_debrief(candidacy)
    return seat


def taken_up_and_submitted(seat) -> Card:
    actions.take_up_card(interview=seat.interview, by=seat.user)
    card = Card.objects.get(interview=seat.interview, author=seat.user)
    return actions.submit_card(
        interview=seat.interview,
        revision=card.revision,
        content=make.content(seat.interview),
        by=seat.user,
    )


@pytest.mark.parametrize("jump", [-A_DAY, A_DAY])
def test_a_card_written_after_the_reveal_never_counts_whatever_the_clock_says(late, jump):
    with time_machine.travel(timezone.now() + jump):
        card = taken_up_and_submitted(late)
    assert card.after_reveal
    assert not Card.objects.counting().filter(pk=card.pk).exists()


def test_an_amendment_stands_in_the_order_it_was_written_in():
    card = make.submitted(make.seat(make.interview(make.candidacy(factories.search()))))
    with time_machine.travel(timezone.now() - A_DAY):
        amendment = actions.amend_card(
            card=card,
            after=card.pk,
            content=make.content(card.interview, ratings=2),
            because="I misheard.",
            by=card.author,
        )
    assert list(Card.objects.counting()) == [amendment]


def test_the_log_of_a_search_is_unbroken_over_a_clock_set_back(late):
    with time_machine.travel(timezone.now() - A_DAY):
        taken_up_and_submitted(late)
    assert Event.objects.filter(verb="card.submitted").count() == 3
    assert unbroken(late.interview.search)
