"""What may be said of a red flag: who sees to it, what the candidate says, what is made of it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict

from accounts.models import User
from accounts.text import WordsField
from scorecards.forms.debriefs import BecauseForm
from scorecards.models import RedFlag
from scorecards.states import FlagState
from searches.moves import Move


class OwnerForm(forms.Form):
    owner = forms.ModelChoiceField(
        label="Who sees to it?",
        queryset=User.objects.none(),
        empty_label="Choose somebody",
        error_messages={
            "required": "Choose who sees to it.",
            "invalid_choice": "They are not on this search, or not any more. Choose somebody else.",
        },
    )

    def __init__(self, people: QuerySet[User], given: QueryDict | None = None, **more: Any):
        super().__init__(given, **more)
        self.fields["owner"].queryset = people


class AnswerForm(forms.Form):
    text = WordsField(
        label="What the candidate said",
        help_text="When it was put to them, in their words. It stands as written, with your name.",
        rows=3,
        max_length=4000,
    )


class FlagForm(BecauseForm):
    """Settling: one report, or with several those that are ticked."""

    flags = forms.MultipleChoiceField(
        label="Whose report of it?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose whose report you settle."},
    )
    move = forms.ChoiceField(label="What do you make of it?", widget=forms.RadioSelect)
    field_order = ("flags", "move", "because")
    HINTS = {
        "clear": "What was said or done turned out differently. It no longer counts.",
        "confirm": "It happened as written. A critical one still blocks a hire and the offer.",
        "accept": "It stands, and you take it on in your name.",
    }

    def __init__(
        self,
        reports: Sequence[RedFlag],
        moves: Sequence[Move],
        given: QueryDict | None = None,
        **more: Any,
    ):
        super().__init__(given, label="Why? In a sentence", **more)
        self.reports = {f"{flag.card_id}-{flag.place}": flag for flag in reports}
        field = self.fields["move"]
        field.choices = [(move.name, move.label) for move in moves]
        field.hints = self.HINTS
        if len(reports) == 1:
            del self.fields["flags"]
        else:
            self.fields["flags"].choices = [(pk, _report(f)) for pk, f in self.reports.items()]
            waiting = [pk for pk, f in self.reports.items() if f.state == FlagState.OPEN]
            self.fields["flags"].initial = waiting or list(self.reports)

    def said(self) -> dict[str, Any]:
        """What the action takes."""
        chosen = self.cleaned_data.get("flags", list(self.reports))
        flags = [self.reports[pk] for pk in chosen]
        given = {name: self.cleaned_data[name] for name in ("move", "because")}
        return {"flags": flags, **given}


def _report(flag: RedFlag) -> str:
    return f"{flag.who}, {flag.part}: {flag.words[0].lower()}{flag.words[1:]}"
