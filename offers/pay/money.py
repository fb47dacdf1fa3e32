"""Amounts of money: Decimal with an ISO currency; two currencies are never added.

Shares of a whole are Fraction or Decimal from 0 to 1; what is in per cent says so. Rounding is
half-up to the cent, once, where a figure is handed out.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

Share = Decimal | Fraction | int

CENT = Decimal("0.01")
HUNDRED = Decimal(100)
WIDE = Context(prec=100)
"""Rounding fails where the figures do not fit, however absurd what was typed."""


class CurrencyMismatch(ValueError):
    """Two currencies met without a dated rate. The message is a sentence to show."""


def cents(amount: Share) -> Decimal:
    """Rounded half-up to two decimals, away from zero at the half."""
    return _decimal(amount).quantize(CENT, rounding=ROUND_HALF_UP, context=WIDE)


def _decimal(share: Share) -> Decimal:
    if isinstance(share, Fraction):
        return Decimal(share.numerator) / Decimal(share.denominator)
    return Decimal(share)


@dataclass(frozen=True)
class Money:
    amount: Decimal
    currency: str

    def __add__(self, other: "Money") -> "Money":
        same_currency(self.currency, other.currency)
        return Money(self.amount + other.amount, self.currency)

    def __sub__(self, other: "Money") -> "Money":
        same_currency(self.currency, other.currency)
        return Money(self.amount - other.amount, self.currency)

    def times(self, share: Share) -> "Money":
        """Multiplied and rounded to the cent."""
        if isinstance(share, Fraction):  # multiply first: a third of 30 is 10, not 9.99...
            exact = self.amount * share.numerator / share.denominator
        else:
            exact = self.amount * share
        return Money(cents(exact), self.currency)


def same_currency(one: str, other: str) -> None:
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

    def says(self) -> str:
        """ "1 USD = 0.92 EUR on 2 Nov 2026"."""
        on = f"{self.dated.day} {self.dated:%b %Y}"
        return f"1 {self.source} = {self.rate.normalize():f} {self.target} on {on}"


def convert(money: Money, rate: Rate) -> Money:
    same_currency(money.currency, rate.source)
    return Money(cents(money.amount * rate.rate), rate.target)
