"""The card as a form, and what amends it."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from accounts.text import CleanCharField, WordsField
from scorecards.content import Content, Shape
from scorecards.forms.ratings import (
    RatingsForm,
    apart,
    flat_ratings,
    worded_ratings,
)
from scorecards.states import Recommendation, Seriousness

MOST_FLAGS = 12
FLAG_FIELDS = ("key", "name", "quote", "seriousness")


class CardForm(RatingsForm):
    """Everything a card asks. Nothing is required of a draft; `whole()` asks for the rest."""

    def __init__(self, shape: Shape, content: Content, *args: Any, **kwargs: Any):
        initial = {"revision": kwargs.pop("revision", 0)} | kwargs.pop("initial", {})
        initial |= flat(content)
        super().__init__(*args, initial=initial, **kwargs)
        self.shape = shape
        self._ask_in_words()
        # On the team's card the answers in words are the note.
        self.ask_for_ratings(shape.competencies, with_notes=not shape.by_the_team)
        self._ask_for_flags(len(content["flags"]))
        self._ask_for_verdict()

    # ---- Fields, in the order of the page ----

    def _ask_in_words(self) -> None:
        for question in self.shape.part.card_questions:
            self.fields[f"words_{question.key}"] = WordsField(
                label=question.text, rows=3, required=False
            )

    def _ask_for_flags(self, kept: int) -> None:
        sent = [
            n for n in range(MOST_FLAGS) if any(f"flag_{n}_{f}" in self.data for f in FLAG_FIELDS)
        ]
        self.rows = min(max([kept, *(n + 1 for n in sent)]) + (0 if sent else 1), MOST_FLAGS)
        for number in range(self.rows):
            self.fields.update(flag_fields(self.shape, number))

    def _ask_for_verdict(self) -> None:
        if extra := self.shape.part.extra_question:
            self.fields["extra"] = forms.ChoiceField(
                label=extra.text,
                choices=[(option.key, option.label) for option in extra.options],
                widget=forms.RadioSelect,
                required=False,
            )
            hints = {option.key: option.explain for option in extra.options}
            self.fields["extra"].hints = hints  # type: ignore[attr-defined]
        self.fields["recommendation"] = forms.ChoiceField(
            label="Your recommendation",
            choices=Recommendation.choices,
            widget=forms.RadioSelect(attrs={"class": "pick"}),
            required=False,
        )
        self.fields["why"] = WordsField(
            label="In one or two sentences, why?", rows=3, max_length=4000, required=False
        )

    # ---- What was typed ----

    def content(self) -> Content:
        """What is typed, in the shape of a draft. What could not be read is kept out of it."""
        given = getattr(self, "cleaned_data", {})
        words = {q.key: given.get(f"words_{q.key}", "") for q in self.shape.part.card_questions}
        return {
            "ratings": self.given_ratings(),
            "flags": [flag for _, flag in self._flags()],
            "recommendation": given.get("recommendation", ""),
            "why": given.get("why", ""),
            "extra": given.get("extra", ""),
            "words": words,
        }

    def _flags(self) -> Iterator[tuple[int, dict[str, str]]]:
        """The flags that hold anything, each with its place in the form."""
        given = getattr(self, "cleaned_data", {})
        for number in range(self.rows):
            flag = {field: given.get(f"flag_{number}_{field}", "") for field in FLAG_FIELDS}
            if any(flag.values()) and not given.get(f"flag_{number}_drop"):
                yield number, flag

    def whole(self) -> bool:
        """Whether the card can be submitted; what it lacks is said at its field."""
        places = [number for number, _ in self._flags()]
        for missing in self.shape.missing(self.content()):
            field = missing.field
            if field.startswith("flag_"):
                _, number, name = field.split("_")
                field = f"flag_{places[int(number)]}_{name}"
            self.add_error(field, missing.says)
        return self.is_valid()

    # ---- Two tabs ----

    def differences(self, saved: Content) -> list[tuple[str, str, str]]:
        """(What, here, saved) for everything that the two texts do not share."""
        return apart(worded(self.shape, self.content()), worded(self.shape, saved))

    # ---- For the page ----

    @property
    def questions(self) -> list[BoundField]:
        return [self[f"words_{question.key}"] for question in self.shape.part.card_questions]

    @property
    def flags(self) -> list[dict[str, BoundField]]:
        names = (*FLAG_FIELDS, "drop")
        return [
            {name: self[f"flag_{number}_{name}"] for name in names} for number in range(self.rows)
        ]


def flag_fields(shape: Shape, number: int) -> dict[str, forms.Field]:
    """One red flag: picked from the playbook, those likely in this part first, or named anew."""
    likely = [shape.playbook.red_flag(key) for key in shape.part.flags]
    rest = [flag for flag in shape.playbook.red_flags if flag not in likely]
    choices = [
        ("", "Not in the list: I name it"),
        ("Likely in this part", [(flag.key, flag.name) for flag in likely]),
        ("Others", [(flag.key, flag.name) for flag in rest]),
    ]
    return {
        f"flag_{number}_key": forms.ChoiceField(
            label="Which red flag?", choices=choices, required=False
        ),
        f"flag_{number}_name": CleanCharField(
            label="Or name it yourself", max_length=160, required=False
        ),
        f"flag_{number}_quote": WordsField(
            label="What was said or done?", rows=3, max_length=4000, required=False
        ),
        f"flag_{number}_seriousness": forms.ChoiceField(
            label="How serious is it?",
            choices=[(value, label.capitalize()) for value, label in Seriousness.choices],
            widget=forms.RadioSelect(attrs={"class": "pick"}),
            required=False,
        ),
        f"flag_{number}_drop": forms.BooleanField(label="Remove this red flag", required=False),
    }


def flat(content: Content) -> dict[str, str]:
    """Content as the form's initial values."""
    found = {name: content[name] for name in ("recommendation", "why", "extra")}
    found |= flat_ratings(content["ratings"])
    for key, text in content["words"].items():
        found[f"words_{key}"] = text
    for number, flag in enumerate(content["flags"]):
        for field in FLAG_FIELDS:
            found[f"flag_{number}_{field}"] = flag[field]
    return found


def worded(shape: Shape, content: Content) -> dict[str, str]:
    """Content as lines of text, so that two of them can stand beside each other."""
    said = {question.text: content["words"][question.key] for question in shape.part.card_questions}
    said |= worded_ratings(shape.competencies, content["ratings"])
    if extra := shape.part.extra_question:
        labels = {option.key: option.label for option in extra.options}
        said[extra.text] = labels.get(content["extra"], "")
    names = {flag.key: flag.name for flag in shape.playbook.red_flags}
    said["Red flags"] = "\n".join(
        f"{f['name'] or names.get(f['key'], '')} ({f['seriousness']}): {f['quote']}"
        for f in content["flags"]
    )
    verdict = dict(Recommendation.choices).get(content["recommendation"], "")
    return said | {"Recommendation": str(verdict), "Why": content["why"]}


class AmendForm(CardForm):
    """The card again, with the reason for changing it. `after` is the wording it was read in,
    `sealed` whether it was to count in its place, as the page said."""

    after = forms.IntegerField(widget=forms.HiddenInput, required=False)
    sealed = forms.BooleanField(widget=forms.HiddenInput, required=False)
    amended_because = WordsField(
        label="Why do you amend it?",
        help_text="A sentence. It stands beside the amendment, with today's date.",
        rows=2,
        max_length=2000,
    )

    def now_after(self, wording: int, *, sealed: bool) -> None:
        """Show the form as typed, on top of what stands by now."""
        self.data = self.data.copy()
        self.data["after"], self.data["sealed"] = str(wording), str(sealed)
