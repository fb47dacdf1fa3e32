"""Two people on one draft: what each changed, and what only a person can settle.

A draft's content is a few named parts; a part that is a table is compared key by key. A dotted
name ('facts.headcount', 'archetype') says which piece is meant.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Content = Mapping[str, Any]
SaidBy = Mapping[str, list[int]]


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
    return [name for name in names if name in said_by and said_by[name][1] > revision]


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
