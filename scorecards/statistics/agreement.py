"""How far raters agree: intraclass correlations and Krippendorff's alpha.

Sources: Shrout & Fleiss 1979 (the six forms); McGraw & Wong 1996 (their 95% intervals);
Krippendorff, Content Analysis, 2nd edition, chapter 11 (alpha and its difference functions).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

from scorecards.statistics.distributions import f_quantile
from scorecards.statistics.summary import CONFIDENCE, Number, Who

GOOD, TENTATIVE = 0.800, 0.667
MINIMUM_DF = 0.1  # under it F's quantiles outgrow floats


@dataclass(frozen=True)
class Icc:
    """A correlation with its interval; None where the ratings do not vary enough to have one."""

    value: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Block:
    candidates: tuple[Who, ...]
    raters: tuple[Who, ...]
    table: list[list[float]]


def complete_block(cells: Mapping[tuple[Who, Who], Number]) -> Block | None:
    """The raters who rated every candidate in `cells` {(candidate, rater): rating}.

    None when that leaves fewer than two candidates or two raters.
    """
    candidates = tuple(dict.fromkeys(candidate for candidate, _ in cells))
    everyone = dict.fromkeys(rater for _, rater in cells)
    raters = tuple(r for r in everyone if all((c, r) in cells for c in candidates))
    if len(candidates) < 2 or len(raters) < 2:
        return None
    return Block(candidates, raters, [[float(cells[c, r]) for r in raters] for c in candidates])


@dataclass(frozen=True)
class _Squares:
    """Mean squares of a table of n rows (candidates) by k columns (raters)."""

    n: int
    k: int
    rows: float
    within: float
    columns: float
    error: float


def _squares(table: Sequence[Sequence[Number]]) -> _Squares:
    n, k = len(table), len(table[0]) if table else 0
    if n < 2 or k < 2 or any(len(row) != k for row in table):
        raise ValueError("An ICC wants a complete table of at least two candidates by two raters.")
    values = [[float(value) for value in row] for row in table]
    grand = sum(map(sum, values)) / (n * k)
    rows = k * sum((sum(row) / k - grand) ** 2 for row in values)
    columns = n * sum((sum(column) / n - grand) ** 2 for column in zip(*values, strict=True))
    total = sum((value - grand) ** 2 for row in values for value in row)
    within, error = total - rows, max(total - rows - columns, 0.0)
    spread = (
        rows / (n - 1),
        within / (n * (k - 1)),
        columns / (k - 1),
        error / ((n - 1) * (k - 1)),
    )
    return _Squares(n, k, *spread)


def _ratio(top: float, bottom: float) -> float | None:
    # A negative denominator is noise about nothing, and would give a correlation above one.
    return top / bottom if bottom > 1e-12 else None


def _values(s: _Squares) -> dict[str, float | None]:
    n, k = s.n, s.k
    return {
        "1,1": _ratio(s.rows - s.within, s.rows + (k - 1) * s.within),
        "2,1": _ratio(s.rows - s.error, s.rows + (k - 1) * s.error + k * (s.columns - s.error) / n),
        "3,1": _ratio(s.rows - s.error, s.rows + (k - 1) * s.error),
        "1,k": _ratio(s.rows - s.within, s.rows),
        "2,k": _ratio(s.rows - s.error, s.rows + (s.columns - s.error) / n),
        "3,k": _ratio(s.rows - s.error, s.rows),
    }


Bounds = tuple[float, float]


def _from_f(f: float, d1: int, d2: int, k: int, tail: float) -> tuple[Bounds, Bounds]:
    """Bounds of the single and the averaged form where the statistic is one F."""
    low, high = f / f_quantile(tail, d1, d2), f * f_quantile(tail, d2, d1)
    single = ((low - 1) / (low + k - 1), (high - 1) / (high + k - 1))
    return single, (1 - 1 / low, 1 - 1 / high)


def _two_way_random(s: _Squares, value: float | None, tail: float) -> tuple[Bounds, Bounds] | None:
    """Bounds of (2,1) and (2,k), with Satterthwaite's degrees of freedom; None where next to none
    are left, which only happens below a correlation of nothing."""
    n, k = s.n, s.k
    if value is None:
        return None
    fj = s.columns / s.error
    part = k * value * fj + n * (1 + (k - 1) * value) - k * value
    bottom = (n - 1) * (k * value * fj) ** 2 + (n * (1 + (k - 1) * value) - k * value) ** 2
    df = (n - 1) * (k - 1) * part**2 / bottom
    if df < MINIMUM_DF:
        return None
    f1, f2 = f_quantile(tail, n - 1, df), f_quantile(tail, df, n - 1)
    noise = k * s.columns + (k * n - k - n) * s.error
    low = n * (s.rows - f1 * s.error) / (f1 * noise + n * s.rows)
    high = n * (f2 * s.rows - s.error) / (noise + n * f2 * s.rows)
    return (low, high), (low * k / (1 + low * (k - 1)), high * k / (1 + high * (k - 1)))


def _intervals(s: _Squares, values: Mapping[str, float | None], tail: float) -> dict[str, Bounds]:
    found: dict[str, Bounds] = {}
    n, k = s.n, s.k
    if s.within > 1e-12 and s.rows > 1e-12:
        found["1,1"], found["1,k"] = _from_f(s.rows / s.within, n - 1, n * (k - 1), k, tail)
    if s.error > 1e-12 and s.rows > 1e-12:
        degrees = (n - 1, (n - 1) * (k - 1))
        found["3,1"], found["3,k"] = _from_f(s.rows / s.error, *degrees, k, tail)
        if bounds := _two_way_random(s, values["2,1"], tail):
            found["2,1"], found["2,k"] = bounds
    return found


def icc(table: Sequence[Sequence[Number]], confidence: float = CONFIDENCE) -> dict[str, Icc]:
    """The six forms, keyed "1,1" "2,1" "3,1" "1,k" "2,k" "3,k".

    `table` is complete: a row a candidate, a column a rater, at least two of each (ValueError
    otherwise). A form that the ratings leave undefined has the value None.
    """
    squares = _squares(table)
    values = _values(squares)
    bounds = _intervals(squares, values, 1 - (1 - confidence) / 2)
    return {form: Icc(value, *bounds.get(form, ())) for form, value in values.items()}


Distance = Callable[[float, float], float]


def _distance(level: str, totals: Mapping[float, float]) -> Distance:
    """The squared difference between two values at a level of measurement."""

    def ordinal(a: float, b: float) -> float:
        low, high = min(a, b), max(a, b)
        between = sum(count for value, count in totals.items() if low <= value <= high)
        return (between - (totals[a] + totals[b]) / 2) ** 2

    table: dict[str, Distance] = {
        "nominal": lambda a, b: float(a != b),
        "ordinal": ordinal,
        "interval": lambda a, b: (a - b) ** 2,
        "ratio": lambda a, b: ((a - b) / (a + b)) ** 2 if a + b else 0.0,
    }
    if level not in table:
        raise ValueError(f"level is one of {', '.join(table)}, not {level}")
    return table[level]


def krippendorff_alpha(
    coders: Sequence[Sequence[Number | None]], level: str = "ordinal"
) -> float | None:
    """Alpha; `coders` has a row a rater and a column for each thing rated, None where missing.

    None when fewer than two ratings can be paired or all that can be are the same.
    """
    columns = [[float(v) for v in unit if v is not None] for unit in zip(*coders, strict=True)]
    units = [unit for unit in columns if len(unit) > 1]
    totals: dict[float, float] = {}
    for value in (value for unit in units for value in unit):
        totals[value] = totals.get(value, 0.0) + 1
    distance, n = _distance(level, totals), sum(totals.values())
    expected = sum(totals[a] * totals[b] * distance(a, b) for a in totals for b in totals)
    if not expected:
        return None
    observed = sum(
        sum(distance(a, b) for a, b in permutations(unit, 2)) / (len(unit) - 1) for unit in units
    )
    return 1 - (n - 1) * observed / expected


def alpha_reads(alpha: float | None) -> str:
    """Krippendorff's own thresholds: .800 and more is good, .667 and more is tentative."""
    if alpha is None:
        return "not defined"
    return "good" if alpha >= GOOD else "tentative" if alpha >= TENTATIVE else "low"
