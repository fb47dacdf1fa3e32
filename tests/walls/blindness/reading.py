"""Whether somebody reads a card."""

from scorecards.models import Card
from tests.factories import scorecards as make
from tests.walls.predicate import assert_both_agree


def reads(viewer, card) -> bool:
    """What the product says, once the second reading has said the same of everybody."""
    assert_both_agree()
    return Card.objects.visible_to(viewer).filter(pk=card.pk).exists()


def opened_on(candidacy):
    """A card in, and its debrief open."""
    card = make.submitted(make.seat(make.interview(candidacy)))
    make.open_debrief(candidacy)
    return card
