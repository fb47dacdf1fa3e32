"""The forms between the yes and the first day."""

from datetime import date
from typing import Any, cast

from django import forms
from django.db.models import QuerySet

from accounts.text import WordsField
from candidates.models import Candidacy
from candidates.states import WITHDREW_BECAUSE
from offers.states import Counter

LONGEST = 1_000


def _day(label: str, help_text: str = "") -> forms.DateField:
    shown = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "w-short"})
    return forms.DateField(label=label, widget=shown, help_text=help_text)


class OneOfSeveral(forms.Form):
    """Several stand on one page, so that each names its fields after itself."""

    def __init__(self, *args: Any, **kwargs: Any):
        kwargs["auto_id"] = f"{type(self).__name__.lower()}_%s"
        super().__init__(*args, **kwargs)


class ResignedForm(OneOfSeveral):
    resigned_on = _day("The day they resigned")
    notice_ends_on = _day("The last day of the notice", "The day after, they are free to start.")


class MoveForm(OneOfSeveral):
    now = _day("The new first day")
    because = WordsField(label="Why it moves", rows=2, max_length=LONGEST)
    was = forms.DateField(widget=forms.HiddenInput)

    def now_from(self, day: date) -> None:
        """The day that stands meanwhile, so that sent once more it is not an old page."""
        self.data = {**self.data, "was": f"{day}"}


class CounterForm(OneOfSeveral):
    counter = forms.ChoiceField(
        label="A counter-offer", choices=Counter.choices, widget=forms.RadioSelect
    )
    words = WordsField(label="What is known of it", rows=2, max_length=LONGEST, required=False)


class WordsKeptForm(OneOfSeveral):
    words = WordsField(label="What you heard", rows=2, max_length=LONGEST)


class KeepWarmForm(OneOfSeveral):
    candidacy = forms.ModelChoiceField(Candidacy.objects.none(), label="Who", empty_label=None)
    because = WordsField(label="Why them", rows=2, max_length=LONGEST)

    def __init__(self, *args: Any, choices: QuerySet[Candidacy], **kwargs: Any):
        super().__init__(*args, **kwargs)
        field = cast(forms.ModelChoiceField, self.fields["candidacy"])
        field.queryset = choices


class RenegeForm(OneOfSeveral):
    reneged_on = _day("The day they told you")
    because = forms.ChoiceField(
        label="Why", choices=[(reason, reason) for reason in WITHDREW_BECAUSE]
    )
    words = WordsField(label="In their words", rows=2, max_length=LONGEST, required=False)
