"""How generous or strict each rater is: candidate + rater by least squares.

The model: rating = adjusted mean of the candidate + effect of the rater, effects adding to nothing.
It has an answer only where candidates and raters hang together (every one reachable from every
other through a rating); otherwise no number is given.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from scorecards.statistics.summary import Number, Who

Cells = Mapping[tuple[Who, Who], Number]


@dataclass(frozen=True)
class Strictness:
    """Points on the rating scale. A rater above nothing is generous, below it strict."""

    identifiable: bool
    why_not: str
    raters: dict[Who, float] = field(default_factory=dict)
    candidates: dict[Who, float] = field(default_factory=dict)
    mean: float | None = None

    def against_others(self, rater: Who) -> float:
        """How far this rater's effect lies above the mean effect of the others."""
        return self.raters[rater] * len(self.raters) / (len(self.raters) - 1)


def _connected(cells: Cells) -> bool:
    links: dict[tuple[str, Who], set[tuple[str, Who]]] = {}
    for candidate, rater in cells:
        left, right = ("candidate", candidate), ("rater", rater)
        links.setdefault(left, set()).add(right)
        links.setdefault(right, set()).add(left)
    seen, waiting = set(), [next(iter(links))]
    while waiting:
        node = waiting.pop()
        if node not in seen:
            seen.add(node)
            waiting.extend(links[node] - seen)
    return len(seen) == len(links)


def _solve(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Gaussian elimination with pivoting; the caller has made sure that there is one answer."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    size = len(rows)
    for i in range(size):
        pivot = max(range(i, size), key=lambda r: abs(rows[r][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for r in range(size):
            if r != i:
                times = rows[r][i] / rows[i][i]
                rows[r] = [a - times * b for a, b in zip(rows[r], rows[i], strict=True)]
    return [row[size] / row[i] for i, row in enumerate(rows)]


def _effects(given: Mapping[Who, Mapping[Who, float]], raters: list[Who]) -> list[float]:
    """The normal equations with every candidate's own level taken out first, so that they are as
    many as the raters, however many candidates there are."""
    place = {rater: i for i, rater in enumerate(raters)}
    matrix = [[1.0] * len(raters) for _ in raters]  # ones: the effects add to nothing
    right = [0.0] * len(raters)
    for ratings in given.values():
        level, share = sum(ratings.values()) / len(ratings), 1 / len(ratings)
        for rater, value in ratings.items():
            row = matrix[place[rater]]
            row[place[rater]] += 1
            right[place[rater]] += value - level
            for other in ratings:
                row[place[other]] -= share
    return _solve(matrix, right)


def strictness(cells: Cells) -> Strictness:
    """Effects of raters and adjusted means of candidates from {(candidate, rater): rating}."""
    candidates = list(dict.fromkeys(candidate for candidate, _ in cells))
    raters = list(dict.fromkeys(rater for _, rater in cells))
    if len(candidates) < 2 or len(raters) < 2:
        return Strictness(False, "Not identifiable: it takes two candidates and two raters.")
    if not _connected(cells):
        return Strictness(
            False, "Not identifiable: some raters share no candidate with the others."
        )
    given: dict[Who, dict[Who, float]] = {candidate: {} for candidate in candidates}
    for (candidate, rater), value in cells.items():
        given[candidate][rater] = float(value)
    effects = dict(zip(raters, _effects(given, raters), strict=True))
    adjusted = {
        candidate: sum(value - effects[rater] for rater, value in ratings.items()) / len(ratings)
        for candidate, ratings in given.items()
    }
    return Strictness(True, "", effects, adjusted, sum(adjusted.values()) / len(adjusted))
