"""The loop: its versions, and who assesses what in one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from accounts.models import User
from accounts.templatetags.face import count_word
from interviews.models import Loop, LoopSeat, Part
from interviews.states import Duty, LoopState, Need
from scoping.queries import weighing_of
from searches.models import Search

NEEDED = 2
"""So many different people assess a must-have, or the loop is short."""


def open_loop_of(search: Search) -> Loop | None:
    loop = search.loops.filter(state=LoopState.OPEN).select_related("opened_by").first()
    return _of(search, loop)


def draft_of(search: Search) -> Loop | None:
    return _of(search, search.loops.filter(state=LoopState.DRAFT).first())


def scoring_seats() -> QuerySet[LoopSeat]:
    """Scoring seats with somebody in them, of each search's open loop; before the first opens, of
    its draft."""
    opened = Loop.objects.filter(search=OuterRef("part__loop__search"), state=LoopState.OPEN)
    in_force = Q(part__loop__state=LoopState.OPEN) | (
        Q(part__loop__state=LoopState.DRAFT) & ~Exists(opened)
    )
    return LoopSeat.objects.filter(in_force, duty=Duty.SCORING, user__isnull=False)


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
class Cell:
    part: str
    asked: bool
    """Whether the part lists the competency."""
    names: list[str]
    """Who scores it there."""


@dataclass(frozen=True)
class Line:
    """One competency on the board: who scores it in which part."""

    key: str
    name: str
    must_have: bool
    cells: list["Cell"]
    """One a part, in order."""
    people: frozenset[int]

    @property
    def missing(self) -> int:
        return max(0, NEEDED - len(self.people)) if self.must_have else 0

    @property
    def says(self) -> str:
        """'Nobody', 'One person', 'Three people'."""
        if not self.people:
            return "Nobody"
        return "One person" if len(self.people) == 1 else f"{count_word(len(self.people))} people"

    @property
    def says_short(self) -> str:
        return f"“{self.name}” is assessed by {self.says.lower()}; it needs two people."


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
    def short(self) -> list[Line]:
        return [line for line in self.lines if line.missing]

    @property
    def complete(self) -> bool:
        return not self.empty and not self.short

    @property
    def says_missing(self) -> list[str]:
        seats = [seat.says_empty for seat in self.empty]
        return seats + [line.says_short for line in self.short]


def coverage(loop: Loop) -> Coverage:
    """The board of a loop, for whichever version. Competencies in the playbook's order."""
    search, parts = loop.search, parts_of(loop)
    must_haves = weighing_of(search).must_haves
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
            cells=[_cell(part, competency.key, scoring[part.pk]) for part in parts],
            people=frozenset(found.get(competency.key, ())),
        )
        for competency in search.playbook.competencies
    ]
    return Coverage(parts, lines, [s for part in parts for s in empty_seats(part)])


def _cell(part: Part, competency: str, scoring: list[LoopSeat]) -> Cell:
    asked = competency in part.focus
    return Cell(part.title, asked, [str(seat.user) for seat in scoring] if asked else [])


def empty_seats(part: Part) -> list[LoopSeat]:
    return [s for s in part.seats.all() if s.user_id is None and s.need != Need.OPTIONAL]


# ---- The loop's page ----


def versions_of(search: Search) -> list[Loop]:
    """Newest first."""
    rows = list(search.loops.select_related("opened_by").order_by("-number"))
    for row in rows:
        row.search = search
    return rows


def loop_to_show(versions: Sequence[Loop], number: int = 0) -> Loop | None:
    """The one asked for; without a number the newest, which is the draft or the open one."""
    if not number:
        return versions[0] if versions else None
    return next((loop for loop in versions if loop.number == number), None)


def people_near(search: Search) -> QuerySet[User]:
    """Who may be named without being written out: the members, and who is named in the loop."""
    named = LoopSeat.objects.filter(part__loop__search=search, user__isnull=False)
    members = search.memberships.current().inside()
    return (
        User.objects.filter(is_active=True)
        .filter(Q(pk__in=named.values("user")) | Q(pk__in=members.values("user")))
        .order_by("name", "pk")
    )
