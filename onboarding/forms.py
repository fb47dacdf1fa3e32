import re
from typing import Any

from django import forms
from django.core.validators import URLValidator

from accounts.text import CleanCharField, WordsField
from candidates.papers import PaperField
from onboarding.actions.frame import SHORT
from onboarding.actions.outcomes import outcome_missing
from onboarding.actions.review import LONGEST_ANSWER
from onboarding.actions.updates import LONGEST_PART
from onboarding.models import Deliverable, Indicator
from onboarding.models.updates import PARTS
from onboarding.queries.outcomes import Desk
from onboarding.states import Came, Kept, Seen, Sign
from scorecards.content import NOT_ASSESSED, Content
from scorecards.forms.ratings import (
    NUMBERS,
    RatingsForm,
    apart,
    flat_ratings,
    worded_ratings,
)
from searches.models import RUNS, Membership

HIRED = "hired"
NOT_YET = "It cannot be said yet"


def day_input() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "w-short"})


class StartForm(forms.Form):
    started_on = forms.DateField(
        label="The day they started",
        widget=day_input(),
        help_text="Day 1. Every date of the plan follows from it.",
    )


def on_the_web_or_in_the_house(address: str) -> None:
    """A host of a single name, as of an intranet, is one too where more follows it."""
    named = re.sub(r"^(https?://)[a-z0-9-]+(?=[:/])", r"\1localhost", address, flags=re.IGNORECASE)
    URLValidator()(named)


class AddressField(forms.URLField):
    default_validators = [on_the_web_or_in_the_house]


class LeftForm(forms.Form):
    left_on = forms.DateField(label="Their last day", widget=day_input())
    because = WordsField(
        label="Why, in a few words",
        rows=2,
        max_length=SHORT,
        help_text="Who reads the plan reads this. The person hired does not.",
    )


class SeenForm(forms.Form):
    """With the stamp of what the page showed, so that nothing is decided by an old one."""

    seen = CleanCharField(widget=forms.HiddenInput, required=False, max_length=80)

    def clean_seen(self) -> str | None:
        return self.cleaned_data["seen"] if "seen" in self.data else None

    def show_anew(self, stamp: str) -> None:
        """The page is drawn again with what stands now: what was typed may then be sent."""
        self.data = {**self.data.dict(), "seen": stamp}


class EvidenceForm(SeenForm):
    evidence = WordsField(label="What shows that it is done", rows=3, required=False)
    evidence_url = AddressField(
        label="Where it lies",
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text="An address your manager can open.",
    )
    file = PaperField(label="A file", required=False)

    def __init__(self, *args: Any, deliverable: Deliverable, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.held = deliverable.file_name
        if self.held:
            self.fields["file"].label = "Another file in place of the one there"

    def clean(self) -> dict:
        data = super().clean()
        given = any(data.get(name) for name in ("evidence", "evidence_url", "file"))
        if not self.errors and not given and not self.held:
            self.add_error(
                "evidence",
                "Write what shows it is done, give the address where it lies, or send a file.",
            )
        return data


class WordsForm(forms.Form):
    words = WordsField(label="In your words", rows=3, max_length=SHORT)


class SignForm(SeenForm):
    words = WordsField(
        label="A sentence",
        rows=2,
        required=False,
        max_length=SHORT,
        help_text="Needed when you send it back.",
    )


class OwnerForm(forms.Form):
    """Who may hand in: who runs the search, and the person hired."""

    owner = forms.ChoiceField(label="Whose it is")

    def __init__(self, *args: Any, deliverable: Deliverable, **kwargs: Any):
        super().__init__(*args, **kwargs)
        search = deliverable.plan.search
        rows = Membership.objects.current().filter(search=search, role__in=RUNS)
        people = {row.user_id: row.user for row in rows.select_related("user")}
        named = sorted((str(user), pk) for pk, user in people.items())
        self.people = {str(pk): user for pk, user in people.items()}
        self.fields["owner"].choices = [
            (HIRED, f"{deliverable.plan.candidacy}, the person hired"),
            *((str(pk), name) for name, pk in named),
        ]
        self.initial["owner"] = str(deliverable.owner_id or HIRED)


class DueForm(forms.Form):
    now = forms.DateField(
        label="Due on",
        widget=day_input(),
        help_text="A day that is no business day becomes the next one.",
    )
    because = WordsField(label="Why it moves", rows=2, max_length=SHORT)
    was = forms.DateField(widget=forms.HiddenInput)


class UpdateForm(SeenForm):
    """Four short boxes: one page."""

    mark_optional = False

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name, title in PARTS:
            self.fields[name] = WordsField(
                label=title, rows=4, max_length=LONGEST_PART, required=False
            )


class AnswerForm(SeenForm):
    words = WordsField(label="Your answer", rows=5, max_length=LONGEST_PART)


class WarningForm(forms.Form):
    what = WordsField(label="What is at risk", rows=2, max_length=SHORT)
    since = forms.DateField(label="Since when", widget=day_input())
    way_out = WordsField(
        label="The way out you propose",
        rows=3,
        max_length=SHORT,
        help_text="What would you do, and what do you need for it?",
    )


class PromiseForm(forms.Form):
    kept = forms.ChoiceField(
        label="Is it kept",
        choices=Kept.choices,
        widget=forms.RadioSelect(attrs={"class": "pick"}),
    )
    words = WordsField(label="What shows it", rows=2, max_length=SHORT)


class WatchForm(forms.Form):
    says = forms.ChoiceField(
        label="Have you seen it",
        choices=Seen.choices,
        widget=forms.RadioSelect(attrs={"class": "pick"}),
    )
    words = WordsField(label="What showed it", rows=2, max_length=SHORT)


class ReviewForm(forms.Form):
    """A box for each question; for the manager also each indicator and what showed it."""

    def __init__(self, *args: Any, asks: list[str], indicators: list[Indicator], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.asks, self.indicators = asks, indicators
        for number, ask in enumerate(asks):
            self.fields[f"answer_{number}"] = WordsField(
                label=ask, rows=3, max_length=LONGEST_ANSWER
            )
        for one in indicators:
            field = forms.ChoiceField(
                label=one.about, choices=Sign.choices, widget=forms.RadioSelect
            )
            field.hints = {Sign.OPERATOR: one.operator, Sign.EVANGELIST: one.evangelist}
            self.fields[f"seen_{one.key}"] = field
            self.fields[f"words_{one.key}"] = WordsField(
                label="What showed it", rows=2, max_length=LONGEST_ANSWER
            )

    @property
    def marks(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"seen_{one.key}"], self[f"words_{one.key}"]) for one in self.indicators]

    @property
    def boxes(self) -> list[forms.BoundField]:
        return [self[f"answer_{number}"] for number in range(len(self.asks))]

    def answers(self) -> list[str]:
        return [self.cleaned_data[f"answer_{number}"] for number in range(len(self.asks))]

    def seen(self) -> dict[str, tuple[str, str]]:
        data = self.cleaned_data
        return {
            one.key: (data[f"seen_{one.key}"], data[f"words_{one.key}"]) for one in self.indicators
        }


class OutcomeForm(RatingsForm):
    """What came of a hire, on the scale of the scorecard. Nothing is required of a draft."""

    note_label = "What shows it?"
    note_help = "A sentence on what was done since the start. A number needs it."
    rating_label = "What came"
    not_assessed = NOT_YET

    def __init__(self, desk: Desk, *args: Any):
        initial = {"revision": desk.revision} | flat_ratings(desk.draft)
        super().__init__(*args, initial=initial)
        self.ask_for_ratings(desk.competencies, with_notes=True)
        for one in self.rated:
            self.fields[f"evidence_{one.key}"].widget.attrs["rows"] = 2
            self.fields[f"rating_{one.key}"].label = self.rating_label

    def whole(self) -> bool:
        """Whether it can be recorded; what it lacks is said at its field."""
        for missing in outcome_missing(self.rated, self.given_ratings()):
            self.add_error(missing.field, missing.says)
        return self.is_valid()

    def differences(self, saved: Content) -> list[tuple[str, str, str]]:
        """(What, here, saved) for everything that the two texts do not share."""
        here = worded_ratings(self.rated, self.given_ratings())
        return apart(here, worded_ratings(self.rated, saved))


class CorrectionForm(forms.Form):
    value = forms.ChoiceField(
        label="What came",
        choices=[*NUMBERS, (NOT_ASSESSED, NOT_YET)],
        error_messages={"required": "Choose a number, or that it cannot be said yet."},
    )
    evidence = WordsField(label="What shows it?", rows=2, required=False)
    because = WordsField(label="Why is it corrected?", rows=2)


class DoubtsForm(forms.Form):
    came = forms.ChoiceField(
        label="Did it come true?",
        choices=Came.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether it came true."},
    )
    words = WordsField(label="What you saw", rows=3)
