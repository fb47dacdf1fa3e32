from datetime import timedelta

import pytest
import time_machine

from interviews.models import Interview
from interviews.states import InterviewState
from mail.models import Mail
from searches.models import Role
from tests import factories
from tests.factories import scorecards as make
from tests.scorecards.reminding import STARTS, at, beat


@pytest.fixture
def search(db):
    return factories.search()


@pytest.fixture
def manager(search):
    return factories.hiring_manager_of(search)


@pytest.fixture
def recruiter(search):
    return factories.member(search, Role.RECRUITER, "Marguerite Osei")


@pytest.fixture
def candidacy(search):
    return make.candidacy(search, "Ada Lind")


@pytest.fixture
def seat(search):
    """Ines, in Berlin, in an interview planned a week before; nobody else sits in it."""
    with time_machine.travel(at(1, 8) - timedelta(days=7), tick=False):
        row = make.interview(make.candidacy(search, "Quillfeather"))
        Interview.objects.filter(pk=row.pk).update(
            starts_at=STARTS, minutes=60, state=InterviewState.PLANNED, place="Room 3"
        )
        row.refresh_from_db()
        return make.seat(row, factories.user("Ines Kovač", zone="Europe/Berlin"))


@pytest.fixture
def link(seat):
    """In the mail about the card: it stops the reminders."""
    beat(at(2, 18))
    return Mail.objects.get(kind="card_to_write").link


@pytest.fixture
def later(link):
    """The evening it is due, after the mail."""
    with time_machine.travel(at(2, 19), tick=False):
        yield


def page_of(response) -> str:
    return response.content.decode()
