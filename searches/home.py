"""What waits for the signed-in person. Rooms register functions; home shows their lines in order."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from accounts.models import User


@dataclass(frozen=True)
class Waiting:
    """One line of home: a sentence with a link, its due time if any, and why it matters."""

    say: str
    url: str
    action: str
    """What the link says: 'Finish the scorecard'."""
    why: str = ""
    due: datetime | None = None
    state: str = ""
    """A few words on how far it is: 'Not begun'."""


@dataclass(frozen=True)
class Section:
    title: str
    kind: str
    lines: list[Waiting]


_sources: list[Callable[[User], Iterable[Waiting]]] = []


def register(source: Callable[[User], Iterable[Waiting]]) -> None:
    if source not in _sources:
        _sources.append(source)


def sections_for(user: User) -> list[Section]:
    """Late, today, this week, then what has no date or lies further out."""
    now = timezone.localtime()
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    tomorrow, next_week = midnight + timedelta(days=1), midnight + timedelta(days=7)
    lines = [line for source in _sources for line in source(user)]
    dated = sorted((line for line in lines if line.due), key=lambda line: line.due)
    undated = [line for line in lines if not line.due]
    sections = [
        Section("Late", "late", [x for x in dated if x.due < now]),
        Section("Today", "today", [x for x in dated if now <= x.due < tomorrow]),
        Section("This week", "week", [x for x in dated if tomorrow <= x.due < next_week]),
        Section("Next", "next", undated + [x for x in dated if x.due >= next_week]),
    ]
    return [section for section in sections if section.lines]
