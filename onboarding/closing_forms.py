from typing import Any

from django import forms

from accounts.text import WordsField
from onboarding.closing_words import PARTS, PERIODS, WRITE_MONTHS
from onboarding.states import ClosingStep


class ClosingForm(forms.Form):
    """What one step asks: most ask nothing."""

    words = WordsField(rows=2, max_length=1_000, required=False)
    months = forms.TypedChoiceField(
        label="How long",
        coerce=int,
        choices=PERIODS,
        widget=forms.RadioSelect,
        help_text="Ask counsel where you are not sure. It cannot be changed here later.",
    )

    def __init__(self, *args: Any, step: str | None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.step = step
        asks = next((part.asks for part in PARTS if part.step == step), "")
        if asks:
            self.fields["words"].label = asks
        else:
            del self.fields["words"]
        if step != ClosingStep.RETENTION:
            del self.fields["months"]


class AgainForm(forms.Form):
    yes = forms.ChoiceField(
        label="May we write to you again?",
        choices=[
            ("yes", f"Yes, for {WRITE_MONTHS // 12} years"),
            ("no", "No"),
        ],
        widget=forms.RadioSelect,
    )
