"""What every check reads, and what it answers."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from playbooks.schema import JdSection, JobDescription
from scoping.jd import TO_SETTLE, Values
from scoping.readability import sentences

COUNTED = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|"
    r"hundred|thousand|million|billion)\b",
    re.IGNORECASE,
)
NO_MEASURE = re.compile(
    r"\b(?:first )?(?:90|ninety)[ -]days?\b|\b20[23]\d/\d{1,4}\b", re.IGNORECASE
)


def counts(text: str) -> bool:
    """Whether it holds a number. "First 90 days" and "directive 2023/970" count nothing."""
    return bool(COUNTED.search(NO_MEASURE.sub(" ", text)))


PAY, EVIDENCE, SITUATION = "pay", "evidence", "situation"
"""The sections that have checks of their own."""


@dataclass(frozen=True)
class Hit:
    """Something found from `start` to `end`; nothing is quoted where the two are 0."""

    start: int
    end: int
    reason: str
    better: str
    about: str = ""


@dataclass(frozen=True)
class Piece:
    """One section as it is written, in one search."""

    text: str
    everything: str
    """All sections together."""
    section: JdSection
    values: Values
    today: date

    @property
    def is_first(self) -> bool:
        return self.section.position == min(section.position for section in self.jd.sections)

    @property
    def jd(self) -> JobDescription:
        return self.values.playbook.jd

    def whole(self, reason: str, better: str, about: str = "") -> Hit:
        return Hit(0, 0, reason, better, about)

    def from_scope(self, wanted: Callable[[str], object]) -> str:
        """The first sentence of this section, as the scope fills it, that is as wanted and does not
        stand in the text already; or "".
        """
        return next((f"“{said}”" for said in self._said_by_the_scope if wanted(said)), "")

    @cached_property
    def _said_by_the_scope(self) -> list[str]:
        search = self.values.search
        if not (search.answers or search.facts):
            return []
        filled = self.values.section(self.section.key)
        said = [filled[start:end] for start, end in sentences(filled)]
        return [one for one in said if one not in self.text and not one.startswith(TO_SETTLE)]

    def in_numbers(self) -> str:
        """ " In this search: “...”" to put after advice, or ""."""
        said = self.from_scope(counts)
        return f" In this search: {said}" if said else ""


Check = Callable[[Piece], Iterable[Hit]]
