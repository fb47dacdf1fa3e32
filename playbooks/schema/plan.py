"""The first 90 days."""

from typing import Annotated

from pydantic import Field

from .base import Conditional, Day, Few, Key, Line, Model, Title, Words


class Deliverable(Conditional):
    """`due_day` counts from the start date as day 1. `text` may hold the placeholders of a job
    description (see Paragraph); `when` says in which searches it is asked for."""

    key: Key
    text: Words
    evidence_asked: Words
    owner_hint: Words
    due_day: Day


class Guard(Model):
    """What is not to be done yet."""

    key: Key
    text: Line


class Phase(Model):
    """`starts_day` to `ends_day`, both inclusive, the start date being day 1."""

    key: Key
    position: Few
    title: Title
    when: Words  # "Weeks 1 and 2"
    starts_day: Day
    ends_day: Day
    intro: Words
    deliverables: Annotated[tuple[Deliverable, ...], Field(min_length=1)]
    guards: tuple[Guard, ...] = ()
    source: str


class CheckIn(Model):
    key: Key
    title: Title
    due_day: Day
    asks: Annotated[tuple[Words, ...], Field(min_length=1)]
    source: str


class Plan(Model):
    phases: Annotated[tuple[Phase, ...], Field(min_length=1)]
    check_ins: tuple[CheckIn, ...]
    review_months: Few
    review_asks: Annotated[tuple[Words, ...], Field(min_length=1)]
    early_warnings: tuple[Words, ...]
    source: str


class Indicator(Model):
    """What tells an operator from an evangelist after half a year: what is seen of each."""

    key: Key
    about: Title
    operator: Line
    evangelist: Line
    source: str


class Review(Model):
    """The review after `plan.review_months`. `asks` are those of `plan.review_asks`, put to the
    person hired; the manager answers those of the plan, and marks the indicators."""

    asks: Annotated[tuple[Words, ...], Field(min_length=1)]
    indicators: Annotated[tuple[Indicator, ...], Field(min_length=1)]
    source: str
