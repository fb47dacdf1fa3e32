"""Numbers, gaps and how much is asked for."""

import re
from collections.abc import Iterator

from scoping.jd import TO_SETTLE
from scoping.jd_checks.piece import EVIDENCE, Hit, Piece, counts

UNSETTLED = re.compile(
    rf"{TO_SETTLE}[^\n]*|\b(?:TBC|TBD|tbc|tbd|TODO|XX+%?)(?!\w)|\bt\.b\.[acd]\.|"
    r"\bto be (?:confirmed|defined|determined|agreed|announced)\b|"
    r"\[[^\[\]\n]{1,80}\]|\{[^{}\n]{1,80}\}"
)
LIST_LINE = re.compile(r"^[ \t]{0,8}(?:[-*•]|\d{1,2}[.)])[ \t]", re.MULTILINE)


def unsettled(piece: Piece) -> Iterator[Hit]:
    for found in UNSETTLED.finditer(piece.text):
        said = piece.from_scope(bool)
        yield Hit(
            *found.span(),
            "Something is still open here, and a candidate would see the gap.",
            f"Write the value. The scope says: {said}"
            if said
            else "Give the value in the scope and fill the section again, or write it by hand.",
        )


def no_number(piece: Piece) -> Iterator[Hit]:
    section = piece.section
    if section.needs_number and not counts(piece.text):
        yield piece.whole(
            f"{section.title} has no number in it. Numbers are what a strong candidate reads for.",
            piece.from_scope(counts) or section.guide,
        )


def too_many_musts(piece: Piece) -> Iterator[Hit]:
    most = piece.jd.musts_maximum
    musts = [found.start() for found in LIST_LINE.finditer(piece.text)]
    if piece.section.key != EVIDENCE or len(musts) <= most:
        return
    first = piece.values.plain["evidence"].partition("\n")[0].removeprefix("- ")
    yield Hit(
        musts[most],
        len(piece.text.rstrip()),
        f"{len(musts)} musts. Above {most} nobody has them all, and those who are careful about "
        "what they claim do not apply.",
        f"Keep the {most} that the job fails without, and move the rest to what is welcome."
        + (f" What this search cannot do without begins with: “{first}”" if first else ""),
    )
