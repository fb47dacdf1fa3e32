"""Competencies to rate from 1 to 5, each with its note: on a card, and in practice."""

from collections.abc import Iterable

from django import forms
from django.forms.boundfield import BoundField

from accounts.text import WordsField
from playbooks.schema import Competency
from scorecards.content import NOT_ASSESSED, Content

NUMBERS = [(str(number), str(number)) for number in range(1, 6)]
BETWEEN = {"2": "between 1 and 3", "4": "between 3 and 5"}


class RatingsForm(forms.Form):
    """Nothing is required of a draft. `revision` is the one it was begun with."""

    mark_optional = False
    note_label = "What did they say or do?"
    note_help = "As near to their words as you can. A rating needs its note."
    not_assessed = "Not assessed: we did not get to it"
    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput, required=False)

    rated: tuple[Competency, ...] = ()
    with_notes = True

    def ask_for_ratings(self, competencies: Iterable[Competency], *, with_notes: bool) -> None:
        self.rated, self.with_notes = tuple(competencies), with_notes
        for competency in self.rated:
            if with_notes:
                self.fields[f"evidence_{competency.key}"] = WordsField(
                    label=self.note_label, help_text=self.note_help, required=False
                )
            rating = forms.ChoiceField(
                label="Your rating",
                choices=[*NUMBERS, (NOT_ASSESSED, self.not_assessed)],
                widget=forms.RadioSelect,
                required=False,
            )
            anchors = {str(number): text for number, text in competency.anchors.items()}
            rating.hints = BETWEEN | anchors  # type: ignore[attr-defined]
            self.fields[f"rating_{competency.key}"] = rating

    def given_ratings(self) -> Content:
        """What is typed, by competency. What could not be read is kept out of it."""
        given = getattr(self, "cleaned_data", {})
        return {
            one.key: {
                "value": given.get(f"rating_{one.key}", ""),
                "evidence": given.get(f"evidence_{one.key}", ""),
            }
            for one in self.rated
        }

    def now_at(self, revision: int) -> None:
        """Show the form as typed, on top of what is saved by now."""
        self.data = self.data.copy()
        self.data["revision"] = str(revision)

    @property
    def ratings(self) -> list[tuple[Competency, BoundField | None, BoundField]]:
        """For the page: each with its note, where it has one, and its number."""
        return [
            (
                one,
                self[f"evidence_{one.key}"] if self.with_notes else None,
                self[f"rating_{one.key}"],
            )
            for one in self.rated
        ]


def flat_ratings(ratings: Content) -> dict[str, str]:
    """Ratings as the form's initial values."""
    found = {}
    for key, rating in ratings.items():
        found[f"rating_{key}"], found[f"evidence_{key}"] = rating["value"], rating["evidence"]
    return found


def worded_ratings(competencies: Iterable[Competency], ratings: Content) -> dict[str, str]:
    """Ratings as lines of text, so that two of them can stand beside each other."""
    said = {}
    for competency in competencies:
        rating = ratings[competency.key]
        value = "not assessed" if rating["value"] == NOT_ASSESSED else rating["value"]
        said[f"{competency.name}: rating"] = value
        said[f"{competency.name}: what they said or did"] = rating["evidence"]
    return said


def apart(here: dict[str, str], there: dict[str, str]) -> list[tuple[str, str, str]]:
    """(What, here, there) for everything that two texts do not share."""
    return [(k, here[k], there[k]) for k in here | there if here.get(k) != there.get(k)]
