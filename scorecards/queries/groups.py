"""Whether groups of candidates go on alike: for administrators who judge nobody.

Made of answers that candidates gave of their own will, to be counted. What keeps them from being
read off one person:

- it is one pool over searches that ended, taken up three at a time in the order in which they
  ended, so that no two states of the page differ by a single search;
- there is no choice of search, period or part; internal candidates are not in it;
- `publishable` leaves out whatever is made of fewer than five people or lets such a figure be
  worked out, with everything else on this page and all totals taken to be known;
- who holds a place on any panel now does not see it, administrator or not.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Max, Q

from accounts.models import User
from candidates.models import Candidacy, VoluntaryAnswer
from candidates.passage import STAGES, Passage, passages_of
from candidates.states import Stage
from candidates.voluntary import VOLUNTARY, Voluntary
from scorecards.statistics import Comparison, compare, publishable
from searches.models import Membership, Role, Search
from searches.states import Life

AT_A_TIME = 3
"""Searches that ended are taken into the pool in threes, and the first three make it one."""


@dataclass(frozen=True)
class Step:
    """From one stage to the next; nobody in it is "insufficient data"."""

    stage: Stage
    next_stage: Stage
    groups: list[Comparison]


@dataclass(frozen=True)
class Asked:
    title: str
    steps: list[Step]

    @property
    def told(self) -> bool:
        return any(step.groups for step in self.steps)

    @property
    def untold(self) -> list[str]:
        return [step.stage.label.lower() for step in self.steps if not step.groups]


@dataclass(frozen=True)
class Groups:
    """`questions` is empty where too few searches have ended; `seated`: not for who judges."""

    questions: list[Asked]
    seated: bool = False


def groups_for(viewer: User) -> Groups | None:
    """None for who is no administrator. The same queries however many searches there are."""
    if not viewer.is_staff:
        return None
    panels = Membership.objects.current().filter(user=viewer, role=Role.PANELIST)
    if panels.exists():
        return Groups([], seated=True)
    pool = _pool()
    if not pool:
        return Groups([])
    found = Candidacy.objects.filter(search__in=pool, internal=False)
    ways = passages_of(found)
    said = _said(pool)
    return Groups([_asked(question, ways, said) for question in VOLUNTARY])


def _pool() -> list[int]:
    """Ids of the searches that are taken up: hired or closed, in the order in which they ended."""
    hired = Max("candidacies__stage_since", filter=Q(candidacies__stage=Stage.HIRED))
    closed = Max("life_changes__at", filter=Q(life_changes__life=Life.CLOSED))
    rows = Search.objects.annotate(hired=hired, closed=closed)
    rows = rows.filter(Q(hired__isnull=False) | Q(life=Life.CLOSED))
    ended = sorted(
        (hired or closed, pk) for pk, hired, closed in rows.values_list("pk", "hired", "closed")
    )
    whole = len(ended) - len(ended) % AT_A_TIME
    return [pk for _, pk in ended[:whole]]


Said = dict[int, dict[str, str]]
"""Candidacy -> question -> group."""


def _said(pool: Iterable[int]) -> Said:
    rows = VoluntaryAnswer.objects.filter(candidacy__search__in=pool)
    keys = [question.key for question in VOLUNTARY]
    found = rows.values_list("candidacy", *keys)
    return {pk: dict(zip(keys, said, strict=True)) for pk, *said in found}


def _asked(question: Voluntary, ways: list[Passage], said: Said) -> Asked:
    of_group: dict[str, list[Passage]] = {group: [] for group in question.groups}
    for way in ways:
        group = said.get(way.candidacy.pk, {}).get(question.key)
        if group:
            of_group[group].append(way)
    reached = {question.groups[group]: _counts(held) for group, held in of_group.items()}
    told = publishable(reached, _counts(ways))
    return Asked(
        question.title,
        [
            Step(stage, STAGES[place + 1], compare(told[place]))
            for place, stage in enumerate(STAGES[:-1])
        ],
    )


def _counts(ways: list[Passage]) -> list[int]:
    return [sum(way.reached(place) for way in ways) for place in range(len(STAGES))]
