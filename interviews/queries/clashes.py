"""Who is in what at a time: nobody, and no candidate, is planned into two things at once."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from accounts.models import User
from accounts.templatetags.face import when
from candidates.models import Candidacy
from interviews.models import LONGEST, Guest, Interview, Meeting, Seat
from interviews.states import MeetingState


@dataclass(frozen=True)
class Taken:
    """A time at which somebody cannot be in anything else, and the sentence that says so."""

    user: int | None
    """None: the candidate."""
    starts_at: datetime
    ends_at: datetime
    says: str


@dataclass(frozen=True)
class Busy:
    """What some people and a candidate are in between two times."""

    taken: tuple[Taken, ...]

    def clashes(
        self, people: Collection[int | None], starts_at: datetime, minutes: int
    ) -> list[str]:
        """What stands against this time, in sentences; the candidate counts as one of `people`."""
        ends_at = starts_at + timedelta(minutes=minutes)
        return [
            each.says
            for each in self.taken
            if (each.user is None or each.user in people)
            and each.starts_at < ends_at
            and each.ends_at > starts_at
        ]


def busy(
    people: Collection[User],
    candidacy: Candidacy | None,
    begins: datetime,
    ends: datetime,
    besides: Interview | Meeting | None = None,
) -> Busy:
    """Three queries, however many times are asked about afterwards.

    `besides` is what is being moved. No sentence says whom another interview is with.
    """
    found = [*_seats(people, begins, ends, besides), *_meetings(people, begins, ends, besides)]
    if candidacy:
        found = [*_of_candidate(candidacy, begins, ends, besides), *found]
    return Busy(tuple(found))


def _near(begins: datetime, ends: datetime) -> dict[str, datetime]:
    return {"starts_at__lt": ends, "starts_at__gt": begins - timedelta(minutes=LONGEST)}


def _of_candidate(
    candidacy: Candidacy, begins: datetime, ends: datetime, besides: object
) -> Iterator[Taken]:
    rows = Interview.objects.standing().filter(candidacy=candidacy, **_near(begins, ends))
    for row in rows.select_related("part").order_by("starts_at"):
        if row != besides and row.starts_at and row.ends_at:
            says = f"{candidacy} is in “{row.part}” then, until {when(row.ends_at)}."
            yield Taken(None, row.starts_at, row.ends_at, says)


def _seats(
    people: Collection[User], begins: datetime, ends: datetime, besides: object
) -> Iterator[Taken]:
    near = Interview.objects.standing().filter(**_near(begins, ends))
    seats = Seat.objects.current().filter(interview__in=near, user__in=people)
    for seat in seats.select_related("interview", "user").order_by("interview__starts_at", "pk"):
        row = seat.interview
        if row != besides and row.starts_at and row.ends_at:
            yield _taken(seat.user, "another interview", row.starts_at, row.ends_at)


def _meetings(
    people: Collection[User], begins: datetime, ends: datetime, besides: object
) -> Iterator[Taken]:
    near = Meeting.objects.filter(state=MeetingState.PLANNED, **_near(begins, ends))
    guests = Guest.objects.current().filter(meeting__in=near, user__in=people)
    for guest in guests.select_related("meeting", "user").order_by("meeting__starts_at", "pk"):
        row = guest.meeting
        if row != besides:
            yield _taken(guest.user, "a debrief meeting", row.starts_at, row.ends_at)


def _taken(user: User, what: str, begins: datetime, ends: datetime) -> Taken:
    says = f"{user} is in {what} from {when(begins)} until {when(ends)}."
    return Taken(user.pk, begins, ends, says)
