import pytest

from searches.models import Role
from tests import factories


@pytest.fixture
def search():
    return factories.search()


@pytest.fixture
def manager(search, client):
    """The hiring manager, signed in."""
    user = factories.hiring_manager_of(search)
    client.force_login(user)
    return user


@pytest.fixture
def recruiter(search):
    return factories.member(search, Role.RECRUITER, "Marguerite Osei")
