"""The CAIO playbook through the scope and the job description: its rules speak as they say."""

import itertools

import pytest

from playbooks.reader import CAIO, read
from scoping.jd import values_of
from scoping.jd_checks import check
from scoping.recommend import band, engagement, findings, recommend, weights

from .small import fill

PLAYBOOK = read(CAIO)
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
    "product_lines": ["consumer credit", "merchant credit", "collections"],
    "ai_budget": "4200000",
    "systems": ["a credit score", "a fraud model"],
    "direct_reports": {"ml_engineers": 8, "data_scientists": 3},
    "budgeted_range": {"minimum": "200000", "maximum": "280000"},
    "start_by": "2027-03-01",
    "confidential": False,
    "internal_candidate": False,
    "search_firm": False,
    "eu_employees": True,
}
ANSWERS = {
    "build_buy": "mixed",
    "reporting_line": "cto",
    "profit_and_loss": "pnl",
    "ai_act": "high_risk",
    "platform": "gaps",
    "mandate": "deployment",
    "team_and_budget": "team",
    "horizon": "lasting",
}
ARCHETYPES = [archetype.key for archetype in PLAYBOOK.archetypes]


def examples(side: str):
    for rule in PLAYBOOK.rules:
        for number, case in enumerate(getattr(rule.example, side)):
            yield pytest.param(rule.key, case, id=f"{rule.key}-{number}")


def speaks(key: str, case) -> bool:
    found = findings(PLAYBOOK, case.answers, case.facts, case.archetype)
    return key in [finding.key for finding in found]


@pytest.mark.parametrize(("key", "case"), list(examples("speaks")))
def test_a_rule_speaks_in_its_example(key, case):
    assert speaks(key, case)


@pytest.mark.parametrize(("key", "case"), list(examples("silent")))
def test_a_rule_is_silent_in_its_counterexample(key, case):
    assert not speaks(key, case)


def test_every_archetype_can_be_recommended():
    """By the answers that give it most, one at a time."""
    for archetype in ARCHETYPES:
        best = {
            q.key: max(q.options, key=lambda option: option.points.get(archetype, 0)).key
            for q in PLAYBOOK.questions
        }
        assert recommend(PLAYBOOK, best).best == archetype


def test_an_answer_alone_leads_where_its_points_go():
    for question in PLAYBOOK.questions:
        for option in question.options:
            found = recommend(PLAYBOOK, {question.key: option.key})
            assert found.standings[0].points == max(option.points.values(), default=0)


@pytest.mark.parametrize("archetype", ARCHETYPES)
def test_weights_add_to_a_hundred_and_hold_the_archetypes_must_have(archetype):
    found = weights(PLAYBOOK, archetype, ANSWERS)
    assert sum(weight.weight for weight in found) == 100
    assert PLAYBOOK.archetype(archetype).must_have in [w.competency for w in found if w.must_have]


def test_a_scale_up_in_western_europe_gets_its_band():
    found = band(PLAYBOOK, ANSWERS, FACTS)
    assert (found.band.currency, found.band.minimum, found.band.maximum) == (
        "EUR",
        200_000,
        280_000,
    )
    assert "Company stage: Series B, C or D" in found.sentence


def test_a_fractional_search_gets_the_monthly_band():
    found = band(PLAYBOOK, ANSWERS, {**FACTS, "engagement": "fractional"})
    assert (found.band.period, found.band.minimum) == ("month", 15_000)


def test_another_market_gets_no_band_and_a_sentence():
    found = band(PLAYBOOK, ANSWERS, {**FACTS, "pay_market": "other"})
    assert found.band is None
    assert "Pay market: Another market" in found.sentence


def test_no_search_fits_two_full_bands_at_once():
    stages = [option.key for option in PLAYBOOK.fact("company_stage").options]
    markets = [option.key for option in PLAYBOOK.fact("pay_market").options]
    for stage, market, seniority in itertools.product(stages, markets, ["proven", "stepping_up"]):
        facts = {**FACTS, "company_stage": stage, "pay_market": market, "seniority": seniority}
        fits = [b for b in PLAYBOOK.bands if _applies(b, facts)]
        assert len(fits) <= 1, (stage, market, seniority, [b.key for b in fits])


def _applies(item, facts) -> bool:
    alone = PLAYBOOK.model_copy(update={"bands": (item,)})
    return band(alone, ANSWERS, facts).band is item


def test_a_company_of_forty_is_advised_to_go_fractional():
    found = engagement(PLAYBOOK, ANSWERS, {**FACTS, "headcount": 40})
    assert (found.engagement, found.agrees) == ("fractional", False)


def test_where_everything_has_something_against_it_both_are_said():
    answers = {**ANSWERS, "team_and_budget": "organisation"}
    found = engagement(PLAYBOOK, answers, {**FACTS, "headcount": 40})
    assert (found.engagement, found.agrees) == ("full_time", True)
    assert found.sentence.startswith("Each has something against it. Full time: ")
    assert "Fractional: " in found.sentence


# The job description


@pytest.mark.parametrize("archetype", ARCHETYPES)
@pytest.mark.parametrize("kind", ["full_time", "fractional"])
def test_the_prefilled_text_stands_up_to_its_own_checks(archetype, kind):
    facts = {**FACTS, "engagement": kind}
    sections = fill(PLAYBOOK, ANSWERS, facts, archetype, company="Kestrel Credit")
    rules = {(f.rule, f.section) for f in check(sections, PLAYBOOK)}
    # A measure, the benefits and what comes on top of pay only a person can say.
    own = {("no_number", "accountable"), ("no_benefits", "pay"), ("no_other_pay", "pay")}
    assert rules - {("range_wide", "pay")} <= own
    assert ("no_number", "accountable") in rules


@pytest.mark.parametrize("archetype", ARCHETYPES)
def test_every_answer_gives_nine_sections_without_a_gap(archetype):
    for question in PLAYBOOK.questions:
        for option in question.options:
            answers = {**ANSWERS, question.key: option.key}
            sections = fill(PLAYBOOK, answers, FACTS, archetype, company="Kestrel Credit")
            assert len(sections) == 9
            for text in sections.values():
                assert not set("[]{}") & set(text)
                assert "  " not in text
                assert ".." not in text


def test_missing_facts_leave_no_gap_either():
    for fact in PLAYBOOK.facts:
        facts = {key: value for key, value in FACTS.items() if key != fact.key}
        for text in fill(PLAYBOOK, ANSWERS, facts, "production_operator").values():
            assert text
            assert not set("[]{}") & set(text)


def test_the_text_quotes_this_search():
    sections = fill(PLAYBOOK, ANSWERS, FACTS, "production_operator", company="Kestrel Credit")
    assert "consumer credit, merchant credit and collections" in sections["mandate"]
    assert "EUR 4,200,000" in sections["mandate"]
    assert "8 ML engineers and 3 data scientists" in sections["authority"]
    assert "EUR 200,000 to 280,000" in sections["pay"]
    assert "1 March 2027" in sections["process"]


def test_what_only_a_person_can_say_is_named():
    values = values_of(PLAYBOOK, ANSWERS, FACTS, "production_operator")
    assert any("[outcome, with a number]" in line for line in values.left_out("mandate"))
    assert any("health" in label for label in values.left_out("pay"))


def test_the_playbooks_bad_example_is_caught_and_its_good_one_passes():
    example = PLAYBOOK.jd.example
    before = check({"mandate": example.before}, PLAYBOOK)
    after = check({"mandate": example.after}, PLAYBOOK)
    rules = {f.rule for f in before if f.section == "mandate" and f.severity == "must_fix"}
    assert {"vague", "no_number"} <= rules
    assert [f for f in after if f.section == "mandate" and f.severity == "must_fix"] == []
