"""Whether two can be told apart and whether their order hangs on the weights, worked by hand."""

from fractions import Fraction
from itertools import pairwise
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecards.statistics import (
    Rating,
    Score,
    Weighing,
    candidate_score,
    exact_means,
    in_order,
    other_weights,
    shared,
    told_apart,
    turns,
)

HALF, TWICE = Fraction(1, 2), Fraction(2)
ALIKE = Weighing("", Fraction(1))


def panel(competency: str, *values: float) -> list[Rating]:
    """Ratings of as many people as there are values."""
    return [Rating(f"p{i}", competency, value) for i, value in enumerate(values)]


def score(*values: float) -> Score:
    return candidate_score(panel("x", *values), {"x": 1})


def made(mean: float, error: float, people: int) -> Score:
    return Score(mean, {"x": 1.0}, (), people, None, "", (), error)


# Told apart


def test_two_panels_of_four_worked_by_hand():
    """Errors of the root of 1/6 each: variance 1/3, (1/9) / (1/54) = 6 degrees, t 2.446912."""
    apart = told_apart(score(3, 4, 5, 4), score(1, 2, 3, 2))
    assert (apart.difference, apart.df) == (2.0, pytest.approx(6))
    assert apart.interval == pytest.approx((2 - 1.412725, 2 + 1.412725), abs=1e-6)
    assert apart.told


def test_several_competencies_bring_their_jackknife_error():
    """The reference of the score: .39528 on four people; against the root of 1/6 on four."""
    both = [*panel("x", 3, 4, 5), Rating("p0", "y", 4), Rating("p1", "y", 4), Rating("d", "y", 2)]
    apart = told_apart(candidate_score(both, {"x": 1, "y": 1}), score(3, 4, 5, 4))
    variance = 0.39528**2 + 1 / 6
    degrees = variance**2 / (0.39528**4 / 3 + (1 / 6) ** 2 / 3)
    assert apart.difference == pytest.approx(-1 / 3)
    assert apart.df == pytest.approx(degrees, abs=1e-4)
    assert (apart.interval.high - apart.difference) / sqrt(variance) == pytest.approx(
        2.4473, abs=1e-3
    )
    assert not apart.told


ONE = (27.5, 21.0, 19.0, 23.6, 17.0, 17.9, 16.9, 20.1, 21.9, 22.6, 23.1, 19.6, 19.0, 21.7, 21.4)
TWO = (27.1, 22.0, 20.8, 23.4, 23.4, 23.5, 25.8, 22.0, 24.8, 20.2, 21.9, 22.1, 22.9, 20.5, 24.4)


def test_one_competency_gives_the_published_welch_test():
    """The textbook pair of samples: t -2.46 on 25.0 degrees."""
    one, two = score(*ONE), score(*TWO)
    apart = told_apart(one, two)
    error = sqrt(one.standard_error**2 + two.standard_error**2)
    assert (round(apart.difference / error, 2), round(apart.df, 1)) == (-2.46, 25.0)
    assert apart.told


def test_under_four_people_it_says_why_not():
    apart = told_apart(score(5, 5, 4, 5), score(1, 2, 1))
    assert (apart.told, apart.interval) == (False, None)
    assert apart.why_not == "No interval: it takes ratings from at least four people."


def test_a_competency_that_hangs_on_one_person_is_named():
    ratings = [*panel("x", 3, 4, 5, 4), *panel("y", 2)]
    one = candidate_score(ratings, {"x": 1, "y": 1}, {"y": "Leading people"})
    apart = told_apart(one, score(3, 4, 5, 4))
    assert (apart.told, apart.interval) == (False, None)
    assert "only one person rated Leading people" in apart.why_not


def test_both_reasons_are_given_each_once():
    few = score(1, 2, 3)
    hangs = candidate_score([*panel("x", 3, 4, 5, 4), *panel("y", 2)], {"x": 1, "y": 1})
    assert told_apart(few, hangs).why_not == f"{few.why_no_interval} {hangs.why_no_interval}"
    assert told_apart(few, few).why_not == few.why_no_interval


def test_who_was_not_rated_has_no_difference():
    unrated, rated = candidate_score([], {"x": 1}), score(3, 4, 5, 4)
    for apart in (told_apart(unrated, rated), told_apart(rated, unrated)):
        assert (apart.difference, apart.told) == (None, False)
        assert apart.why_not == "Nobody has rated a competency yet."


def test_equal_ratings_on_both_sides_tell_nothing_of_chance():
    apart = told_apart(score(4, 4, 4, 4), score(3, 3, 3, 3))
    assert (apart.told, apart.interval) == (False, None)
    assert "equal ratings" in apart.why_not


def test_equal_ratings_on_one_side_leave_the_others_degrees():
    apart = told_apart(score(5, 5, 5, 5), score(1, 2, 3, 2, 2))
    assert apart.df == pytest.approx(4)


def test_no_difference_at_the_very_end_of_the_interval_is_not_told():
    error = 1 / sqrt(2)
    half = told_apart(made(3, error, 5), made(3, error, 5)).interval.high
    assert not told_apart(made(half, error, 5), made(0, error, 5)).told


means = st.floats(1, 5)
errors = st.floats(0.01, 2)
people = st.integers(4, 12)
scores = st.builds(made, means, errors, people)
ratings = st.lists(st.integers(1, 5), min_size=4, max_size=9)


@given(scores, scores)
def test_the_other_way_round_is_the_same_with_its_sign_turned(one, other):
    there, back = told_apart(one, other), told_apart(other, one)
    assert there.difference == -back.difference
    assert there.interval == pytest.approx((-back.interval.high, -back.interval.low))
    assert (there.told, there.df) == (back.told, pytest.approx(back.df))


@given(scores)
def test_nobody_is_told_apart_from_themselves(one):
    apart = told_apart(one, one)
    assert (apart.difference, apart.told) == (0, False)
    assert apart.df == pytest.approx(2 * (one.people - 1))


@given(means, means, errors, errors, people, people)
def test_fewer_people_make_the_interval_wider(one, other, first, second, k, m):
    def width(k: int) -> float:
        low, high = told_apart(made(one, first, k), made(other, second, m)).interval
        return high - low

    assert width(k) >= width(k + 1) - 1e-9


@given(ratings, ratings, st.integers(-3, 3))
def test_a_constant_added_to_both_changes_nothing(one, other, plus):
    before = told_apart(score(*one), score(*other))
    after = told_apart(score(*(v + plus for v in one)), score(*(v + plus for v in other)))
    assert after.difference == pytest.approx(before.difference, abs=1e-12)
    assert (after.interval is None) == (before.interval is None)
    assert after.interval is None or after.interval == pytest.approx(before.interval)


@given(scores, scores)
def test_degrees_lie_between_the_smaller_panels_and_both(one, other):
    df = told_apart(one, other).df
    assert min(one.people, other.people) - 1 - 1e-9 <= df <= one.people + other.people - 2 + 1e-9


@given(scores, scores)
def test_told_apart_exactly_where_nothing_lies_outside(one, other):
    apart = told_apart(one, other)
    assert apart.told == (apart.interval.low > 0 or apart.interval.high < 0)


# What all were assessed on


def test_means_are_exact():
    assert exact_means(panel("x", 3, 4, 4)) == {"x": Fraction(11, 3)}


def test_what_only_one_was_assessed_on_is_left_out_and_named():
    one, other = {"x": Fraction(4), "y": Fraction(2)}, {"x": Fraction(3)}
    assert shared([one, other], {"x": 60, "y": 40}) == ({"x": 60}, ("y",))


def test_what_nobody_was_assessed_on_or_has_no_weight_is_not_left_out_for_one():
    one, other = {"x": Fraction(4), "z": Fraction(2)}, {"x": Fraction(3)}
    assert shared([one, other], {"x": 60, "y": 40, "z": 0}) == ({"x": 60}, ())


def test_order_is_by_what_all_were_assessed_on():
    """By all that each was assessed on, bo would lead."""
    given_ = {"ada": {"x": 4, "y": 1}, "bo": {"x": 3}}
    assert in_order(given_, {"x": 1, "y": 1}) == ["ada", "bo"]


def test_there_is_no_order_where_nothing_is_shared():
    given_ = {"ada": {"x": 4}, "bo": {"y": 3}}
    assert in_order(given_, {"x": 1, "y": 1}) == []
    assert turns(given_, {"x": 1, "y": 1}) == {}


def test_equals_stand_as_they_came():
    given_ = {"bo": {"x": 4}, "ada": {"x": 4}, "cy": {"x": 5}}
    assert in_order(given_, {"x": 1}) == ["cy", "bo", "ada"]


# Other weights


def test_other_weights_are_each_halved_each_doubled_and_all_alike():
    found = other_weights({"x": Fraction(60), "y": Fraction(40)})
    assert found == {
        Weighing("x", HALF): {"x": 30, "y": 40},
        Weighing("x", TWICE): {"x": 120, "y": 40},
        Weighing("y", HALF): {"x": 60, "y": 20},
        Weighing("y", TWICE): {"x": 60, "y": 80},
        ALIKE: {"x": 1, "y": 1},
    }


ADA, BO = {"x": Fraction(4), "y": Fraction(3)}, {"x": Fraction(3), "y": Fraction(4)}


def test_an_order_that_hangs_on_the_weights_says_on_which():
    """60 to 40 for ada; 30 to 40 and 60 to 80 for bo; alike, they are level."""
    found = turns({"ada": ADA, "bo": BO}, {"x": 60, "y": 40})["ada", "bo"]
    assert dict(found) == {Weighing("x", HALF): -1, Weighing("y", TWICE): -1, ALIKE: 0}


def test_who_leads_in_everything_leads_under_any_weights():
    best = {"x": Fraction(5), "y": Fraction(4)}
    assert turns({"cy": best, "bo": BO}, {"x": 60, "y": 40}) == {("cy", "bo"): []}


def test_two_that_are_level_turn_where_one_leads():
    found = dict(turns({"ada": ADA, "bo": BO}, {"x": 1, "y": 1})["ada", "bo"])
    assert found[Weighing("x", TWICE)] == 1
    assert found[Weighing("x", HALF)] == -1
    assert ALIKE not in found


def test_an_order_by_a_hairs_breadth_is_no_rounding():
    third = {"x": Fraction(10, 3)}
    same = {"x": (Fraction(3) + Fraction(3) + Fraction(4)) / 3}
    assert turns({"ada": third, "bo": same}, {"x": 1}) == {("ada", "bo"): []}


def test_every_pair_is_asked():
    given_ = {"ada": ADA, "bo": BO, "cy": {"x": Fraction(1), "y": Fraction(1)}}
    assert set(turns(given_, {"x": 1, "y": 1})) == {("ada", "bo"), ("ada", "cy"), ("bo", "cy")}


def test_weights_of_what_only_one_was_assessed_on_turn_nothing():
    given_ = {"ada": {**ADA, "z": Fraction(1)}, "bo": BO}
    found = turns(given_, {"x": 60, "y": 40, "z": 300})["ada", "bo"]
    assert "z" not in {turn.weighing.competency for turn in found}


profiles = st.fixed_dictionaries(dict.fromkeys("xyz", st.fractions(1, 5, max_denominator=6)))
weights = st.fixed_dictionaries(dict.fromkeys("xyz", st.integers(1, 60)))


@given(profiles, profiles, weights)
def test_turns_are_the_same_the_other_way_round(one, other, weights):
    there = turns({"ada": one, "bo": other}, weights)["ada", "bo"]
    back = turns({"bo": other, "ada": one}, weights)["bo", "ada"]
    assert [(t.weighing, -t.leads) for t in there] == [tuple(t) for t in back]


@given(profiles, profiles, weights, st.integers(2, 9))
def test_only_the_proportion_of_the_weights_counts(one, other, weights, times):
    more = {key: weight * times for key, weight in weights.items()}
    given_ = {"ada": one, "bo": other}
    assert turns(given_, weights) == turns(given_, more)


@given(st.lists(profiles, min_size=2, max_size=4), weights)
def test_the_order_of_all_holds_where_neighbours_hold(rows, weights):
    """So that a page may tell of neighbours alone."""
    given_ = dict(enumerate(rows))
    order = in_order(given_, weights)
    found = turns({who: given_[who] for who in order}, weights)
    neighbours = list(pairwise(order))
    if not any(found[pair] for pair in neighbours):
        assert not any(found.values())
