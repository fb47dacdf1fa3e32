"""Whether somebody works where nobody is approached, or is not to be approached themselves.

Compared as `duplicates` compares: without accents, case, punctuation and legal forms.
"""

from collections.abc import Iterable
from typing import Protocol

from candidates.duplicates import folded, folded_firm
from candidates.models import Candidacy, OffLimits
from searches.models import Search

FOLD = {OffLimits.Kind.COMPANY: folded_firm, OffLimits.Kind.PERSON: folded}
SAYS = {
    OffLimits.Kind.COMPANY: "{} is off limits in this search: nobody is approached there.",
    OffLimits.Kind.PERSON: "{} is off limits in this search: they are not approached.",
}
MARK = {
    OffLimits.Kind.COMPANY: "Works at {}, which is off limits",
    OffLimits.Kind.PERSON: "{} is off limits in this search",
}
FIELD: dict[str, str] = {OffLimits.Kind.COMPANY: "employer", OffLimits.Kind.PERSON: "name"}
"""Which of a person's fields is held against a kind, and shows the sentence."""
INBOUND = Candidacy.Channel.INBOUND
ALL_THE_SAME = f" Who {INBOUND.label} may be added all the same: say so under “How we met”."


class Named(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def employer(self) -> str: ...


class Met(Named, Protocol):
    @property
    def channel(self) -> str: ...


def key_of(kind: str, name: str) -> tuple[str, str]:
    return kind, FOLD[OffLimits.Kind(kind)](name)


def _is_named(words: set[str], listed: set[str]) -> bool:
    """One word alone is too little to be somebody else's as well."""
    return words == listed or (len(listed) > 1 and words > listed)


class Fence:
    """The list of a search, asked for one person after another."""

    def __init__(self, rows: Iterable[OffLimits] = ()):
        self.rows = {key_of(row.kind, row.name): row for row in rows}

    def meets(self, person: Named) -> OffLimits | None:
        """A company by its whole name; a person by all the words of theirs, in any order and with
        others between: "Roe, Jane" and "Dr. Jane M. Roe" are Jane Roe."""
        at = self.rows.get(key_of(OffLimits.Kind.COMPANY, person.employer))
        words = set(folded(person.name).split())
        named = (
            row
            for (kind, name), row in self.rows.items()
            if kind == OffLimits.Kind.PERSON and _is_named(words, set(name.split()))
        )
        return at or next(named, None)

    def refuses(self, person: Met) -> OffLimits | None:
        """As `meets`, but for who applied by themselves: they were not approached."""
        return None if person.channel == INBOUND else self.meets(person)


def fence_of(search: Search) -> Fence:
    return Fence(search.off_limits.all())


def says(row: OffLimits) -> str:
    return SAYS[OffLimits.Kind(row.kind)].format(row.name)


def refusal(row: OffLimits) -> str:
    """What who runs the search is told: they may know that somebody applied by themselves."""
    return says(row) + ALL_THE_SAME


def mark(row: OffLimits | None) -> str:
    """A few words beside a candidate who is here already."""
    return MARK[OffLimits.Kind(row.kind)].format(row.name) if row else ""
