"""The short forms around the cards: gates, questions passed on, votes, decisions."""

from collections.abc import Sequence
from typing import Any

from django import forms

from accounts.text import WordsField
from interviews.models import Part
from playbooks.schema import Competency
from scorecards.models import Decision
from scorecards.states import Outcome, Recommendation, Verdict

CHANGE_ASKS = {
    "recommendation": "Choose what you recommend now.",
    "why": "Say in a sentence what changed your mind.",
}


class BecauseForm(forms.Form):
    """One sentence with a name under it."""

    because = WordsField(label="Why?", rows=3, max_length=2000)

    def __init__(self, *args: Any, label: str = "", help_text: str = "", **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["because"].label = label or self.fields["because"].label
        self.fields["because"].help_text = help_text


class GateForm(BecauseForm):
    go = forms.TypedChoiceField(
        label="What do you decide?",
        choices=[("go", "Go on"), ("stop", "Stop")],
        coerce=lambda value: value == "go",
        widget=forms.RadioSelect,
    )
    field_order = ("go", "because")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["go"].hints = {  # type: ignore[attr-defined]
            "go": "The next part is held.",
            "stop": "Planned interviews are cancelled and the candidacy ends.",
        }


class QuestionForm(forms.Form):
    """A question to pass on."""

    text = WordsField(
        label="A question for a later part",
        help_text="As you want it asked: no judgement, and nothing that says who saw what.",
        rows=2,
        max_length=400,
    )


class PlaceForm(forms.Form):
    part = forms.ModelChoiceField(
        label="In which part?", queryset=Part.objects.none(), empty_label="Choose a part"
    )
    text = WordsField(
        label="The question as the panel will read it",
        help_text="Reword it where it gives away who asks or why.",
        rows=2,
        max_length=400,
    )

    def __init__(self, parts: Any, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["part"].queryset = parts  # type: ignore[attr-defined]


class DecisionForm(forms.Form):
    """`after`: the decision that stood when this one was begun."""

    after = forms.IntegerField(widget=forms.HiddenInput, required=False)
    outcome = forms.ChoiceField(
        label="What do you decide?", choices=Outcome.choices, widget=forms.RadioSelect
    )
    reasons = WordsField(
        label="Your reasons", help_text="What the panel saw that decides it.", max_length=8000
    )
    doubts = WordsField(
        label="What stays open?",
        help_text="Doubts to watch. The panel reads them here, you alone beside the 90-day plan.",
        rows=3,
        max_length=8000,
        required=False,
    )
    override = WordsField(
        label="If you hire: why against the rule?",
        help_text="What outweighs it. An open critical red flag is accepted with it, in your name.",
        rows=3,
        max_length=4000,
        required=False,
    )

    def __init__(self, rule_met: bool, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.rule_met = rule_met
        if rule_met:
            del self.fields["override"]
        self.fields["outcome"].hints = {  # type: ignore[attr-defined]
            "hire": "The recruiter builds the offer."
            if rule_met
            else "Against the rule: needs a sentence below, and your name stands under it.",
            "wait": "Say what would settle it, and by when.",
            "no_hire": "The recruiter tells the candidate, who may ask why.",
        }

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        against = given.get("outcome") == Outcome.HIRE and not self.rule_met
        if against and not given.get("override") and "override" not in self.errors:
            self.add_error("override", "A hire against the rule needs a sentence on why.")
        return given

    def now_after(self, decision: Decision | None) -> None:
        """Show the form as typed, on top of the decision that stands by now."""
        self.data = self.data.copy()
        self.data["after"] = str(decision.pk) if decision else ""


class NoteForm(forms.Form):
    """What was said, as one writes it down while they talk."""

    mark_optional = False
    text = WordsField(label="What was said", rows=2, max_length=4000)
    competency = forms.ChoiceField(label="About", required=False)

    def __init__(self, competencies: Sequence[Competency], *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        choices = [("", "The whole")] + [(each.key, each.name) for each in competencies]
        self.fields["competency"].choices = choices  # type: ignore[attr-defined]


class VoteForm(forms.Form):
    """To keep one's recommendation is a form of a button; to change it is another, with why."""

    mark_optional = False
    recommendation = forms.ChoiceField(
        label="You recommend now",
        choices=Recommendation.choices,
        widget=forms.RadioSelect(attrs={"class": "pick"}),
        required=False,
    )
    why = WordsField(
        label="What changed your mind",
        help_text="A sentence: what you heard that you had not seen.",
        rows=2,
        max_length=2000,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if self.data.get("verdict") == Verdict.CHANGE:
            for name, sentence in CHANGE_ASKS.items():
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, sentence)
        return given

    def said(self) -> dict[str, str]:
        """What the action takes. To keep is said too: nobody keeps by saying nothing."""
        return {"verdict": self.data.get("verdict", ""), **self.cleaned_data}
