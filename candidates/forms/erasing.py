"""Taking a person out of the search."""

from django import forms

from candidates.models import Erasure


class EraseForm(forms.Form):
    ground = forms.ChoiceField(
        label="Why now",
        choices=Erasure.Ground.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say why: one of the three.", "invalid_choice": "Choose one."},
    )
    sure = forms.BooleanField(
        label="I have read what is lost. Nobody can bring it back.",
        error_messages={"required": "Tick this once you have read what is lost."},
    )
