"""Form fields for words: text is kept as written, but it has to be text somebody can see."""

import unicodedata

from django import forms
from django.core.exceptions import ValidationError

# Characters that turn text around or hide it, and blanks that do not look blank to strip().
BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
BLANKS = frozenset("\u115f\u1160\u3164\uffa0\u2800\u200b\u2060\ufeff")


def visible(text: str) -> bool:
    return any(not c.isspace() and c not in BLANKS for c in text)


def says_why(text: str) -> bool:
    """Whether somebody gave a reason: a letter or a word gives none."""
    return len(text.split()) >= 3


def check_text(text: str) -> None:
    if any(unicodedata.category(c) in ("Cs", "Cc") and c not in "\n\r\t" for c in text):
        raise ValidationError("This has characters that cannot be shown. Type the words anew.")
    if any(c in BIDI for c in text):
        raise ValidationError("This has characters that reverse its direction. Remove them.")


class CleanCharField(forms.CharField):
    """A line of visible text."""

    multiline = False

    def clean(self, value: str | None) -> str:
        text = super().clean(value)
        if text:
            check_text(text)
            if not self.multiline and ("\n" in text or "\r" in text):
                raise ValidationError("Write this on one line.")
        if text and not visible(text):
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return ""
        return text


class WordsField(CleanCharField):
    """A paragraph or several."""

    multiline = True

    def __init__(self, *, rows: int = 4, max_length: int = 20_000, **kwargs):
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(max_length=max_length, **kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, str]:
        """No `maxlength`: a browser would cut what is pasted, and say nothing."""
        attrs = super().widget_attrs(widget)
        return {name: value for name, value in attrs.items() if name != "maxlength"}

    def to_python(self, value: str | None) -> str:
        """Before it is counted: a line break is one character, however a browser sends it."""
        return (super().to_python(value) or "").replace("\r\n", "\n")
