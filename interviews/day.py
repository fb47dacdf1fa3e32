"""All parts of a loop in one day, one after another, and the morning on which the panel talks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

NOON, AFTERNOON = time(12), time(15)
"""A longer pause comes before the first part that would begin between these."""
SATURDAY = 5


@dataclass(frozen=True)
class Pauses:
    """Minutes between two parts, and at midday; the longer of the two counts there."""

    between: int
    midday: int


def laid_out(first: datetime, lengths: Sequence[int], pauses: Pauses, zone: str) -> list[datetime]:
    """When each part begins, in UTC, by instants and not by the clock on the wall.

    The midday pause falls in once, where the day began before noon of `zone`.
    """
    begins, here = first.astimezone(UTC), ZoneInfo(zone)
    still_to_eat = begins.astimezone(here).time() < NOON
    found: list[datetime] = []
    for minutes in lengths:
        if found and still_to_eat and NOON <= begins.astimezone(here).time() < AFTERNOON:
            begins += timedelta(minutes=max(0, pauses.midday - pauses.between))
            still_to_eat = False
        found.append(begins)
        begins += timedelta(minutes=minutes + pauses.between)
    return found


def next_business_day(day: date) -> date:
    """The next day from Monday to Friday. Holidays are for people to know."""
    after = day + timedelta(days=1)
    while after.weekday() >= SATURDAY:
        after += timedelta(days=1)
    return after
