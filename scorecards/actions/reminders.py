"""Reminding somebody by mail: the clock does, the recruiter may, and the person may say enough."""

from django.utils import timezone

from accounts.actors import CLOCK, Actor
from accounts.models import Link, User
from interviews.models import Interview, Seat
from mail.actions import post
from scorecards.models import Reminder, ReminderStop
from scorecards.queries.progress import by_hand_today
from scorecards.queries.reminders import moment_of, owing, remindable
from scorecards.states import Occasion
from searches.actions import acting, log
from searches.errors import NotAllowed, Refused
from searches.models import Search
from searches.rules import require

ENOUGH = "reminders"
"""The kind of link by which somebody stops the reminders of one card. It needs no sign-in."""
ENOUGH_DAYS = 90


def remind(*, seat_id: int) -> Reminder | None:
    """Say to who holds a seat what is to be said now; harmless when repeated."""
    seat = Seat.objects.select_related("interview__candidacy").filter(pk=seat_id).first()
    if seat is None:
        return None
    with acting(seat.interview.candidacy.search_id, CLOCK) as search:
        row = remindable().filter(pk=seat_id).first()
        moment = moment_of(row, timezone.now()) if row else None
        if row is None or moment is None:
            return None
        if Reminder.objects.filter(seat=row, at=moment.at).exists():
            return None  # another beat was first
        reminder = Reminder.objects.create(seat=row, at=moment.at, occasion=moment.occasion)
        _post(search, reminder)
        return reminder


def remind_by_hand(*, interview: Interview, user: User, by: User) -> Reminder:
    """Ask somebody for a card that is owed: at most once a day a person."""
    with acting(interview.search.pk, by, "scorecards.remind", interview) as search:
        if user == by:
            raise NotAllowed("You need no mail to remember your own scorecard.")
        row = owing().filter(interview=interview, user=user).first()
        if row is None or not _has_begun(row.interview):
            raise Refused(f"{user} owes no scorecard for this interview now.")
        if row.stopped:  # type: ignore[attr-defined]
            raise Refused(f"{user} wants no more reminders for this scorecard. Talk to them.")
        if by_hand_today(search).filter(seat__user=user).exists():
            raise Refused(f"{user} was reminded today already. Once a day is enough.")
        reminder = Reminder.objects.create(
            seat=row, at=timezone.now(), occasion=Occasion.BY_HAND, by=by
        )
        log(search, by, "card.reminded", reminder)
        _post(search, reminder)
        return reminder


def _has_begun(interview: Interview) -> bool:
    return interview.starts_at is None or interview.starts_at <= timezone.now()


def _post(search: Search, reminder: Reminder) -> None:
    seat = reminder.seat
    if reminder.occasion == Occasion.EVE:
        post(kind="interview_tomorrow", to=seat.user, about=reminder.pk, search=search)
        return
    link = _link_of(seat)
    post(kind="card_to_write", to=seat.user, about=reminder.pk, search=search, link=link)


def _link_of(seat: Seat) -> Link:
    """One address a seat, for as long as it lives."""
    live = Link.objects.live().filter(kind=ENOUGH, about=seat.pk).first()
    email = seat.user.email
    return live or Link.issue(kind=ENOUGH, about=seat.pk, email=email, by=None, days=ENOUGH_DAYS)


# ---- Enough ----


def stop_reminders(*, seat: Seat, by: User | Link) -> ReminderStop:
    """No more mail about one card, asked for on its page or by the link in the mail."""
    with acting(seat.interview.candidacy.search_id, by) as search:
        row = _own_seat(seat, by)
        stop, new = ReminderStop.objects.get_or_create(seat=row)
        if new:
            log(search, by, "reminders.stopped", stop)
        for link in Link.objects.live().filter(kind=ENOUGH, about=row.pk):
            link.used_at = timezone.now()
            link.revoke()
        return stop


def resume_reminders(*, seat: Seat, by: User) -> None:
    with acting(seat.interview.candidacy.search_id, by) as search:
        row = _own_seat(seat, by)
        stop = ReminderStop.objects.filter(seat=row).first()
        if stop is None:
            raise Refused("You are reminded of this scorecard already.")
        log(search, by, "reminders.resumed", stop)
        stop.delete()


def _own_seat(seat: Seat, by: Actor) -> Seat:
    """The seat whose card is still owed, for who holds it or has its link."""
    row = owing().filter(pk=seat.pk).first()
    if isinstance(by, Link):
        live = Link.objects.live().filter(pk=by.pk, kind=ENOUGH, about=seat.pk).exists()
        if row is None or not live:
            raise Refused("This link is closed.")
        return row
    if row is None:
        raise Refused("You owe no scorecard here now, so nobody reminds you of it.")
    require(by, "scorecards.write", row.interview)
    if row.user != by:
        raise NotAllowed("Who owes the scorecard says so.")
    return row
