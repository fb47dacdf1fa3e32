"""Equity: what has vested by a month, and what a grant is worth in a case that is assumed."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from offers.pay.money import HUNDRED, Money, Share


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


@dataclass(frozen=True)
class Grant:
    """So many shares or units. What each costs its holder is `strike`: the exercise price of an
    option, the purchase price of a restricted share, nothing for a unit."""

    units: int
    strike: Money
    options: bool

    def value(self, case: Case) -> Money:
        """The whole grant in a case, before vesting. What is assumed of dilution, probability and
        illiquidity is taken off options alone."""
        if self.options:
            return option_value(self.units, self.strike, case)
        return option_value(self.units, self.strike, Case(case.price))


def paid_back(amount: Money, months: int, worked: int) -> Money:
    """Of a sign-on that is earned evenly over `months`: what goes back on leaving after `worked`
    whole months."""
    left = min(max(months - worked, 0), months)
    return amount.times(Fraction(left, months)) if months else amount.times(0)
