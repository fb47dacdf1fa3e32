"""Rates of groups side by side, and that nothing shown tells of a group of few."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecards.statistics import FLOOR, Rate, compare, fisher_exact, flips_to_reverse, publishable

# ---- Reference values -------------------------------------------------------------------------

REFERENCE = [
    (Rate(20, 3), Rate(10, 1), 0.667, 1.000),
    (Rate(10, 6), Rate(10, 2), 0.333, 0.170),
    (Rate(100, 60), Rate(100, 45), 0.750, 0.0472),
    (Rate(80, 48), Rate(40, 12), 0.500, 0.0034),
]


@pytest.mark.parametrize(("high", "low", "ratio", "p"), REFERENCE)
def test_ratio_and_p_are_those_of_the_reference(high, low, ratio, p):
    top, other = compare({"high": high, "low": low})
    assert (top.ratio, top.p) == (None, None)
    assert other.ratio == pytest.approx(ratio, abs=0.0005)
    assert other.p == pytest.approx(p, abs=0.0005 if p > 0.1 else 0.00005)


def test_a_rate_is_told_in_whole_per_cent():
    assert [row.percent for row in compare({"a": Rate(7, 5), "b": Rate(9, 3)})] == [71, 33]


def test_one_outcome_the_other_way_reverses_three_of_twenty_against_one_of_ten():
    assert flips_to_reverse(Rate(10, 1), Rate(20, 3)) == 1


def test_equal_rates_have_nothing_to_reverse():
    assert flips_to_reverse(Rate(10, 5), Rate(20, 10)) is None


@pytest.mark.parametrize(("high", "low"), [(high, low) for high, low, _, _ in REFERENCE[1:]])
def test_one_outcome_reverses_none_of_the_others(high, low):
    flips = flips_to_reverse(low, high)
    assert flips is not None
    assert flips > 1


rates = st.integers(1, 30).flatmap(lambda n: st.builds(Rate, st.just(n), st.integers(0, n)))


@given(rates, rates)
def test_so_many_outcomes_reverse_it_and_one_fewer_does_not(one, other):
    lower, higher = sorted((one, other), key=lambda rate: rate.share)
    flips = flips_to_reverse(lower, higher)
    if flips is None:
        assert lower.share == higher.share
        return
    assert any(reversed_by(lower, higher, flips))
    assert not any(reversed_by(lower, higher, flips - 1))


def reversed_by(lower: Rate, higher: Rate, flips: int) -> Iterator[bool]:
    for up in range(flips + 1):
        low, high = lower.went_on + up, higher.went_on - (flips - up)
        if low <= lower.reached and high >= 0:
            yield Rate(lower.reached, low).share > Rate(higher.reached, high).share


@given(rates, rates)
def test_p_is_a_share_and_the_same_either_way_round(one, other):
    assert 0 < fisher_exact(one, other) <= 1
    assert fisher_exact(one, other) == fisher_exact(other, one)


def test_the_four_fifths_line_is_under_four_fifths():
    assert [c.under_four_fifths for c in compare({"a": Rate(10, 10), "b": Rate(10, 8)})] == [
        False,
        False,
    ]
    assert compare({"a": Rate(100, 100), "b": Rate(100, 79)})[1].under_four_fifths


@pytest.mark.parametrize("groups", [{}, {"a": Rate(10, 4)}, {"a": Rate(9, 0), "b": Rate(8, 0)}])
def test_without_two_groups_or_anybody_who_went_on_there_is_no_ratio(groups):
    assert compare(groups) == []


# ---- What may be shown ------------------------------------------------------------------------


def test_large_groups_are_shown():
    told = publishable({"a": (30, 15), "b": (20, 10)}, (50, 25))
    assert told == [{"a": Rate(30, 15), "b": Rate(20, 10)}]


@pytest.mark.parametrize(
    ("a", "b", "everybody"),
    [
        ((30, 15), (4, 2), (60, 30)),  # few in a group: of two, both are out
        ((30, 15), (20, 4), (80, 40)),  # few went on
        ((30, 15), (20, 16), (80, 40)),  # few did not
        ((30, 15), (20, 10), (53, 28)),  # few are left once both are taken off
        ((30, 15), (20, 10), (60, 26)),  # few of those who are left went on
    ],
)
def test_what_is_made_of_few_or_leaves_few_is_not(a, b, everybody):
    assert publishable({"a": a, "b": b}, everybody) == [{}]


def test_a_third_group_of_few_is_left_out_when_enough_others_said_nothing():
    told = publishable({"a": (30, 15), "b": (20, 10), "c": (3, 1)}, (63, 33))
    assert told == [{"a": Rate(30, 15), "b": Rate(20, 10)}]


def test_a_third_group_of_few_that_is_all_that_is_left_takes_the_others_along():
    assert publishable({"a": (30, 15), "b": (20, 10), "c": (3, 1)}, (53, 26)) == [{}]


def test_a_stage_is_not_told_where_the_one_before_would_give_it_away():
    """20 came to the second stage; 18 to the third: two did not, and the third would say so."""
    told = publishable({"a": (40, 20, 18, 9), "b": (40, 20, 10, 5)}, (80, 40, 28, 14))
    assert told == [{"a": Rate(40, 20), "b": Rate(40, 20)}, {}, {}]


falling = st.lists(st.integers(0, 40), min_size=4, max_size=4).map(lambda n: sorted(n)[::-1])


@given(falling, falling, falling, falling)
def test_no_number_shown_and_no_difference_of_two_is_of_few(a, b, c, unsaid):
    reached = {"a": a, "b": b, "c": c}
    everybody = [sum(at) for at in zip(a, b, c, unsaid, strict=True)]
    for place, told in enumerate(publishable(reached, everybody)):
        for group, rate in told.items():
            assert rate == (reached[group][place], reached[group][place + 1])
            assert min(rate.went_on, rate.reached - rate.went_on) >= FLOOR
        if told:
            for at in (place, place + 1):
                left = everybody[at] - sum(reached[group][at] for group in told)
                assert left == 0 or left >= FLOOR


def worlds(groups: int, stages: int, people: int) -> Iterator[tuple[tuple[int, ...], ...]]:
    """Every way in which that many people, at most, may be of these groups and go on."""
    if not groups:
        yield ()
        return
    for way in product(range(people + 1), repeat=stages):
        if list(way) == sorted(way, reverse=True):
            yield from ((way, *more) for more in worlds(groups - 1, stages, people - way[0]))


@pytest.mark.parametrize(("groups", "stages", "people"), [(3, 2, 9), (4, 2, 8), (3, 3, 9)])
def test_from_all_that_is_shown_and_all_totals_nobody_works_out_a_group_of_few(
    groups, stages, people
):
    """Every world there is, with a floor of two; the last group said nothing. Worlds that look
    alike to the reader are put together: in none of them is a lonely person certain."""
    alike: dict[object, list[set[int]]] = defaultdict(lambda: [set() for _ in range(groups * 9)])
    for world in worlds(groups, stages, people):
        everybody = tuple(map(sum, zip(*world, strict=True)))
        told = publishable(dict(enumerate(world[:-1])), everybody, floor=2)
        seen = (everybody, tuple(tuple(step.items()) for step in told))
        for group, way in enumerate(world[:-1]):
            for at, count in enumerate(way):
                alike[seen][group * stages + at].add(count)
    assert any(any(told) for _, told in alike)
    assert [seen for seen, counts in alike.items() if {1} in counts] == []


@pytest.mark.parametrize("few", [(7, 3), (5, 5)])
def test_a_group_that_was_large_enough_at_first_is_never_counted_with_the_rest(few):
    groups = {"a": (20, 10), "b": (20, 10), "c": few}
    assert publishable(groups, (60, 30)) == [{}]


def test_a_rest_of_which_nobody_went_on_is_a_rest_all_the_same():
    assert publishable({"a": (20, 10), "b": (20, 10)}, (45, 20)) == [{}]
