"""What a candidate says on their own page."""

from django import forms

from accounts.text import WordsField
from candidates.states import LEAVING_BECAUSE, UNSAID


class NeedsForm(forms.Form):
    needs = WordsField(
        label="What would help you take part?",
        rows=3,
        max_length=1_000,
        required=False,
        help_text=(
            "More time, another format, an interpreter, a room without stairs. Say what, not why: "
            "only who plans reads it, and nobody who judges."
        ),
    )


class LeaveForm(forms.Form):
    because = forms.ChoiceField(
        label="Why, if you like to say",
        choices=[*LEAVING_BECAUSE.items(), (UNSAID, "I would rather not say")],
        initial=UNSAID,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Choose one of the reasons, or none."},
    )
