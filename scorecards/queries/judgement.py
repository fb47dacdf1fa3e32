"""The arithmetic on one candidacy's cards. System questions: the callers have asked the viewer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from candidates.models import Candidacy
from scoping.queries import Weighing, weighing_of
from scorecards.models import Card, Rating
from scorecards.queries.standing import open_critical_flags
from scorecards.statistics import (
    Gap,
    Rule,
    Said,
    Score,
    Summary,
    candidate_score,
    gaps,
    rule_says,
    summarise,
)
from scorecards.statistics import Rating as Given
from searches.models import Search


@dataclass(frozen=True)
class Judgement:
    weights: Mapping[str, Decimal]
    must_haves: Sequence[str]
    summaries: Mapping[str, Summary]
    """Competency -> summary; raters are user ids."""
    score: Score
    gaps: Sequence[Gap]
    rule: Sequence[Said]

    @property
    def rule_met(self) -> bool:
        return all(line.met for line in self.rule)


def given_on(candidacy: Candidacy) -> list[Given]:
    """The numbers that count, in the order they came."""
    cards = Card.objects.filter(interview__candidacy=candidacy).counting().values("pk")
    rows = Rating.objects.filter(card__in=cards, value__isnull=False).order_by("pk")
    found = rows.values_list("card__author_id", "competency", "value")
    return [Given(who, on, value) for who, on, value in found if value is not None]


def rule_of(search: Search) -> Rule:
    rule = search.playbook.decision_rule
    return Rule(rule.must_have_minimum, rule.weighted_mean_minimum)


def judgement_of(candidacy: Candidacy) -> Judgement:
    return judge(candidacy.search, given_on(candidacy), open_critical_flags(candidacy))


def judge(
    search: Search, given: Sequence[Given], open_critical: int, weighing: Weighing | None = None
) -> Judgement:
    """By `weighing` where the caller has asked for it already: it is one for all of a search."""
    names = {competency.key: competency.name for competency in search.playbook.competencies}
    weighing = weighing or weighing_of(search)
    summaries = summarise(given, list(names))
    score = candidate_score(given, weighing.weights, names)
    rule = rule_says(
        summaries=summaries,
        score=score,
        must_haves=weighing.must_haves,
        names=names,
        open_critical_flags=open_critical,
        rule=rule_of(search),
    )
    return Judgement(weighing.weights, weighing.must_haves, summaries, score, gaps(given), rule)
