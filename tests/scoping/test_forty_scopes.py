"""Forty-one companies, and what each should be told: the kind of officer, and what pulls apart.

Written from what such a company needs, not from what the rules give. Where the two differ, one of
them is wrong.
"""

from dataclasses import dataclass, field
from typing import Any

import pytest

from playbooks.reader import CAIO, read
from scoping.recommend import findings, recommend, weights

PLAYBOOK = read(CAIO)
QUESTIONS = [question.key for question in PLAYBOOK.questions]
FACTS = {
    "engagement": "full_time",
    "company_stage": "established",
    "headcount": 640,
    "ai_budget": "4200000",
    "eu_employees": True,
}
OUTSIDE_THE_EU = {"eu_employees": False}
SMALL = {"company_stage": "series_a", "headcount": 40}
SEED = {"company_stage": "seed", "headcount": 12} | OUTSIDE_THE_EU
FRACTIONAL = {"engagement": "fractional"}

OPERATOR, CHANGE = "production_operator", "transformation_lead"
BUILDER, ASSURANCE = "model_builder", "governance_lead"
HEAVIEST = {
    OPERATOR: {"production"},
    CHANGE: {"strategy"},
    BUILDER: {"production"},
    ASSURANCE: {"governance"},
}


@dataclass(frozen=True)
class Company:
    name: str
    says: str
    """The options chosen, in the order of the eight questions."""
    kind: str
    pulls: tuple[str, ...] = ()
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def answers(self) -> dict[str, str]:
        return dict(zip(QUESTIONS, self.says.split(), strict=True))


COMPANIES = (
    # Something runs, and somebody has to answer for what it earns.
    Company("A lender", "mixed ceo pnl high_risk gaps deployment team lasting", OPERATOR),
    Company(
        "A lender whose officer is under the CTO",
        "mixed cto pnl high_risk gaps deployment team lasting",
        OPERATOR,
        ("high_risk_without_a_line",),
    ),
    Company(
        "An insurer with claims triage in production",
        "mixed ceo shared high_risk mature deployment organisation lasting",
        OPERATOR,
    ),
    Company(
        "A retailer with a recommender",
        "mixed ceo pnl limited mature deployment organisation lasting",
        OPERATOR,
    ),
    Company(
        "A marketplace with a result to reach and no money",
        "mixed ceo pnl limited gaps deployment few_no_budget lasting",
        OPERATOR,
        ("pnl_without_authority",),
        {"ai_budget": "0"},
    ),
    Company(
        "A freight firm that buys",
        "buy ceo pnl none gaps deployment team lasting",
        OPERATOR,
        facts=OUTSIDE_THE_EU,
    ),
    Company("An airline", "mixed cto pnl limited gaps deployment team lasting", OPERATOR),
    Company(
        "A telephone company with partners",
        "partner ceo shared limited gaps deployment team lasting",
        OPERATOR,
    ),
    Company(
        "A games studio",
        "mixed cto shared none mature deployment team lasting",
        OPERATOR,
        facts=OUTSIDE_THE_EU,
    ),
    Company(
        "A card scheme with a little research",
        "mixed ceo pnl limited mature both organisation lasting",
        OPERATOR,
    ),
    Company(
        "A scale-up that wants an operator for a year",
        "mixed ceo pnl limited gaps deployment team interim",
        OPERATOR,
        ("interim_operator",),
    ),
    Company(
        "A translation firm with its own models and a result to reach",
        "build cto pnl limited mature both team lasting",
        OPERATOR,
    ),
    Company(
        "A start-up of forty",
        "mixed ceo pnl limited gaps deployment few_with_budget lasting",
        OPERATOR,
        ("too_early_for_full_time",),
        SMALL,
    ),
    Company(
        "The same start-up, two days a week",
        "mixed ceo pnl limited gaps deployment few_with_budget lasting",
        OPERATOR,
        facts=SMALL | FRACTIONAL,
    ),
    Company(
        "Two days a week for forty people",
        "mixed ceo pnl limited mature deployment organisation lasting",
        OPERATOR,
        ("fractional_for_an_organisation",),
        FRACTIONAL,
    ),
    Company(
        "A firm that forgets its own staff",
        "mixed ceo pnl none gaps deployment team lasting",
        OPERATOR,
        ("nothing_in_the_eu_but_staff",),
    ),
    Company(
        "A firm that wants to build with nobody",
        "build ceo shared limited gaps deployment few_no_budget lasting",
        OPERATOR,
        ("building_without_builders",),
    ),
    # Nothing is there yet, or how the company works has to change, with an end in sight.
    Company(
        "A family firm that starts",
        "buy ceo shared limited none deployment few_with_budget two_years",
        CHANGE,
    ),
    Company(
        "A broadcaster",
        "partner ceo cost_centre limited none deployment few_with_budget two_years",
        CHANGE,
    ),
    Company(
        "A hospital group for a year",
        "partner ceo shared high_risk none deployment few_with_budget interim",
        CHANGE,
    ),
    Company("A holding", "buy ceo shared unknown none deployment team two_years", CHANGE),
    Company("A utility", "partner ceo shared limited none deployment team two_years", CHANGE),
    Company(
        "A retailer's turnaround",
        "buy ceo pnl limited none deployment few_with_budget interim",
        CHANGE,
    ),
    Company(
        "A transport authority",
        "partner board cost_centre unknown none deployment few_no_budget two_years",
        CHANGE,
    ),
    Company(
        "A law firm",
        "buy ceo cost_centre limited none deployment few_no_budget two_years",
        CHANGE,
    ),
    # What it builds itself is what it sells.
    Company(
        "A speech company", "build cto cost_centre limited mature research team lasting", BUILDER
    ),
    Company(
        "A drug-discovery firm",
        "build ceo shared limited none research few_with_budget lasting",
        BUILDER,
    ),
    Company(
        "A chip designer",
        "build cto cost_centre none mature research team lasting",
        BUILDER,
        facts=OUTSIDE_THE_EU,
    ),
    Company(
        "A model start-up",
        "build cto shared none none research few_with_budget lasting",
        BUILDER,
        ("too_early_for_full_time",),
        SEED,
    ),
    Company(
        "A spin-out without money",
        "build ceo cost_centre none none research few_no_budget lasting",
        BUILDER,
        ("research_unfunded", "too_early_for_full_time", "building_without_builders"),
        SEED | {"ai_budget": "0"},
    ),
    Company(
        "A supplier of driving systems",
        "build cto cost_centre limited mature both organisation lasting",
        BUILDER,
    ),
    Company(
        "A weather institute",
        "mixed board cost_centre none mature research team lasting",
        BUILDER,
        facts=OUTSIDE_THE_EU,
    ),
    Company(
        "A fund's research",
        "build ceo pnl none mature research few_with_budget lasting",
        BUILDER,
        facts=OUTSIDE_THE_EU,
    ),
    # Somebody has to be able to say no.
    Company(
        "A bank's second line",
        "buy board cost_centre high_risk mature deployment few_with_budget lasting",
        ASSURANCE,
    ),
    Company(
        "A ministry's assurance office",
        "buy board cost_centre high_risk gaps deployment few_with_budget lasting",
        ASSURANCE,
    ),
    Company(
        "A vendor of recruiting software",
        "buy ceo cost_centre high_risk mature deployment few_with_budget lasting",
        ASSURANCE,
    ),
    Company(
        "An insurer's model risk",
        "partner board cost_centre high_risk mature deployment team lasting",
        ASSURANCE,
    ),
    Company(
        "A maker whose audit comes every year",
        "partner board cost_centre high_risk none deployment few_no_budget lasting",
        ASSURANCE,
    ),
    Company(
        "A pharmaceutical firm that is finding out",
        "buy board cost_centre unknown mature deployment few_with_budget lasting",
        ASSURANCE,
    ),
    Company(
        "A clearing house under the CTO",
        "buy cto cost_centre high_risk mature deployment few_with_budget lasting",
        ASSURANCE,
        ("high_risk_without_a_line",),
    ),
    Company(
        "A device maker for a year",
        "buy board cost_centre high_risk gaps deployment few_with_budget interim",
        ASSURANCE,
    ),
)
every_company = pytest.mark.parametrize("company", COMPANIES, ids=lambda company: company.name)


@every_company
def test_the_kind_of_officer_is_the_one_it_needs(company):
    assert recommend(PLAYBOOK, company.answers).best == company.kind


@every_company
def test_what_pulls_apart_is_said_and_nothing_else(company):
    found = findings(PLAYBOOK, company.answers, FACTS | company.facts)
    assert {f.key for f in found if f.kind == "contradiction"} == set(company.pulls)


@every_company
def test_what_the_kind_is_for_weighs_most(company):
    kind = recommend(PLAYBOOK, company.answers).best
    found = weights(PLAYBOOK, kind, company.answers)
    most = max(weight.weight for weight in found)
    assert {weight.competency for weight in found if weight.weight == most} == HEAVIEST[kind]
    assert sum(weight.weight for weight in found) == 100
