"""What the panel said, added up: people first, then competencies, then the candidate.

Ratings are on the playbook's scale (1 to 5). "Not assessed" is left out, never a number. A rater
may be anything hashable: the caller's ids or names. Means are exact until they are handed out.
Intervals are 95% and may run past the ends of the scale: they are cut when drawn or told.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from math import sqrt
from typing import Any, NamedTuple

from scorecards.statistics.distributions import student_t

Who = Any  # a rater or a candidate, by whatever hashable thing the caller knows them
Number = int | float | Decimal | Fraction
LEAST, MOST = 1, 5
CONFIDENCE = 0.95
ENOUGH_PEOPLE = 4  # 3 and 4 would give 3.5 +/- 6.4: under four the dots say more


class Rating(NamedTuple):
    rater: Who
    competency: str
    value: Number


class Interval(NamedTuple):
    low: float
    high: float

    @property
    def words(self) -> str:
        """'3.6 to 5.0', cut to the scale; empty for a point: equal ratings tell no chance."""
        low, high = max(self.low, LEAST), min(self.high, MOST)
        return f"{low:.1f} to {high:.1f}" if high - low > 0.05 else ""


@dataclass(frozen=True)
class Summary:
    """One competency: the mean of its people. Unrated: n is 0 and the numbers are None."""

    competency: str
    mean: float | None
    n: int
    low: float | None
    high: float | None
    people: dict[Who, float] = field(default_factory=dict)
    interval: Interval | None = None


@dataclass(frozen=True)
class Score:
    """A candidate's weighted mean over the competencies that were assessed."""

    mean: float | None
    weights: dict[str, float]
    not_assessed: tuple[str, ...]
    people: int
    interval: Interval | None
    why_no_interval: str
    emptied_by: tuple[tuple[Who, str], ...] = ()
    standard_error: float | None = None


@dataclass(frozen=True)
class Gap:
    competency: str
    difference: float
    low: float
    high: float
    lowest: tuple[Who, ...]
    highest: tuple[Who, ...]


People = dict[Who, Fraction]


def mean_of(values: Collection[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)


def person_means(ratings: Iterable[Rating]) -> dict[str, People]:
    """Competency -> rater -> the average of that rater's ratings over several parts."""
    found: dict[str, dict[Who, list[Fraction]]] = {}
    for rater, competency, value in ratings:
        found.setdefault(competency, {}).setdefault(rater, []).append(Fraction(value))
    return {c: {r: mean_of(given) for r, given in raters.items()} for c, raters in found.items()}


def _t_interval(people: People) -> Interval | None:
    n = len(people)
    if n < ENOUGH_PEOPLE:
        return None
    mean = mean_of(people.values())
    variance = sum((value - mean) ** 2 for value in people.values()) / (n - 1)
    half = student_t(CONFIDENCE, n - 1) * sqrt(variance / n)
    return Interval(float(mean) - half, float(mean) + half)


def _summary(competency: str, people: People) -> Summary:
    if not people:
        return Summary(competency, None, 0, None, None)
    return Summary(
        competency=competency,
        mean=float(mean_of(people.values())),
        n=len(people),
        low=float(min(people.values())),
        high=float(max(people.values())),
        people={rater: float(value) for rater, value in people.items()},
        interval=_t_interval(people),
    )


def summarise(ratings: Iterable[Rating], competencies: Iterable[str]) -> dict[str, Summary]:
    """A summary of each competency, in the order given; ratings of any other are left out."""
    means = person_means(ratings)
    return {key: _summary(key, means.get(key, {})) for key in competencies}


def weighted(means: Mapping[str, Fraction], weights: Mapping[str, Fraction]) -> Fraction:
    """The mean over the competencies of `weights`, each of which `means` has to hold."""
    total = sum(weights.values(), Fraction(0))
    return sum((means[key] * weight for key, weight in weights.items()), Fraction(0)) / total


def _weighted(means: Mapping[str, People], weights: Mapping[str, Fraction]) -> Fraction:
    return weighted({key: mean_of(means[key].values()) for key in weights}, weights)


def _without(means: Mapping[str, People], rater: Who) -> dict[str, People]:
    return {c: {r: v for r, v in people.items() if r != rater} for c, people in means.items()}


def candidate_score(
    ratings: Iterable[Rating], weights: Mapping[str, Number], names: Mapping[str, str] | None = None
) -> Score:
    """The weighted mean of competency means, with its delete-one-rater jackknife interval.

    Weights of the assessed competencies are scaled to one; the rest are named in `not_assessed`. A
    competency of weight nothing takes no part. The interval is mean +/- t on k-1 of k people times
    sqrt((k-1)/k * sum of squared deviations of the k leave-one-out scores from their mean): raters
    are left out whole, since one's own ratings hang together. `names` are words for the sentence.
    """
    means = {c: p for c, p in person_means(ratings).items() if weights.get(c, 0) > 0}
    assessed = {c: Fraction(w) for c, w in weights.items() if c in means}
    missing = tuple(c for c, w in weights.items() if w > 0 and c not in means)
    raters = list(dict.fromkeys(rater for people in means.values() for rater in people))
    if not assessed:
        return Score(None, {}, missing, 0, None, "Nobody has rated a competency yet.")
    total = sum(assessed.values())
    mean = float(_weighted(means, assessed))
    shares = {c: float(w / total) for c, w in assessed.items()}
    emptied = tuple((next(iter(p)), c) for c, p in means.items() if len(p) == 1)
    if why := _why_no_interval(len(raters), [(names or {}).get(c, c) for _, c in emptied]):
        return Score(mean, shares, missing, len(raters), None, why, emptied)
    error = _jackknife_error([_weighted(_without(means, r), assessed) for r in raters])
    half = student_t(CONFIDENCE, len(raters) - 1) * error
    interval = Interval(mean - half, mean + half)
    return Score(mean, shares, missing, len(raters), interval, "", (), error)


def _why_no_interval(people: int, emptied: list[str]) -> str:
    if people < ENOUGH_PEOPLE:
        return "No interval: it takes ratings from at least four people."
    if emptied:
        return (
            f"No interval: only one person rated {' and '.join(emptied)}, "
            "so it cannot be shown how much the score hangs on each person."
        )
    return ""


def _jackknife_error(left_out: list[Fraction]) -> float:
    k = len(left_out)
    centre = mean_of(left_out)
    return sqrt(Fraction(k - 1, k) * sum((score - centre) ** 2 for score in left_out))


def gaps(ratings: Iterable[Rating], at_least: Number = 2) -> list[Gap]:
    """Competencies on which two people differ by `at_least` points, widest first, with who."""
    found = []
    for competency, people in person_means(ratings).items():
        low, high = min(people.values()), max(people.values())
        if high - low >= at_least:
            lowest = tuple(r for r, value in people.items() if value == low)
            highest = tuple(r for r, value in people.items() if value == high)
            values = (float(high - low), float(low), float(high))
            found.append(Gap(competency, *values, lowest, highest))
    return sorted(found, key=lambda gap: -gap.difference)
