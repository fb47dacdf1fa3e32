"""Whether two rows may be one person: told by address, telephone, or name and employer.

Compared in Python, because the databases disagree on case and accents.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import combinations
from typing import NamedTuple, Protocol

from accounts.models import User, normal_email
from candidates.models import Candidacy, NotTheSame
from searches.models import Search

LEAST_DIGITS = 7
"""A shorter number is an extension: half an office shares it."""
MOST_PAIRS = 100

WHY = {
    "address": "the same mail address",
    "telephone": "the same telephone",
    "name": "the same name at the same employer",
}
# Letters that Unicode takes for letters of their own, not for one with a sign on it.
PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe"})
LEGAL_FORMS = frozenset(
    "ab ag as asa bv co corp gmbh group inc kg llc ltd nv oy plc sa sarl se".split()
)

Key = tuple[str, str]


class Describable(Protocol):
    """A candidate, or what is written down about somebody who may become one."""

    @property
    def name(self) -> str: ...
    @property
    def email(self) -> str: ...
    @property
    def phone(self) -> str: ...
    @property
    def employer(self) -> str: ...


def folded(text: str) -> str:
    """'  Łukasz   NÚÑEZ ' -> 'lukasz nunez': without accents, case and punctuation."""
    plain = unicodedata.normalize("NFKD", text).casefold().translate(PLAIN)
    letters = unicodedata.normalize("NFKD", plain)
    kept = "".join(c if c.isalnum() else " " for c in letters if not unicodedata.combining(c))
    return " ".join(kept.split())


def folded_firm(text: str) -> str:
    """'Norrland Payments AB' -> 'norrland payments'."""
    words = folded(text).split()
    return " ".join([w for w in words if w not in LEGAL_FORMS] or words)


def digits(phone: str) -> str:
    """'+47 (22) 00-11' -> '47220011'; 00 before a country's number says the same as +."""
    found = "".join(str(unicodedata.digit(c)) for c in phone if c.isdigit())
    return found.lstrip("0") if len(found) >= LEAST_DIGITS else ""


def keys_of(person: Describable) -> set[Key]:
    """What somebody is recognised by. Two people who share one may be one."""
    name, firm = folded(person.name), folded_firm(person.employer)
    keys = {
        ("address", normal_email(person.email)),
        ("telephone", digits(person.phone)),
        ("name", f"{name}, {firm}" if name and firm else ""),
    }
    return {(kind, value) for kind, value in keys if value}


class Match(NamedTuple):
    who: str
    pk: int | None
    """Of the candidacy; None for a line of the same file."""
    whys: tuple[str, ...]

    @property
    def same_address(self) -> bool:
        return WHY["address"] in self.whys


@dataclass
class Known:
    """Everybody in a search, by what they are recognised by."""

    by_key: dict[Key, tuple[str, int | None]] = field(default_factory=dict)

    def add(self, person: Describable, who: str, pk: int | None = None) -> None:
        for key in keys_of(person):
            self.by_key.setdefault(key, (who, pk))

    def matches(self, person: Describable) -> list[Match]:
        found: dict[tuple[str, int | None], set[str]] = {}
        for key in keys_of(person):
            if key in self.by_key:
                found.setdefault(self.by_key[key], set()).add(key[0])
        return [
            Match(who, pk, in_words(kinds)) for (who, pk), kinds in sorted(found.items(), key=str)
        ]


def in_words(kinds: Iterable[str]) -> tuple[str, ...]:
    kinds = set(kinds)
    return tuple(words for kind, words in WHY.items() if kind in kinds)


def known_in(search: Search, viewer: User) -> Known:
    """Of those the viewer may know of. One query, however many there are."""
    known = Known()
    rows = Candidacy.objects.visible_to(viewer).filter(search=search).select_related("candidate")
    for row in rows.order_by("pk"):
        known.add(row.candidate, row.candidate.name, row.pk)
    return known


@dataclass(frozen=True)
class Pair:
    one: Candidacy
    other: Candidacy
    whys: tuple[str, ...]


def pairs_in(search: Search, viewer: User) -> list[Pair]:
    """Who may stand in the search twice, of those the viewer may know of and nobody told apart."""
    rows = Candidacy.objects.visible_to(viewer).filter(search=search).select_related("candidate")
    by_key: dict[Key, list[Candidacy]] = {}
    for row in rows.order_by("pk"):
        for key in keys_of(row.candidate):
            by_key.setdefault(key, []).append(row)
    found: dict[tuple[Candidacy, Candidacy], set[str]] = {}
    for (kind, _), alike in by_key.items():
        for pair in combinations(alike[:MOST_PAIRS], 2):
            found.setdefault(pair, set()).add(kind)
    for apart in NotTheSame.objects.filter(one__search=search).select_related("one", "other"):
        found.pop((apart.one, apart.other), None)
    order = sorted(found, key=lambda pair: (pair[0].pk, pair[1].pk))
    return [Pair(one, other, in_words(found[one, other])) for one, other in order[:MOST_PAIRS]]


def told_apart_in(search: Search, viewer: User) -> list[NotTheSame]:
    """Pairs that are two people, both of whom the viewer may know of; the latest said first."""
    known = Candidacy.objects.visible_to(viewer).filter(search=search).values("pk")
    rows = NotTheSame.objects.filter(one__in=known, other__in=known)
    return list(
        rows.select_related("one__candidate", "other__candidate").order_by("-pk")[:MOST_PAIRS]
    )
