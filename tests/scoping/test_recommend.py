"""What the answers recommend, on a playbook small enough to add up by eye."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbooks.schema import Condition
from scoping.conditions import Inputs
from scoping.conditions import given as is_given
from scoping.recommend import band, engagement, findings, recommend, weights

from .small import SMALL

ANSWERS = {"line": "cto", "risk": "none", "platform": "old"}

some_answers = st.fixed_dictionaries(
    {},
    optional={
        question.key: st.sampled_from([option.key for option in question.options] + ["gone", ""])
        for question in SMALL.questions
    },
)
words = st.text("ab 1{}[]\n", max_size=5)
values = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-10, 10_000),
    words,
    st.sampled_from(["full_time", "fractional", "early", "grown", "us", "NaN", "1e999", "99"]),
    st.lists(words, max_size=2),
    st.dictionaries(
        st.sampled_from(["minimum", "maximum", "engineers"]), st.integers(), max_size=2
    ),
)
some_facts = st.fixed_dictionaries({}, optional={fact.key: values for fact in SMALL.facts})
some_archetype = st.sampled_from([None, "operator", "governor"])


def keys(found) -> list[str]:
    return [finding.key for finding in found]


# Archetypes


def test_points_say_which_answer_gave_what():
    operator = recommend(SMALL, ANSWERS).standings[0]
    assert (operator.archetype, operator.points) == ("operator", 5)
    given_ = [(award.question, award.option, award.points) for award in operator.awards]
    assert given_ == [("line", "cto", 2), ("risk", "none", 2), ("platform", "old", 1)]


def test_an_award_traces_to_its_place_in_the_playbook():
    award = recommend(SMALL, ANSWERS).standings[0].awards[0]
    assert award.trace.rule == "questions.line.options.cto.points"
    assert award.trace.answers == {"line": "cto"}


def test_the_archetype_with_most_points_is_recommended():
    found = recommend(SMALL, {"line": "ceo", "risk": "high"})
    assert (found.best, found.tied, found.unanswered) == ("governor", (), ("platform",))
    assert found.sentence == "Your answers recommend: Governor, with 5 points."


def test_a_tie_is_said_and_not_broken():
    found = recommend(SMALL, {"line": "ceo", "risk": "none"})
    assert (found.best, found.tied) == (None, ("operator", "governor"))
    assert found.sentence == "Operator and Governor have 2 points each. Choose one, and say why."


def test_without_answers_nothing_is_recommended():
    found = recommend(SMALL, {})
    assert (found.best, found.tied) == (None, ())
    assert found.unanswered == ("line", "risk", "platform")
    assert found.sentence.startswith("Nothing is recommended yet")


def test_answers_without_points_recommend_nothing():
    assert recommend(SMALL, {"platform": "zero"}).best is None


def test_an_option_the_playbook_does_not_have_counts_as_unanswered():
    assert recommend(SMALL, {"line": "pope"}).unanswered == ("line", "risk", "platform")


@given(some_answers, st.randoms(use_true_random=False))
def test_the_order_of_answers_does_not_matter(answers, random):
    pairs = list(answers.items())
    random.shuffle(pairs)
    assert recommend(SMALL, dict(pairs)) == recommend(SMALL, answers)


@given(some_answers)
def test_points_are_the_sum_of_their_awards(answers):
    for standing in recommend(SMALL, answers).standings:
        assert standing.points == sum(award.points for award in standing.awards)


# Weights


def test_weights_are_the_archetypes_with_its_own_must_have():
    found = weights(SMALL, "governor", {"line": "ceo", "risk": "none"})
    assert [(w.competency, w.weight, w.must_have) for w in found] == [
        ("production", 40, True),
        ("governance", 60, True),
    ]


def test_weights_trace_to_the_archetype_and_the_answers_that_spoke_for_it():
    weight = weights(SMALL, "governor", {"line": "ceo", "risk": "none"})[1]
    assert weight.trace.rule == "archetypes.governor.weights.governance"
    assert weight.trace.answers == {"line": "ceo"}
    assert weight.why == "A governor is judged on governance first."


def test_without_an_archetype_weights_are_as_the_playbook_comes():
    found = weights(SMALL, None, {})
    assert [(w.weight, w.must_have) for w in found] == [(60, True), (40, False)]
    assert found[0].trace.rule == "competencies.production.weight"


# Findings


def test_a_contradiction_cites_both_answers():
    (found,) = findings(SMALL, {"line": "cto", "risk": "high"}, {})
    assert (found.key, found.kind) == ("duty_without_say", "contradiction")
    assert found.because == ("Question 2: High risk", "Question 1: The CTO")
    assert found.trace.answers == {"risk": "high", "line": "cto"}
    assert len(found.ways_out) == 2


@pytest.mark.parametrize(
    ("facts", "cited"),
    [
        ({"headcount": 99}, {"headcount": 99}),
        ({"stage": "early"}, {"stage": "early"}),
        ({"headcount": 400, "stage": "early"}, {"stage": "early"}),
    ],
)
def test_when_any_cites_only_what_passed(facts, cited):
    (found,) = findings(SMALL, {}, {"engagement": "full_time", **facts})
    assert found.trace.facts == {"engagement": "full_time", **cited}


@pytest.mark.parametrize(
    "facts",
    [
        {"engagement": "full_time"},
        {"engagement": "full_time", "headcount": 100},
        {"headcount": 99},
        {"engagement": "fractional", "headcount": 9},
    ],
)
def test_a_rule_is_silent_where_a_test_fails_or_a_value_is_missing(facts):
    assert findings(SMALL, {}, facts) == []


@pytest.mark.parametrize("headcount", [1000, "1000", "1000.00", Decimal(1000)])
def test_numbers_count_however_they_are_kept(headcount):
    assert keys(findings(SMALL, {}, {"headcount": headcount})) == ["no_budget_said"]


@pytest.mark.parametrize(
    ("counts", "passes"),
    [
        ({"engineers": 4, "analysts": 2}, True),
        ({"engineers": "6", "analysts": None}, True),
        ({"engineers": 5}, False),
        ({}, False),
        ({"engineers": 7, "analysts": "many"}, False),
    ],
)
def test_counts_are_tested_by_their_sum(counts, passes):
    six = Condition.model_validate({"fact": "team", "at_least": 6})
    assert Inputs({}, {"team": counts}).passes(six) is passes


@pytest.mark.parametrize("value", [1, "true", "yes"])
def test_only_true_is_yes(value):
    yes = Condition.model_validate({"fact": "internal", "is": [True]})
    assert not Inputs({}, {"internal": value}).passes(yes)
    assert Inputs({}, {"internal": True}).passes(yes)


@pytest.mark.parametrize(
    "headcount", [True, "many", "NaN", "Infinity", "1e999", "1e-999", [1000], {"n": "many"}]
)
def test_what_is_no_number_passes_no_test_of_one(headcount):
    assert findings(SMALL, {}, {"headcount": headcount}) == []


def test_a_rule_may_speak_because_something_is_missing():
    (found,) = findings(SMALL, {}, {"headcount": 5000})
    assert found.because == ("Annual AI budget: not given", "Employees: 5,000")
    assert found.trace.facts == {"ai_budget": None, "headcount": 5000}


def test_no_budget_is_a_budget():
    assert findings(SMALL, {}, {"headcount": 5000, "ai_budget": 0}) == []


def test_a_rule_reads_the_archetype_chosen():
    (found,) = findings(SMALL, {"platform": "zero", "line": "ceo"}, {}, "operator")
    assert found.key == "operator_without_platform"
    assert found.because == ("Question 3: None", "Kind of officer: Operator")


def test_before_one_is_chosen_a_rule_reads_the_archetype_recommended():
    answers = {"platform": "zero", "line": "cto"}
    assert keys(findings(SMALL, answers, {})) == ["operator_without_platform"]
    assert keys(findings(SMALL, answers, {}, "governor")) == []


@given(some_answers, some_facts, some_archetype)
def test_every_finding_cites_an_answer_or_a_fact(answers, facts, archetype):
    for found in findings(SMALL, answers, facts, archetype):
        assert found.because
        assert found.trace.answers or found.trace.facts


@given(some_answers, some_facts, some_archetype)
def test_a_draft_never_raises(answers, facts, archetype):
    recommend(SMALL, answers)
    weights(SMALL, archetype, answers)
    engagement(SMALL, answers, facts, archetype)
    assert band(SMALL, answers, facts, archetype).sentence


@pytest.mark.parametrize("blank", [None, "", "  ", [], [""], {}, {"minimum": None}])
def test_blanks_are_not_given(blank):
    assert not is_given(blank)


@pytest.mark.parametrize("value", [0, False, "x", ["", "x"], {"minimum": 0}])
def test_nothing_and_no_are_given(value):
    assert is_given(value)


# Engagement


def test_a_small_company_is_advised_to_go_fractional():
    found = engagement(SMALL, {}, {"engagement": "full_time", "headcount": 40})
    assert (found.engagement, found.agrees) == ("fractional", False)
    assert found.sentence == (
        "Fractional is advised. Full time: A company this small seldom needs five days a week."
    )
    assert keys(found.objections["full_time"]) == ["too_early"]


def test_the_advice_is_there_before_an_engagement_is_said():
    found = engagement(SMALL, {}, {"headcount": 40})
    assert (found.engagement, found.agrees) == ("fractional", True)


def test_where_nothing_objects_the_engagement_said_stands():
    found = engagement(SMALL, {}, {"engagement": "fractional", "headcount": 4000})
    assert (found.engagement, found.agrees) == ("fractional", True)
    assert found.sentence == "Fractional: no answer speaks against it."


# Bands


def test_the_band_says_why_it_applies():
    found = band(SMALL, {}, {"stage": "early", "market": "us"})
    assert found.band.key == "early_us"
    assert found.trace.rule == "bands.early_us"
    assert found.trace.facts == {"stage": "early", "market": "us"}
    assert found.sentence == (
        "CAIO, scale-up, US. From these facts: Company stage: Series A; Pay market: United States."
    )


def test_without_its_facts_no_band_is_proposed():
    found = band(SMALL, {}, {"stage": "early"})
    assert found.band is None
    assert found.sentence == "No band can be proposed until this is given: Pay market."


def test_where_no_band_fits_a_sentence_says_so():
    found = band(SMALL, {}, {"stage": "early", "market": "other"})
    assert found.band is None
    assert found.sentence == (
        "No band in the playbook fits: Company stage: Series A; Pay market: Another market. "
        "One can be chosen by hand."
    )
