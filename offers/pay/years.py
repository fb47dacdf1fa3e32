"""What is paid year by year, and over all of them.

What vests in a year is the difference of two rounded running totals, so that the years add up to
the whole to the cent.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from offers.pay.equity import FOUR_YEARS, Vesting, vested_share
from offers.pay.money import Money, add_up


@dataclass(frozen=True)
class Package:
    """`base` a year; `target_bonus` and `maximum_bonus` shares of base (0.30), the latter None
    where nothing caps it; `sign_on` and `lti` (a long-term incentive in cash, at target) by the
    year they are paid in (1 is the first), if the term reaches it; `months` the length of a fixed
    term, None for none."""

    base: Money
    target_bonus: Decimal = Decimal(0)
    maximum_bonus: Decimal | None = None
    sign_on: Mapping[int, Money] = field(default_factory=dict)
    lti: Mapping[int, Money] = field(default_factory=dict)
    vesting: Vesting = FOUR_YEARS
    months: int | None = None


@dataclass(frozen=True)
class Year:
    """`cash` is base, bonus, sign-on and incentive; `total` adds the equity that vests in it."""

    number: int
    base: Money
    bonus: Money
    sign_on: Money
    lti: Money
    equity: Money
    cash: Money
    total: Money


def months_worked(package: Package, year: int) -> int:
    """Of the months of that year of the package, how many its term reaches: 0 to 12."""
    return 12 if package.months is None else min(max(package.months - 12 * (year - 1), 0), 12)


def bonus_share(package: Package, payout: Decimal) -> Decimal:
    """The bonus as a share of base: its target times the payout, never above its maximum."""
    share = package.target_bonus * payout
    return share if package.maximum_bonus is None else min(share, package.maximum_bonus)


def _vested(equity: Money, package: Package, years: int) -> Money:
    month = 12 * years if package.months is None else min(12 * years, package.months)
    return equity.times(vested_share(month, package.vesting))


def _year(package: Package, number: int, equity: Money, payout: Decimal) -> Year:
    nothing = Money(Decimal(0), package.base.currency)
    worked = Fraction(months_worked(package, number), 12)
    base = package.base.times(worked)
    full = Money(package.base.amount * bonus_share(package, payout), nothing.currency)
    bonus = full.times(worked)
    sign_on = package.sign_on.get(number, nothing) if worked else nothing
    lti = package.lti.get(number, nothing).times(payout) if worked else nothing
    vests = _vested(equity, package, number) - _vested(equity, package, number - 1)
    cash = base + bonus + sign_on + lti
    return Year(number, base, bonus, sign_on, lti, vests, cash, cash + vests)


def pay_by_year(
    package: Package, *, equity: Money | None = None, payout: Decimal = Decimal(1), years: int = 4
) -> list[Year]:
    """Base + target bonus x payout + sign-on and incentive in the year paid + equity vested in it.

    `equity` is the value of the whole grant. Raises CurrencyMismatch where base, sign-on and
    equity are not in one currency: convert with a dated rate first, or leave equity out.
    """
    grant = equity or Money(Decimal(0), package.base.currency)
    return [_year(package, number, grant, payout) for number in range(1, years + 1)]


@dataclass(frozen=True)
class Totals:
    """Of so many `years`: the first, all, the average of a year worked, and cash alone over
    all. Of a term under a year the average is the whole: nothing is paid beside it."""

    years: int
    year_1: Money
    all_years: Money
    average: Money
    cash: Money


def totals(years: Sequence[Year], months: int | None = None) -> Totals:
    """`months`: how many of them are worked, where a term ends before. ValueError for no years:
    there is nothing to add."""
    if not years:
        raise ValueError("There is no year to add up.")
    currency = years[0].total.currency
    whole = add_up((year.total for year in years), currency)
    cash = add_up((year.cash for year in years), currency)
    worked = Fraction(max(months or 12 * len(years), 12), 12)
    return Totals(len(years), years[0].total, whole, whole.times(1 / worked), cash)
