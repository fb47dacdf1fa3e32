"""How the process runs over all searches that somebody runs: status, and nothing of any card.

What is read here is where candidates stand and stood, and whether and when cards came in. No
field that a card's author writes is fetched, no rating, flag, recommendation or decision.

One thing that is status follows from content all the same: that somebody came to an offer, since
that takes a decision to hire. A reader of a debrief knows it; for who may not read it (they owe a
card there, or it was closed again by an interview added later) the stage must not stand in for
it. So of a candidacy whose debrief is not open to the viewer nothing is read that came after it
first came to the debrief: no offer, no hire, no end, no days there. It counts as one that reached
the debrief, which every member may know, and is in neither number of a later stage. Two searches
that differ only in what was written or decided there give the same page
(tests/scorecards/test_process.py). An end before the debrief, at a gate too, is on the board of
whoever runs the search.

Internal candidates the viewer was not named for are in no number, even where a seat has let them
in to one: a number they stand in would be handed on.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts.models import User
from candidates.models import NAMED, Access, Candidacy
from candidates.passage import PLACE, STAGES, Passage, passages_of
from candidates.states import Stage
from interviews.models import Interview, Part, Seat
from scorecards.blindness import debriefs_open_to
from scorecards.models import Card
from scorecards.states import CardState
from scorecards.statistics import FLOOR
from searches.models import RUNS, Membership

AUTHORS = 3
"""Cards by fewer people than this would say of one of them how punctual they are."""
SEALED_FROM = PLACE[Stage.DEBRIEF]


@dataclass(frozen=True)
class StageLine:
    """One stage: of all who reached it, how many reached the next, and how long who left stayed."""

    stage: Stage
    reached: int
    next_stage: Stage | None
    went_on: int
    days: Sequence[int]

    @property
    def share(self) -> int | None:
        """Per cent; None for the last stage, and under the floor."""
        if self.next_stage is None or self.reached < FLOOR:
            return None
        return round(100 * self.went_on / self.reached)

    @property
    def median(self) -> float | None:
        return median(self.days) if len(self.days) >= FLOOR else None

    @property
    def least(self) -> int:
        return min(self.days)

    @property
    def most(self) -> int:
        return max(self.days)


@dataclass(frozen=True)
class Punctual:
    """Of so many cards that were due, so many came in time; silent where it is about too few."""

    title: str
    due: int
    in_time: int
    authors: int

    @property
    def says(self) -> bool:
        return self.due >= FLOOR and self.authors >= AUTHORS

    @property
    def silence(self) -> str:
        return "Too few to say" if self.due < FLOOR else "Written by too few people to say"

    @property
    def share(self) -> int:
        return round(100 * self.in_time / self.due)


@dataclass(frozen=True)
class Process:
    searches: int
    candidates: int
    stages: list[StageLine]
    cards: Punctual
    parts: list[Punctual]
    """Empty where what is silent among them could be worked out from the others and the whole."""

    @property
    def silent(self) -> list[str]:
        return [part.title for part in self.parts if not part.says]


def process_of(viewer: User) -> Process | None:
    """Over the searches the viewer runs now; None where they run none. The same queries for any."""
    mine = Membership.objects.current().filter(user=viewer, role__in=RUNS)
    searches = list(mine.order_by().values_list("search", flat=True).distinct())
    if not searches:
        return None
    known = _known(viewer, searches)
    ways = passages_of(known, Stage.DEBRIEF)
    cards = _cards(known)
    return Process(
        searches=len(searches),
        candidates=len(ways),
        stages=[_line(ways, place) for place in range(len(STAGES))],
        cards=_punctual("All parts", [card for _, card in cards]),
        parts=_by_part(cards),
    )


def _known(viewer: User, searches: Collection[int]) -> QuerySet[Candidacy]:
    """`sealed` where the viewer may not read a debrief of it."""
    named = Access.objects.current().filter(user=viewer, role=NAMED)
    known = Q(internal=False) | Q(pk__in=named.values("candidacy"))
    open_to = debriefs_open_to(viewer).filter(pk=OuterRef("pk"))
    return Candidacy.objects.filter(known, search__in=searches).annotate(sealed=~Exists(open_to))


def _line(ways: Iterable[Passage], place: int) -> StageLine:
    told = [way for way in ways if way.reached(place) and _is_told(way, place)]
    last = place + 1 == len(STAGES)
    stage = STAGES[place]
    return StageLine(
        stage=stage,
        reached=len(told),
        next_stage=None if last else STAGES[place + 1],
        went_on=sum(way.reached(place + 1) for way in told),
        days=sorted(way.days[stage] for way in told if stage in way.days),
    )


def _is_told(way: Passage, place: int) -> bool:
    return place < SEALED_FROM or not getattr(way.candidacy, "sealed", True)


@dataclass(frozen=True)
class _Card:
    """That one was due of somebody, and whether it came in time."""

    author: int
    in_time: bool


def _cards(known: QuerySet[Candidacy]) -> list[tuple[Part, _Card]]:
    """Cards that are in, and those that are late; not excused ones, nor any still to come."""
    now = timezone.now()
    candidacies = known.values("pk")
    interviews = (
        Interview.objects.standing().filter(candidacy__in=candidacies).select_related("part")
    ).in_bulk()
    seats = Seat.objects.current().scoring().filter(interview__candidacy__in=candidacies)
    asked: dict[tuple[int, int], datetime | None] = dict.fromkeys(
        seats.values_list("interview", "user")
    )
    for interview, author, state, at in Card.objects.filter(
        interview__candidacy__in=candidacies, amends=None
    ).values_list("interview", "author", "state", "submitted_at"):
        if state == CardState.SUBMITTED:
            asked[interview, author] = at
        elif state == CardState.EXCUSED:
            asked.pop((interview, author), None)
    return [
        (interviews[pk].part, _Card(author, at is not None and at <= interviews[pk].card_due_at))
        for (pk, author), at in asked.items()
        if pk in interviews and (at or interviews[pk].card_due_at < now)
    ]


def _punctual(title: str, cards: Collection[_Card]) -> Punctual:
    authors = len({card.author for card in cards})
    return Punctual(title, len(cards), sum(card.in_time for card in cards), authors)


def _by_part(cards: Iterable[tuple[Part, _Card]]) -> list[Punctual]:
    """A line a part, in the order of the loop; a part is the same one in every search."""
    parts: dict[str, Part] = {}
    held: dict[str, list[_Card]] = {}
    for part, card in cards:
        parts.setdefault(part.key, part)
        held.setdefault(part.key, []).append(card)
    order = sorted(parts, key=lambda key: (parts[key].position, key))
    lines = [_punctual(parts[key].title, held[key]) for key in order]
    silent = [
        card for key, line in zip(order, lines, strict=True) if not line.says for card in held[key]
    ]
    return lines if not silent or _punctual("", silent).says else []
