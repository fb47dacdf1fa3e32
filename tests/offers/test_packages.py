"""Packages worked by hand, from the terms as somebody types them to each year's total."""

from datetime import date
from decimal import Decimal as D

import pytest

from offers.models import Offer
from offers.package import Picture, deal_of, picture_of
from offers.pay import Money, paid_back
from offers.terms import kept
from searches.business_days import month_after

RSU = {"instrument": "rsu", "units": 48_000, "price_base": D(10)}  # 480,000 in all
KESTREL = {
    "base": D(252_000),
    "bonus_target": D(30),
    "sign_on": D(40_000),
    "instrument": "nso",
    "equity_percent": D("0.8"),
    "fully_diluted": 41_200_000,
    "strike": D("2.10"),
    "payout_low": D(50),
    "payout_base": D(100),
    "payout_high": D(130),
    "price_low": D("2.10"),
    "price_base": D(5),
    "price_high": D(11),
    "dilution_base": D(20),
    "dilution_high": D(15),
    "probability_base": D(50),
    "probability_high": D(60),
    "illiquidity_base": D(25),
    "illiquidity_high": D(20),
}
IN_DOLLARS = {"equity_currency": "USD"}
RATE = {"rate": D("0.92"), "rate_currency": "USD", "rate_on": date(2026, 11, 2)}


def picture(starts_on: date | None = None, **terms: object) -> Picture:
    deal = deal_of(Offer(currency="EUR", terms=kept(terms), starts_on=starts_on))
    assert deal is not None
    return picture_of(deal)


def years(shown: Picture, case: str) -> list[D]:
    return [year.total.amount for year in shown.by_case[case]]


WORKED = [
    ("base alone", {"base": D(300_000)}, "base", [300_000] * 4),
    ("a bonus at target", {"base": D(300_000), "bonus_target": D(40)}, "base", [420_000] * 4),
    (
        "a bonus half paid",
        {"base": D(300_000), "bonus_target": D(40), "payout_base": D(50)},
        "base",
        [360_000] * 4,
    ),
    (
        "a bonus paid twice over, up to its maximum",
        {
            "base": D(300_000),
            "bonus_target": D(40),
            "bonus_maximum": D(60),
            "payout_high": D(200),
        },
        "high",
        [480_000] * 4,
    ),
    (
        "a bonus whose maximum is its target",
        {
            "base": D(100_000),
            "bonus_target": D(30),
            "bonus_maximum": D(30),
            "payout_base": D(130),
        },
        "base",
        [130_000] * 4,
    ),
    (
        "a bonus of more than the base",
        {"base": D(100_000), "bonus_target": D(150)},
        "base",
        [250_000] * 4,
    ),
    (
        "a sign-on in two parts",
        {"base": D(200_000), "sign_on": D(50_000), "sign_on_later": D(30_000)},
        "base",
        [250_000, 230_000, 200_000, 200_000],
    ),
    (
        "an incentive in cash after three years",
        {"base": D(250_000), "lti": D(100_000), "lti_year": 3},
        "base",
        [250_000, 250_000, 350_000, 250_000],
    ),
    (
        "an incentive half paid",
        {"base": D(250_000), "lti": D(100_000), "lti_year": 3, "payout_base": D(50)},
        "base",
        [250_000, 250_000, 300_000, 250_000],
    ),
    (
        "an incentive beyond the four years",
        {"base": D(250_000), "lti": D(100_000), "lti_year": 5},
        "base",
        [250_000] * 4,
    ),
    ("units over four years", {"base": D(400_000), **RSU}, "base", [520_000] * 4),
    (
        "units over three years without a cliff",
        {"base": D(400_000), **RSU, "vesting_months": 36, "cliff_months": 0},
        "base",
        [560_000, 560_000, 560_000, 400_000],
    ),
    (
        "a cliff of two years",
        {"base": D(400_000), **RSU, "cliff_months": 24},
        "base",
        [400_000, 640_000, 520_000, 520_000],
    ),
    (
        "a cliff within the second year",
        {"base": D(400_000), **RSU, "cliff_months": 18},
        "base",
        [400_000, 640_000, 520_000, 520_000],
    ),
    (
        "vesting over three and a half years",
        {"base": D(400_000), **RSU, "units": 42_000, "vesting_months": 42, "cliff_months": 6},
        "base",
        [520_000, 520_000, 520_000, 460_000],
    ),
    (
        "vesting over five years: a fifth is beyond the four",
        {"base": D(400_000), **RSU, "units": 60_000, "vesting_months": 60},
        "base",
        [520_000] * 4,
    ),
    ("options, low", KESTREL, "low", [329_800, 289_800, 289_800, 289_800]),
    ("options, base", KESTREL, "base", [439_288, 399_288, 399_288, 399_288]),
    (
        "options, high",
        KESTREL,
        "high",
        [D("689490.88"), D("649490.88"), D("649490.88"), D("649490.88")],
    ),
    (
        "options under water",
        {
            "base": D(100_000),
            "instrument": "iso",
            "units": 100_000,
            "strike": D(5),
            "price_base": D(4),
        },
        "base",
        [100_000] * 4,
    ),
    (
        "options at their strike",
        {
            "base": D(100_000),
            "instrument": "iso",
            "units": 100_000,
            "strike": D(5),
            "price_base": D(5),
        },
        "base",
        [100_000] * 4,
    ),
    (
        "options after dilution, probability and illiquidity",
        {
            "base": D(100),
            "instrument": "nso",
            "units": 1_000,
            "strike": D(1),
            "price_base": D(3),
            "dilution_base": D(10),
            "probability_base": D(50),
            "illiquidity_base": D(20),
        },
        "base",
        [280] * 4,
    ),
    (
        "restricted stock, less what it was bought for",
        {
            "base": D(100_000),
            "instrument": "rsa",
            "units": 10_000,
            "strike": D(1),
            "price_base": D(6),
            "dilution_base": D(50),
        },
        "base",
        [112_500] * 4,
    ),
    (
        "a percentage rounded down to whole shares",
        {
            "base": D(0),
            "instrument": "rsu",
            "equity_percent": D("0.333"),
            "fully_diluted": 1_000,
            "price_base": D(100),
        },
        "base",
        [75] * 4,
    ),
    (
        "cents that do not divide by four",
        {"base": D(0), "instrument": "rsu", "units": 7, "price_base": D("3.3333")},
        "base",
        [D("5.83"), D("5.84"), D("5.83"), D("5.83")],
    ),
    (
        "a bonus of a third, to the cent",
        {"base": D("100000.01"), "bonus_target": D("33.3333")},
        "base",
        [D("133333.31")] * 4,
    ),
    (
        "interim for nine months",
        {
            "engagement": "interim",
            "days_a_week": D(5),
            "base": D(30_000),
            "term_months": 9,
        },
        "base",
        [270_000, 0, 0, 0],
    ),
    (
        "fractional, without an end",
        {"engagement": "fractional", "days_a_week": D("2.5"), "base": D(20_000)},
        "base",
        [240_000] * 4,
    ),
    (
        "a fixed term of a year and a half",
        {
            "base": D(120_000),
            "bonus_target": D(50),
            "term_months": 18,
            **RSU,
            "units": 4_800,
        },
        "base",
        [192_000, 96_000, 0, 0],
    ),
    (
        "a fixed term that ends before the cliff",
        {"base": D(120_000), "term_months": 9, **RSU},
        "base",
        [90_000, 0, 0, 0],
    ),
    (
        "a fixed term of a year and a month",
        {"base": D(120_000), "term_months": 13, **RSU, "units": 4_800},
        "base",
        [132_000, 11_000, 0, 0],
    ),
    (
        "units in dollars at a dated rate",
        {"base": D(200_000), **RSU, **IN_DOLLARS, **RATE},
        "base",
        [310_400] * 4,
    ),
    (
        "units in dollars without a rate are left out",
        {"base": D(200_000), **RSU, **IN_DOLLARS},
        "base",
        [200_000] * 4,
    ),
    (
        "severance and relocation are in no year",
        {"base": D(100_000), "severance_months": 12, "relocation_amount": D(20_000)},
        "base",
        [100_000] * 4,
    ),
]


@pytest.mark.parametrize(
    ("terms", "case", "expected"), [row[1:] for row in WORKED], ids=[row[0] for row in WORKED]
)
def test_a_package_comes_to_what_was_worked_by_hand(terms, case, expected):
    shown = picture(**terms)
    assert years(shown, case) == expected
    assert shown.sums[case].all_years.amount == sum(expected)


def test_at_least_twenty_five_packages_are_worked():
    assert len(WORKED) >= 25


def test_what_no_case_says_is_as_in_the_base_case():
    shown = picture(**KESTREL | {"price_low": None, "payout_low": None})
    assert years(shown, "low") == years(shown, "base")


def test_under_water_in_the_low_case_alone():
    shown = picture(
        base=D(100_000),
        instrument="nso",
        units=48_000,
        strike=D(5),
        price_low=D(4),
        price_base=D(6),
        price_high=D(10),
    )
    assert [years(shown, case)[0] for case in ("low", "base", "high")] == [
        100_000,
        112_000,
        160_000,
    ]


def test_cash_alone_leaves_the_equity_out():
    shown = picture(base=D(400_000), sign_on=D(10_000), **RSU)
    assert shown.sums["base"].cash == Money(D(1_610_000), "EUR")


def test_two_currencies_are_not_added_and_the_page_says_what_is_missing():
    shown = picture(base=D(200_000), **RSU, **IN_DOLLARS)
    assert "USD and EUR are not added without a dated exchange rate." in shown.without_equity


def test_a_rate_without_its_day_is_none():
    shown = picture(base=D(200_000), **RSU, **IN_DOLLARS, **RATE | {"rate_on": None})
    assert shown.without_equity


def test_without_a_base_there_is_nothing_to_work_out():
    assert deal_of(Offer(currency="EUR", terms=kept(RSU))) is None


# ---- How each figure comes about ----


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
