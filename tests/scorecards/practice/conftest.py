import pytest

from accounts.models import User
from scorecards import actions
from scorecards.models import Practice
from tests import factories
from tests.factories import scorecards as make
from tests.scorecards.practice.desks import WHY


@pytest.fixture
def people(search) -> list[User]:
    """Three who score in the loop."""
    return [make.loop_seat(search, factories.user(name)) for name in ("Ada", "Ben", "Cy")]


@pytest.fixture
def practice(search, people, manager) -> Practice:
    return actions.begin_practice(search=search, by=manager)


@pytest.fixture
def shown(practice, people) -> Practice:
    """Ada gave 2 everywhere, Ben 3, Cy 4."""
    for value, user in enumerate(people, start=2):
        make.practised(practice, user, value, says=WHY)
    practice.refresh_from_db()
    return practice
