"""What is typed into a scorecard."""

from scorecards.forms import flat
from scorecards.models import Card
from tests.factories import scorecards as make


def typed(interview, **more):
    return {**flat(make.content(interview)), "revision": 0, **more}


def own(seat) -> Card:
    return Card.objects.get(author=seat.user, amends=None)
