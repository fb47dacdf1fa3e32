"""What is said of each figure of a package, and the days and parts it speaks of."""

from datetime import date
from decimal import Decimal as D

import pytest

from offers.models import Offer
from offers.package import Picture, deal_of
from offers.pay import CurrencyMismatch, Money, paid_back
from offers.terms import kept
from searches.business_days import month_after
from tests.factories.packages import IN_DOLLARS, KESTREL, RATE, RSU, picture


def said(shown: Picture, year: int, name: str) -> str:
    line = next(line for line in shown.years[year - 1].lines if line.name == name)
    return "; ".join(line.how)


def test_a_bonus_says_how_it_comes_about():
    assert "base: 252,000 × 30% × 100% paid" in said(picture(**KESTREL), 1, "Bonus")


def test_a_capped_bonus_says_that_it_is_at_its_most():
    shown = picture(base=D(100), bonus_target=D(40), bonus_maximum=D(60), payout_high=D(200))
    assert "high: 100 × 60%, its most" in said(shown, 1, "Bonus")


def test_a_sign_on_says_what_goes_back():
    shown = picture(base=D(1), sign_on=D(40_000), clawback_months=12)
    assert "on leaving after 6 months, 20,000 goes back" in said(shown, 1, "Sign-on")


def test_the_second_part_of_a_sign_on_goes_back_by_the_months_since_it_was_paid():
    shown = picture(base=D(1), sign_on=D(40_000), sign_on_later=D(30_000), clawback_months=12)
    how = said(shown, 2, "Sign-on")
    assert how == "paid in year 2; on leaving 6 months after that, 15,000 goes back"


def test_what_goes_back_is_told_of_a_month_within_the_term():
    shown = picture(base=D(1), sign_on=D(24_000), clawback_months=24, term_months=7)
    assert said(shown, 1, "Sign-on").endswith("after 6 months, 18,000 goes back")


def test_what_vests_at_once_is_all_of_it():
    shown = picture(base=D(1), **RSU | {"vesting_months": 6})
    assert "all of it vests in year 1" in said(shown, 1, "Equity")


def test_options_without_a_strike_are_left_out():
    shown = picture(base=D(1), instrument="iso", units=10, price_base=D(4))
    assert "Options have a strike" in shown.without_equity
    assert shown.sums["base"].all_years == Money(D(4), "EUR")


@pytest.mark.parametrize(
    ("months", "years", "average"), [(None, 4, 12), (18, 2, 12), (7, 1, 7), (60, 4, 12)]
)
def test_a_term_has_the_years_it_reaches_and_their_average(months, years, average):
    term = {} if months is None else {"term_months": months}
    shown = picture(base=D(12), **term)
    assert len(shown.years) == years
    assert shown.sums["base"].average == Money(D(average), "EUR")


def test_a_clawback_of_one_month_has_no_half():
    assert said(picture(base=D(1), sign_on=D(9), clawback_months=1), 1, "Sign-on") == (
        "paid in year 1"
    )


def test_options_say_how_they_come_about_and_what_vests():
    how = said(picture(**KESTREL), 1, "Equity")
    assert "base: 329,600 × (5 − 2.10) × 80% after dilution × 50% probable" in how
    assert "1/4 of it vests in year 1" in how


def test_options_under_water_say_so():
    shown = picture(
        base=D(1), instrument="nso", units=10, strike=D(5), price_low=D(4), price_base=D(6)
    )
    assert "low: under water" in said(shown, 1, "Equity")


def test_equity_in_another_currency_names_its_dated_rate():
    shown = picture(base=D(1), **RSU, **IN_DOLLARS, **RATE)
    assert "1 USD = 0.92 EUR on 2 Nov 2026" in said(shown, 1, "Equity")


def test_the_first_vesting_after_a_leap_day_is_on_the_28th():
    how = said(picture(date(2028, 2, 29), base=D(1), **RSU), 1, "Equity")
    assert "the first on Wed\u00a028\u00a0Feb\u00a02029" in how


def test_a_day_beyond_the_calendar_is_its_last():
    how = said(picture(date(9999, 12, 31), base=D(1), **RSU), 1, "Equity")
    assert "of it vests in year 1" in how


def test_what_is_nothing_in_every_case_has_no_line():
    assert [line.name for line in picture(base=D(1)).years[0].lines] == ["Base"]


# ---- Days ----


@pytest.mark.parametrize(
    ("start", "months", "day"),
    [
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2028, 2, 29), 48, date(2032, 2, 29)),
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2027, 1, 31), 2, date(2027, 3, 31)),
        (date(2026, 12, 15), 12, date(2027, 12, 15)),
    ],
)
def test_a_month_later_is_the_same_day_or_the_last_of_the_month(start, months, day):
    assert month_after(start, months) == day


@pytest.mark.parametrize(("worked", "back"), [(0, 40_000), (3, 30_000), (12, 0), (15, 0)])
def test_a_sign_on_is_paid_back_in_proportion(worked, back):
    assert paid_back(Money(D(40_000), "EUR"), 12, worked) == Money(D(back), "EUR")


def test_a_sign_on_without_a_clawback_is_kept():
    assert paid_back(Money(D(40_000), "EUR"), 0, 1) == Money(D(0), "EUR")


def test_a_third_currency_is_told_that_an_offer_holds_one_rate():
    rate = RATE | {"rate_currency": "USD"}
    deal = deal_of(Offer(currency="CHF", terms=kept({"base": D(1), **rate})))
    with pytest.raises(CurrencyMismatch, match="the exchange rate given is of USD"):
        deal.in_own(Money(D(1), "EUR"))
