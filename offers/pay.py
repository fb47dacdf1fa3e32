"""The arithmetic of pay: places on a band, vesting, equity, and what is paid year by year.

Amounts are Decimal with an ISO currency; two currencies are never added. Shares of a whole are
Fraction or Decimal from 0 to 1; what is in per cent says so.
Rounding is half-up to the cent, once, where a figure is handed out; what vests in a year is the
difference of two rounded running totals, so that the years add up to the whole to the cent.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Protocol

Share = Decimal | Fraction | int

CENT = Decimal("0.01")
HUNDRED = Decimal(100)


class CurrencyMismatch(ValueError):
    """Two currencies met without a dated rate. The message is a sentence to show."""


def cents(amount: Share) -> Decimal:
    """Rounded half-up to two decimals, away from zero at the half."""
    return _decimal(amount).quantize(CENT, rounding=ROUND_HALF_UP)


def _decimal(share: Share) -> Decimal:
    if isinstance(share, Fraction):
        return Decimal(share.numerator) / Decimal(share.denominator)
    return Decimal(share)


@dataclass(frozen=True)
class Money:
    amount: Decimal
    currency: str

    def __add__(self, other: "Money") -> "Money":
        _same(self.currency, other.currency)
        return Money(self.amount + other.amount, self.currency)

    def __sub__(self, other: "Money") -> "Money":
        _same(self.currency, other.currency)
        return Money(self.amount - other.amount, self.currency)

    def times(self, share: Share) -> "Money":
        """Multiplied and rounded to the cent."""
        if isinstance(share, Fraction):  # multiply first: a third of 30 is 10, not 9.99...
            exact = self.amount * share.numerator / share.denominator
        else:
            exact = self.amount * share
        return Money(cents(exact), self.currency)


def _same(one: str, other: str) -> None:
    if one != other:
        raise CurrencyMismatch(
            f"{one} and {other} cannot be added or compared without a dated exchange rate."
        )


def add_up(amounts: Iterable[Money], currency: str) -> Money:
    return sum(amounts, Money(Decimal(0), currency))


@dataclass(frozen=True)
class Rate:
    """One unit of `source` is `rate` units of `target`, as quoted on the day `dated`."""

    source: str
    target: str
    rate: Decimal
    dated: date


def convert(money: Money, rate: Rate) -> Money:
    _same(money.currency, rate.source)
    return Money(cents(money.amount * rate.rate), rate.target)


# Places on a band. None means not applicable: the maximum is open ("500k+"), or there is nothing
# to divide by.


class PayRange(Protocol):
    """Any range: a playbook's band, a row, or a Range. `maximum` None is an open maximum."""

    @property
    def minimum(self) -> Decimal: ...
    @property
    def maximum(self) -> Decimal | None: ...
    @property
    def currency(self) -> str: ...


@dataclass(frozen=True)
class Range:
    minimum: Decimal
    maximum: Decimal | None
    currency: str


def percent_of_midpoint(pay: Money, band: PayRange) -> Decimal | None:
    """Compa-ratio in per cent: 105 is five per cent above the midpoint. Not rounded."""
    _same(pay.currency, band.currency)
    if band.maximum is None or band.minimum + band.maximum == 0:
        return None
    return HUNDRED * pay.amount * 2 / (band.minimum + band.maximum)


def place_in_range(pay: Money, band: PayRange) -> Decimal | None:
    """Penetration in per cent: 0 is the minimum, 100 the maximum; outside runs past both."""
    _same(pay.currency, band.currency)
    if band.maximum is None or band.maximum == band.minimum:
        return None
    return HUNDRED * (pay.amount - band.minimum) / (band.maximum - band.minimum)


def spread(band: PayRange) -> Decimal | None:
    """(maximum - minimum) / minimum in per cent. Executives usually see 60 to 100."""
    if band.maximum is None or band.minimum == 0:
        return None
    return HUNDRED * (band.maximum - band.minimum) / band.minimum


def outside(pay: Money, band: PayRange) -> str:
    """ "below", "above" or "". An open maximum cannot be exceeded."""
    _same(pay.currency, band.currency)
    if pay.amount < band.minimum:
        return "below"
    return "above" if band.maximum is not None and pay.amount > band.maximum else ""


# Equity


@dataclass(frozen=True)
class Vesting:
    """Equal monthly parts over `months`; nothing before `cliff_months`, then all that fell due."""

    months: int = 48
    cliff_months: int = 12

    def __post_init__(self) -> None:
        if self.months < 1 or not 0 <= self.cliff_months <= self.months:
            raise ValueError("Vesting takes a month or more, and the cliff falls within it.")


FOUR_YEARS = Vesting()


def vested_share(month: int, vesting: Vesting = FOUR_YEARS) -> Fraction:
    """The share vested once `month` whole months have passed since the grant: 0 to 1."""
    if month < max(vesting.cliff_months, 1):
        return Fraction(0)
    return min(Fraction(month, vesting.months), Fraction(1))


def shares_of(percent: Decimal, fully_diluted: int) -> int:
    """A grant of 0.8 (per cent) as whole shares of the fully diluted count, rounded down."""
    return int(percent * fully_diluted / HUNDRED)


def rsu_value(units: int, price: Money, share: Share = 1) -> Money:
    return Money(price.amount * units, price.currency).times(share)


@dataclass(frozen=True)
class Case:
    """What is assumed: a price a share; dilution, probability, illiquidity as shares 0 to 1;
    `payout` is the part of the target bonus paid (1.3 is 130%)."""

    price: Money
    dilution: Decimal = Decimal(0)
    probability: Decimal = Decimal(1)
    illiquidity: Decimal = Decimal(0)
    payout: Decimal = Decimal(1)

    def __post_init__(self) -> None:
        if any(not 0 <= x <= 1 for x in (self.dilution, self.probability, self.illiquidity)):
            raise ValueError("Dilution, probability and illiquidity lie between 0 and 1.")
        if self.payout < 0 or self.price.amount < 0:
            raise ValueError("Neither the price nor the payout is below nothing.")


def option_value(shares: int, strike: Money, case: Case, share: Share = 1) -> Money:
    """shares x max(0, price - strike) x (1 - dilution) x probability x (1 - illiquidity) x vested.

    Under water (price at or below strike) it is nothing, never less.
    """
    gain = max((case.price - strike).amount, Decimal(0))
    kept = (1 - case.dilution) * case.probability * (1 - case.illiquidity)
    return Money(shares * gain * kept, strike.currency).times(share)


def option_values(shares: int, strike: Money, cases: Mapping[str, Case]) -> dict[str, Money]:
    """The whole grant in each case: low, base and high, or whatever the caller names them."""
    return {name: option_value(shares, strike, case) for name, case in cases.items()}


# Year by year


@dataclass(frozen=True)
class Package:
    """`base` a year; `target_bonus` a share of base (0.30); `sign_on` by the year it is paid in
    (1 is the first); `months` the length of a fixed term, None where there is none."""

    base: Money
    target_bonus: Decimal = Decimal(0)
    sign_on: Mapping[int, Money] = field(default_factory=dict)
    vesting: Vesting = FOUR_YEARS
    months: int | None = None


@dataclass(frozen=True)
class Year:
    """`cash` is base, bonus and sign-on; `total` adds the equity that vests in the year."""

    number: int
    base: Money
    bonus: Money
    sign_on: Money
    equity: Money
    cash: Money
    total: Money


def _vested(equity: Money, package: Package, years: int) -> Money:
    month = 12 * years if package.months is None else min(12 * years, package.months)
    return equity.times(vested_share(month, package.vesting))


def _year(package: Package, number: int, equity: Money, payout: Decimal) -> Year:
    nothing = Money(Decimal(0), package.base.currency)
    worked = 12 if package.months is None else min(max(package.months - 12 * (number - 1), 0), 12)
    base = package.base.times(Fraction(worked, 12))
    bonus = Money(package.base.amount * package.target_bonus * payout, nothing.currency)
    bonus = bonus.times(Fraction(worked, 12))
    sign_on = package.sign_on.get(number, nothing)
    vests = _vested(equity, package, number) - _vested(equity, package, number - 1)
    cash = base + bonus + sign_on
    return Year(number, base, bonus, sign_on, vests, cash, cash + vests)


def pay_by_year(
    package: Package, *, equity: Money | None = None, payout: Decimal = Decimal(1), years: int = 4
) -> list[Year]:
    """Base + target bonus x payout + sign-on in the year paid + equity vested in the year.

    `equity` is the value of the whole grant. Raises CurrencyMismatch where base, sign-on and
    equity are not in one currency: convert with a dated rate first, or leave equity out.
    """
    grant = equity or Money(Decimal(0), package.base.currency)
    return [_year(package, number, grant, payout) for number in range(1, years + 1)]


@dataclass(frozen=True)
class Totals:
    """Of so many `years`: the first, all, the average a year, and cash alone over all."""

    years: int
    year_1: Money
    all_years: Money
    average: Money
    cash: Money


def totals(years: Sequence[Year]) -> Totals:
    """ValueError for no years: there is nothing to add."""
    if not years:
        raise ValueError("There is no year to add up.")
    currency = years[0].total.currency
    whole = add_up((year.total for year in years), currency)
    cash = add_up((year.cash for year in years), currency)
    return Totals(len(years), years[0].total, whole, whole.times(Fraction(1, len(years))), cash)


def fractional_pay(monthly: Money, months: Share) -> Money:
    """A fractional engagement: a monthly rate times months; part months count in part."""
    return monthly.times(months)
