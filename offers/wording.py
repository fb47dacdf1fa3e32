"""The letter's words: a text with places in it, that becomes headings, paragraphs and the terms.

A line that begins with "# " is a heading, an empty line ends a paragraph, and a place such as
{candidate} is filled in when the letter is made. Nothing else in a text has a meaning.
"""

import re
from collections.abc import Iterator, Mapping
from typing import TypedDict

PLACES = {
    "candidate": "the candidate’s name",
    "role": "the role, as the search calls it",
    "company": "the company",
    "start": "the first day",
    "last_day": "the day until which the offer is open",
    "sender": "who built the offer",
    "terms": "all the terms, in a paragraph of its own",
}
TERMS = "{terms}"
LONGEST = 8_000

HOUSE = """# The offer

Dear {candidate},

we offer you the role of {role} of {company}, from {start}. What follows is the whole of the offer.

{terms}

# Your answer

By {last_day}, at your private address in the mail that came with this letter, or signed here. We \
did not ask what you earn or earned, and took no such figure into account.

We would be glad to work with you."""
"""The letter of a company that wrote none of its own."""

_PLACE = re.compile(r"\{([^{}\n]*)\}")


class Part(TypedDict):
    """A heading, maybe none, with its paragraphs; or the place of the terms, with neither."""

    title: str
    paragraphs: list[str]
    terms: bool


def paragraphs(text: str) -> list[str]:
    whole = "\n".join(line.rstrip() for line in text.splitlines())
    return [part.strip("\n") for part in re.split(r"\n{2,}", whole) if part.strip()]


def problems(text: str) -> Iterator[str]:
    """What keeps a text from being a letter, each a sentence that says what would be right."""
    if len(text) > LONGEST:
        yield f"That is {len(text):,} characters. A letter has at most {LONGEST:,}."
    for name in dict.fromkeys(_PLACE.findall(text)):
        if name not in PLACES:
            known = ", ".join(f"{{{place}}}" for place in PLACES)
            yield f"“{{{name}}}” is no place that can be filled in. There are {known}."
    if paragraphs(text).count(TERMS) != 1 or text.count(TERMS) != 1:
        yield f"The terms stand in a letter once: write {TERMS} in a paragraph of its own."
    left = _PLACE.sub("", text)
    if "{" in left or "}" in left:
        yield "A brace is left open. Write a place as {candidate}, and no other braces."


def parts(text: str, values: Mapping[str, str]) -> list[Part]:
    """The letter, filled in. What a value holds is never read as a place or as a heading."""
    found: list[Part] = []
    for paragraph in paragraphs(text):
        title, _, rest = paragraph.partition("\n") if paragraph.startswith("# ") else ("", "", "")
        words = rest if title else paragraph
        if title or words == TERMS or not found or found[-1]["terms"]:
            found.append(Part(title=_fill(title[2:], values), paragraphs=[], terms=words == TERMS))
        if words and words != TERMS:
            found[-1]["paragraphs"].append(_fill(words, values))
    return found


def _fill(text: str, values: Mapping[str, str]) -> str:
    return _PLACE.sub(lambda place: values.get(place[1], place[0]), text)
