"""The kinds of terms an offer has: how each is typed, kept as plain text, and said.

What is kept is canonical text, one spelling a value, because an approval is bound to its digest.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from accounts.numbers import AmountField, PercentField, WholeNumberField, plain_number
from accounts.templatetags.face import day, money
from accounts.text import CleanCharField, WordsField
from playbooks.currencies import CURRENCIES

SHORT = {"class": "w-short"}
WORDS_MOST = 2_000
CODES = [(code, code) for code in sorted(CURRENCIES)]


class FineField(forms.DecimalField):
    """A price or a rate: a plain number, not negative, with more places than money has."""

    def __init__(self, *, places: int, **kwargs: Any):
        kwargs.setdefault("min_value", Decimal(0))
        kwargs.setdefault("widget", _figures("decimal"))
        super().__init__(max_digits=9 + places, decimal_places=places, **kwargs)

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        return super().to_python(plain_number(value))


@dataclass(frozen=True)
class Kind:
    """`make` takes label, help_text and the term's own settings; `say` a value and a currency."""

    make: Callable[..., forms.Field]
    read: Callable[[str], Any]
    say: Callable[[Any, str], str]
    unsaid: str = ""
    """The value that stands for 'not said', and is not kept."""


def plain(value: Any) -> str:
    """One spelling a value: 250000 and 250000.00 are the same pay, and read 250000."""
    if value is None or value is False:
        return ""
    if value is True:
        return "yes"
    if isinstance(value, date):
        return value.isoformat()
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


def _figures(mode: str = "numeric") -> forms.TextInput:
    return forms.TextInput(attrs={"inputmode": mode, **SHORT})


def _whole(unit: str, least: int, most: int) -> Kind:
    def make(**more: Any) -> forms.Field:
        return WholeNumberField(min_value=least, max_value=most, widget=_figures(), **more)

    def say(value: int, currency: str) -> str:
        named = unit.removesuffix("s") if value == 1 else unit
        return f"{value:,} {named}".strip()

    return Kind(make, int, say)


def _per_cent(most: int) -> Kind:
    def make(**more: Any) -> forms.Field:
        return PercentField(max_value=most, widget=_figures("decimal"), **more)

    return Kind(make, Decimal, lambda value, currency: f"{plain(value)}%")


def _fine(places: int, **limits: int) -> Kind:
    def make(**more: Any) -> forms.Field:
        return FineField(places=places, **limits, **more)

    def say(value: Decimal, currency: str) -> str:
        exact = value.as_tuple().exponent
        few = isinstance(exact, int) and exact >= -2
        return money(value, currency) if few else f"{currency} {plain(value)}"

    return Kind(make, Decimal, say)


def choice(*choices: tuple[str, str]) -> Kind:
    """One of a few; the first says nothing, and is what stands where nothing was chosen."""
    labels, first = dict(choices), choices[0][0]

    def make(**more: Any) -> forms.Field:
        widget = forms.RadioSelect(attrs={"class": "pick"})
        return forms.ChoiceField(choices=choices, widget=widget, initial=first, **more)

    return Kind(make, str, lambda value, currency: labels[value], first)


def _tick(**more: Any) -> forms.Field:
    return forms.BooleanField(**more)


def _day(**more: Any) -> forms.Field:
    return forms.DateField(
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", **SHORT}), **more
    )


def _money(**more: Any) -> forms.Field:
    return AmountField(widget=_figures("decimal"), **more)


def _line(**more: Any) -> forms.Field:
    return CleanCharField(max_length=300, **more)


def _words(**more: Any) -> forms.Field:
    return WordsField(rows=2, max_length=WORDS_MOST, **more)


def _currency(none: str) -> Kind:
    def make(**more: Any) -> forms.Field:
        return forms.ChoiceField(choices=[("", none), *CODES], **more)

    return Kind(make, str, _said)


def _said(value: Any, currency: str) -> str:
    return str(value)


MONEY = Kind(_money, Decimal, money)
PRICE = _fine(4)
RATE = Kind(_fine(6, max_value=10**6).make, Decimal, lambda value, currency: plain(value))
PER_CENT = _per_cent(100)
PER_CENT_OF_TARGET = _per_cent(1_000)
DAYS_A_WEEK = Kind(
    lambda **more: FineField(places=1, min_value=Decimal("0.1"), max_value=7, **more),
    Decimal,
    lambda value, currency: f"{plain(value)} {'day' if value == 1 else 'days'} a week",
)
COUNT = _whole("", 1, 10**10)
MONTHS = _whole("months", 0, 120)
PAID_BACK = Kind(
    MONTHS.make,
    int,
    lambda value, currency: (
        f"{MONTHS.say(value, '')} of each payment, in proportion to what is left of them"
    ),
)
DAYS = _whole("days", 0, 3_650)
YEAR = Kind(
    lambda **more: WholeNumberField(min_value=1, max_value=10, widget=_figures(), **more),
    int,
    lambda value, currency: f"year {value}",
)
TICK = Kind(_tick, lambda text: text == "yes", lambda value, currency: "yes")
DAY = Kind(_day, date.fromisoformat, lambda value, currency: day(value))
LINE = Kind(_line, str, _said)
WORDS = Kind(_words, str, _said)
SHARE_CURRENCY, OTHER_CURRENCY = _currency("The same"), _currency("None")
