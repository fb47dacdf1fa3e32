import pytest

from searches.models import Role
from tests import factories
from tests.factories import interviews as made
from tests.factories.candidates import candidacy

pytestmark = pytest.mark.django_db


def test_open():
    search = factories.search()
    loop = made.open_loop(search)
    assert loop.state == "open"
    c = candidacy(search)
    row = made.interview(c)
    made.reading(c)
    held = made.held(c, "team")
    print(row, row.seats.all(), held.state)
    assert made.panelist_of(row).memberships.get().role == Role.PANELIST
