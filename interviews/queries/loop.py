"""The loop: its versions, and who assesses what in one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Prefetch

from interviews.models import Loop, LoopSeat, Part
from interviews.states import Duty, LoopState, Need
from scoping.queries import must_haves_of
from searches.models import Search

NEEDED = 2
"""So many different people assess a must-have, or the loop is short."""


def open_loop_of(search: Search) -> Loop | None:
    loop = search.loops.filter(state=LoopState.OPEN).select_related("opened_by").first()
    return _of(search, loop)


def draft_of(search: Search) -> Loop | None:
    return _of(search, search.loops.filter(state=LoopState.DRAFT).first())


def _of(search: Search, loop: Loop | None) -> Loop | None:
    if loop:
        loop.search = search
    return loop


def parts_of(loop: Loop) -> list[Part]:
    """The parts in order, each with its seats and who is named for them."""
    seats = Prefetch("seats", LoopSeat.objects.select_related("user"))
    parts = list(Part.objects.filter(loop=loop).prefetch_related(seats))
    for part in parts:
        part.loop = loop
    return parts


# ---- Who assesses what ----


def assessors(parts: Iterable[tuple[Sequence[str], Iterable[int]]]) -> dict[str, set[int]]:
    """Competency -> the different people who score a part that lists it.

    Each part comes as its focus and the people in its scoring seats.
    """
    found: dict[str, set[int]] = {}
    for focus, people in parts:
        seated = set(people)
        for competency in focus:
            found.setdefault(competency, set()).update(seated)
    return found


@dataclass(frozen=True)
class Line:
    """One competency on the board: who scores it in which part."""

    key: str
    name: str
    must_have: bool
    cells: list[list[LoopSeat]]
    """One a part: the named scoring seats, empty where the part does not list it."""
    people: frozenset[int]

    @property
    def missing(self) -> int:
        return max(0, NEEDED - len(self.people)) if self.must_have else 0


@dataclass
class Coverage:
    """Who assesses what in a loop, and what is missing before it is whole."""

    parts: list[Part]
    lines: list[Line]
    empty: list[LoopSeat] = field(default_factory=list)
    """Seats that have to be filled and are not."""

    @cached_property
    def people(self) -> set[int]:
        """Everybody named, observers too."""
        return {seat.user_id for part in self.parts for seat in part.seats.all() if seat.user_id}

    @property
    def complete(self) -> bool:
        return not self.empty and not any(line.missing for line in self.lines)

    @property
    def says_missing(self) -> list[str]:
        seats = [f"Nobody is named as {seat.title} in “{seat.part}”." for seat in self.empty]
        short = [
            f"“{line.name}” is assessed by {'one person' if line.people else 'nobody'}; "
            "it needs two people."
            for line in self.lines
            if line.missing
        ]
        return seats + short


def coverage(loop: Loop) -> Coverage:
    """The board of a loop, for whichever version. Competencies in the playbook's order."""
    search, parts = loop.search, parts_of(loop)
    must_haves = must_haves_of(search)
    scoring = {
        part.pk: [s for s in part.seats.all() if s.duty == Duty.SCORING and s.user_id]
        for part in parts
    }
    found = assessors((part.focus, [s.user_id or 0 for s in scoring[part.pk]]) for part in parts)
    lines = [
        Line(
            key=competency.key,
            name=competency.name,
            must_have=competency.key in must_haves,
            cells=[scoring[p.pk] if competency.key in p.focus else [] for p in parts],
            people=frozenset(found.get(competency.key, ())),
        )
        for competency in search.playbook.competencies
    ]
    return Coverage(parts, lines, [s for part in parts for s in empty_seats(part)])


def empty_seats(part: Part) -> list[LoopSeat]:
    return [s for s in part.seats.all() if s.user_id is None and s.need != Need.OPTIONAL]
