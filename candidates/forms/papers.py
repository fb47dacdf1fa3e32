"""Documents, claims, systems and references."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.numbers import WholeNumberField
from accounts.text import CleanCharField, WordsField
from candidates.models import Claim, Reference
from candidates.papers import PaperField
from candidates.states import (
    ASKED_OF_REFEREES,
    Again,
)


class DocumentForm(forms.Form):
    file = PaperField(label="Add a CV or another paper")


class ClaimForm(forms.Form):
    text = WordsField(
        label="What the candidate says they achieved",
        rows=2,
        max_length=1_000,
        help_text="One claim, with its figure: “cut fraud losses by 19% in a year”.",
    )
    source = CleanCharField(
        label="Where they say it",
        max_length=200,
        help_text="CV, page 2; a call; the questionnaire.",
    )


class CheckForm(forms.Form):
    of = WordsField(widget=forms.HiddenInput, required=False)
    state = forms.ChoiceField(
        label="What the check found",
        choices=[c for c in Claim.State.choices if c[0] != Claim.State.UNCHECKED],
        widget=forms.RadioSelect(attrs={"class": "pick"}),
    )
    how = CleanCharField(
        label="How it was checked",
        max_length=300,
        help_text="With whom, or by which paper: “holdout of 5%, 11 weeks; her CFO's letter”.",
    )


class SystemForm(forms.Form):
    """One entry of the portfolio."""

    what = CleanCharField(
        label="What it is", max_length=200, help_text="“Fraud scoring of card payments”."
    )
    role = CleanCharField(
        label="What they answered for",
        max_length=200,
        help_text="“The model, its service and the on-call team of six”.",
    )
    from_year = WholeNumberField(label="From the year", min_value=1960, max_value=2100)
    to_year = WholeNumberField(
        label="To the year",
        required=False,
        help_text="Empty while they answer for it.",
        min_value=1960,
        max_value=2100,
    )
    scale = CleanCharField(
        label="Scale",
        max_length=200,
        required=False,
        help_text="Requests, users, money: “1,900 requests a second”.",
    )
    metric = CleanCharField(
        label="The measure it was held to",
        max_length=200,
        required=False,
        help_text="“Recall at a review budget of 400 a day”.",
    )
    incident = WordsField(
        label="An incident",
        rows=3,
        max_length=1_000,
        required=False,
        help_text="What broke, and what they did themselves.",
    )
    changed = WordsField(
        label="What changed",
        rows=3,
        max_length=1_000,
        required=False,
        help_text="What was different afterwards, and what was different because of them.",
    )

    def clean(self):
        data = super().clean()
        began, ended = data.get("from_year"), data.get("to_year")
        if began and ended and ended < began:
            self.add_error("to_year", "This is before it began. Put one of the years right.")
        return data


class RefereeForm(forms.Form):
    """The questions put to a referee: on the page of a call, and on the referee's own."""

    mark_optional = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, _, question in ASKED_OF_REFEREES:
            self.fields[name] = WordsField(label=question, rows=4, max_length=6_000, required=False)
        self.fields["again"] = forms.ChoiceField(
            label="Would you work with them again?",
            choices=[("", "Not said"), *Again.choices],
            required=False,
            widget=forms.RadioSelect(attrs={"class": "pick"}),
        )

    def clean(self):
        data = super().clean()
        if not self.errors and not any(data.get(name) for name, _, _ in ASKED_OF_REFEREES):
            first = ASKED_OF_REFEREES[0][0]
            self.add_error(
                first, "Nothing is written yet. A sentence under one question is enough."
            )
        return data


class RefereesForm(forms.Form):
    """Who a referee is, and the candidate's word that they may be asked."""

    name = CleanCharField(
        label="Who it is",
        max_length=120,
        help_text="By name. What nobody puts their name to is not taken down.",
    )
    relation = forms.ChoiceField(
        label="How they know the candidate",
        choices=Reference.Relation.choices,
        widget=forms.RadioSelect(attrs={"class": "pick"}),
    )
    organisation = CleanCharField(
        label="Where they worked together", max_length=120, required=False
    )
    consented = forms.BooleanField(
        label="The candidate agreed to this call",
        error_messages={
            "required": "Tick this, or leave the call out: nobody is called without the "
            "candidate's consent."
        },
    )
    off_list = forms.BooleanField(
        label="The candidate did not name this person themselves", required=False
    )
    agreed_on = forms.DateField(
        label="Then: the day they agreed to this person",
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "w-short"}),
    )
    agreed_how = CleanCharField(
        label="And how",
        max_length=200,
        required=False,
        help_text="“By mail of that day”, “on the telephone with me”.",
    )

    def clean(self):
        data = super().clean()
        if data.get("off_list"):
            if not data.get("agreed_on") and "agreed_on" not in self.errors:
                self.add_error("agreed_on", "Write the day on which the candidate agreed.")
            if not data.get("agreed_how"):
                self.add_error("agreed_how", "Write how they agreed: by mail, on the telephone.")
        elif data.get("off_list") is False:
            data["agreed_on"], data["agreed_how"] = None, ""
        return data

    def clean_agreed_on(self):
        return self._not_ahead(self.cleaned_data["agreed_on"])

    def _not_ahead(self, day):
        if day and day > timezone.localdate():
            raise ValidationError("This day is still to come. Write the day it was.")
        return day


class ReferenceForm(RefereesForm):
    """Notes of a call: who, and the questions with what they said."""

    called_on = forms.DateField(
        label="Day of the call",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "w-short"}),
    )
    field_order = ["consented", "name", "relation", "organisation", "called_on"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields |= RefereeForm().fields
        self.fields["again"].label = "Would they work with them again?"
        self.said = [self[name] for name, _, _ in ASKED_OF_REFEREES]

    def clean_called_on(self):
        day = self.cleaned_data["called_on"]
        if day > timezone.localdate():
            raise ValidationError("This day is still to come. Write the day the call was held.")
        return day

    def clean(self):
        data = super().clean()
        agreed, called = data.get("agreed_on"), data.get("called_on")
        if agreed and called and called < agreed:
            self.add_error("called_on", "The call was before they agreed. Put one day right.")
        said = [name for name, _, _ in ASKED_OF_REFEREES if name in data]
        if len(said) == len(ASKED_OF_REFEREES) and not any(data[name] for name in said):
            self.add_error(said[0], "Nothing is written yet. One of the boxes is enough.")
        return data


class AskForm(RefereesForm):
    """Who is asked in writing, and where the private link goes."""

    email = forms.EmailField(label="Their mail address", max_length=254)
    field_order = ["consented", "name", "email", "relation", "organisation"]
