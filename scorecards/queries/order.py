"""Candidates in the order of their weighted means, for who asks: how sure that is, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from scorecards.queries.compare import Column
from scorecards.queries.debrief import given_by
from scorecards.queries.progress import names
from scorecards.statistics import (
    Apart,
    Score,
    Turn,
    candidate_score,
    exact_means,
    in_order,
    other_weights,
    shared,
    told_apart,
    turns,
)
from scorecards.statistics.comparing import SAME, TWICE
from scorecards.statistics.summary import ENOUGH_PEOPLE


@dataclass(frozen=True)
class Pair:
    """Two neighbours of the order, and what is to be said of their being so."""

    above: str
    below: str
    apart: Apart
    says: str
    turned: list[str]

    @property
    def figures(self) -> str:
        """'0.21 points, 95% interval −0.40 to 0.82 (Welch, 5.3 degrees of freedom).'"""
        if self.apart.difference is None:
            return ""
        said = f"{_figure(self.apart.difference)} points"
        if self.apart.interval is None:
            return f"{said}. {self.apart.why_not}"
        low, high = (_figure(value) for value in self.apart.interval)
        return (
            f"{said}, 95% interval {low} to {high} (Welch, {self.apart.df:.1f} degrees of freedom)."
        )


@dataclass(frozen=True)
class Place:
    """Where one candidate stands, and how they stand to the next."""

    column: Column
    score: Score
    next: Pair | None


@dataclass(frozen=True)
class Order:
    places: list[Place]
    on: list[str]
    """The competencies on which all of them were assessed."""
    left_out: list[str]
    """Those on which only some were."""
    turned: int
    """Under how many other weighings it is another order."""
    weighings: int

    @property
    def columns(self) -> list[Column]:
        return [place.column for place in self.places]

    @property
    def pairs(self) -> list[Pair]:
        return [place.next for place in self.places if place.next]

    @property
    def says(self) -> str:
        """Whether it hangs on the weights."""
        if not self.turned:
            return "The order holds with any one weight halved or doubled, and with all equal."
        return (
            f"The order hangs on the weights: it is another under {self.turned} of "
            f"{self.weighings} other ways to weigh."
        )


def order_of(columns: Sequence[Column]) -> Order | None:
    """None where there is no competency on which all of them were assessed.

    Everything is counted on what all were assessed on, so that a mean may differ from the one in a
    candidate's own debrief.
    """
    weights = columns[0].judgement.weights
    called = {row.competency.key: row.competency.name for row in columns[0].rows}
    given = {number: given_by(column.voices) for number, column in enumerate(columns)}
    means = {number: exact_means(ratings) for number, ratings in given.items()}
    order = in_order(means, weights)
    if not order:
        return None
    by_all, some = shared(means.values(), weights)
    turned = turns({number: means[number] for number in order}, weights)
    scored = {
        number: (str(columns[number].candidacy), candidate_score(given[number], by_all, called))
        for number in order
    }
    pairs = {
        one: _pair(scored[one], scored[other], turned[one, other], called)
        for one, other in pairwise(order)
    }
    return Order(
        places=[Place(columns[number], scored[number][1], pairs.get(number)) for number in order],
        on=[called[key] for key in by_all],
        left_out=[called[key] for key in some],
        turned=len({turn.weighing for found in turned.values() for turn in found}),
        weighings=len(other_weights(by_all)),
    )


Scored = tuple[str, Score]
"""A candidate's name and their score on what all were assessed on."""


def _pair(above: Scored, below: Scored, turned: Sequence[Turn], called: Mapping[str, str]) -> Pair:
    who, apart = (above[0], below[0]), told_apart(above[1], below[1])
    says = _says(apart, [*_lacks(*above, called), *_lacks(*below, called)])
    return Pair(*who, apart, says, [_turn(turn, who, called) for turn in turned])


def _says(apart: Apart, lacks: Sequence[str]) -> str:
    if apart.interval is None:
        why = names(lacks) or "the ratings of neither vary"
        return f"It cannot be said whether these two can be told apart: {why}."
    if not apart.told:
        return "These two cannot be told apart on this evidence."
    by, low, high = map(_figure, (apart.difference or 0, *apart.interval))
    return f"These two can be told apart: by {by} points, 95% interval {low} to {high}."


def _lacks(who: str, score: Score, called: Mapping[str, str]) -> list[str]:
    """What an interval wants of one candidate's ratings."""
    if score.standard_error is not None:
        return []
    if score.emptied_by and score.people >= ENOUGH_PEOPLE:
        on = names(called[key] for _, key in score.emptied_by)
        return [f"only one person rated {who} on {on}"]
    return [f"fewer than four people rated {who}"]


def _turn(turn: Turn, who: tuple[str, str], called: Mapping[str, str]) -> str:
    leads = "the two are level" if turn.leads == 0 else f"{who[turn.leads < 0]} leads"
    competency, times = turn.weighing
    if times == SAME:
        return f"With every weight the same, {leads}."
    return f"With {called[competency]} counting {'double' if times == TWICE else 'half'}, {leads}."


def _figure(points: float) -> str:
    """Two decimals, with a true minus."""
    return f"{points:.2f}".replace("-", "−")
