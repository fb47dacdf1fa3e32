"""What a search partner sends, how it is answered, and who is off limits."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from accounts.text import CleanCharField, WordsField
from candidates.models import OffLimits
from candidates.papers import PaperField
from candidates.states import DECLINED_BECAUSE


class SubmissionForm(forms.Form):
    name = CleanCharField(label="Name", max_length=120)
    email = forms.EmailField(label="Mail address", max_length=254)
    phone = CleanCharField(label="Telephone", max_length=40, required=False)
    title = CleanCharField(label="Title there", max_length=120, required=False)
    employer = CleanCharField(label="Employer", max_length=120)
    words = WordsField(
        label="Why them",
        rows=5,
        max_length=3_000,
        help_text="What this person ran, at which scale, and what changed. Nothing of past pay.",
    )
    agreed_on = forms.DateField(
        label="Day on which they agreed to be put forward",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "w-short"}),
        help_text="For this search. Nobody is put forward without having been asked.",
    )
    cv = PaperField(label="CV", required=False)


class TakeForm(forms.Form):
    """Taking asks once more where somebody seems to be here already, as adding does."""

    anyway = forms.BooleanField(
        label="This is somebody else: take them all the same",
        error_messages={"required": "Look first whether they are here already; then tick this."},
    )


class DeclineForm(forms.Form):
    """One of the reasons, own words, or both: the partner reads one after the other."""

    mark_optional = False

    because = forms.ChoiceField(
        label="Why",
        choices=[(reason, reason) for reason in DECLINED_BECAUSE],
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Choose one of the reasons, or write your own."},
    )
    words = WordsField(
        label="In your own words",
        rows=3,
        max_length=1_000,
        required=False,
        help_text="Beside a reason or in its place. Nothing of who else is in the search.",
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and not (data.get("because") or data.get("words")):
            raise ValidationError("Choose a reason, or write your own words.")
        return data

    def said(self) -> str:
        given = (self.cleaned_data["because"], self.cleaned_data["words"])
        return "\n\n".join(filter(None, given))


class TellForm(forms.Form):
    words = WordsField(
        label="What they are told",
        rows=6,
        max_length=3_000,
        help_text="Your own words. Nothing anybody wrote on a scorecard belongs in them.",
    )


class OffLimitsForm(forms.Form):
    name = CleanCharField(label="Name", max_length=120)
    kind = forms.ChoiceField(
        label="This is",
        choices=OffLimits.Kind.choices,
        initial=OffLimits.Kind.COMPANY,
        widget=forms.RadioSelect(attrs={"class": "pick"}),
    )
    why = CleanCharField(
        label="Why",
        max_length=300,
        help_text="A few words. Search partners read the name, never this.",
    )
