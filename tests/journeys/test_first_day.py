"""From the yes to the first day, and the end of the search, as the hiring manager goes it."""

import pytest

from tests import factories
from tests.factories import offers as make
from tests.journeys.pages import Person
from tests.journeys.server import LOCK
from tests.journeys.steps import first_day

pytestmark = [pytest.mark.browser, pytest.mark.once]


@pytest.fixture(params=[True, False], ids=["with script", "without"])
def manager(request, browser, site):
    with LOCK:
        passage = make.passage(make.chosen(factories.search()))
        make.second(passage.search)
        user = factories.hiring_manager_of(passage.search)
    person = Person(browser, site, user.name, user.email, script=request.param)
    yield person.signs_in(factories.PASSWORD), passage.search
    person.leaves()


def test_from_the_yes_to_the_closed_search(manager):
    person, search = manager
    first_day.speak_with_them(person)
    first_day.keep_somebody_warm(person, "Ola Nordmann")
    first_day.record_the_resignation(person, search)
    first_day.decline_the_counter_offer(person)
    first_day.they_come(person, search)
    first_day.close_the_search(person)
