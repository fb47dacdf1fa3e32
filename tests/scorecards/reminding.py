"""The clock of a week in March 2027, and what it says to whom."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import time_machine

from mail.kinds import letter_of
from mail.models import Mail
from scorecards import tasks
from scorecards.models import Reminder

BERLIN = ZoneInfo("Europe/Berlin")
STARTS = datetime(2027, 3, 2, 13, tzinfo=UTC)
"""A Tuesday, 14:00 in Berlin; it lasts an hour, and the card is due at 18:00 there."""


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """In March 2027, on Berlin's clocks."""
    return datetime(2027, 3, day, hour, minute, tzinfo=BERLIN)


def beat(moment: datetime) -> list[str]:
    """What the clock says at a moment: the occasions, in the order of the seats."""
    before = set(Reminder.objects.values_list("pk", flat=True))
    with time_machine.travel(moment, tick=False):
        tasks.remind()
    rows = Reminder.objects.exclude(pk__in=before).order_by("seat")
    return list(rows.values_list("occasion", flat=True))


def letters(kind: str, moment: datetime) -> list:
    """The letters of a kind as they would be written at a moment; None where none would be."""
    with time_machine.travel(moment, tick=False):
        return [letter_of(mail) for mail in Mail.objects.filter(kind=kind).order_by("pk")]
