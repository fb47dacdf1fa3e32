"""Whose day it is: the search's, wherever in the world whoever looks or writes may be."""

from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone

from offers import actions as offering
from offers.states import PassageState
from onboarding import actions
from onboarding.models import Deliverable
from onboarding.queries.outcomes import moments_of
from onboarding.queries.plans import shown
from onboarding.states import Moment
from searches.errors import Refused
from tests import factories
from tests.factories import offers, outcomes
from tests.factories import onboarding as make

pytestmark = pytest.mark.django_db
EVENING = "2026-12-14 22:00Z"
"""Eleven in the evening in Berlin, where the search is run; the next morning in Auckland."""
TODAY = date(2026, 12, 14)


@pytest.fixture
def evening():
    with time_machine.travel(EVENING, tick=False), timezone.override("Pacific/Auckland"):
        yield


@pytest.fixture
def candidacy(evening):
    return offers.chosen(factories.search())


@pytest.fixture
def manager(candidacy):
    return factories.hiring_manager_of(candidacy.search)


def test_the_day_of_a_moment_is_the_searchs(candidacy):
    search = candidacy.search
    assert search.day_of(timezone.now()) == search.today == TODAY


def test_a_yes_may_be_taken_back_on_the_day_it_was_given(candidacy, manager):
    row = offering.renege(
        passage=offers.passage(candidacy),
        reneged_on=TODAY,
        because="Stays where they are",
        by=manager,
    )
    assert row.state == PassageState.RENEGED


def test_a_start_is_recorded_by_the_day_of_the_search(candidacy, manager):
    plan = make.waiting(candidacy)
    assert actions.start_plan(plan=plan, started_on=TODAY, by=manager).starts_on == TODAY


def test_what_is_due_today_is_not_late(candidacy):
    plan = make.running(candidacy, TODAY)
    Deliverable.objects.filter(phase__plan=plan).update(due_on=TODAY)
    assert (shown(plan).today, shown(plan).late) == (TODAY, [])


def test_what_came_can_be_written_from_its_day_on_and_not_before(candidacy, manager):
    """It opens tomorrow, a week before day 90."""
    plan = make.running(candidacy, TODAY)
    plan.starts_on = TODAY - timedelta(days=81)
    plan.save()
    assert not any(due.opens for due in moments_of(plan))
    content = outcomes.content(plan)
    with pytest.raises(Refused, match="can be recorded from"):
        actions.save_outcome(
            plan=plan, moment=Moment.DAY_90, revision=0, content=content, by=manager
        )
