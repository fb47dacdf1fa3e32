"""How each kind of fact is asked for in a form, and how its value is kept as plain JSON."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.numbers import AmountField, WholeNumberField
from accounts.text import CleanCharField, WordsField
from playbooks.currencies import CURRENCIES
from playbooks.schema import Fact

Fields = dict[str, forms.Field]
"""What is added to the fact's own field name -> field; "" for the one field most kinds have."""
Values = Mapping[str, Any]

MOST_PEOPLE = 10_000_000
LINES, LINE = 40, 300
ROW = 50
"""Characters that choices in one row may have together."""


@dataclass(frozen=True)
class Kind:
    fields: Callable[[Fact], Fields]
    shown: Callable[[Any], dict[str, Any]]
    """A kept value -> what the fields show."""
    value: Callable[[Values], Any]
    """What the fields hold, where it is right -> the value to keep, None for not given."""
    group: bool = False
    """Several fields under one legend."""


def _one(make: Callable[..., forms.Field], value: Callable[[Any], Any] = lambda found: found):
    """A kind with one field, whose value is kept as `value` gives it."""

    def fields(fact: Fact) -> Fields:
        return {"": make(fact, label=fact.label, required=False, help_text=_help(fact))}

    def kept(values: Values) -> Any:
        found = values.get("")
        return None if found in (None, "", []) else value(found)

    return Kind(fields, lambda kept: {"": kept}, kept)


def _help(fact: Fact) -> str:
    unit = f"In {fact.unit}." if fact.kind == "number" and fact.unit else ""
    return " ".join(filter(None, (fact.help, unit)))


def plain(amount: Decimal) -> str:
    """An amount as it is kept: '320000' or '320000.5'."""
    return f"{amount.normalize():f}"


# ---- One field ----


def _text(fact: Fact, **more: Any) -> forms.Field:
    return CleanCharField(max_length=200, **more)


def _number(fact: Fact, **more: Any) -> forms.Field:
    return WholeNumberField(min_value=0, max_value=MOST_PEOPLE, widget=_figures(), **more)


def _figures() -> forms.TextInput:
    return forms.TextInput(attrs={"inputmode": "numeric", "class": "w-short"})


def _amounts() -> forms.TextInput:
    return forms.TextInput(attrs={"inputmode": "decimal", "class": "w-short"})


def _money(fact: Fact, **more: Any) -> forms.Field:
    return AmountField(widget=_amounts(), **more)


class CurrencyField(CleanCharField):
    def clean(self, value: str | None) -> str:
        code = super().clean(value).upper()
        if code and code not in CURRENCIES:
            raise ValidationError("Write the currency's three letters, such as USD, EUR or GBP.")
        return code


def _currency(fact: Fact, **more: Any) -> forms.Field:
    more["help_text"] = more["help_text"] or "Three letters, such as USD, EUR or GBP."
    widget = forms.TextInput(attrs={"class": "w-short", "autocapitalize": "characters"})
    return CurrencyField(max_length=3, widget=widget, **more)


def _choice(fact: Fact, **more: Any) -> forms.Field:
    """A few short choices in one row, a few long ones in a list, many in a menu."""
    choices = [(option.key, option.label) for option in fact.options]
    if len(choices) > 3:
        return forms.ChoiceField(choices=[("", "Choose one"), *choices], **more)
    short = sum(len(label) for _, label in choices) <= ROW
    widget = forms.RadioSelect(attrs={"class": "pick"} if short else {})
    return forms.ChoiceField(choices=choices, widget=widget, **more)


def _choices(fact: Fact, **more: Any) -> forms.Field:
    choices = [(option.key, option.label) for option in fact.options]
    widget = forms.CheckboxSelectMultiple(attrs={"class": "pick"})
    return forms.MultipleChoiceField(choices=choices, widget=widget, **more)


def _yesno(fact: Fact, **more: Any) -> forms.Field:
    widget = forms.RadioSelect(attrs={"class": "pick"})
    return forms.ChoiceField(choices=[("yes", "Yes"), ("no", "No")], widget=widget, **more)


FARTHEST = timedelta(days=5 * 366)


class DayToComeField(forms.DateField):
    def clean(self, value: Any) -> Any:
        day = super().clean(value)
        if day and day < timezone.localdate():
            raise ValidationError("This day has passed. Give one that is to come.")
        if day and day > timezone.localdate() + FARTHEST:
            raise ValidationError("This day is too far away. Give one within five years.")
        return day


def _date(fact: Fact, **more: Any) -> forms.Field:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "w-short"})
    return DayToComeField(widget=widget, **more)


class LinesField(WordsField):
    """One thing a line; blank lines are dropped."""

    def clean(self, value: str | None) -> list[str]:  # type: ignore[override]
        lines = [" ".join(line.split()) for line in super().clean(value).splitlines()]
        lines = [line for line in lines if line]
        if len(lines) > LINES:
            raise ValidationError(f"These are {len(lines)} lines. Write at most {LINES}.")
        longest = max(map(len, lines), default=0)
        if longest > LINE:
            raise ValidationError(
                f"One line has {longest:,} characters. Write at most {LINE} on a line."
            )
        return lines


def _list(fact: Fact, **more: Any) -> forms.Field:
    return LinesField(rows=4, **more)


# ---- Several fields ----


def _range_fields(fact: Fact) -> Fields:
    return {
        "_minimum": AmountField(label="From", required=False, widget=_amounts()),
        "_maximum": AmountField(label="To", required=False, widget=_amounts()),
    }


def _range_shown(kept: Any) -> dict[str, Any]:
    return {f"_{end}": (kept or {}).get(end) for end in ("minimum", "maximum")}


def _range_value(values: Values) -> dict[str, str] | None:
    """A draft keeps one end too, until the other is typed."""
    ends = {name[1:]: plain(amount) for name, amount in values.items() if amount is not None}
    return ends or None


def _counts_fields(fact: Fact) -> Fields:
    return {
        f"_{option.key}": WholeNumberField(
            label=option.label[:1].upper() + option.label[1:],
            required=False,
            min_value=0,
            max_value=MOST_PEOPLE,
            widget=_figures(),
        )
        for option in fact.options
    }


def _counts_shown(kept: Any) -> dict[str, Any]:
    return {f"_{key}": count for key, count in (kept or {}).items()}


def _counts_value(values: Values) -> dict[str, int] | None:
    counts = {name[1:]: count for name, count in values.items() if count is not None}
    return counts or None


KINDS: dict[str, Kind] = {
    "text": _one(_text),
    "number": _one(_number),
    "money": _one(_money, plain),
    "currency": _one(_currency),
    "choice": _one(_choice),
    "choices": _one(_choices),
    "yesno": Kind(
        _one(_yesno).fields,
        lambda kept: {"": {True: "yes", False: "no"}.get(kept, "")},
        lambda values: {"yes": True, "no": False}.get(values.get("") or ""),
    ),
    "date": _one(_date, lambda day: day.isoformat()),
    "list": Kind(
        _one(_list).fields,
        lambda kept: {"": "\n".join(kept or [])},
        lambda values: values.get("") or None,
    ),
    "money_range": Kind(_range_fields, _range_shown, _range_value, group=True),
    "counts": Kind(_counts_fields, _counts_shown, _counts_value, group=True),
}
