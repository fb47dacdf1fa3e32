"""What was foretold beside what came: the arithmetic, its floor and its words."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onboarding.differences import (
    HIRES,
    Difference,
    Pair,
    difference,
    in_words,
)

points = st.integers(1, 5)
pairs = st.lists(st.builds(Pair, st.integers(0, 7), st.sampled_from("abc"), points, points))
enough = pairs.filter(lambda said: len({pair.hire for pair in said}) >= HIRES)


def one_each(*signed: int, came: int = 3) -> list[Pair]:
    """A hire for each, foretold by so much more than came."""
    return [Pair(hire, "a", came + by, came) for hire, by in enumerate(signed)]


# ---- Reference values, worked out by hand ----------------------------------------------------


def test_the_mean_differences_and_the_interval_are_those_worked_out_by_hand():
    """2, 1, 0, -1: mean 0.5, variance 5/3, t(3) 3.18245, so 0.5 +/- 3.18245 x 0.6455."""
    found = difference(one_each(2, 1, 0, -1))
    assert (found.hires, found.signed, found.absolute) == (4, 0.5, 1.0)
    assert found.interval == pytest.approx((0.5 - 2.05426, 0.5 + 2.05426), abs=1e-4)


def test_what_several_people_say_of_one_hire_is_averaged_first():
    """Two said 5 and 3 of the first, and 4 came: nothing in all. The others were foreseen."""
    said = [Pair(0, "a", 5, 4), Pair(0, "a", 3, 4), *one_each(0, 0, 0, 0)[1:]]
    assert (difference(said).signed, difference(said).absolute) == (0, 0)


def test_competencies_do_not_cancel_out_in_the_absolute_difference():
    said = [Pair(hire, key, 3 + by, 3) for hire in range(4) for key, by in (("a", 1), ("b", -1))]
    assert (difference(said).signed, difference(said).absolute) == (0, 1)


def test_a_hire_of_whom_much_was_said_counts_once():
    much = [Pair(0, key, 5, 3) for key in "abc"]
    assert difference([*much, *one_each(0, 0, 0, 0)[1:]]).signed == 0.5


# ---- Laws ------------------------------------------------------------------------------------


@given(enough)
def test_the_signed_difference_is_never_larger_than_the_absolute_one(said):
    found = difference(said)
    assert abs(found.signed) <= found.absolute + 1e-12
    assert 0 <= found.absolute <= 4


@given(enough, st.randoms(use_true_random=False))
def test_the_order_of_what_was_said_changes_nothing(said, chance):
    mixed = list(said)
    chance.shuffle(mixed)
    found, again = difference(said), difference(mixed)
    assert (again.hires, again.signed, again.absolute) == (
        found.hires,
        pytest.approx(found.signed),
        pytest.approx(found.absolute),
    )


@given(enough)
def test_saying_everything_twice_changes_nothing(said):
    assert difference([*said, *said]) == difference(said)


@given(enough)
def test_prediction_and_outcome_changed_round_turn_the_sign_and_nothing_else(said):
    found = difference(said)
    turned = difference([Pair(p.hire, p.competency, p.came, p.predicted) for p in said])
    assert turned.signed == pytest.approx(-found.signed)
    assert turned.absolute == pytest.approx(found.absolute)
    if found.interval:
        assert turned.interval == pytest.approx((-found.interval.high, -found.interval.low))
    else:
        assert turned.interval is None


@given(enough, st.integers(-3, 3))
def test_a_milder_panel_is_off_by_so_much_more(said, milder):
    found = difference(said)
    moved = difference([p._replace(predicted=p.predicted + milder) for p in said])
    assert moved.signed == pytest.approx(found.signed + milder)


@given(enough)
def test_the_interval_lies_evenly_about_the_mean(said):
    found = difference(said)
    if found.interval:
        assert sum(found.interval) / 2 == pytest.approx(found.signed)
        assert found.interval.low < found.interval.high


@given(pairs)
def test_a_prediction_of_what_came_is_off_by_nothing(said):
    """The same outcome of one hire on one competency, foretold by everybody."""
    foreseen = [p._replace(predicted=3, came=3) for p in said]
    found = difference(foreseen)
    assert (found.signed or 0, found.absolute or 0, found.interval) == (0, 0, None)


@given(pairs)
def test_hires_are_counted_and_not_ratings(said):
    assert difference(said).hires == len({pair.hire for pair in said})


# ---- Silence ---------------------------------------------------------------------------------


@given(pairs)
def test_under_the_floor_there_is_no_number(said):
    found = difference(said)
    if found.hires < HIRES:
        assert found == Difference(found.hires)
        assert found.says == f"Not enough hires yet: {found.hires} of 4"
    else:
        assert found.told


def test_hires_that_all_differ_alike_have_no_interval():
    assert difference(one_each(1, 1, 1, 1)).interval is None
    assert difference(one_each(1, 1, 1, 1)).interval_words == ""


# ---- Words -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("signed", "words"),
    [
        (0.84, "0.8 points more than came"),
        (-1.25, "1.2 points less than came"),
        (0.049, "As much as came, to a tenth of a point"),
        (-0.049, "As much as came, to a tenth of a point"),
    ],
)
def test_a_difference_in_words(signed, words):
    assert Difference(4, signed, 1.0).says == words


def test_an_interval_in_words_shows_its_signs():
    assert difference(one_each(2, 1, 0, -1)).interval_words == "-1.6 to +2.6"


def test_one_competency_of_one_hire_in_words():
    said = [("Part 1", [4, 3])]
    assert in_words(said, 3.5, "day 90", 2) == (
        "Part 1 said 4 and 3; day 90 says 2: the panel saw more than came."
    )


@pytest.mark.parametrize(
    ("mean", "came", "tail"),
    [
        (3.5, 3, "it came as the panel saw it"),
        (3.5, 4, "it came as the panel saw it"),
        (3.51, 3, "the panel saw more than came"),
        (2.0, 5, "more came than the panel saw"),
    ],
)
def test_half_a_point_is_as_near_as_a_whole_number_can_be(mean, came, tail):
    assert in_words([("P", [1])], mean, "day 90", came).endswith(f": {tail}.")


def test_several_parts_in_words():
    said = [("A", [4, 3, 3]), ("B", [2])]
    assert in_words(said, 3.0, "month six", 3).startswith("A said 4, 3 and 3, B said 2; month six")


def test_what_nobody_rated_is_said_so():
    assert in_words([], None, "day 90", 2) == "Nobody rated it; day 90 says 2."
    assert in_words([], None, "day 90", None) == "Nobody rated it; day 90 cannot say yet."


def test_an_outcome_that_cannot_be_said_compares_nothing():
    assert in_words([("A", [4])], 4.0, "day 90", None) == "A said 4; day 90 cannot say yet."


# ---- Dates -----------------------------------------------------------------------------------


def test_means_are_exact_before_they_are_handed_out():
    said = [Pair(hire, "a", Fraction(1, 3) + 1, 1) for hire in range(6)]
    assert difference(said).signed == float(Fraction(1, 3))
