"""Competencies, the loop's parts and seats, the question bank and the red flags."""

from typing import Annotated, Literal

from pydantic import Field

from .base import Conditional, Few, Key, Minutes, Model, Title, Words, YesNo

RATINGS = ("1", "3", "5")


class Anchors(Model):
    """What a rating of 1, 3 or 5 looks like; 2 and 4 lie between."""

    one: Annotated[Words, Field(alias="1")]
    three: Annotated[Words, Field(alias="3")]
    five: Annotated[Words, Field(alias="5")]

    def items(self) -> tuple[tuple[int, str], ...]:
        return ((1, self.one), (3, self.three), (5, self.five))


class Competency(Model):
    """`weight` and `must_have` are the defaults; an archetype has its own weights."""

    key: Key
    name: Words
    summary: Words
    weight: Few
    must_have: YesNo = False
    anchors: Anchors
    listen_for: Annotated[tuple[Words, ...], Field(min_length=1)]
    source: str


class DecisionRule(Model):
    """Every must-have at `must_have_minimum` or more (unrated is not met), the weighted mean at
    `weighted_mean_minimum` or more on 1-5, and no open critical flag."""

    must_have_minimum: Annotated[float, Field(ge=1, le=5)]
    weighted_mean_minimum: Annotated[float, Field(ge=1, le=5)]
    no_open_critical_flag: Literal[True]  # always so; said, so that who reads the file sees it
    source: str


class SeatPlan(Model):
    """A seat of a part. Seats with the same key in two parts are, as it comes, one person.

    need: required; optional (may stay empty); substitutable (must be filled, by whoever is
    named, but by nobody who holds a seat listed in `distinct_from`).
    """

    key: Key
    title: Title
    duty: Literal["scoring", "observing"] = "scoring"
    need: Literal["required", "optional", "substitutable"] = "required"
    distinct_from: tuple[Key, ...] = ()
    note: str = ""

    @property
    def counts(self) -> bool:
        """Whether coverage may rely on it: it scores, and may not stay empty."""
        return self.duty == "scoring" and self.need != "optional"


class AgendaLine(Model):
    minutes: Minutes
    what: Words
    question: Key | None = None  # the core question asked in these minutes


class CardChoice(Model):
    key: Key
    label: Words
    explain: str = ""


class ExtraQuestion(Model):
    """One more answer on the card, never a rating."""

    key: Key
    text: Words
    why: str = ""
    options: Annotated[tuple[CardChoice, ...], Field(min_length=2)]


class CardQuestion(Model):
    """A question the card asks in words."""

    key: Key
    text: Words


class Part(Model):
    key: Key
    position: Few  # place in the loop, from 1
    kind: Literal["questionnaire", "alignment", "interview"]
    number: Few | None = None  # interviews are numbered 1 to 5, the others are not
    title: Title
    short: Words
    told: str = ""  # what a job description calls it, in a sentence; the title where empty
    duration_minutes: Minutes
    purpose: Words
    exercise: Words
    judged: Words
    focus: Annotated[tuple[Key, ...], Field(min_length=1, max_length=3)]
    seats: Annotated[tuple[SeatPlan, ...], Field(min_length=1)]
    gate: YesNo = False
    core_questions: Annotated[tuple[Key, ...], Field(min_length=1)]
    agenda: tuple[AgendaLine, ...] = ()
    card: Literal["standard", "team"] = "standard"
    card_questions: tuple[CardQuestion, ...] = ()  # answered in words; team card
    card_note: str = ""  # what the card says to who fills it
    extra_question: ExtraQuestion | None = None
    time_budget_minutes: Minutes  # to fill the scorecard
    candidate_note: Words  # what the candidate is told beforehand
    panel_note: str = ""  # what the panel should know beforehand
    flags: tuple[Key, ...] = ()  # red flags most likely to show here
    source: str

    def seat(self, key: str) -> SeatPlan:
        return next(seat for seat in self.seats if seat.key == key)


class Question(Conditional):
    """`when` says in which searches it may be asked beside the core questions, which always are."""

    key: Key
    text: Words
    strong: Words
    weak: Words
    follow_ups: tuple[Words, ...]
    listen_for: tuple[Words, ...]
    warns: tuple[Words, ...]
    competencies: Annotated[tuple[Key, ...], Field(min_length=1)]
    parts: Annotated[tuple[Key, ...], Field(min_length=1)]
    depth: Literal["opening", "probing", "deep"]
    source: str
    topic: str = ""  # the source's own number, "12"


class RedFlag(Model):
    """What may be observed. Its seriousness is judged by who saw it; these are the guidance."""

    key: Key
    name: Title
    group: Literal["technical", "behavioural"]
    example: Words
    minor_when: Words
    serious_when: Words
    critical_when: Words
    source: str


class Practice(Model):
    """What a made-up person answered, for the panel to rate before it meets anybody."""

    title: Title
    text: Words  # paragraphs; nothing in it says how to rate it
    competencies: Annotated[tuple[Key, ...], Field(min_length=3, max_length=5)]


class Engagement(Model):
    """How the person is engaged, and the loop that goes with it."""

    key: Key
    name: Words
    summary: Words
    parts: Annotated[tuple[Key, ...], Field(min_length=1)]
    extra_questions: tuple[Key, ...] = ()  # questions of the bank asked besides, in `extra_part`
    extra_part: Key | None = None
    notes: tuple[Words, ...] = ()
    source: str
