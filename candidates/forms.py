from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import User
from accounts.numbers import WholeNumberField
from accounts.text import CleanCharField, WordsField
from candidates import uploads
from candidates.actions import Person
from candidates.actions.questionnaire import LONGEST
from candidates.models import Candidacy, Claim, Conflict, KeptOut, Reference
from candidates.queries import questions_of
from candidates.states import (
    ASKED_OF_REFEREES,
    STOPPED_BECAUSE,
    WITHDREW_BECAUSE,
    Again,
    Occasion,
    Stage,
    Way,
)
from searches.models import Search

LARGEST_TABLE = 3 * 1024 * 1024
CHANNELS = [("", "Not noted"), *Candidacy.Channel.choices]


class CandidateForm(forms.Form):
    """Who somebody is. There is no field for past pay: it is never asked for or stored."""

    name = CleanCharField(label="Name", max_length=120)
    email = forms.EmailField(
        label="Mail address",
        max_length=254,
        required=False,
        help_text="An offer goes there, and the questionnaire where it is answered in writing.",
    )
    phone = CleanCharField(label="Telephone", max_length=40, required=False)
    employer = CleanCharField(label="Employer", max_length=120, required=False)
    title = CleanCharField(label="Title there", max_length=120, required=False)
    channel = forms.ChoiceField(
        label="How we met",
        choices=CHANNELS,
        required=False,
        error_messages={
            "invalid_choice": "“%(value)s” is no way of meeting known here. Write one of: "
            + ", ".join(c.value for c in Candidacy.Channel)
            + "."
        },
    )
    summary = WordsField(
        label="In two or three sentences",
        rows=3,
        max_length=1_500,
        required=False,
        help_text="What this person ran, at which scale, and what changed. The panel reads it.",
    )
    expects = WordsField(
        label="What they hope for, if they said so themselves",
        rows=2,
        max_length=1_000,
        required=False,
        help_text="Never what they earn or earned: past pay is not asked for and not stored here.",
    )
    forfeits = WordsField(
        label="What they would forfeit by leaving, if they said so themselves",
        rows=2,
        max_length=1_000,
        required=False,
        help_text="Unvested equity or a bonus due, as a reason for a sign-on.",
    )

    def person(self) -> Person:
        return Person(**self.cleaned_data)


class AddForm(CandidateForm):
    """Adding asks once more where somebody seems to be here already."""

    internal = forms.BooleanField(
        label="Works here already, and it stays quiet",
        required=False,
        help_text="Only you and the hiring managers will know of them, until you name others.",
    )
    anyway = forms.BooleanField(
        label="This is somebody else: add them all the same", required=False
    )

    def person(self) -> Person:
        about = {"internal", "anyway"}
        return Person(**{n: v for n, v in self.cleaned_data.items() if n not in about})


class QuietForm(forms.Form):
    """Who knows of an internal candidate; the one who asks always does."""

    mark_optional = False

    def __init__(self, *args, people: list[User], known: set[int], **kwargs):
        super().__init__(*args, **kwargs)
        self.people = {str(user.pk): user for user in people}
        self.fields["who"] = forms.MultipleChoiceField(
            label="By name",
            choices=[(pk, str(user)) for pk, user in self.people.items()],
            initial=[str(pk) for pk in known],
            required=False,
            widget=forms.CheckboxSelectMultiple,
            error_messages={
                "invalid_choice": "Somebody you chose no longer runs or observes the search. "
                "Choose anew."
            },
        )

    def people_chosen(self) -> list[User]:
        return [self.people[pk] for pk in self.cleaned_data["who"]]


class KeepOutForm(forms.Form):
    name = CleanCharField(label="Name", max_length=120)
    email = forms.EmailField(label="Mail address", max_length=254)
    why = forms.ChoiceField(
        label="Why they do not judge",
        choices=KeptOut.Why.choices,
        widget=forms.RadioSelect(attrs={"class": "pick"}),
    )


class ImportForm(forms.Form):
    file = forms.FileField(
        label="CSV or Excel file",
        help_text="CSV in UTF-8, or .xlsx. The first line names the columns.",
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv,.xlsx"}),
    )

    def clean_file(self) -> bytes:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_TABLE:
            most = LARGEST_TABLE // 1024 // 1024
            raise ValidationError(f"The file is larger than {most} MB. Split it in two.")
        return file.read()


class DocumentForm(forms.Form):
    file = forms.FileField(
        label="Add a CV or another paper",
        help_text="PDF or Word (.docx), up to 10 MB.",
        max_length=1_000,
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx"}),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        self.kind = uploads.kind_of(file)
        self.shown_name = uploads.shown_name(file.name, self.kind)
        return file


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


class MessageForm(forms.Form):
    """A mail to somebody who has left; its words are a person's before they go."""

    occasion = forms.ChoiceField(choices=Occasion.choices, widget=forms.HiddenInput)
    first_name = CleanCharField(
        label="Dear",
        max_length=60,
        help_text="A guess from the name. In much of the world the family's name comes first.",
    )
    text = WordsField(label="What they are written", rows=14, max_length=4_000)

    def whole(self, by: User) -> str:
        """As it goes: with the greeting, and the name of who sends it."""
        data = self.cleaned_data
        return f"Dear {data['first_name']},\n\n{data['text']}\n\n{by}"


class WayForm(forms.Form):
    way = forms.ChoiceField(
        label="The questionnaire is answered", choices=Way.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["way"].hints = {
            "conversation": "The usual way: a senior candidate is not set homework. One of the "
            "two readers asks the questions and types.",
            "link": "The candidate gets an address of their own by mail, without a clock.",
        }


class AnswersForm(forms.Form):
    """One box a question. As a draft nothing has to be there; for submitting everything has."""

    mark_optional = False

    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args, search: Search, submitting: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        for number, question in enumerate(questions_of(search), 1):
            empty = f"Answer {number} is empty. A sentence is enough, also one that says why not."
            self.fields[question.key] = WordsField(
                label=f"{number}. {question.text}",
                rows=6,
                max_length=LONGEST,
                required=submitting,
                error_messages={"required": empty},
            )

    def answers(self) -> dict[str, str]:
        return {key: text for key, text in self.cleaned_data.items() if key != "revision"}


class ConflictForm(forms.Form):
    answer = forms.ChoiceField(
        label="Your answer", choices=Conflict.Answer.choices, widget=forms.RadioSelect
    )
    how = CleanCharField(
        label="How you know them",
        max_length=300,
        required=False,
        help_text="Only where you know them. A few words: “we worked at Norrland until 2021”.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["answer"].hints = {
            "none": "I have not worked with them, and we are not close.",
            "knows": "I can still judge fairly. The debrief shows what you write here.",
            "replace": "Somebody else takes my place. You need not say why.",
        }

    def clean(self):
        data = super().clean()
        if data.get("answer") == Conflict.Answer.KNOWS and not data.get("how"):
            self.add_error("how", "Say in a few words how you know them.")
        return data


class ShortlistForm(forms.Form):
    def __init__(self, *args, candidacies: list[Candidacy], **kwargs):
        super().__init__(*args, **kwargs)
        self.known = {str(candidacy.pk): candidacy for candidacy in candidacies}
        self.fields["chosen"] = forms.MultipleChoiceField(
            label="Who is in it",
            choices=[(pk, str(candidacy)) for pk, candidacy in self.known.items()],
            widget=forms.CheckboxSelectMultiple,
            error_messages={
                "required": "Nobody is chosen. Choose three to five.",
                "invalid_choice": "Somebody you chose is no longer on the shortlist. Choose anew.",
            },
        )
        self.fields["chosen"].hints = {
            pk: candidacy.candidate.line for pk, candidacy in self.known.items()
        }

    def chosen(self) -> list[Candidacy]:
        return [self.known[pk] for pk in self.cleaned_data["chosen"]]


class TakeBackForm(forms.Form):
    told_on = forms.DateField(
        label="Day on which they were told and agreed",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "w-short"}),
        help_text="That the search goes on, what is kept of them from before, and who reads it.",
    )


class ReasonForm(forms.Form):
    """One tap: every reason is a button of its own."""

    def __init__(self, *args, ending: str, **kwargs):
        super().__init__(*args, **kwargs)
        reasons = STOPPED_BECAUSE if ending == Stage.STOPPED else WITHDREW_BECAUSE
        self.fields["because"] = forms.ChoiceField(
            choices=[(reason, reason) for reason in reasons],
            error_messages={
                "required": "Choose one of the reasons.",
                "invalid_choice": "Choose one of the reasons.",
            },
        )
