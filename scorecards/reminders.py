"""When somebody is reminded of an interview, and of the card they owe for it. Moments, and no more.

A moment that nobody kept for some hours is let go: what follows it says the same, and more.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from interviews.models import Interview
from interviews.states import InterviewState
from scorecards.states import Occasion

NINE = time(9)
AFTER_THE_END = timedelta(minutes=15)
KEPT_FOR = timedelta(hours=6)
SATURDAY = 5
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Moment:
    occasion: Occasion
    at: datetime


def the_day_before(interview: Interview, zone: str) -> Moment | None:
    """At nine on the calendar day before, in the zone of who sits in it."""
    if interview.starts_at is None or interview.state != InterviewState.PLANNED:
        return None
    day = interview.starts_at.astimezone(ZoneInfo(zone)).date()
    return Moment(Occasion.EVE, _nine(day - A_DAY, zone))


def of_card(interview: Interview, zone: str, now: datetime) -> Iterator[Moment]:
    """Soon after the end, when the card is due, and today at nine if today is a business day."""
    if interview.ends_at is not None:
        yield Moment(Occasion.AFTER, interview.ends_at + AFTER_THE_END)
    yield Moment(Occasion.DUE, interview.card_due_at)
    today = now.astimezone(ZoneInfo(zone)).date()
    morning = _nine(today, zone)
    if today.weekday() < SATURDAY and morning > interview.card_due_at:
        yield Moment(Occasion.MORNING, morning)


def now_for(interview: Interview, zone: str, owes: bool, now: datetime) -> Moment | None:
    """What is to be said at this moment, if anything: the latest that has come and still holds."""
    found = list(of_card(interview, zone, now)) if owes else []
    eve = the_day_before(interview, zone)
    if eve and interview.starts_at and now < interview.starts_at:
        found.append(eve)
    come = [moment for moment in found if moment.at <= now < moment.at + KEPT_FOR]
    return max(come, key=lambda moment: moment.at, default=None)


def still_holds(moment: Moment, interview: Interview, zone: str, now: datetime) -> bool:
    """Whether it is true yet: the interview may have been moved since."""
    if moment.occasion == Occasion.EVE:
        begun = interview.starts_at is None or interview.starts_at <= now
        return not begun and the_day_before(interview, zone) == moment
    if moment.occasion == Occasion.BY_HAND:
        return True
    if moment.occasion == Occasion.MORNING:
        return interview.card_due_at < moment.at
    return moment in of_card(interview, zone, now)


def _nine(day: date, zone: str) -> datetime:
    return datetime.combine(day, NINE, tzinfo=ZoneInfo(zone))
