from django import forms

from accounts.text import WordsField


class StartForm(forms.Form):
    started_on = forms.DateField(
        label="The day they started",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "w-short"}),
        help_text="Day 1. Every date of the plan follows from it.",
    )


class EvidenceForm(forms.Form):
    evidence = WordsField(label="What shows that it is done", rows=3, required=False)
    evidence_url = forms.URLField(
        label="Where it lies",
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text="An address your manager can open.",
    )

    def clean(self) -> dict:
        data = super().clean()
        if not self.errors and not (data.get("evidence") or data.get("evidence_url")):
            self.add_error(
                "evidence", "Write what shows it is done, or give the address where it lies."
            )
        return data


class WordsForm(forms.Form):
    words = WordsField(label="In your words", rows=3)


class SignForm(forms.Form):
    words = WordsField(
        label="A sentence",
        rows=2,
        required=False,
        help_text="Needed when you send it back.",
    )
