"""How candidates went through the stages, as the log of their search has it.

Stages only: that somebody stands at one is what the board shows to who runs the search.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.utils import timezone

from candidates.models import Candidacy
from candidates.states import ENDED, STAGE_MOVES, Stage
from searches.models import Event

STAGES = tuple(stage for stage in Stage if stage not in ENDED)
"""In the order of a candidate's way."""
PLACE = {stage.value: place for place, stage in enumerate(STAGES)}
TARGETS = {f"candidacy.{move.name}": move.target for move in STAGE_MOVES}
"""A verb of the log, and the stage it leads to."""


@dataclass
class Passage:
    """One candidacy's way: how far it ever came, and the days it spent at each stage it left."""

    candidacy: Candidacy
    furthest: int = 0
    """place in STAGES"""
    days: dict[str, int] = field(default_factory=dict)

    def reached(self, place: int) -> bool:
        return self.furthest >= place


Moves = Iterable[tuple[str, datetime]]


def passages_of(found: QuerySet[Candidacy], sealed_at: str = "") -> list[Passage]:
    """The ways of these, in two queries. A candidacy that is annotated `sealed` ends, as far as
    this tells, when it first came to the stage `sealed_at`: what the log has of it later is not
    read."""
    rows = found.select_related("search").only("stage", "added_at", "search__zone")
    events = Event.objects.filter(
        search__in=found.values("search"),
        record=Candidacy._meta.label_lower,
        record_id__in=found.values("pk"),
        verb__in=TARGETS,
    )
    moves: dict[int, list[tuple[str, datetime]]] = {}
    for pk, verb, at in events.order_by("pk").values_list("record_id", "verb", "at"):
        moves.setdefault(pk, []).append((TARGETS[verb], at))
    return [
        _passage(row, moves.get(row.pk, ()), sealed_at if getattr(row, "sealed", False) else "")
        for row in rows.order_by("pk")
    ]


def _passage(row: Candidacy, moves: Moves, until: str) -> Passage:
    way = Passage(row)
    zone = ZoneInfo(row.search.zone)
    at, since = Stage.ADDED.value, row.added_at
    for stage, when in moves:
        way.days[at] = way.days.get(at, 0) + _days(since, when, zone)
        at, since = stage, when
        way.furthest = max(way.furthest, PLACE.get(stage, 0))
        if stage == until:
            return way
    # Rows that were put together, and rows from before the log had the move, say where they are.
    here = PLACE.get(row.stage, 0)
    way.furthest = max(way.furthest, min(here, PLACE[until]) if until else here)
    return way


def _days(since: datetime, until: datetime, zone: ZoneInfo) -> int:
    return max((_day(until, zone) - _day(since, zone)).days, 0)


def _day(at: datetime, zone: ZoneInfo) -> date:
    return timezone.localdate(at, zone)
