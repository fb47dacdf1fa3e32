"""Who somebody is, who knows of them, where they stand, and what is written to them."""

from django import forms
from django.core.exceptions import ValidationError

from accounts.models import User
from accounts.text import CleanCharField, WordsField
from candidates.actions import Person
from candidates.models import Candidacy, Conflict, KeptOut
from candidates.states import (
    STOPPED_BECAUSE,
    WITHDREW_BECAUSE,
    Occasion,
    Stage,
)

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
