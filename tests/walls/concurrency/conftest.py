import pytest

from searches.models import Search
from searches.wording import unbroken
from tests import factories


@pytest.fixture
def search() -> Search:
    return factories.search()


@pytest.fixture(autouse=True)
def chains_hold(search):
    """Whatever happened at once, every search's log is whole."""
    yield
    assert all(unbroken(each) for each in Search.objects.all())
