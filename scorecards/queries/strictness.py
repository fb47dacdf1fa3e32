"""How strictly somebody rates over their searches: for them alone."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from accounts.models import User
from scorecards.blindness import debriefs_open_to
from scorecards.models import Card, Rating
from scorecards.statistics import strictness

CANDIDATES, PEOPLE = 3, 3
"""Under three candidates and three other people a number would be about them more than about the
one who asks, and nothing is said."""
TOO_FEW = (
    f"Nothing is said yet. It takes {CANDIDATES} candidates whose debrief is open to you, each "
    f"rated by you and by somebody else on the same competency, and {PEOPLE} other people."
)
NOT_IDENTIFIABLE = (
    "Not identifiable: some of the people rated nothing that the others rated, so that strict "
    "people and hard cases cannot be told from each other."
)
ALIKE = 0.05
"""Points that one decimal shows as none."""

Same = tuple[int, str]
"""What people can be compared on: a candidacy and one competency of it."""


@dataclass(frozen=True)
class OwnStrictness:
    """`points` above the others is milder, below them stricter; None where nothing is said."""

    candidates: int
    searches: int
    people: int
    ratings: int
    points: float | None = None
    why_not: str = ""

    @property
    def says(self) -> str:
        if self.points is None:
            return self.why_not
        if abs(self.points) < ALIKE:
            return "You rate as the people you sat with do, to a tenth of a point."
        how = "milder" if self.points > 0 else "stricter"
        return f"You rate {abs(self.points):.1f} points {how} than the people you sat with."


def own_strictness(viewer: User) -> OwnStrictness:
    """From cards that count, of candidacies whose debrief is open to the viewer and on which they
    have such a card themselves. One query.

    Compared is what several people rated of one candidate, competency by competency, so that
    nobody seems strict who sat in the hardest part.
    """
    counted = Card.objects.filter(
        interview__candidacy__in=debriefs_open_to(viewer).values("pk")
    ).counting()
    mine = counted.filter(author=viewer).values("interview__candidacy")
    cards = counted.filter(interview__candidacy__in=mine).values("pk")
    rows = Rating.objects.filter(card__in=cards, value__isnull=False).values_list(
        "card__interview__candidacy__search",
        "card__interview__candidacy",
        "card__author",
        "competency",
        "value",
    )
    given: dict[Same, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    search_of: dict[int, int] = {}
    for search, candidacy, rater, competency, value in rows.order_by("pk"):
        given[candidacy, competency][rater].append(value or 0)
        search_of[candidacy] = search
    return _said(viewer.pk, _cells(given), search_of)


def _cells(given: Mapping[Same, Mapping[int, list[int]]]) -> dict[tuple[Same, int], float]:
    """One number a person; what nobody else rated tells nothing of anybody's strictness."""
    return {
        (what, rater): sum(values) / len(values)
        for what, raters in given.items()
        for rater, values in raters.items()
        if len(raters) > 1
    }


def _said(
    me: int, cells: Mapping[tuple[Same, int], float], search_of: Mapping[int, int]
) -> OwnStrictness:
    mine = [what for what, rater in cells if rater == me]
    candidates = {candidacy for candidacy, _ in mine}
    own = OwnStrictness(
        candidates=len(candidates),
        searches=len({search_of[candidacy] for candidacy in candidates}),
        people=len({rater for _, rater in cells} - {me}),
        ratings=len(mine),
    )
    if own.candidates < CANDIDATES or own.people < PEOPLE:
        return replace(own, why_not=TOO_FEW)
    found = strictness(cells)
    if not found.identifiable:
        return replace(own, why_not=NOT_IDENTIFIABLE)
    return replace(own, points=found.against_others(me))
