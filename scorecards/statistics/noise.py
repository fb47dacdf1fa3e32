"""How far raters of one and the same case are apart: level noise, pattern noise, both together.

The terms are those of Kahneman, Sibony and Sunstein, Noise (2021), chapter 6: level noise is that
some judges are stricter on the whole; pattern noise that they differ on which item is the stronger;
system noise the two together, squares adding up. What one would rate otherwise on another day is
part of the pattern here: nobody rates twice.

The model is that of `strictness`, with competencies in the place of candidates: rating = mean of
the item + level of the rater, levels adding to nothing, by least squares. In a complete table a
level is the rater's mean less everybody's; with cells missing it is what fits the cells there are,
so that nobody looks strict for having left out the strongest item. Where raters and items do not
hang together there is no answer, and none is given.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import hypot, sqrt

from scorecards.statistics.strictness import strictness
from scorecards.statistics.summary import Number, Who

Cell = tuple[Who, Who]
"""(item, rater)."""


@dataclass(frozen=True)
class Noise:
    """Points on the rating scale. `pattern` is None where every cell is needed to fit the levels
    and nothing is left over to tell a pattern by."""

    identifiable: bool
    why_not: str
    mean: float | None = None
    levels: dict[Who, float] = field(default_factory=dict)
    residuals: dict[Cell, float] = field(default_factory=dict)
    level: float | None = None
    pattern: float | None = None
    df: int = 0
    """Degrees of freedom of the pattern: (raters - 1) x (items - 1) in a complete table."""

    @property
    def system(self) -> float | None:
        if self.level is None or self.pattern is None:
            return None
        return hypot(self.level, self.pattern)

    @property
    def furthest(self) -> Cell | None:
        """The cell furthest from what its rater's level and its item lead one to expect."""
        return max(self.residuals, key=lambda cell: abs(self.residuals[cell]), default=None)


def noise(cells: Mapping[Cell, Number]) -> Noise:
    """From {(item, rater): rating}; a cell that is not there was not rated.

    Level noise is the standard deviation of the levels (n - 1), pattern noise that of the residuals
    over their degrees of freedom. A level that few items tell holds some pattern by chance; none of
    it is taken off, so that the figures stay what anybody can work out by hand.
    """
    items = {item for item, _ in cells}
    raters = {rater for _, rater in cells}
    if len(items) < 2 or len(raters) < 2:
        return Noise(False, "Not identifiable: it takes two people who rated two competencies.")
    fit = strictness(cells)
    if not fit.identifiable:
        return Noise(False, "Not identifiable: some people share no competency with the others.")
    residuals = {
        (item, rater): float(value) - fit.candidates[item] - fit.raters[rater]
        for (item, rater), value in cells.items()
    }
    df = len(cells) - len(items) - len(raters) + 1
    return Noise(
        identifiable=True,
        why_not="",
        mean=fit.mean,
        levels=fit.raters,
        residuals=residuals,
        level=_root_of_squares(fit.raters.values(), len(raters) - 1),
        pattern=_root_of_squares(residuals.values(), df) if df else None,
        df=df,
    )


def _root_of_squares(values: Iterable[float], df: int) -> float:
    return sqrt(sum(value * value for value in values) / df)
