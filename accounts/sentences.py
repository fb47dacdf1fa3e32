"""What is wrong with what somebody typed, in a sentence that says what would be right."""

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField

# Django's own words for what is wrong name no field and do not say what would be right.
EMPTY = (
    (forms.BooleanField, "is not ticked. Tick it to go on."),
    (forms.FileField, "has no file. Choose one."),
    (forms.ChoiceField, "has no answer. Choose one."),
    (forms.ModelChoiceField, "has no answer. Choose one."),
    (forms.Field, "is empty. Fill it in."),
)
INVALID = (
    (forms.EmailField, "is not a mail address. Write it like ada@example.com."),
    (forms.DateTimeField, "is not a day and time. Write it like 2026-03-30 14:00."),
    (forms.DateField, "is not a day of the calendar. Write it like 2026-03-30."),
    (forms.TimeField, "is not a time. Write it like 14:00."),
    (forms.FloatField, "is not a number. Write it like 1200.50."),
    (forms.DecimalField, "is not a number. Write it like 1200.50."),
    (forms.IntegerField, "is not a whole number. Write it like 12."),
    (forms.URLField, "is not a web address. Write it like https://example.com."),
    (forms.Field, "cannot be read as it is. Write it anew."),
)
WRONG = {
    "invalid_choice": "is not one of the choices. Choose one from the list.",
    "invalid_list": "is not one of the choices. Choose from the list.",
    "max_length": "has {show_value} characters. Use at most {limit_value}.",
    "min_length": "has {show_value} characters. Use at least {limit_value}.",
    "max_value": "is too high. The most is {limit_value}.",
    "min_value": "is too low. The least is {limit_value}.",
    "max_digits": "has too many figures. Use at most {max}.",
    "max_decimal_places": "has too many figures after the point. Use at most {max}.",
    "max_whole_digits": "has too many figures before the point. Use at most {max}.",
    "empty": "is an empty file. Choose another.",
    "null_characters_not_allowed": "has characters that cannot be shown. Type the words anew.",
}
OF_VALIDATORS = {code for code in WRONG if code.startswith(("max_", "min_", "null_"))}
"""What Django says by validators, which no class of fields names."""


def is_stock(field: forms.Field, error: ValidationError) -> bool:
    """Whether the sentence is Django's own and not one that a form wrote."""
    if error.code in OF_VALIDATORS:
        return True
    stock = [
        cls.__dict__["default_error_messages"].get(error.code)
        for cls in type(field).__mro__
        if cls.__module__.startswith("django.") and "default_error_messages" in cls.__dict__
    ]
    stock += [v.message for v in field.default_validators if hasattr(v, "message")]
    return error.message in [message for message in stock if message]


def sentence(field: BoundField, error: ValidationError) -> str:
    if not is_stock(field.field, error):
        return str(error.messages[0])
    kinds = {"required": EMPTY, "invalid": INVALID}.get(error.code or "")
    if kinds:
        said = next(words for kind, words in kinds if isinstance(field.field, kind))
    else:
        said = WRONG.get(error.code or "", "")
    if not said:
        return str(error.messages[0])
    return f"\u201c{field.label}\u201d {said.format(**(error.params or {}))}"
