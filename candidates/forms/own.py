"""What a candidate says on their own page."""

from django import forms

from accounts.text import WordsField
from candidates.states import LEAVING_BECAUSE, UNSAID, Age, Gender, Minority


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


UNTOLD = "unsaid"


def _voluntary(label: str, choices: list[tuple[str, str]]) -> forms.ChoiceField:
    return forms.TypedChoiceField(
        label=label,
        choices=[(UNTOLD, "I do not want to say"), *choices],
        initial=UNTOLD,
        coerce=lambda said: "" if said == UNTOLD else said,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Choose one of the answers, or none."},
    )


class VoluntaryForm(forms.Form):
    """Always empty to begin with: what was said is not shown again, not to its giver either."""

    mark_optional = False  # the words above them say so of all
    gender = _voluntary("You are", Gender.choices)
    age = _voluntary("Your age", Age.choices)
    minority = _voluntary(
        "Do you count yourself to an ethnic minority where you live?", Minority.choices
    )
