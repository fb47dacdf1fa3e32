"""The start of a plan: when it may lie, whose holidays it keeps, how many days a week they work."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from offers.models import Offer
from onboarding import actions
from onboarding.models import CheckIn, Deliverable, Phase, Plan
from searches.business_days import is_business_day, month_after
from searches.errors import Refused
from tests import factories
from tests.factories import offers
from tests.factories import onboarding as make
from tests.factories.days import search_day

pytestmark = pytest.mark.django_db


@pytest.fixture
def candidacy():
    return offers.chosen(factories.search())


@pytest.fixture
def manager(candidacy):
    return factories.hiring_manager_of(candidacy.search)


def fractional(candidacy) -> Plan:
    """The person accepted two and a half days a week."""
    plan = make.waiting(candidacy)
    terms = plan.offer.terms | {"engagement": "fractional", "days_a_week": "2.5"}
    Offer.objects.filter(pk=plan.offer_id).update(terms=terms)
    return Plan.objects.get(pk=plan.pk)


def test_nobody_starts_before_they_accepted(candidacy, manager):
    plan = make.waiting(candidacy)
    yesterday = search_day() - timedelta(days=1)
    with pytest.raises(Refused, match="They accepted on"):
        actions.start_plan(plan=plan, started_on=yesterday, by=manager)
    plan.refresh_from_db()
    assert plan.state == "waiting"


def test_what_falls_due_falls_due_on_a_business_day_of_the_searchs_calendar(candidacy):
    candidacy.search.calendar = "DE-BE"
    candidacy.search.save()
    with time_machine.travel("2026-12-14 10:00Z"):
        plan = make.running(candidacy)
    days = [*Deliverable.objects.values_list("due_on", flat=True)]
    days += [*CheckIn.objects.values_list("due_on", flat=True), plan.review.due_on]
    assert [day for day in days if not is_business_day(day, "DE-BE")] == []


def test_a_day_that_is_a_holiday_moves_to_the_next_business_day(candidacy):
    candidacy.search.calendar = "DE-BE"
    candidacy.search.save()
    with time_machine.travel("2026-12-14 10:00Z"):
        plan = make.running(candidacy)
    # Day 12 of a plan that begins on 14 December is Christmas, a Friday, and a weekend follows.
    row = Deliverable.objects.get(phase__plan=plan, key="inventory")
    assert row.due_on == date(2026, 12, 28)


def test_the_calendar_stands_on_the_plan_as_it_was_at_the_start(candidacy, client, manager):
    candidacy.search.calendar = "DE-BE"
    candidacy.search.save()
    plan = make.running(candidacy)
    candidacy.search.calendar = "FR"
    candidacy.search.save()
    client.force_login(manager)
    assert "Germany: Berlin" in client.get(plan.get_absolute_url()).text


def test_each_phase_of_a_fractional_plan_says_how_many_of_their_days_it_holds(
    candidacy, manager, client
):
    plan = fractional(candidacy)
    url = reverse("onboarding:start", args=[plan.pk])
    client.force_login(manager)
    client.post(url, {"started_on": search_day().isoformat()})
    page = client.get(plan.get_absolute_url()).text
    assert "5 of their days" in page  # two weeks of two days and a half
    assert "They work 2.5 days a week" in page


def test_a_full_time_plan_says_nothing_of_days_a_week(candidacy, manager, client):
    plan = make.running(candidacy)
    client.force_login(manager)
    assert plan.days_a_week is None
    assert "of their days" not in client.get(plan.get_absolute_url()).text


@pytest.mark.parametrize(
    ("first", "last", "days", "held"),
    [(1, 14, "2", "4"), (15, 30, "2", "4.5"), (31, 60, "3", "12.5"), (1, 7, "0.5", "0.5")],
)
def test_the_days_a_phase_holds_are_weeks_times_days_a_week_in_halves(first, last, days, held):
    start = date(2026, 1, 1)
    phase = Phase(starts_on=start + timedelta(first - 1), ends_on=start + timedelta(last - 1))
    assert phase.days_of(Decimal(days)) == Decimal(held)


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 1, 15), 6, date(2026, 7, 15)),
        (date(2027, 8, 30), 6, date(2028, 2, 29)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
    ],
)
def test_months_later_is_the_same_day_or_the_last_there_is(day, months, then):
    assert month_after(day, months) == then


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 60))
def test_months_later_lies_in_that_month(day, months):
    then = month_after(day, months)
    assert (then.year * 12 + then.month) - (day.year * 12 + day.month) == months
    assert then.day == day.day or (then + timedelta(days=1)).day == 1


def test_before_the_day_agreed_no_start_is_filled_in(candidacy, manager, client):
    plan = make.waiting(candidacy)
    client.force_login(manager)
    assert f'value="{plan.starts_on:%Y-%m-%d}"' not in client.get(plan.get_absolute_url()).text
    today = candidacy.search.today
    Plan.objects.filter(pk=plan.pk).update(starts_on=today)
    assert f'value="{today:%Y-%m-%d}"' in client.get(plan.get_absolute_url()).text
