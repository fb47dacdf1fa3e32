"""Business days: a calendar's own weekends and holidays."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from searches.business_days import (
    add_business_days,
    business_days_between,
    calendar_of,
    calendars,
    is_business_day,
    on_or_after,
    valid_calendar,
)

FRIDAY, MONDAY = date(2026, 12, 4), date(2026, 12, 7)
CALENDARS = st.sampled_from(["", "US", "DE-BE", "GB-ENG", "AE", "IL", "JP"])
DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


def test_without_a_calendar_every_weekday_is_a_business_day():
    assert is_business_day(date(2026, 12, 25), "")
    assert not is_business_day(date(2026, 12, 26), "")


@pytest.mark.parametrize(
    ("day", "calendar", "open_then"),
    [
        (date(2026, 12, 25), "DE", False),
        (date(2027, 3, 8), "DE-BE", False),  # a holiday of Berlin alone
        (date(2027, 3, 8), "DE-BY", True),
        (date(2026, 11, 26), "US", False),  # Thanksgiving
        (date(2026, 11, 26), "GB-ENG", True),
        (date(2026, 12, 28), "GB-ENG", False),  # Boxing Day on a Saturday moves to Monday
        (date(2026, 12, 6), "IL", True),  # a Sunday
        (date(2026, 12, 4), "IL", False),  # a Friday
    ],
)
def test_a_calendar_keeps_its_own_weekend_and_holidays(day, calendar, open_then):
    assert is_business_day(day, calendar) is open_then


def test_the_first_business_day_after_a_friday_is_monday():
    assert add_business_days(FRIDAY, 1, "") == MONDAY


def test_business_days_over_christmas_leave_the_holidays_out():
    assert add_business_days(date(2026, 12, 23), 2, "DE") == date(2026, 12, 28)
    assert business_days_between(date(2026, 12, 23), date(2026, 12, 28), "DE") == 2


def test_a_business_day_stays_where_it_is():
    assert on_or_after(FRIDAY, "") == FRIDAY
    assert on_or_after(date(2026, 12, 5), "") == MONDAY


def test_no_business_day_lies_between_a_day_and_an_earlier_one():
    assert business_days_between(MONDAY, FRIDAY, "") == 0
    assert business_days_between(FRIDAY, FRIDAY, "") == 0


@given(DAYS, st.integers(1, 30), CALENDARS)
def test_adding_and_counting_undo_each_other(day, number, calendar):
    assert business_days_between(day, add_business_days(day, number, calendar), calendar) == number


@given(DAYS, CALENDARS)
def test_every_stretch_is_the_sum_of_its_days(day, calendar):
    until = day + timedelta(days=20)
    one_by_one = sum(is_business_day(day + timedelta(days=n), calendar) for n in range(1, 21))
    assert business_days_between(day, until, calendar) == one_by_one


def test_the_menu_begins_without_holidays_and_names_regions():
    menu = list(calendars().items())
    assert menu[0] == ("", "Monday to Friday, no holidays")
    assert ("DE-BE", "Germany: Berlin") in menu


def test_a_search_begins_with_the_calendar_of_its_zone():
    assert calendar_of("Europe/Berlin") == "DE"
    assert calendar_of("UTC") == ""


def test_an_unknown_calendar_is_refused():
    with pytest.raises(ValidationError, match="Choose a calendar"):
        valid_calendar("XX-1")
