"""Agreement and strictness, against published figures to the digits printed."""

from math import inf, isnan, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecards.statistics import (
    alpha_reads,
    complete_block,
    f_quantile,
    icc,
    incomplete_beta,
    krippendorff_alpha,
    strictness,
    student_t,
)

# Shrout & Fleiss 1979, table 2: rows are targets, columns are judges.
JUDGES = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]


def cells(table) -> dict:
    return {(i, j): value for i, row in enumerate(table) for j, value in enumerate(row)}


# Distributions: values from printed tables of t and F


@pytest.mark.parametrize(
    ("confidence", "df", "printed"),
    [(0.90, 5, 2.015), (0.95, 9, 2.262), (0.99, 1, 63.657), (0.99, 10, 3.169), (0.999, 4, 8.610)],
)
def test_student_t_meets_the_printed_table(confidence, df, printed):
    assert round(student_t(confidence, df), 3) == printed


@pytest.mark.parametrize(
    ("p", "d1", "d2", "printed"),
    [
        (0.95, 1, 1, 161.4),
        (0.95, 5, 15, 2.90),
        (0.975, 3, 10, 4.83),
        (0.99, 10, 20, 3.37),
        (0.95, 120, 120, 1.35),
        (0.90, 3, 6, 3.29),
    ],
)
def test_f_quantile_meets_the_printed_table(p, d1, d2, printed):
    digits = 1 if printed > 100 else 2
    assert round(f_quantile(p, d1, d2), digits) == printed


def test_t_squared_is_f_on_one_degree():
    assert student_t(0.95, 7) ** 2 == pytest.approx(f_quantile(0.95, 1, 7), rel=1e-9)


@given(st.floats(0.1, 50), st.floats(0.1, 50), st.floats(0.001, 0.999))
def test_incomplete_beta_mirrors(a, b, x):
    assert incomplete_beta(a, b, x) == pytest.approx(1 - incomplete_beta(b, a, 1 - x), abs=1e-9)


@pytest.mark.parametrize(("x", "share"), [(-0.5, 0), (0, 0), (1, 1), (1.5, 1)])
def test_incomplete_beta_is_nothing_below_its_range_and_all_above_it(x, share):
    assert incomplete_beta(2, 3, x) == share


def test_incomplete_beta_of_what_is_no_number_comes_to_an_end():
    assert isnan(incomplete_beta(2, 3, nan))


def test_f_quantile_is_infinite_beyond_what_a_float_holds():
    assert f_quantile(0.975, 5, 0.01) == inf
    assert f_quantile(0.975, 5, 0.1) < inf


@pytest.mark.parametrize("wrong", [(0, 3), (1, 3), (0.95, 0)])
def test_student_t_refuses_what_has_no_answer(wrong):
    with pytest.raises(ValueError, match="student_t wants"):
        student_t(*wrong)


@pytest.mark.parametrize("wrong", [(0, 3, 3), (1, 3, 3), (0.95, 0, 3), (0.95, 3, 0)])
def test_f_quantile_refuses_what_has_no_answer(wrong):
    with pytest.raises(ValueError, match="f_quantile wants"):
        f_quantile(*wrong)


# Intraclass correlations


@pytest.mark.parametrize(
    ("form", "printed"),
    [
        ("1,1", ".165742"),
        ("2,1", ".289764"),
        ("3,1", ".714841"),
        ("1,k", ".442797"),
        ("2,k", ".620051"),
        ("3,k", ".909316"),
    ],
)
def test_icc_of_shrout_and_fleiss(form, printed):
    assert f"{icc(JUDGES)[form].value:.6f}" == "0" + printed


@pytest.mark.parametrize(
    ("form", "low", "high"),
    [("2,1", ".018787", ".761084"), ("2,k", ".071137", ".927232")],
)
def test_icc_interval_of_shrout_and_fleiss(form, low, high):
    found = icc(JUDGES)[form]
    assert (f"{found.low:.6f}", f"{found.high:.6f}") == ("0" + low, "0" + high)


@pytest.mark.parametrize(
    ("form", "low", "high"),
    [
        ("1,1", "-0.133", "0.72"),
        ("3,1", "0.342", "0.95"),
        ("1,k", "-0.884", "0.91"),
        ("3,k", "0.676", "0.99"),
    ],
)
def test_icc_interval_meets_what_the_psych_package_of_r_prints(form, low, high):
    found = icc(JUDGES)[form]
    assert (f"{found.low:.3f}", f"{found.high:.2f}") == (low, high)


def test_icc_of_ratings_close_together_has_its_intervals_all_the_same():
    close = icc([[rating / 10 for rating in row] for row in JUDGES])
    for form, found in icc(JUDGES).items():
        assert close[form].low == pytest.approx(found.low)
        assert close[form].high == pytest.approx(found.high)


def test_every_icc_lies_in_its_interval():
    for found in icc(JUDGES).values():
        assert found.low < found.value < found.high


def test_a_wider_confidence_gives_a_wider_interval():
    narrow, wide = icc(JUDGES, 0.90)["2,1"], icc(JUDGES, 0.99)["2,1"]
    assert wide.low < narrow.low < narrow.high < wide.high


def test_icc_of_equal_raters_is_one():
    found = icc([[1, 1], [3, 3], [5, 5]])
    assert {form: f.value for form, f in found.items()} == dict.fromkeys(found, 1.0)


def test_icc_of_ratings_that_never_vary_is_not_defined():
    assert {f.value for f in icc([[3, 3], [3, 3]]).values()} == {None}


def test_icc_with_next_to_no_degrees_of_freedom_has_no_interval():
    found = icc([[1, 3], [1, 4], [2, 2]])["2,1"]
    assert found.value == pytest.approx(-0.3)
    assert (found.low, found.high) == (None, None)


def test_icc_lost_in_rounding_is_not_defined_and_has_no_interval():
    lost = icc([[1000, -1000], [-999.999997, 1000]])["2,1"]
    assert (lost.value, lost.low, lost.high) == (None, None, None)


@pytest.mark.parametrize("table", [[], [[1, 2]], [[1], [2]], [[1, 2], [3]]])
def test_icc_refuses_a_table_that_is_not_complete(table):
    with pytest.raises(ValueError, match="complete table of at least two candidates"):
        icc(table)


@given(st.lists(st.lists(st.integers(1, 5), min_size=3, max_size=3), min_size=2, max_size=8))
def test_icc_is_never_above_one_and_never_raises(table):
    assert all(f.value is None or f.value <= 1 + 1e-9 for f in icc(table).values())


def test_complete_block_keeps_the_raters_of_every_candidate():
    block = complete_block({**cells([[4, 3], [5, 2]]), (1, "late"): 4})
    assert (block.candidates, block.raters) == ((0, 1), (0, 1))
    assert block.table == [[4.0, 3.0], [5.0, 2.0]]


@pytest.mark.parametrize("few", [{}, {(0, 0): 3, (0, 1): 4}, {(0, 0): 3, (1, 0): 4}])
def test_there_is_no_block_under_two_by_two(few):
    assert complete_block(few) is None


# Krippendorff's alpha


def coders(*rows: str) -> list[list[int | None]]:
    return [[None if value == "." else int(value) for value in row.split()] for row in rows]


FOUR = coders(
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)
THREE = coders(
    ". . . . . 3 4 1 2 1 1 3 3 . 3",
    "1 . 2 1 3 3 4 3 . . . . . . .",
    ". . 2 1 3 4 4 . 2 1 1 3 3 . 4",
)


@pytest.mark.parametrize(
    ("level", "printed"),
    [
        ("nominal", "0.743421"),
        ("ordinal", "0.815388"),
        ("interval", "0.849107"),
        ("ratio", "0.797403"),
    ],
)
def test_alpha_of_krippendorffs_four_coders(level, printed):
    assert f"{krippendorff_alpha(FOUR, level):.6f}" == printed


@pytest.mark.parametrize(
    ("level", "printed"),
    [("nominal", "0.691358"), ("ordinal", "0.806721"), ("interval", "0.810845")],
)
def test_alpha_of_krippendorffs_three_coders(level, printed):
    assert f"{krippendorff_alpha(THREE, level):.6f}" == printed


def test_alpha_is_ordinal_unless_told():
    assert krippendorff_alpha(FOUR) == krippendorff_alpha(FOUR, "ordinal")


@pytest.mark.parametrize("nothing", [[], [[1, None], [None, 2]], [[3, 3], [3, 3]]])
def test_alpha_without_pairs_or_without_variation_is_not_defined(nothing):
    assert krippendorff_alpha(nothing) is None


def test_alpha_of_ratios_takes_zeros():
    assert krippendorff_alpha([[0, 1], [0, 1]], "ratio") == 1.0


def test_alpha_refuses_raters_of_unequally_many_things():
    with pytest.raises(ValueError, match="shorter"):
        krippendorff_alpha([[1, 2], [1]])


def test_alpha_refuses_an_unknown_level():
    with pytest.raises(ValueError, match="nominal, ordinal, interval, ratio"):
        krippendorff_alpha(FOUR, "cardinal")


@pytest.mark.parametrize(
    ("alpha", "reads"),
    [
        (None, "not defined"),
        (0.8, "good"),
        (0.7999, "tentative"),
        (0.667, "tentative"),
        (0.666, "low"),
        (-0.2, "low"),
    ],
)
def test_alpha_reads_at_krippendorffs_thresholds(alpha, reads):
    assert alpha_reads(alpha) == reads


# Strictness


def test_strictness_of_shrout_and_fleiss_judges():
    found = strictness(cells(JUDGES))
    printed = [f"{found.raters[j]:+.4f}" for j in range(4)]
    assert printed == ["+2.3750", "-2.7917", "-0.9583", "+1.3750"]
    assert f"{found.mean:.6f}" == "5.291667"


def test_strictness_adjusts_for_who_is_missing():
    given_ = cells(JUDGES)
    del given_[0, 1], given_[1, 0]
    found = strictness(given_)
    printed = [f"{found.candidates[i]:.4f}" for i in range(6)]
    assert printed == ["6.5022", "2.7165", "6.5000", "4.0000", "7.5000", "4.7500"]
    raw = {i: sum(v for (t, _), v in given_.items() if t == i) / 3 for i in (0, 1)}
    assert (round(raw[0], 4), raw[1]) == (7.3333, 2.0)


def test_strictness_takes_back_what_missing_the_strict_judge_gave():
    """Raw, the first target leads the third by 0.83; adjusted, by next to nothing."""
    given_ = cells(JUDGES)
    del given_[0, 1], given_[1, 0]
    found = strictness(given_).candidates
    assert 0 < found[0] - found[2] < 0.01


def test_effects_of_raters_add_to_nothing():
    given_ = cells(JUDGES)
    del given_[0, 1], given_[1, 0], given_[4, 3]
    assert sum(strictness(given_).raters.values()) == pytest.approx(0, abs=1e-12)


def test_a_rater_against_the_others_is_the_effect_less_the_mean_of_theirs():
    found = strictness(cells(JUDGES))
    others = (-2.7917 - 0.9583 + 1.3750) / 3
    assert found.against_others(0) == pytest.approx(2.3750 - others, abs=1e-3)


def test_many_candidates_are_no_more_equations_than_there_are_raters():
    """A rater who is always a point under the other, over two thousand candidates."""
    given_ = {(c, r): 3 + c % 2 + r for c in range(2000) for r in (0, 1)}
    found = strictness(given_)
    assert found.raters == pytest.approx({0: -0.5, 1: 0.5})
    assert found.candidates[1] == pytest.approx(4.5)


def test_raters_who_share_no_candidate_are_not_identifiable():
    apart = {("ada", 1): 4, ("ada", 2): 3, ("bo", 3): 5, ("bo", 4): 2}
    found = strictness(apart)
    assert not found.identifiable
    assert found.why_not.startswith("Not identifiable")
    assert (found.raters, found.candidates, found.mean) == ({}, {}, None)


@pytest.mark.parametrize(
    "few",
    [{}, {("ada", 1): 4}, {("ada", 1): 4, ("ada", 2): 3}, {("ada", 1): 4, ("bo", 1): 3}],
    ids=["nobody", "one rating", "one candidate", "one rater"],
)
def test_too_few_are_not_identifiable(few):
    assert not strictness(few).identifiable


def test_a_candidate_and_a_rater_of_the_same_name_are_two():
    assert not strictness({(1, 1): 4, (2, 2): 3}).identifiable


@given(st.lists(st.lists(st.integers(1, 5), min_size=2, max_size=4), min_size=2, max_size=6))
def test_strictness_never_raises_where_rows_are_of_unequal_length(table):
    found = strictness(cells(table))
    assert found.identifiable
    assert len(found.candidates) == len(table)
