import pytest

from tests import factories
from tests.factories import scorecards as make


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
