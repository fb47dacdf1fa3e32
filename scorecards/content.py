"""What a card holds: its shape from the playbook, what is typed so far, and what is missing.

A draft is a plain dict, so that half a flag or a note without its number is kept as typed:

    {"ratings": {competency: {"value": "1".."5" | "na" | "", "evidence": str}},
     "flags": [{"key", "name", "quote", "seriousness"}],   key of the playbook's, or a name anew
     "recommendation": str, "why": str, "extra": str, "words": {question: str}}
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from interviews.models import Interview
from playbooks.schema import Competency, Playbook
from playbooks.schema import Part as PlaybookPart
from scorecards.models import Card
from scorecards.states import CardState

NOT_ASSESSED = "na"
Content = dict[str, Any]


@dataclass(frozen=True)
class Missing:
    """One thing a card needs before it can be submitted: the form's field, and a sentence."""

    field: str
    says: str


@dataclass(frozen=True)
class Shape:
    """What the card of one interview asks."""

    playbook: Playbook
    part: PlaybookPart
    focus: tuple[str, ...]

    @cached_property
    def competencies(self) -> tuple[Competency, ...]:
        return tuple(self.playbook.competency(key) for key in self.focus)

    @property
    def by_the_team(self) -> bool:
        return self.part.card == "team"

    def blank(self) -> Content:
        return {
            "ratings": {key: {"value": "", "evidence": ""} for key in self.focus},
            "flags": [],
            "recommendation": "",
            "why": "",
            "extra": "",
            "words": {question.key: "" for question in self.part.card_questions},
        }

    def missing(self, content: Content) -> list[Missing]:
        """What stands between this content and a submitted card, in the order of the page."""
        found = [*self._words_missing(content), *self._ratings_missing(content)]
        extra = self.part.extra_question
        if extra and content["extra"] not in {option.key for option in extra.options}:
            found.append(Missing("extra", f"Answer the question: {extra.text}"))
        return [*found, *flags_missing(content["flags"]), *_verdict_missing(content)]

    def _words_missing(self, content: Content) -> Iterator[Missing]:
        for question in self.part.card_questions:
            if not content["words"].get(question.key):
                yield Missing(f"words_{question.key}", f"Answer in words: {question.text}")

    def _ratings_missing(self, content: Content) -> Iterator[Missing]:
        """On the team's card the words stand for the notes, and are asked for as such."""
        return ratings_missing(
            self.competencies, content["ratings"], with_notes=not self.by_the_team
        )

    def note_on(self, competency: str, content: Content) -> str:
        """What a rating rests on; on the team's card the answers in words."""
        if self.by_the_team:
            return "\n".join(text for text in content["words"].values() if text)
        return content["ratings"][competency]["evidence"]

    def rated(self, content: Content) -> int:
        """How many of the card's competencies have their number and its note."""
        unrated = {m.field.partition("_")[2] for m in self._ratings_missing(content)}
        return len(self.focus) - len(unrated)


def ratings_missing(
    competencies: Iterable[Competency], ratings: Content, *, with_notes: bool = True
) -> Iterator[Missing]:
    """A number for each, or that it was not assessed; and with the number its note."""
    for competency in competencies:
        rating = ratings[competency.key]
        if not rating["value"]:
            says = f"Rate {competency.name}, or say that it was not assessed."
            yield Missing(f"rating_{competency.key}", says)
        elif rating["value"] != NOT_ASSESSED and with_notes and not rating["evidence"]:
            says = f"Write what you saw or heard on {competency.name}: a rating needs its note."
            yield Missing(f"evidence_{competency.key}", says)


def value_of(rating: dict[str, str]) -> dict[str, Any]:
    """The number as it is stored, or that there is none."""
    not_assessed = rating["value"] == NOT_ASSESSED
    return {"value": None if not_assessed else int(rating["value"]), "not_assessed": not_assessed}


def flags_missing(flags: list[dict[str, str]]) -> Iterator[Missing]:
    for index, flag in enumerate(flags):
        if not flag["name"] and not flag["key"]:
            yield Missing(f"flag_{index}_key", "Say what you saw: choose a red flag or name it.")
        if not flag["quote"]:
            yield Missing(f"flag_{index}_quote", "Write what was said or done: a flag needs it.")
        if not flag["seriousness"]:
            yield Missing(f"flag_{index}_seriousness", "Say how serious the red flag is.")


def _verdict_missing(content: Content) -> Iterator[Missing]:
    if not content["recommendation"]:
        yield Missing("recommendation", "Say last what you recommend.")
    if not content["why"]:
        yield Missing("why", "Say in a sentence why you recommend it.")


def content_of(card: Card) -> Content:
    """A submitted card as the content it was made from; a draft as it is typed so far."""
    shape = shape_of(card.interview)
    blank = shape.blank()
    if card.state != CardState.SUBMITTED:
        return blank | card.draft
    for rating in card.ratings.all():
        value = NOT_ASSESSED if rating.not_assessed else str(rating.value)
        evidence = "" if shape.by_the_team else rating.evidence
        blank["ratings"][rating.competency] = {"value": value, "evidence": evidence}
    flags = [
        {"key": f.key, "name": f.name, "quote": f.quote, "seriousness": f.seriousness}
        for f in card.flags.all()
    ]
    return blank | {
        "flags": flags,
        "recommendation": card.recommendation,
        "why": card.why,
        "extra": card.extra,
        "words": blank["words"] | card.words,
    }


def shape_of(interview: Interview) -> Shape:
    playbook = interview.search.playbook
    return Shape(playbook, playbook.part(interview.part.key), tuple(interview.part.focus))
