"""Where pay lies on a band: in per cent, each None where it does not apply.

None means that the maximum is open ("500k+"), or that there is nothing to divide by.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from offers.pay.money import HUNDRED, Money, same_currency


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
    same_currency(pay.currency, band.currency)
    if band.maximum is None or band.minimum + band.maximum == 0:
        return None
    return HUNDRED * pay.amount * 2 / (band.minimum + band.maximum)


def place_in_range(pay: Money, band: PayRange) -> Decimal | None:
    """Penetration in per cent: 0 is the minimum, 100 the maximum; outside runs past both."""
    same_currency(pay.currency, band.currency)
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
    same_currency(pay.currency, band.currency)
    if pay.amount < band.minimum:
        return "below"
    return "above" if band.maximum is not None and pay.amount > band.maximum else ""
