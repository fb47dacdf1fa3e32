"""A day as it would be: each part with its people, and what stands against it, by name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from accounts.models import User
from candidates.models import Candidacy
from candidates.queries import barred
from interviews.models import LoopSeat, Part
from interviews.queries.clashes import busy
from interviews.queries.planning import guests_of
from interviews.states import Duty
from searches.models import Search

Times = Sequence[tuple[Part, datetime]]


@dataclass(frozen=True)
class PartOfDay:
    part: Part
    starts_at: datetime
    places: list[LoopSeat]
    against: list[str]
    """Sentences; empty where it can be planned."""

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.part.minutes)


@dataclass(frozen=True)
class Morning:
    """The debrief meeting that would be set."""

    starts_at: datetime
    minutes: int
    people: list[User]
    against: list[str]

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)


@dataclass(frozen=True)
class DayPlan:
    parts: list[PartOfDay]
    debrief: Morning | None = None

    @property
    def fits(self) -> bool:
        return not any(self.against)

    @property
    def against(self) -> list[str]:
        found = [says for each in self.parts for says in each.against]
        return found + (self.debrief.against if self.debrief else [])


def plan_of_day(candidacy: Candidacy, times: Times) -> DayPlan:
    """The parts come with their seats and who is named for them; the same queries for any day."""
    asked_out = set(barred(candidacy).values_list("pk", flat=True))
    seats = {
        part.pk: [s for s in part.seats.all() if s.user_id and s.user_id not in asked_out]
        for part, _ in times
    }
    people = {s.user for named in seats.values() for s in named if s.user}
    last, begins = times[-1]
    found = busy(people, candidacy, times[0][1], begins + timedelta(minutes=last.minutes))
    rows = []
    for part, starts_at in times:
        ids = [seat.user_id for seat in seats[part.pk]]
        against = found.clashes(ids, starts_at, part.minutes)
        if not any(seat.duty == Duty.SCORING for seat in seats[part.pk]):
            against.append(f"Nobody who scores is named for “{part}” yet.")
        rows.append(PartOfDay(part, starts_at, seats[part.pk], against))
    return DayPlan(rows)


def with_debrief(
    day: DayPlan, search: Search, candidacy: Candidacy, starts_at: datetime, minutes: int
) -> DayPlan:
    """The day, and the meeting of its people and of who was seated before."""
    seated = {place.user for each in day.parts for place in each.places if place.user}
    people = sorted(seated | set(guests_of(search, candidacy)), key=lambda u: (str(u), u.pk))
    found = busy(people, None, starts_at, starts_at + timedelta(minutes=minutes))
    against = found.clashes([person.pk for person in people], starts_at, minutes)
    return DayPlan(day.parts, Morning(starts_at, minutes, people, against))
