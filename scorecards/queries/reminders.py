"""Whom to remind: of an interview tomorrow, of a card that is owed. System questions, no viewer."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from candidates.models import Conflict
from candidates.states import LIVE
from interviews.models import Seat
from interviews.states import InterviewState
from scorecards.blindness import owed_seats
from scorecards.models import Reminder, ReminderStop
from scorecards.reminders import KEPT_FOR, Moment, now_for
from searches.states import Life

AHEAD = timedelta(days=2)
"""Nobody is reminded of an interview that begins later than this."""


def remindable() -> QuerySet[Seat]:
    """Seats that stand, of candidates still in a search that runs, by people who may judge them.

    Each with `owes` (a card that is not in) and `stopped` (no more reminders are wanted for it).
    """
    out = Conflict.objects.filter(
        candidacy=OuterRef("interview__candidacy"),
        user=OuterRef("user"),
        answer=Conflict.Answer.REPLACE,
    )
    return (
        Seat.objects.current()
        .exclude(interview__state=InterviewState.CANCELLED)
        .filter(
            ~Exists(out),
            interview__candidacy__stage__in=LIVE,
            interview__candidacy__search__life=Life.RUNNING,
            user__is_active=True,
        )
        .annotate(
            owes=Exists(owed_seats().filter(pk=OuterRef("pk"))),
            stopped=Exists(ReminderStop.objects.filter(seat=OuterRef("pk"))),
        )
        .select_related("user", "interview__part", "interview__candidacy__search")
    )


def owing() -> QuerySet[Seat]:
    """Those of them whose card is not in."""
    return remindable().filter(Q(owes=True))


def to_remind(now: datetime) -> list[int]:
    """Ids of the seats of which something is to be said now that was not said yet. Two queries."""
    begun = Q(interview__starts_at=None) | Q(interview__starts_at__lte=now)
    soon = Q(interview__starts_at__gt=now, interview__starts_at__lt=now + AHEAD)
    rows = remindable().filter(soon | begun & Q(owes=True, stopped=False)).order_by("pk")
    moments = {row.pk: moment for row in rows if (moment := moment_of(row, now))}
    lately = Reminder.objects.filter(at__gt=now - KEPT_FOR)
    said = set(lately.values_list("seat", "at"))
    return [pk for pk, moment in moments.items() if (pk, moment.at) not in said]


def moment_of(seat: Seat, now: datetime) -> Moment | None:
    """What is to be said to who holds a seat of `remindable`; nothing that they just heard."""
    owes = seat.owes and not seat.stopped  # type: ignore[attr-defined]
    moment = now_for(seat.interview, seat.user.zone, owes, now)
    return moment if moment and seat.since <= moment.at else None
