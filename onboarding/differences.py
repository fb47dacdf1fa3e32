"""What was foretold beside what came: plain arithmetic on people's ratings, and its words.

Nothing here reads the database or judges anybody. A difference is the prediction less the outcome,
in points of the scale from 1 to 5: above nothing, more was seen than came.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from scorecards.statistics import Interval, Number, Rating, summarise
from scorecards.statistics.summary import ENOUGH_PEOPLE

HIRES = ENOUGH_PEOPLE
"""Under so many hires a difference is about one person more than about who foresaw it: nothing is
said. From so many on there is an interval too."""
ALIKE = 0.05
"""Points that one decimal shows as none."""
WITHIN = 0.5
"""An outcome is a whole number: a mean no further from it than this is as near as it can be."""


class Pair(NamedTuple):
    """One rating of one hire on one competency, and what came. The hire is any hashable thing."""

    hire: Hashable
    competency: str
    predicted: Number
    came: Number


@dataclass(frozen=True)
class Difference:
    """Over `hires` people: the mean signed and the mean absolute difference, in points.

    Both are None under HIRES. The interval is a 95% t-interval of the signed one over hires; it is
    None where all hires differ alike, since equal numbers tell no chance.
    """

    hires: int
    signed: float | None = None
    absolute: float | None = None
    interval: Interval | None = None

    @property
    def told(self) -> bool:
        return self.signed is not None

    @property
    def says(self) -> str:
        """'0.8 points more than came'; without enough hires that, and no number but theirs."""
        if self.signed is None:
            return f"Not enough hires yet: {self.hires} of {HIRES}"
        if abs(self.signed) < ALIKE:
            return "As much as came, to a tenth of a point"
        how = "more" if self.signed > 0 else "less"
        return f"{abs(self.signed):.1f} points {how} than came"

    @property
    def interval_words(self) -> str:
        """'-0.4 to +1.9'; empty where there is none."""
        if self.interval is None:
            return ""
        return " to ".join(_signed(end) for end in self.interval)


def _signed(value: float) -> str:
    """One decimal with its sign, and no sign to nothing."""
    return f"{value:+.1f}" if abs(value) >= ALIKE else "0.0"


def difference(pairs: Iterable[Pair]) -> Difference:
    """The mean over hires of what each differs by.

    What is said of one hire on one competency, by several people or in several parts, is averaged
    first; then the hire's competencies are. So a hire counts once, however much was said of them.
    """
    cells: dict[Hashable, dict[str, list[tuple[Fraction, Fraction]]]] = {}
    for hire, competency, predicted, came in pairs:
        both = Fraction(predicted), Fraction(came)
        cells.setdefault(hire, {}).setdefault(competency, []).append(both)
    signed, absolute = {}, {}
    for hire, competencies in cells.items():
        apart = [_mean([p - c for p, c in said]) for said in competencies.values()]
        signed[hire], absolute[hire] = _mean(apart), _mean([abs(by) for by in apart])
    if len(cells) < HIRES:
        return Difference(len(cells))
    summary = summarise([Rating(hire, "", by) for hire, by in signed.items()], [""])[""]
    spread = len(set(signed.values())) > 1
    return Difference(
        hires=len(cells),
        signed=summary.mean,
        absolute=float(_mean(list(absolute.values()))),
        interval=summary.interval if spread else None,
    )


def _mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)


def in_words(
    said: Sequence[tuple[str, Sequence[int]]], mean: float | None, moment: str, came: int | None
) -> str:
    """One competency of one hire: 'Part 1 said 4 and 3; day 90 says 2: the panel saw more ...'

    `said` is what each part's people gave, part by part; `mean` that of the people, each counted
    once. No measure is made of one hire: these are words and nothing else.
    """
    parts = ", ".join(f"{part} said {_listed(values)}" for part, values in said)
    panel = parts or "Nobody rated it"
    if came is None:
        return f"{panel}; {moment} cannot say yet."
    if mean is None:
        return f"{panel}; {moment} says {came}."
    return f"{panel}; {moment} says {came}: {_beside(mean, came)}."


def _beside(mean: float, came: int) -> str:
    if abs(mean - came) <= WITHIN:
        return "it came as the panel saw it"
    return "the panel saw more than came" if mean > came else "more came than the panel saw"


def _listed(values: Sequence[int]) -> str:
    """'4', '4 and 3', '4, 3 and 3'"""
    *first, last = map(str, values)
    return f"{', '.join(first)} and {last}" if first else last
