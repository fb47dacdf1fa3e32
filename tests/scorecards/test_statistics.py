"""Means, intervals, gaps and the rule, worked by hand."""

from decimal import Decimal
from fractions import Fraction
from math import sqrt
from statistics import mean, stdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecards.statistics import (
    Interval,
    Rating,
    Rule,
    candidate_score,
    gaps,
    rule_says,
    student_t,
    summarise,
)


def rated(competency: str, **by: float) -> list[Rating]:
    return [Rating(rater, competency, value) for rater, value in by.items()]


# People first


def test_one_persons_ratings_over_parts_are_averaged_first():
    ratings = [*rated("x", ada=2), *rated("x", ada=4), *rated("x", bo=5)]
    summary = summarise(ratings, ["x"])["x"]
    assert (summary.mean, summary.n) == (4.0, 2)
    assert summary.people == {"ada": 3.0, "bo": 5.0}


def test_summary_gives_the_range_of_people():
    summary = summarise(rated("x", ada=2, bo=5, cy=4), ["x"])["x"]
    assert (summary.low, summary.high) == (2.0, 5.0)


def test_summary_of_an_unrated_competency_is_empty():
    summary = summarise([], ["x"])["x"]
    assert (summary.n, summary.mean, summary.interval) == (0, None, None)


def test_summaries_keep_the_order_asked_for_and_leave_out_the_rest():
    ratings = [*rated("z", ada=1), *rated("x", ada=1), *rated("other", ada=1)]
    assert list(summarise(ratings, ["x", "y", "z"])) == ["x", "y", "z"]


@pytest.mark.parametrize("people", [2, 3])
def test_under_four_people_there_is_no_interval(people):
    ratings = [Rating(f"p{i}", "x", 3 + i % 2) for i in range(people)]
    assert summarise(ratings, ["x"])["x"].interval is None


def test_three_ratings_of_one_person_do_not_make_four_people():
    ratings = [*rated("x", ada=3), *rated("x", ada=4), *rated("x", bo=4), *rated("x", cy=5)]
    assert summarise(ratings, ["x"])["x"].interval is None


def test_interval_from_four_people_is_students():
    low, high = summarise(rated("x", a=3, b=4, c=5, d=4), ["x"])["x"].interval
    half = 3.182446305 * stdev([3, 4, 5, 4]) / sqrt(4)
    assert (low, high) == pytest.approx((4 - half, 4 + half), abs=1e-8)


def test_interval_of_equal_ratings_is_a_point():
    assert summarise(rated("x", a=4, b=4, c=4, d=4), ["x"])["x"].interval == (4.0, 4.0)


def test_interval_is_cut_to_the_scale_in_words_alone():
    interval = summarise(rated("x", a=5, b=5, c=5, d=3), ["x"])["x"].interval
    assert interval.high > 5
    assert interval.words == "2.9 to 5.0"


def test_interval_of_equal_ratings_is_not_told():
    assert summarise(rated("x", a=4, b=4, c=4, d=4), ["x"])["x"].interval.words == ""


# A candidate's score

REFERENCE = [*rated("x", A=3, B=4, C=5), *rated("y", A=4, B=4, D=2)]


def test_score_reference():
    score = candidate_score(REFERENCE, {"x": 1, "y": 1})
    half = score.mean - score.interval.low
    assert f"{score.mean:.4f}" == "3.6667"
    assert f"{half:.4f}" == "1.2580"
    assert f"{score.standard_error:.5f}" == "0.39528"
    assert f"{score.interval.high - score.mean:.4f}" == "1.2580"


def test_score_of_one_competency_has_the_t_interval():
    ratings = rated("x", a=2, b=4, c=5, d=4, e=3)
    score, summary = candidate_score(ratings, {"x": 25}), summarise(ratings, ["x"])["x"]
    assert score.interval == pytest.approx(summary.interval)


def test_score_weighs_competencies():
    score = candidate_score([*rated("x", a=5), *rated("y", b=1)], {"x": 75, "y": 25})
    assert score.mean == 4.0


def test_score_scales_the_weights_of_what_was_assessed_and_names_the_rest():
    weights = {"x": 20, "y": 60, "z": 20}
    score = candidate_score([*rated("x", a=5), *rated("z", b=1)], weights)
    assert score.weights == {"x": 0.5, "z": 0.5}
    assert score.not_assessed == ("y",)
    assert score.mean == 3.0


def test_score_of_nothing_is_nothing():
    score = candidate_score([], {"x": 1})
    assert (score.mean, score.interval, score.people) == (None, None, 0)
    assert score.not_assessed == ("x",)


def test_score_under_four_people_says_why_there_is_no_interval():
    score = candidate_score(rated("x", a=3, b=4, c=5), {"x": 1})
    assert score.interval is None
    assert "at least four people" in score.why_no_interval


def test_score_names_the_competency_that_leaving_one_out_would_empty():
    ratings = [*rated("x", a=3, b=4, c=5, d=4), *rated("y", d=2)]
    score = candidate_score(ratings, {"x": 1, "y": 1}, names={"y": "Leading people"})
    assert score.interval is None
    assert score.emptied_by == (("d", "y"),)
    assert "only one person rated Leading people" in score.why_no_interval


def test_a_competency_without_weight_takes_no_part():
    ratings = [*rated("x", a=3, b=4, c=5, d=4), *rated("y", e=1)]
    score = candidate_score(ratings, {"x": 1, "y": 0})
    assert (score.mean, score.people, score.not_assessed) == (4.0, 4, ())
    assert score.interval is not None


def test_weights_may_be_decimals():
    assert candidate_score(rated("x", a=3), {"x": Decimal("12.5")}).mean == 3.0


cards = st.lists(
    st.builds(Rating, st.sampled_from("abcdef"), st.sampled_from("xyz"), st.integers(1, 5)),
    min_size=1,
    max_size=40,
)


@given(cards)
def test_the_score_lies_between_the_lowest_and_the_highest_rating(ratings):
    score = candidate_score(ratings, {"x": 50, "y": 30, "z": 20})
    assert min(r.value for r in ratings) <= score.mean <= max(r.value for r in ratings)
    assert sum(score.weights.values()) == pytest.approx(1)


@given(cards, st.randoms(use_true_random=False))
def test_the_order_of_cards_changes_nothing(ratings, random):
    shuffled = list(ratings)
    random.shuffle(shuffled)
    weights = {"x": 50, "y": 30, "z": 20}
    one, other = candidate_score(ratings, weights), candidate_score(shuffled, weights)
    assert one.mean == other.mean
    assert (one.interval is None) == (other.interval is None)
    assert one.standard_error == pytest.approx(other.standard_error, abs=1e-12)


@given(cards)
def test_there_is_a_reason_exactly_where_there_is_no_interval(ratings):
    score = candidate_score(ratings, {"x": 50, "y": 30, "z": 20})
    assert bool(score.why_no_interval) == (score.interval is None)


def test_who_rated_only_what_has_no_weight_is_not_among_the_people_of_a_score():
    assert candidate_score([*rated("x", ada=3), *rated("y", bo=4)], {"x": 1}).people == 1


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [(3.56, 4.44, "3.6 to 4.4"), (3, 3.5, "3.0 to 3.5"), (-1, 7, "1.0 to 5.0"), (3, 3.04, "")],
)
def test_an_interval_is_told_within_the_scale_and_not_for_a_point(low, high, words):
    assert Interval(low, high).words == words


# Gaps


def test_a_gap_names_who_is_lowest_and_highest():
    (gap,) = gaps(rated("x", ruth=2, gareth=4, tobias=4))
    assert (gap.difference, gap.low, gap.high) == (2.0, 2.0, 4.0)
    assert (gap.lowest, gap.highest) == (("ruth",), ("gareth", "tobias"))


def test_less_than_two_points_is_no_gap():
    ratings = [*rated("x", ada=3), *rated("x", ada=4), *rated("x", bo=5)]
    assert gaps(ratings) == []


def test_the_widest_gap_comes_first():
    found = gaps([*rated("x", a=3, b=5), *rated("y", a=1, b=5)])
    assert [gap.competency for gap in found] == ["y", "x"]


# The rule

NAMES = {"x": "Production AI judgement", "y": "Portfolio strategy"}


def said(ratings, *, flags=0, must_haves=("x",), rule=None, weights=None):
    return rule_says(
        summaries=summarise(ratings, ["x", "y"]),
        score=candidate_score(ratings, weights or {"x": 1, "y": 1}),
        must_haves=must_haves,
        names=NAMES,
        open_critical_flags=flags,
        rule=rule,
    )


def test_rule_is_met_at_its_minimums():
    lines = said([*rated("x", a=3), *rated("y", a=4)], must_haves=("x", "y"))
    assert [line.met for line in lines] == [True, True, True, True]


def test_what_meets_its_minimum_is_told_in_two_decimals():
    line = said([*rated("x", a=3), *rated("y", a=4)])[1]
    assert line.met
    assert line.sentence == "A weighted mean of 3.5 or more: it is 3.50."


def test_rule_says_a_must_have_under_its_minimum():
    line = said([*rated("x", a=2, b=3), *rated("y", a=5)])[0]
    assert not line.met
    assert line.sentence == "Production AI judgement, a must-have, at 3 or more: it is 2.50."


def test_a_must_have_nobody_rated_is_not_met():
    line = said(rated("y", a=5))[0]
    assert not line.met
    assert line.sentence == "Production AI judgement is a must-have and nobody rated it."


def test_a_must_have_the_playbook_no_longer_has_is_not_met():
    assert not said(rated("x", a=5), must_haves=("gone",))[0].met


def test_rule_says_a_mean_under_its_minimum():
    line = said([*rated("x", a=3), *rated("y", a=3)])[1]
    assert not line.met
    assert line.sentence == "A weighted mean of 3.5 or more: it is 3.00."


def test_a_mean_just_under_its_minimum_does_not_look_like_it():
    line = said([*rated("x", a=3), *rated("y", a=4)], weights={"x": 1004, "y": 996})[1]
    assert not line.met
    assert line.sentence == "A weighted mean of 3.5 or more: it is 3.498."


def test_a_mean_under_its_minimum_is_told_in_eight_decimals_at_most():
    ratings = [*rated("x", a=3), *rated("y", a=4)]
    line = said(ratings, weights={"x": 1, "y": 10**10}, rule=Rule(mean_minimum=4))[1]
    assert not line.met
    assert line.sentence == "A weighted mean of 4 or more: it is 4.00000000."


def test_a_mean_of_exactly_the_minimum_is_met_whatever_the_weights():
    ratings = [*rated("x", a=3), *rated("y", a=4)]
    assert said(ratings, weights={"x": Fraction(1, 3), "y": Fraction(1, 3)})[1].met


def test_no_ratings_do_not_meet_the_mean():
    assert [line.met for line in said([], must_haves=())] == [False, True]


@pytest.mark.parametrize(
    ("flags", "met", "ending"),
    [(0, True, "none is open."), (1, False, "one is open."), (3, False, "3 are open.")],
)
def test_rule_counts_open_critical_flags(flags, met, ending):
    line = said(rated("x", a=5), flags=flags)[-1]
    assert line.met is met
    assert line.sentence.endswith(ending)


def test_a_playbook_may_set_its_own_minimums():
    lines = said(rated("x", a=4), rule=Rule(must_have_minimum=4.5, mean_minimum=2))
    assert [line.met for line in lines] == [False, True, True]


def test_a_stricter_rule_is_never_easier_to_meet():
    ratings = [*rated("x", a=3, b=4), *rated("y", a=4)]
    bars = [Rule(mean_minimum=m / 10) for m in range(10, 51)]
    met = [said(ratings, rule=rule)[1].met for rule in bars]
    assert met == sorted(met, reverse=True)
    assert mean(met) not in (0, 1)


def test_student_t_meets_the_published_table():
    table = {1: 12.706, 2: 4.303, 3: 3.182, 4: 2.776, 5: 2.571, 10: 2.228, 30: 2.042, 120: 1.980}
    assert {df: round(student_t(0.95, df), 3) for df in table} == table
