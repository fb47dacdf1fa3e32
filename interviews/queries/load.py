"""How much the people of a loop have to do: where seats are named, nobody is to be worn out."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from accounts.models import User
from accounts.templatetags.face import count_word
from candidates.models import Candidacy
from interviews.cards import owed_by
from interviews.models import Seat
from interviews.states import InterviewState
from searches.models import Search

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Load:
    """Interviews to come this week and next, scorecards to write: numbers, never a judgement."""

    this_week: int = 0
    next_week: int = 0
    cards: int = 0

    @property
    def says(self) -> str:
        """'Two interviews this week, one next week, one scorecard to write', or 'Nothing to do'."""
        parts = []
        if self.this_week:
            parts.append(f"{_things(self.this_week, 'interview')} this week")
        if self.next_week:
            what = "" if parts else f" interview{'' if self.next_week == 1 else 's'}"
            parts.append(f"{count_word(self.next_week).lower()}{what} next week")
        if self.cards:
            parts.append(f"{_things(self.cards, 'scorecard')} to write")
        said = ", ".join(parts)
        return said[:1].upper() + said[1:] or "Nothing to do this week or next"


def _things(number: int, what: str) -> str:
    return f"{count_word(number).lower()} {what}{'' if number == 1 else 's'}"


def load_of(people: Collection[int], viewer: User) -> dict[int, Load]:
    """By person, in the searches that the viewer is on: what another search does stays there."""
    searches = Search.objects.visible_to(viewer)
    known = Candidacy.objects.not_hidden_from(viewer).filter(search__in=searches)
    now, monday = timezone.now(), _monday(timezone.localdate())
    this, following = Counter[int](), Counter[int]()
    seats = Seat.objects.current().filter(
        user__in=people,
        interview__state=InterviewState.PLANNED,
        interview__candidacy__in=known,
        interview__starts_at__gte=now,
        interview__starts_at__lt=monday + 2 * WEEK,
    )
    for person, starts_at in seats.values_list("user", "interview__starts_at"):
        in_this = starts_at is not None and starts_at < monday + WEEK
        (this if in_this else following)[person] += 1
    cards = owed_by(people, known)
    return {pk: Load(this[pk], following[pk], cards.get(pk, 0)) for pk in people}


def with_load(people: Collection[User], viewer: User) -> list[tuple[User, Load]]:
    load = load_of([person.pk for person in people], viewer)
    return [(person, load[person.pk]) for person in people]


def _monday(day: date) -> datetime:
    """The beginning of the day's week, on the viewer's clock."""
    first = day - timedelta(days=day.weekday())
    return timezone.make_aware(datetime.combine(first, time()))
