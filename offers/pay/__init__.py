"""The arithmetic of pay: pure, Decimal to the cent, each formula from its source in one place."""

from offers.pay.equity import (
    FOUR_YEARS,
    Case,
    Grant,
    Vesting,
    option_value,
    paid_back,
    shares_of,
    vested_share,
)
from offers.pay.money import CurrencyMismatch, Money, Rate, add_up, cents, convert
from offers.pay.ranges import (
    PayRange,
    Range,
    outside,
    percent_of_midpoint,
    place_in_range,
    spread,
)
from offers.pay.years import (
    Package,
    Totals,
    Year,
    bonus_share,
    months_worked,
    pay_by_year,
    totals,
)

__all__ = [
    "FOUR_YEARS",
    "Case",
    "CurrencyMismatch",
    "Grant",
    "Money",
    "Package",
    "PayRange",
    "Range",
    "Rate",
    "Totals",
    "Vesting",
    "Year",
    "add_up",
    "bonus_share",
    "cents",
    "convert",
    "months_worked",
    "option_value",
    "outside",
    "paid_back",
    "pay_by_year",
    "percent_of_midpoint",
    "place_in_range",
    "shares_of",
    "spread",
    "totals",
    "vested_share",
]
