"""How far the panel agrees over the candidates of a search that the viewer may read."""

from collections import defaultdict
from dataclasses import dataclass

from accounts.models import User
from scorecards.blindness import debriefs_open_to
from scorecards.models import Card, Rating
from scorecards.statistics import (
    Block,
    Icc,
    Strictness,
    alpha_reads,
    complete_block,
    icc,
    krippendorff_alpha,
    strictness,
)
from searches.models import Search
from searches.rules import may

Cell = tuple[int, int]
"""A candidacy's id and a rater's."""


@dataclass(frozen=True)
class Agreement:
    """Over one candidate nothing of this can be said: `candidates` is then under two."""

    candidates: int
    alpha: float | None
    reads: str
    block: Block | None
    single: Icc | None
    """ICC(2,1): how far one rater's numbers would be another's."""
    average: Icc | None
    """ICC(2,k): the same for the panel's mean."""
    strictness: Strictness
    by_name: list[tuple[str, float]]
    """Strictness of those whose the viewer may read, by name."""


def agreement_in(search: Search, viewer: User) -> Agreement:
    """From cards that count, of candidacies whose debrief is open to the viewer. Two queries."""
    seen = debriefs_open_to(viewer).filter(search=search).values("pk")
    cards = Card.objects.filter(interview__candidacy__in=seen).counting().values("pk")
    rows = Rating.objects.filter(card__in=cards, value__isnull=False).values_list(
        "card__interview__candidacy_id",
        "card__author_id",
        "card__author__name",
        "competency",
        "value",
    )
    given: dict[tuple[int, str], dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    overall: dict[Cell, list[int]] = defaultdict(list)
    names: dict[int, str] = {}
    for candidacy, rater, name, competency, value in rows.order_by("pk"):
        assert value is not None
        given[candidacy, competency][rater].append(value)
        overall[candidacy, rater].append(value)
        names[rater] = name
    cells = {cell: mean(values) for cell, values in overall.items()}
    block = complete_block(cells)
    forms = icc(block.table) if block else {}
    coders = [[mean(unit[r]) if r in unit else None for unit in given.values()] for r in names]
    several = len({candidacy for candidacy, _ in cells}) > 1
    alpha = krippendorff_alpha(coders) if several else None
    found = strictness(cells)
    told = names if may(viewer, "scorecards.read_strictness", search) else {viewer.pk}
    return Agreement(
        candidates=len({candidacy for candidacy, _ in cells}),
        alpha=alpha,
        reads=alpha_reads(alpha),
        block=block,
        single=forms.get("2,1"),
        average=forms.get("2,k"),
        strictness=found,
        by_name=sorted(
            (names[rater], found.raters[rater]) for rater in found.raters if rater in told
        ),
    )


def mean(values: list[int]) -> float:
    return sum(values) / len(values)
