"""Whether groups go on alike: rates, ratios, an exact test, and what of it may be shown at all.

The groups come from answers that people gave of their own will and that nobody is to learn. So
before anything is compared, `publishable` takes out every figure that is made of few people, and
every figure from which such a one follows.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import comb
from typing import NamedTuple

FLOOR = 5
"""Fewer people than this stand behind no figure, nor behind the difference of two."""
FOUR_FIFTHS = Fraction(4, 5)


class Rate(NamedTuple):
    """Of so many people who reached a stage, so many reached the next."""

    reached: int
    went_on: int

    @property
    def share(self) -> Fraction:
        return Fraction(self.went_on, self.reached)


@dataclass(frozen=True)
class Comparison:
    """A group beside the one with the highest rate; that one itself has no ratio."""

    group: str
    rate: Rate
    ratio: float | None = None
    p: float | None = None
    flips: int | None = None
    under_four_fifths: bool = False

    @property
    def percent(self) -> int:
        return round(100 * self.rate.share)


def fisher_exact(one: Rate, other: Rate) -> float:
    """Two-sided p: all tables with these margins that are no likelier than this one. Whole
    numbers throughout, so that equally likely tables are equal."""
    people, went_on = one.reached + other.reached, one.went_on + other.went_on

    def ways(first: int) -> int:
        return comb(one.reached, first) * comb(other.reached, went_on - first)

    here = ways(one.went_on)
    tables = range(max(0, went_on - other.reached), min(one.reached, went_on) + 1)
    as_rare = sum(ways(first) for first in tables if ways(first) <= here)
    return float(Fraction(as_rare, comb(people, went_on)))


def flips_to_reverse(lower: Rate, higher: Rate) -> int | None:
    """How many single outcomes, the other way, put the lower rate above the higher one.

    None where the two are equal: there is nothing to reverse.
    """
    if lower.share == higher.share:
        return None
    found = []
    for up in range(lower.reached - lower.went_on + 1):
        # What the higher group may keep is less than the lower group's new share of it.
        over = higher.went_on * lower.reached - (lower.went_on + up) * higher.reached
        down = 0 if over < 0 else over // lower.reached + 1
        if down <= higher.went_on:
            found.append(up + down)
    return min(found)


def compare(groups: Mapping[str, Rate]) -> list[Comparison]:
    """Each group against the one with the highest rate, in the order given.

    Nothing where there are fewer than two groups, or nobody went on: there is no ratio then.
    """
    top = max(groups, key=lambda group: groups[group].share, default="")
    if len(groups) < 2 or not groups[top].went_on:
        return []
    return [_beside(group, rate, top, groups[top]) for group, rate in groups.items()]


def _beside(group: str, rate: Rate, top: str, highest: Rate) -> Comparison:
    if group == top:
        return Comparison(group, rate)
    ratio = rate.share / highest.share
    return Comparison(
        group,
        rate,
        float(ratio),
        fisher_exact(rate, highest),
        flips_to_reverse(rate, highest),
        ratio < FOUR_FIFTHS,
    )


Counts = Sequence[int]
"""How many reached each stage, the first one first; never more than at the stage before."""


def publishable(
    reached: Mapping[str, Counts], everybody: Counts, floor: int = FLOOR
) -> list[dict[str, Rate]]:
    """For each stage but the last the rates that may be shown; empty is "insufficient data".

    `everybody` is the count with those who said nothing; it is taken to be known to the reader,
    as are all figures shown, of every stage at once. So not only has each group to be large
    enough at each stage that is told, but also what lies between two stages that are told, and
    what is left of everybody (small groups and those who said nothing) once the shown groups are
    taken off. A group is left out of a question for all its stages, or for none; with one group
    left, both are out.
    """
    steps = len(everybody) - 1
    groups = [group for group, counts in reached.items() if counts[0] >= floor]
    rest = [n - sum(reached[g][at] for g in groups) for at, n in enumerate(everybody)]
    lines = [reached[group] for group in groups] + ([rest] if any(rest) else [])
    told: list[int] = []
    found: list[dict[str, Rate]] = []
    for at in range(steps):
        wanted = sorted({*told, at, at + 1})
        if len(groups) > 1 and all(_apart(line, wanted, floor) for line in lines):
            told = wanted
            found.append({g: Rate(reached[g][at], reached[g][at + 1]) for g in groups})
        else:
            found.append({})
    return found


def _apart(counts: Counts, stages: Sequence[int], floor: int) -> bool:
    """Whether enough people are left at the last of these stages, and went between any two."""
    told = [counts[at] for at in stages]
    between = (before - after for before, after in pairwise(told))
    return told[-1] >= floor and all(gone >= floor for gone in between)
