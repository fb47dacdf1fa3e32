import pytest

from searches.models import Role
from tests import factories
from tests.factories import candidates as people
from tests.factories import interviews as make


@pytest.fixture
def search(db):
    return factories.search()


@pytest.fixture
def manager(search):
    return factories.hiring_manager_of(search)


@pytest.fixture
def recruiter(search):
    return factories.member(search, Role.RECRUITER, "Ines Kovač")


@pytest.fixture
def draft(search):
    """A loop being set up; nobody is named."""
    return make.draft_loop(search)


@pytest.fixture
def loop(search):
    """The open loop, whole."""
    return make.open_loop(search)


@pytest.fixture
def candidacy(search):
    return people.candidacy(search, "Leila Haddad")


@pytest.fixture
def interview(loop, candidacy):
    """The production deep-dive, planned."""
    return make.interview(candidacy)


@pytest.fixture
def as_(client):
    """`as_(user)` is a browser in which the user is signed in."""

    def signed_in(user):
        client.force_login(user)
        return client

    return signed_in


def page_of(response) -> str:
    return response.content.decode()
