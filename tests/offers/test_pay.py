"""The arithmetic of pay, against packages worked by hand and against what must always hold."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offers.pay import (
    Case,
    CurrencyMismatch,
    Money,
    Package,
    Range,
    Rate,
    Vesting,
    add_up,
    cents,
    convert,
    option_value,
    outside,
    pay_by_year,
    percent_of_midpoint,
    place_in_range,
    shares_of,
    spread,
    totals,
    vested_share,
)


def eur(amount) -> Money:
    return Money(Decimal(str(amount)), "EUR")


def usd(amount) -> Money:
    return Money(Decimal(str(amount)), "USD")


EUROPE = Range(Decimal(200_000), Decimal(280_000), "EUR")
OPEN = Range(Decimal(300_000), None, "USD")


# Places on a band


def test_percent_of_midpoint_divides_by_the_middle():
    assert percent_of_midpoint(eur(252_000), EUROPE) == 105


def test_place_in_range_counts_from_the_minimum():
    assert place_in_range(eur(252_000), EUROPE) == 65


def test_spread_is_a_share_of_the_minimum():
    assert spread(EUROPE) == 40


def test_place_in_range_runs_past_both_ends():
    assert place_in_range(eur(190_000), EUROPE) == Decimal("-12.5")
    assert place_in_range(eur(300_000), EUROPE) == 125


@pytest.mark.parametrize("figure", [percent_of_midpoint, place_in_range])
def test_open_maximum_has_no_midpoint_and_no_place(figure):
    assert figure(usd(900_000), OPEN) is None


def test_open_maximum_has_no_spread():
    assert spread(OPEN) is None


def test_open_maximum_cannot_be_exceeded():
    assert outside(usd(5_000_000), OPEN) == ""


def test_open_maximum_still_has_a_minimum():
    assert outside(usd(299_999), OPEN) == "below"


@pytest.mark.parametrize(
    ("amount", "where"),
    [(199_999, "below"), (200_000, ""), (280_000, ""), ("280000.01", "above")],
)
def test_outside_counts_the_ends_as_inside(amount, where):
    assert outside(eur(amount), EUROPE) == where


def test_a_band_of_one_figure_has_no_places():
    assert place_in_range(eur(5), Range(Decimal(5), Decimal(5), "EUR")) is None


def test_a_band_from_nothing_has_no_spread():
    assert spread(Range(Decimal(0), Decimal(5), "EUR")) is None


# Currencies


@pytest.mark.parametrize("figure", [percent_of_midpoint, place_in_range, outside])
def test_pay_is_not_held_against_a_band_in_another_currency(figure):
    with pytest.raises(CurrencyMismatch, match="USD and EUR cannot be added or compared"):
        figure(usd(250_000), EUROPE)


def test_two_currencies_are_not_added():
    with pytest.raises(CurrencyMismatch):
        eur(1) + usd(1)


def test_two_currencies_are_not_subtracted():
    with pytest.raises(CurrencyMismatch):
        eur(1) - usd(1)


def test_adding_up_refuses_a_stranger():
    with pytest.raises(CurrencyMismatch):
        add_up([eur(1), usd(1)], "EUR")


def test_equity_in_another_currency_is_not_added_to_base():
    with pytest.raises(CurrencyMismatch):
        pay_by_year(Package(base=eur(250_000)), equity=usd(1_000_000))


def test_converting_takes_a_dated_rate():
    rate = Rate("USD", "EUR", Decimal("0.8615"), date(2026, 11, 20))
    assert convert(usd(1_000), rate) == eur("861.50")


def test_converting_refuses_the_rate_of_another_currency():
    with pytest.raises(CurrencyMismatch):
        convert(eur(1), Rate("USD", "EUR", Decimal("0.86"), date(2026, 11, 20)))


# Rounding


@pytest.mark.parametrize(
    ("amount", "rounded"),
    [("0.005", "0.01"), ("0.015", "0.02"), ("0.0149", "0.01"), ("-0.005", "-0.01")],
)
def test_cents_round_half_up(amount, rounded):
    assert cents(Decimal(amount)) == Decimal(rounded)


def test_cents_of_a_fraction():
    assert cents(Fraction(2, 3)) == Decimal("0.67")


# Vesting


@pytest.mark.parametrize(
    ("month", "share"),
    [
        (-1, Fraction(0)),
        (0, Fraction(0)),
        (11, Fraction(0)),
        (12, Fraction(1, 4)),
        (13, Fraction(13, 48)),
        (47, Fraction(47, 48)),
        (48, Fraction(1)),
        (60, Fraction(1)),
    ],
)
def test_vested_share_has_a_cliff_then_a_month_at_a_time(month, share):
    assert vested_share(month) == share


def test_vested_share_over_three_years_without_a_cliff():
    three = Vesting(months=36, cliff_months=0)
    assert [vested_share(m, three) for m in (0, 1, 36)] == [0, Fraction(1, 36), 1]


def test_vested_share_with_a_half_year_cliff():
    assert vested_share(5, Vesting(36, 6)) == 0
    assert vested_share(6, Vesting(36, 6)) == Fraction(1, 6)


@pytest.mark.parametrize(("months", "cliff"), [(0, 0), (12, 13), (12, -1)])
def test_vesting_refuses_a_cliff_outside_its_months(months, cliff):
    with pytest.raises(ValueError, match="the cliff falls within it"):
        Vesting(months, cliff)


vestings = st.integers(1, 120).flatmap(lambda m: st.builds(Vesting, st.just(m), st.integers(0, m)))


@given(vestings, st.integers(-5, 200))
def test_vested_share_never_falls_and_stays_between_nothing_and_all(vesting, month):
    now, later = vested_share(month, vesting), vested_share(month + 1, vesting)
    assert 0 <= now <= later <= 1


@given(vestings)
def test_vested_share_is_whole_at_the_end(vesting):
    assert vested_share(vesting.months, vesting) == 1


# Equity


def test_a_percentage_becomes_whole_shares_rounded_down():
    assert shares_of(Decimal("0.8"), 41_200_000) == 329_600
    assert shares_of(Decimal("0.333"), 1_000) == 3


def test_option_value_in_the_base_case():
    case = Case(eur(5), Decimal("0.20"), Decimal("0.50"), Decimal("0.25"))
    assert option_value(329_600, eur("2.10"), case) == eur("286752.00")


def test_option_under_water_is_worth_nothing():
    assert option_value(329_600, eur("2.10"), Case(eur("1.00"))) == eur("0.00")


def test_option_value_counts_what_is_vested():
    assert option_value(1_000, eur(1), Case(eur(3)), vested_share(12)) == eur("500.00")


def test_option_price_and_strike_share_a_currency():
    with pytest.raises(CurrencyMismatch):
        option_value(1_000, eur(1), Case(usd(3)))


@pytest.mark.parametrize("assumed", ["dilution", "probability", "illiquidity"])
def test_a_case_refuses_a_share_above_one(assumed):
    with pytest.raises(ValueError, match="between 0 and 1"):
        Case(eur(1), **{assumed: Decimal(30)})


def test_a_case_refuses_a_negative_price():
    with pytest.raises(ValueError, match="below nothing"):
        Case(eur(-1))


# Year by year, worked by hand: EUR 252,000, 30% target, EUR 40,000 on signing, options as above

KESTREL = Package(base=eur(252_000), target_bonus=Decimal("0.30"), sign_on={1: eur(40_000)})
CASES = {
    "low": Case(eur("2.10"), Decimal("0.20"), Decimal("0.50"), Decimal("0.25"), Decimal("0.5")),
    "base": Case(eur("5.00"), Decimal("0.20"), Decimal("0.50"), Decimal("0.25"), Decimal("1")),
    "high": Case(eur("11.00"), Decimal("0.15"), Decimal("0.60"), Decimal("0.20"), Decimal("1.3")),
}


def kestrel(case: str):
    equity = option_value(329_600, eur("2.10"), CASES[case])
    return pay_by_year(KESTREL, equity=equity, payout=CASES[case].payout)


@pytest.mark.parametrize(
    ("case", "first", "later", "whole", "average", "cash"),
    [
        ("low", "329800.00", "289800.00", "1199200.00", "299800.00", "1199200.00"),
        ("base", "439288.00", "399288.00", "1637152.00", "409288.00", "1350400.00"),
        ("high", "689490.88", "649490.88", "2637963.52", "659490.88", "1441120.00"),
    ],
)
def test_four_years_of_a_package(case, first, later, whole, average, cash):
    years = kestrel(case)
    sums = totals(years)
    assert [y.total for y in years] == [eur(first), eur(later), eur(later), eur(later)]
    assert (sums.year_1, sums.all_years) == (eur(first), eur(whole))
    assert (sums.average, sums.cash) == (eur(average), eur(cash))


def test_sign_on_is_paid_in_its_year():
    package = Package(base=eur(100), sign_on={1: eur(10), 3: eur(30)})
    assert [y.sign_on for y in pay_by_year(package)] == [eur(10), eur(0), eur(30), eur(0)]


def test_a_cliff_after_two_years_leaves_the_first_year_without_equity():
    package = Package(base=eur(100), vesting=Vesting(48, 24))
    vests = [y.equity for y in pay_by_year(package, equity=eur(4_000))]
    assert vests == [eur(0), eur(2_000), eur(1_000), eur(1_000)]


def test_vesting_of_three_and_a_half_years_leaves_half_a_year_to_the_fourth():
    package = Package(base=eur(100), vesting=Vesting(42, 12))
    vests = [y.equity for y in pay_by_year(package, equity=eur(4_200))]
    assert vests == [eur(1_200), eur(1_200), eur(1_200), eur(600)]


def test_a_fixed_term_pays_part_years_and_stops_vesting():
    package = Package(base=eur(120_000), target_bonus=Decimal("0.5"), months=18)
    first, second, third, _ = pay_by_year(package, equity=eur(48_000))
    assert (first.base, first.bonus, first.equity) == (eur(120_000), eur(60_000), eur(12_000))
    assert (second.base, second.bonus, second.equity) == (eur(60_000), eur(30_000), eur(6_000))
    assert third.total == eur(0)


def test_totals_of_no_years_is_refused():
    with pytest.raises(ValueError, match="no year"):
        totals([])


amounts = st.decimals(0, 10_000_000, places=2).map(eur)


@given(amounts, vestings)
def test_the_years_add_up_to_all_that_vested(equity, vesting):
    years = pay_by_year(Package(base=eur(1), vesting=vesting), equity=equity, years=10)
    assert add_up((y.equity for y in years), "EUR") == equity


@given(amounts, amounts, st.decimals(0, 3, places=3), st.integers(1, 60))
def test_a_year_is_the_sum_of_what_it_shows(base, equity, bonus, months):
    for y in pay_by_year(Package(base, bonus, sign_on={2: base}, months=months), equity=equity):
        assert y.cash == y.base + y.bonus + y.sign_on + y.lti
        assert y.total == y.cash + y.equity
        assert y.total.amount == y.total.amount.quantize(Decimal("0.01"))


@given(amounts, amounts, amounts)
def test_an_option_is_never_worth_less_than_nothing(price, strike, other):
    value = option_value(1_000, strike, Case(price))
    assert value.amount >= 0
    assert option_value(1_000, strike, Case(price + other)).amount >= value.amount
