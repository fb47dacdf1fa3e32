"""Whose day it is: the search's, wherever in the world whoever looks or writes may be."""

from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts.templatetags.face import day
from offers import actions as offering
from offers.models import Touchpoint
from offers.on_the_way import to_speak
from offers.states import PassageState
from onboarding import actions
from onboarding.actions.review import EARLIEST
from onboarding.closing import to_erase
from onboarding.models import CheckIn, Deliverable, Kept, Review
from onboarding.queries.outcomes import moments_of
from onboarding.queries.plans import shown
from onboarding.register import to_check_in, to_review
from onboarding.states import Moment
from searches.errors import Refused
from tests import factories
from tests.factories import candidates, offers, outcomes
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


def test_home_asks_for_nothing_before_its_day_where_the_search_is_run(candidacy, manager):
    plan = make.running(candidacy, TODAY)
    CheckIn.objects.filter(plan=plan).update(due_on=TODAY + timedelta(days=1))
    Review.objects.filter(plan=plan).update(due_on=TODAY + EARLIEST + timedelta(days=1))
    plans = {plan.pk: plan}
    assert [*to_check_in(plans), *to_review(plans)] == []
    CheckIn.objects.filter(plan=plan).update(due_on=TODAY)
    Review.objects.filter(plan=plan).update(due_on=TODAY + EARLIEST)
    assert list(to_check_in(plans))
    assert list(to_review(plans))


def test_home_asks_for_words_before_the_first_day_by_the_day_of_the_search(candidacy, manager):
    passage = offers.passage(candidacy)
    Touchpoint.objects.update(who="hiring_manager", due_on=TODAY + timedelta(days=8))
    assert not list(to_speak(manager, {passage.pk: passage}))
    Touchpoint.objects.update(due_on=TODAY + timedelta(days=7))
    assert list(to_speak(manager, {passage.pk: passage}))


def test_what_is_kept_is_asked_about_on_its_day_where_the_search_is_run(candidacy, manager):
    row = candidates.candidacy(candidacy.search, "Ola Nordmann")
    kept = make.kept(row, TODAY + timedelta(days=1))
    assert not list(to_erase(manager))
    Kept.objects.filter(pk=kept.pk).update(until=TODAY)
    assert list(to_erase(manager))


def test_who_writes_a_day_still_to_come_reads_which_day_it_is_there(candidacy, manager, client):
    tomorrow = TODAY + timedelta(days=1)
    passage = offers.passage(candidacy)
    manager.zone = "Pacific/Auckland"
    manager.save()
    client.force_login(manager)
    page = client.get(passage.get_absolute_url()).text
    assert f"said yes on {day(TODAY)}" in page
    with pytest.raises(Refused, match=f"In Berlin it is {day(TODAY)}"):
        offering.record_resignation(
            passage=passage, resigned_on=tomorrow, notice_ends_on=tomorrow, by=manager
        )


def test_a_warning_of_tomorrow_reads_which_day_it_is_there(candidacy, manager):
    plan = make.running(candidacy, TODAY)
    with pytest.raises(Refused, match=f"In Berlin it is {day(TODAY)}"):
        actions.raise_warning(
            plan=plan,
            what="The data team is not there yet.",
            since=TODAY + timedelta(days=1),
            way_out="Lend us two people for a month.",
            by=manager,
        )
