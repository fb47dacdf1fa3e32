"""How far raters of one case are apart: worked by hand, and what must hold whatever they gave."""

from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecards.statistics import noise, strictness

# Rows are competencies, columns the raters Ada, Ben and Cy. By hand: competency means 3, 3 and 3;
# Ada 2, Ben 3, Cy 4, everybody 3. Levels -1, 0, +1. Residuals: Ada 0 -1 +1, Ben 0 +1 -1, Cy 0 0 0.
# Squares 2 over 2 give level noise 1; squares 4 over (3-1)(3-1) give pattern noise 1.
BY_HAND = [[2, 3, 4], [1, 4, 4], [3, 2, 4]]


def cells(table) -> dict:
    return {
        (item, rater): value
        for item, row in enumerate(table)
        for rater, value in enumerate(row)
        if value is not None
    }


TABLES = st.integers(2, 6).flatmap(
    lambda raters: st.lists(
        st.lists(st.integers(1, 5), min_size=raters, max_size=raters), min_size=2, max_size=5
    )
)


def figures(found):
    return [found.level, found.pattern]


# ---- Worked by hand


def test_levels_are_each_raters_mean_less_everybodys():
    found = noise(cells(BY_HAND))
    assert found.mean == pytest.approx(3)
    assert found.levels == pytest.approx({0: -1, 1: 0, 2: 1})


def test_level_noise_is_the_deviation_of_levels_on_one_less_than_raters():
    assert noise(cells(BY_HAND)).level == pytest.approx(1)


def test_pattern_noise_is_what_is_left_over_its_degrees_of_freedom():
    found = noise(cells(BY_HAND))
    assert found.df == 4
    assert found.pattern == pytest.approx(1)
    assert [found.residuals[item, 0] for item in range(3)] == pytest.approx([0, -1, 1])


def test_system_noise_adds_the_squares():
    assert noise(cells(BY_HAND)).system == pytest.approx(sqrt(2))


def test_the_furthest_cell_is_the_one_that_level_and_item_explain_least():
    # Two raters go up from item to item; the third turns down at the last.
    assert noise(cells([[3, 3, 3], [4, 4, 4], [5, 5, 2]])).furthest == (2, 2)
    assert noise(cells([[2, 5, 5], [4, 4, 4], [3, 3, 3]])).furthest == (0, 0)


def test_two_raters_on_two_items():
    # Means 2 and 4, everybody 3: levels -1 and +1, so sqrt(2). Residuals +-1/2: 4 x 1/4 over 1.
    found = noise(cells([[2, 3], [2, 5]]))
    assert found.level == pytest.approx(sqrt(2))
    assert found.pattern == pytest.approx(1)
    assert found.df == 1


# ---- Cells missing


def test_nobody_looks_strict_for_having_left_out_the_strongest_item():
    found = noise(cells([[1, 1], [3, 3], [5, None]]))
    assert found.levels == pytest.approx({0: 0, 1: 0})
    assert figures(found) == pytest.approx([0, 0])


def test_with_a_cell_missing_the_levels_are_the_additive_fit():
    table = cells([[2, 3, 5], [1, 4, None], [3, 2, 4]])
    found, fit = noise(table), strictness(table)
    assert found.levels == fit.raters
    assert found.df == 8 - 3 - 3 + 1


def test_there_is_no_pattern_where_every_cell_is_needed_for_the_levels():
    found = noise(cells([[2, 3], [4, None]]))
    assert found.identifiable
    assert found.df == 0
    assert found.pattern is None
    assert found.system is None


@pytest.mark.parametrize("table", [[], [[3, 4]], [[3], [4]]], ids=["nothing", "item", "rater"])
def test_one_of_anything_is_not_identifiable(table):
    found = noise(cells(table))
    assert not found.identifiable
    assert "it takes two people" in found.why_not
    assert found.level is None


def test_raters_who_share_no_item_are_not_identifiable():
    found = noise(cells([[3, None], [4, None], [None, 2], [None, 5]]))
    assert not found.identifiable
    assert "some people share no competency with the others" in found.why_not
    assert (found.furthest, found.df) == (None, 0)


# ---- Laws


@given(TABLES, st.integers(1, 4))
def test_a_constant_added_to_one_rater_changes_no_pattern(table, constant):
    moved = [[row[0] + constant, *row[1:]] for row in table]
    assert noise(cells(moved)).pattern == pytest.approx(noise(cells(table)).pattern, abs=1e-9)


def test_a_constant_added_to_one_rater_changes_the_level():
    moved = [[row[0] - 1, *row[1:]] for row in BY_HAND]
    assert noise(cells(moved)).level > noise(cells(BY_HAND)).level


@given(TABLES)
def test_the_order_of_raters_changes_nothing(table):
    turned = [row[::-1] for row in table]
    assert figures(noise(cells(turned))) == pytest.approx(figures(noise(cells(table))), abs=1e-9)


@given(TABLES)
def test_the_order_of_items_changes_nothing(table):
    turned = table[::-1]
    assert figures(noise(cells(turned))) == pytest.approx(figures(noise(cells(table))), abs=1e-9)


@given(TABLES)
def test_a_constant_added_to_an_item_changes_nothing(table):
    moved = [[value + 1 for value in table[0]], *table[1:]]
    assert figures(noise(cells(moved))) == pytest.approx(figures(noise(cells(table))), abs=1e-9)


@given(TABLES, st.integers(2, 5))
def test_points_twice_as_far_apart_are_twice_the_noise(table, times):
    wider = [[value * times for value in row] for row in table]
    expected = [times * figure for figure in figures(noise(cells(table)))]
    assert figures(noise(cells(wider))) == pytest.approx(expected, abs=1e-9)


@given(st.integers(2, 6), st.lists(st.integers(1, 5), min_size=2, max_size=5))
def test_raters_who_give_the_same_make_no_noise(raters, column):
    found = noise(cells([[value] * raters for value in column]))
    assert [*figures(found), found.system] == pytest.approx([0, 0, 0], abs=1e-9)


@given(TABLES)
def test_levels_add_to_nothing_and_residuals_too(table):
    found = noise(cells(table))
    assert sum(found.levels.values()) == pytest.approx(0, abs=1e-9)
    assert sum(found.residuals.values()) == pytest.approx(0, abs=1e-9)
    assert found.df == (len(table) - 1) * (len(table[0]) - 1)
