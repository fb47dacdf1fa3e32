"""From a day and a clock on the wall of some zone to an instant, also where clocks change."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


class NoSuchTime(ValueError):
    """The clock skips this time: it goes forward that night. `either` are the times around it."""

    def __init__(self, earlier: datetime, later: datetime):
        super().__init__("no such time")
        self.either = (earlier, later)


class Twice(ValueError):
    """The clock shows this time twice: it goes back that night. `both` in order."""

    def __init__(self, first: datetime, second: datetime):
        super().__init__("this time comes twice")
        self.both = (first, second)


def instant(day: date, clock: time, zone: str, which: int | None = None) -> datetime:
    """The instant at which clocks in `zone` show this. `which`: 0 the first, 1 the second time.

    Raises NoSuchTime, and Twice where `which` is needed and not said.
    """
    here = datetime.combine(day, clock, tzinfo=ZoneInfo(zone))
    first, second = here.replace(fold=0), here.replace(fold=1)
    if first.utcoffset() == second.utcoffset():
        return first
    if not _exists(first):
        # Each reading of a skipped time, turned to UTC and back, lands on one side of the gap.
        around = sorted(_on_the_wall(moment) for moment in (first, second))
        raise NoSuchTime(*around)
    if which is None:
        raise Twice(first, second)
    return second if which else first


def _on_the_wall(moment: datetime) -> datetime:
    return moment.astimezone(UTC).astimezone(moment.tzinfo)


def _exists(moment: datetime) -> bool:
    return _on_the_wall(moment).replace(tzinfo=None, fold=0) == moment.replace(tzinfo=None, fold=0)


def offset_words(moment: datetime) -> str:
    """'UTC+2', 'UTC+5:30', 'UTC'."""
    offset = moment.utcoffset() or timedelta()
    minutes = abs(int(offset.total_seconds())) // 60
    if not minutes:
        return "UTC"
    sign = "+" if offset > timedelta() else "\u2212"
    return f"UTC{sign}{minutes // 60}" + (f":{minutes % 60:02}" if minutes % 60 else "")
