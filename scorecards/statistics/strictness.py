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
            if r != i and rows[r][i]:
                times = rows[r][i] / rows[i][i]
                rows[r] = [a - times * b for a, b in zip(rows[r], rows[i], strict=True)]
    return [row[size] / row[i] for i, row in enumerate(rows)]


def _normal_equations(
    cells: Cells, candidates: list[Who], raters: list[Who]
) -> tuple[list[list[float]], list[float]]:
    """Candidates, then all raters but the last, who stands for minus the sum of the others."""
    n, free = len(candidates), len(raters) - 1
    place = {c: i for i, c in enumerate(candidates)}
    design = {r: [float(i == j) for i in range(free)] for j, r in enumerate(raters[:-1])}
    design[raters[-1]] = [-1.0] * free
    size = n + free
    matrix, right = [[0.0] * size for _ in range(size)], [0.0] * size
    for (candidate, rater), value in cells.items():
        row = [float(i == place[candidate]) for i in range(n)] + design[rater]
        for i, a in enumerate(row):
            right[i] += a * float(value)
            matrix[i] = [m + a * b for m, b in zip(matrix[i], row, strict=True)]
    return matrix, right


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
    answer = _solve(*_normal_equations(cells, candidates, raters))
    adjusted, effects = answer[: len(candidates)], answer[len(candidates) :]
    effects.append(-sum(effects))
    mean = sum(adjusted) / len(adjusted)
    by_rater = dict(zip(raters, effects, strict=True))
    return Strictness(True, "", by_rater, dict(zip(candidates, adjusted, strict=True)), mean)
