"""Business days of a chosen calendar: a country's or a region's weekends and public holidays.

A calendar is the code of a country ("FR") or of a region of one ("DE-BE"); "" knows Monday to
Friday and no holiday. The holidays themselves come from the `holidays` library.
"""

from calendar import monthrange
from datetime import MAXYEAR, date
from functools import cache

import holidays
from babel import Locale
from django.core.exceptions import ValidationError

from accounts.zones import TERRITORIES

BY_REGION = ("AU", "CA", "CH", "DE", "GB", "US")
"""Countries whose regions keep holidays of their own, so that one chooses the region."""
NONE = "Monday to Friday, no holidays"


@cache
def calendars() -> dict[str, str]:
    """Every calendar that may be chosen, code -> name, in the order of a menu."""
    names = Locale("en").territories
    found = {code: names[code] for code in holidays.list_supported_countries() if code in names}
    for country in BY_REGION:
        regions = holidays.country_holidays(country).subdivisions_aliases
        found |= {
            f"{country}-{code}": f"{names[country]}: {name}" for name, code in regions.items()
        }
    return {"": NONE} | dict(sorted(found.items(), key=lambda item: item[1]))


def valid_calendar(code: str) -> None:
    if code not in calendars():
        raise ValidationError("Choose a calendar from the list, such as Germany: Berlin.")


def calendar_of(zone: str) -> str:
    """The calendar of the country that a time zone lies in; "" where none is known."""
    code = TERRITORIES.get(zone, "")
    return code if code in calendars() else ""


@cache
def _holidays(calendar: str) -> holidays.HolidayBase:
    if not calendar:
        return holidays.HolidayBase()
    country, _, region = calendar.partition("-")
    return holidays.country_holidays(country, subdiv=region or None)


def is_business_day(day: date, calendar: str) -> bool:
    return _holidays(calendar).is_working_day(day)


def add_business_days(day: date, number: int, calendar: str) -> date:
    """The `number`th business day after `day`: from a Friday on, 1 is Monday."""
    return _holidays(calendar).get_nth_working_day(day, number) if number else day


def on_or_after(day: date, calendar: str) -> date:
    """The day itself, or the next business day where it is none."""
    return day if is_business_day(day, calendar) else add_business_days(day, 1, calendar)


def month_after(start: date, months: int) -> date:
    """The same day of the month so many months on, or that month's last: 29 Feb -> 28 Feb.

    Beyond the last year that a date can have: the last day of all.
    """
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if year > MAXYEAR:
        return date.max
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def business_days_between(after: date, until: date, calendar: str) -> int:
    """Business days after the first day, up to and with the last; 0 where none has passed."""
    if until <= after:
        return 0
    counted = _holidays(calendar).get_working_days_count(after, until)
    return counted - is_business_day(after, calendar)
