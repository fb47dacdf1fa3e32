"""A scope signed and a job description approved, as people would do it: through the actions."""

import re
from datetime import timedelta

from scoping import actions
from scoping.models import JobDescription, Scope
from searches.models import Search
from tests.factories import hiring_manager_of
from tests.factories.days import search_day

FACTS = {
    "engagement": "full_time",
    "company_stage": "series_b_d",
    "seniority": "proven",
    "headcount": 640,
    "place": "Berlin, Germany",
    "work_mode": "hybrid",
    "advertised_in": ["eu"],
    "pay_market": "western_europe",
    "currency": "EUR",
    "product_lines": ["Instalment credit", "Credit scoring", "Fraud detection"],
    "ai_budget": "4200000",
    "systems": ["A gradient-boosted scoring model, deployed", "A support assistant, piloted"],
    "direct_reports": {"ml_engineers": 8, "data_scientists": 3, "governance": 1},
    "budgeted_range": {"minimum": "220000", "maximum": "280000"},
    "start_by": (search_day() + timedelta(days=100)).isoformat(),
    "confidential": False,
    "internal_candidate": False,
    "search_firm": False,
    "eu_employees": True,
}
ANSWERS = {
    "build_buy": "mixed",
    "reporting_line": "ceo",
    "profit_and_loss": "pnl",
    "ai_act": "high_risk",
    "platform": "gaps",
    "mandate": "deployment",
    "team_and_budget": "team",
    "horizon": "lasting",
}
"""They recommend a production operator and contradict nothing."""


def content(**changed) -> dict:
    """What `save_scope` takes, complete; each part may be given anew."""
    return {
        "facts": FACTS,
        "answers": ANSWERS,
        "words": {},
        "kept": {},
        "archetype": "",
        "archetype_reason": "",
    } | changed


def draft_scope(search: Search, **changed) -> Scope:
    by = hiring_manager_of(search)
    scope = actions.begin_scope(search=search, by=by)
    return actions.save_scope(scope=scope, revision=scope.revision, by=by, **content(**changed))


def signed_scope(search: Search, **changed) -> Scope:
    return actions.sign_scope(scope=draft_scope(search, **changed), by=hiring_manager_of(search))


GAP = re.compile(r"\[[^\]]*\]")


def settled(sections: dict[str, str]) -> dict[str, str]:
    """The sections as a person completes them: every gap written in, and a number in each."""
    written = {key: GAP.sub("12 of 40, by name", text) for key, text in sections.items()}
    return {key: f"{text}\n\nToday 12 of 40 are done." for key, text in written.items()}


def draft_jd(search: Search, **sections: str) -> JobDescription:
    """A draft filled from the scope (signed first if it is not), some sections written anew."""
    if not search.scopes.signed().exists():
        signed_scope(search)
    by = hiring_manager_of(search)
    jd = actions.begin_jd(search=search, by=by)
    text = settled(jd.sections) | sections
    return actions.save_jd(jd=jd, revision=jd.revision, sections=text, by=by)


def approved_jd(search: Search, **sections: str) -> JobDescription:
    return actions.approve_jd(jd=draft_jd(search, **sections), by=hiring_manager_of(search))
