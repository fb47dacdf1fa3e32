"""Two people on one draft: what each changed, and what only a person can settle.

A draft's content is a few named parts; a part that is a table is compared key by key. A dotted
name ('facts.headcount', 'archetype') says which piece is meant.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Content = Mapping[str, Any]
SaidBy = dict[str, dict[str, Any]]
"""Dotted name -> {"by": user id, "at": revision of the last change, "since": revision of the first
of this person's changes in a row, "before": what stood there before that first change}"""


def piece(content: Content, name: str) -> Any:
    part, _, key = name.partition(".")
    value = content[part]
    return value.get(key) if key else value


def differing(before: Content, after: Content) -> list[str]:
    """Dotted names of what is not the same in both."""
    names = []
    for part, value in after.items():
        if isinstance(value, Mapping):
            names += [f"{part}.{key}" for key in dict.fromkeys([*before[part], *value])]
        else:
            names.append(part)
    return [name for name in names if piece(before, name) != piece(after, name)]


def clashing(names: Iterable[str], said_by: SaidBy, revision: int) -> list[str]:
    """Of what differs, what somebody changed after `revision`: both versions have to be seen."""
    return [name for name in names if name in said_by and said_by[name]["at"] > revision]


def untouched(name: str, mine: Content, said_by: SaidBy, revision: int) -> bool:
    """Whether the writer left alone what another changed: it is blank, or what they had been shown.

    Then the other's version stands without asking, since nothing of the writer's is lost by it.
    """
    value, entry = piece(mine, name), said_by[name]
    return value in (None, "") or (value == entry["before"] and revision < entry["since"])


def credited(said_by: SaidBy, before: Content, names: Iterable[str], *, by: int, at: int) -> SaidBy:
    """`said_by` after `by` changed the pieces named, in the save that makes revision `at`."""
    new = dict(said_by)
    for name in names:
        entry = said_by.get(name)
        if entry and entry["by"] == by and entry["at"] > 0:
            new[name] = entry | {"at": at}
        else:
            new[name] = {"by": by, "at": at, "since": at, "before": piece(before, name)}
    return new


def earlier(said_by: SaidBy) -> SaidBy:
    """Who said what, in a new version that begins with it."""
    return {
        name: {"by": entry["by"], "at": 0, "since": 0, "before": None}
        for name, entry in said_by.items()
    }


def taking(mine: Content, theirs: Content, names: Iterable[str]) -> dict[str, Any]:
    """`mine` with `theirs` in the places named."""
    content = {
        part: dict(value) if isinstance(value, Mapping) else value for part, value in mine.items()
    }
    for name in names:
        part, _, key = name.partition(".")
        value = piece(theirs, name)
        if not key:
            content[part] = value
        elif value is None:
            content[part].pop(key, None)
        else:
            content[part][key] = value
    return content


@dataclass(frozen=True)
class Both:
    """One piece that two people wrote: what each says, in words, and who was first."""

    name: str
    label: str
    mine: str
    theirs: str
    who: str
