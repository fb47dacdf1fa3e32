"""Whether two candidates differ on this evidence, and whether their order hangs on the weights.

Only what all of them were assessed on takes part: a mean over other competencies is another scale.
Means and weights stay fractions, so that an order turns where it turns and not by rounding.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import NamedTuple

from scorecards.statistics.distributions import student_t
from scorecards.statistics.summary import (
    CONFIDENCE,
    Interval,
    Number,
    Rating,
    Score,
    Who,
    mean_of,
    person_means,
    weighted,
)

Means = Mapping[str, Fraction]
Weights = Mapping[str, Number]
HALF, SAME, TWICE = Fraction(1, 2), Fraction(1), Fraction(2)


@dataclass(frozen=True)
class Apart:
    """How far the first score lies above the second, in points; no interval, and why there is none.

    `df` are the degrees of freedom after Welch and Satterthwaite.
    """

    difference: float | None
    interval: Interval | None = None
    df: float | None = None
    why_not: str = ""

    @property
    def told(self) -> bool:
        """Whether the two can be told apart: no difference at all lies outside the interval."""
        return self.interval is not None and not self.interval.low <= 0 <= self.interval.high


def told_apart(one: Score, other: Score) -> Apart:
    """The difference of two weighted means, with a 95% interval from their jackknife errors.

    The interval is difference +/- t * sqrt(a^2 + b^2), where a and b are the standard errors and t
    stands on (a^2 + b^2)^2 / (a^4 / (k-1) + b^4 / (m-1)) degrees of freedom for k and m people. It
    takes the two panels as strangers. Who sat with both was strict or mild with both, which the
    difference loses again, so the real interval is narrower: where this errs, it errs on the side
    of "cannot be told apart". Each pair is asked by itself, with no correction for asking several.
    """
    if one.mean is None or other.mean is None:
        return Apart(None, why_not="Nobody has rated a competency yet.")
    difference = one.mean - other.mean
    if one.standard_error is None or other.standard_error is None:
        why = dict.fromkeys(s.why_no_interval for s in (one, other) if s.why_no_interval)
        return Apart(difference, why_not=" ".join(why))
    errors = ((one.standard_error**2, one.people - 1), (other.standard_error**2, other.people - 1))
    variance = sum(square for square, _ in errors)
    if not variance:
        return Apart(difference, why_not="No interval: equal ratings tell nothing of chance.")
    df = variance**2 / sum(square**2 / degrees for square, degrees in errors)
    half = student_t(CONFIDENCE, df) * variance**0.5
    return Apart(difference, Interval(difference - half, difference + half), df)


def exact_means(ratings: Iterable[Rating]) -> dict[str, Fraction]:
    """Competency -> the mean of its people."""
    return {c: mean_of(people.values()) for c, people in person_means(ratings).items()}


def shared(
    candidates: Collection[Means], weights: Weights
) -> tuple[dict[str, Fraction], tuple[str, ...]]:
    """The weights of what every candidate was assessed on; and what only some were."""
    counting = {c: Fraction(w) for c, w in weights.items() if w > 0}
    by_all = {c: w for c, w in counting.items() if all(c in means for means in candidates)}
    some = (c for c in counting if c not in by_all and any(c in means for means in candidates))
    return by_all, tuple(some)


class Weighing(NamedTuple):
    """Another way to weigh: a competency counts `times` as much. Without one, all count alike."""

    competency: str
    times: Fraction


class Turn(NamedTuple):
    """What becomes of a pair under another weighing: 1, 0 or -1 as the first leads, neither, or
    the second."""

    weighing: Weighing
    leads: int


def other_weights(weights: Mapping[str, Fraction]) -> dict[Weighing, dict[str, Fraction]]:
    """Every weight halved and doubled one at a time, and all of them equal."""
    found = {
        Weighing(competency, times): {**weights, competency: weight * times}
        for competency, weight in weights.items()
        for times in (HALF, TWICE)
    }
    return found | {Weighing("", SAME): dict.fromkeys(weights, SAME)}


def in_order(candidates: Mapping[Who, Means], weights: Weights) -> list[Who]:
    """By weighted mean over what all were assessed on, highest first; equals as they came.

    Empty where there is nothing on which all of them were assessed.
    """
    by_all, _ = shared(candidates.values(), weights)
    if not by_all:
        return []
    return sorted(candidates, key=lambda who: -weighted(candidates[who], by_all))


def _leads(one: Means, other: Means, weights: Mapping[str, Fraction]) -> int:
    first, second = weighted(one, weights), weighted(other, weights)
    return (first > second) - (first < second)


def _turns(one: Means, other: Means, by_all: Mapping[str, Fraction]) -> list[Turn]:
    now = _leads(one, other, by_all)
    others = {w: _leads(one, other, values) for w, values in other_weights(by_all).items()}
    return [Turn(weighing, leads) for weighing, leads in others.items() if leads != now]


def turns(candidates: Mapping[Who, Means], weights: Weights) -> dict[tuple[Who, Who], list[Turn]]:
    """Each pair -> the weighings under which its order is another than now; none where it holds.

    The order of all of them holds under a weighing that turns no pair. Two that are level have
    turned where one of them leads, and two of whom one leads where they are level.
    """
    by_all, _ = shared(candidates.values(), weights)
    pairs = combinations(candidates, 2) if by_all else ()
    return {
        (one, other): _turns(candidates[one], candidates[other], by_all) for one, other in pairs
    }
