import pytest

from accounts.models import Link
from candidates.actions import send_own_page
from candidates.states import Way
from searches.actions import acting, advance
from searches.models import Role, Step
from tests import factories
from tests.factories import candidates as make
from tests.factories import partners


@pytest.fixture
def search(db):
    """A search that has reached its candidates."""
    search = factories.search()
    manager = factories.hiring_manager_of(search)
    with acting(search.pk, manager) as locked:
        advance(locked, Step.CANDIDATES, manager)
    search.refresh_from_db()
    return search


@pytest.fixture
def manager(search):
    return factories.hiring_manager_of(search)


@pytest.fixture
def recruiter(search):
    return factories.member(search, Role.RECRUITER, "Ines Kovač")


@pytest.fixture
def observer(search):
    return factories.member(search, Role.OBSERVER)


@pytest.fixture
def candidacy(search):
    return make.candidacy(search, "Leila Haddad")


@pytest.fixture
def panelist(search):
    return factories.user("Priya Raman")


@pytest.fixture
def link(candidacy, manager) -> Link:
    """To the candidate's own page."""
    return send_own_page(candidacy=candidacy, by=manager)


@pytest.fixture
def partner(search):
    return partners.partner(search)


@pytest.fixture
def sent(search, partner):
    """What the partner submitted; nobody has answered."""
    return partners.submission(search, partner)


@pytest.fixture
def as_(client):
    """`as_(user)` is a browser in which the user is signed in."""

    def signed_in(user):
        client.force_login(user)
        return client

    return signed_in


@pytest.fixture
def in_writing(search, manager):
    """The search asks its questionnaire by private link."""
    from candidates.actions import choose_way

    return choose_way(search=search, way=Way.LINK, by=manager)


def page_of(response) -> str:
    return response.content.decode()
