"""Form fields for numbers: ASCII digits, a point, nothing clever."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

PLAIN = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,6})?", re.ASCII)

NOT_PLAIN = "Write a plain number, such as 250000 or 12.5."
TOO_LONG = "This number has too many figures. Use at most 15, and 6 after the point."


def plain_number(value: Any) -> Any:
    """The text of a number, or ValidationError. A comma or a blank between thousands is dropped."""
    if not isinstance(value, str):
        return value
    text = value.strip()
    if re.fullmatch(r"-?[0-9]{1,3}([, \u00a0][0-9]{3})+(\.[0-9]+)?", text, re.ASCII):
        text = re.sub(r"[, \u00a0]", "", text)
    if text and not PLAIN.fullmatch(text):
        known = re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text, re.ASCII)
        raise ValidationError(TOO_LONG if known else NOT_PLAIN, code="invalid")
    return text


def number_from(text: str | None) -> int:
    """The number that an address or a hidden field carries; -1 for what is none of ours."""
    return int(text) if text and text.isdecimal() and len(text) <= 18 else -1


class WholeNumberField(forms.IntegerField):
    def to_python(self, value: Any) -> int | None:
        return super().to_python(plain_number(value))


class AmountField(forms.DecimalField):
    """An amount of money: not negative, at most two decimals, below ten thousand million."""

    def __init__(self, **kwargs: Any):
        kwargs.setdefault("min_value", Decimal(0))
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal"}))
        super().__init__(max_digits=12, decimal_places=2, **kwargs)

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        return super().to_python(plain_number(value))


class PercentField(forms.DecimalField):
    def __init__(self, **kwargs: Any):
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal"}))
        kwargs.setdefault("max_value", 100)
        super().__init__(min_value=0, max_digits=8, decimal_places=4, **kwargs)

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        return super().to_python(plain_number(value))
