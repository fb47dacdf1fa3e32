import re

import pytest

from interviews.signals import cancelling, interview_added
from searches.models import Role
from tests import factories
from tests.factories import candidates as people
from tests.factories import interviews as make
from tests.interviews.acts import propose


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
def heard():
    """Signals of this room, as they come."""
    seen = []

    def hear(signal, **more):
        seen.append((signal, more))

    signals = (interview_added, cancelling)
    for signal in signals:
        signal.connect(hear)
    yield seen
    for signal in signals:
        signal.disconnect(hear)


@pytest.fixture
def proposal(loop, candidacy):
    return propose(candidacy)


@pytest.fixture
def as_(client):
    """`as_(user)` is a browser in which the user is signed in."""

    def signed_in(user):
        client.force_login(user)
        return client

    return signed_in


def page_of(response) -> str:
    return response.content.decode()


def visible(html: str) -> str:
    """The words of a page."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())
