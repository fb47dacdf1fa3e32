"""What a playbook would recommend, over every set of answers there can be.

Points add up, so the sets are counted by their sums and not one by one.
"""

from collections import Counter
from collections.abc import Iterable

from playbooks.schema import Playbook

MOST_SUMS = 200_000
"""Different sums kept at once. A playbook with more is not counted."""
TIED = ""

Sums = tuple[int, ...]


def _over(points: Iterable[Iterable[Sums]], kinds: int) -> Counter[Sums] | None:
    """Sum of points a kind -> number of sets of answers that give it; None where too many."""
    counted: Counter[Sums] = Counter({(0,) * kinds: 1})
    for options in points:
        after: Counter[Sums] = Counter()
        for sums, count in counted.items():
            for option in options:
                after[tuple(a + b for a, b in zip(sums, option, strict=True))] += count
            if len(after) > MOST_SUMS:
                return None
        counted = after
    return counted


def _points(playbook: Playbook) -> list[list[Sums]]:
    kinds = [kind.key for kind in playbook.archetypes]
    return [
        [tuple(option.points.get(kind, 0) for kind in kinds) for option in question.options]
        for question in playbook.questions
    ]


def _best(playbook: Playbook, sums: Sums) -> str:
    most = max(sums)
    best = [k.key for k, sum_ in zip(playbook.archetypes, sums, strict=True) if sum_ == most]
    return best[0] if len(best) == 1 else TIED


def shares(playbook: Playbook) -> dict[str, float] | None:
    """Kind -> share of the sets of answers that recommend it, TIED for none alone."""
    counted = _over(_points(playbook), len(playbook.archetypes))
    if counted is None:
        return None
    found: Counter[str] = Counter()
    for sums, count in counted.items():
        found[_best(playbook, sums)] += count
    return {key: count / counted.total() for key, count in found.items()}


def moved(was: Playbook, now: Playbook) -> float | None:
    """Share of the sets of answers that two playbooks answer with different kinds; None where they
    do not ask the same, or where there are too many to count."""
    if _asked(was) != _asked(now):
        return None
    both = [
        [before + after for before, after in zip(*options, strict=True)]
        for options in zip(_points(was), _points(now), strict=True)
    ]
    counted = _over(both, len(was.archetypes) + len(now.archetypes))
    if counted is None:
        return None
    cut = len(was.archetypes)
    other = (n for s, n in counted.items() if _best(was, s[:cut]) != _best(now, s[cut:]))
    return sum(other) / counted.total()


def _asked(playbook: Playbook) -> list[tuple[str, list[str]]]:
    return [(q.key, [option.key for option in q.options]) for q in playbook.questions]
