"""The decision rule: set by the playbook, said in sentences, decided by nobody but people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from scorecards.statistics.summary import Number, Score, Summary


@dataclass(frozen=True)
class Rule:
    """As it comes: must-haves at 3 or more, weighted mean 3.5 or more, on a scale of 1 to 5."""

    must_have_minimum: float | Decimal = 3
    mean_minimum: float | Decimal = 3.5


class Said(NamedTuple):
    met: bool
    sentence: str


def _meets(value: float, minimum: Number) -> bool:
    # A mean is exact until it becomes a float, so that 3.5 meets 3.5 whatever the weights were.
    return value >= float(minimum)


def _figure(value: float, minimum: Number) -> str:
    """Two decimals, or as many as it takes not to look like the minimum it misses."""
    for places in range(2, 9):
        text = f"{value:.{places}f}"
        if _meets(value, minimum) or not _meets(float(text), minimum):
            break
    return text


def _plain(number: Number) -> str:
    return f"{float(number):g}"


def _must_have(name: str, summary: Summary | None, minimum: Number) -> Said:
    if summary is None or summary.mean is None:
        return Said(False, f"{name} is a must-have and nobody rated it.")
    met, figure = _meets(summary.mean, minimum), _figure(summary.mean, minimum)
    return Said(met, f"{name}, a must-have, at {_plain(minimum)} or more: it is {figure}.")


def _mean(score: Score, minimum: Number) -> Said:
    if score.mean is None:
        return Said(False, "There is no weighted mean: nobody rated a competency.")
    met, figure = _meets(score.mean, minimum), _figure(score.mean, minimum)
    return Said(met, f"A weighted mean of {_plain(minimum)} or more: it is {figure}.")


def _flags(open_critical: int) -> Said:
    if open_critical == 0:
        return Said(True, "No open critical red flag: none is open.")
    count = "one is open" if open_critical == 1 else f"{open_critical} are open"
    return Said(False, f"No open critical red flag: {count}.")


def rule_says(
    *,
    summaries: Mapping[str, Summary],
    score: Score,
    must_haves: Sequence[str],
    names: Mapping[str, str],
    open_critical_flags: int,
    rule: Rule | None = None,
) -> list[Said]:
    """A line for each must-have, one for the mean, one for flags; the rule is met when all are."""
    rule = rule or Rule()
    needed = [
        _must_have(names.get(key, key), summaries.get(key), rule.must_have_minimum)
        for key in must_haves
    ]
    return [*needed, _mean(score, rule.mean_minimum), _flags(open_critical_flags)]
