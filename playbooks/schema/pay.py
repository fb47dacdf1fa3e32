"""Pay bands, comparators and what an offer may hold."""

from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from .base import Conditional, Day, Few, Key, Model, Words

Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
Amount = Annotated[Decimal, Field(ge=0, le=10**12)]


class Basis(StrEnum):
    """What the figures of a range are of."""

    BASE = "Base"
    TOTAL_CASH = "Total cash: base and bonus"
    NOT_STATED = "Basis not stated"


class PayRange(Conditional):
    """A published range. No `maximum` means it is open ("500k+"): then only the minimum can be
    breached, and % of midpoint, place in range and spread do not apply."""

    key: Key
    engagement: Literal["full_time", "fractional"] = "full_time"
    market: Key
    market_name: Words
    currency: Currency
    period: Literal["year", "month"] = "year"
    minimum: Amount
    maximum: Amount | None = None
    printed: Words  # the figure exactly as its source prints it
    basis: Words  # begins with one of Basis
    as_of: Words
    source: str

    @property
    def is_open(self) -> bool:
        return self.maximum is None

    @model_validator(mode="after")
    def ordered(self) -> "PayRange":
        if self.maximum is not None and self.maximum <= self.minimum:
            raise ValueError("maximum is more than minimum, or left out where the range is open")
        return self


class Band(PayRange):
    """A band for the role itself; `when` says for which searches it is proposed."""

    level: Key
    level_name: Words
    equity: str = ""


class Comparator(PayRange):
    """A neighbouring role's range, to hold beside a band; never the band of this role."""

    role: Words
    seniority: str = ""
    note: str = ""


class EquityTerms(Model):
    key: Key
    name: Words
    text: Words
    minimum_percent: Decimal | None = None
    maximum_percent: Decimal | None = None
    vesting_months: Few | None = None
    cliff_months: Few | None = None
    source: str


class Note(Model):
    """A sentence with its source."""

    key: Key
    title: Words
    text: Words
    source: str
    unproven: bool = False


class Offer(Model):
    equity: tuple[EquityTerms, ...]
    terms: tuple[Note, ...]
    negotiable: tuple[Note, ...]
    commitments: tuple[Note, ...]
    practice: tuple[Note, ...]


class Signal(Model):
    key: Key
    about: Literal["channel", "answer"]
    grade: Literal["high", "mid", "low"]
    text: Words
    source: str


class Shortlist(Model):
    minimum: Few
    maximum: Few
    within_days: Day
    signals: tuple[Signal, ...]
    practice: tuple[Note, ...]
    reference_questions: tuple[Words, ...]
    source: str
