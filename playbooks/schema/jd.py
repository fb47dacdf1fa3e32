"""The job description: its sections, what fills them, and the words that are checked."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from .base import Conditional, Few, Key, Model, Title, Words, YesNo


class Paragraph(Conditional):
    """Text of a section, taken where its conditions hold, in order.

    Placeholders, each in braces: {title} {company} {archetype} {evidence}
    {facts.KEY} and {answers.KEY}. A choice or an answer gives its option's phrase (its label
    where it has none); money is written with its currency; a list is joined with commas and
    "and"; counts are written "8 ML engineers and 3 data scientists";
    {evidence} gives the archetype's musts, one a line beginning with "- ". A sentence with a
    value not given, or with a gap in square brackets, is left out and named beside the section.
    """

    text: Words


class JdSection(Model):
    key: Key
    position: Few
    title: Words
    guide: Words
    paragraphs: Annotated[tuple[Paragraph, ...], Field(min_length=1)]
    needs_number: YesNo = False
    source: str


class WordNote(Model):
    """A phrase to look for, whole words, in any case; `stem` true matches what follows too.

    `*` between words stands for up to six others. `also`: phrases of the same reason.
    """

    phrase: Words
    also: tuple[Words, ...] = ()
    reason: Words
    better: Words
    stem: YesNo = False


class PostingRule(Conditional):
    """A law on what an advertisement says about pay, where `when` holds.

    It asks from `since` on; what it asks for and is not there blocks approval by the rule's name.
    """

    key: Key
    name: Title
    place: Title
    since: date
    asks: Annotated[
        tuple[Literal["range", "benefits", "other_pay", "closing_date"], ...], Field(min_length=1)
    ]
    says: Words
    law: Words  # where it stands
    checked: Words  # "November 2026"


class BeforeAfter(Model):
    before: Words
    after: Words
    note: Words
    source: str


class JobDescription(Model):
    sections: Annotated[tuple[JdSection, ...], Field(min_length=1)]
    musts_maximum: Few
    spread_usual_minimum: Few  # per cent; (maximum - minimum) / minimum
    spread_usual_maximum: Few
    vague_phrases: Annotated[tuple[WordNote, ...], Field(min_length=1)]
    too_narrow: Annotated[tuple[WordNote, ...], Field(min_length=1)]
    credential_proxies: Annotated[tuple[WordNote, ...], Field(min_length=1)]
    posting_rules: tuple[PostingRule, ...] = ()
    example: BeforeAfter
    source: str
