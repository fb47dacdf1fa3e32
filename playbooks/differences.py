"""What differs between two playbooks, place by place, in the words of the files."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from playbooks.schema import Playbook

LONGEST = 200


@dataclass(frozen=True)
class Difference:
    """`was` or `now` is empty where there is nothing."""

    part: str
    place: str
    was: str
    now: str


def differences(was: Playbook, now: Playbook) -> list[Difference]:
    """In the order of the schema; a thing that came or went whole is one difference."""
    before, after = (one.model_dump(mode="json", by_alias=True) for one in (was, now))
    return [
        Difference(_part(place), place, *map(_words, values))
        for place, values in _between(before, after, "")
    ]


def _part(place: str) -> str:
    """The table or list it stands in; what stands at the top is "playbook"."""
    first = re.split(r"[.\[]", place, maxsplit=1)[0]
    return first if first != place else "playbook"


Both = tuple[Any, Any]


def _between(was: Any, now: Any, place: str) -> Iterator[tuple[str, Both]]:
    if was == now:
        return
    before, after = _named(was), _named(now)
    if before is None or after is None:
        yield place, (was, now)
        return
    listed = isinstance(now, list)
    for key in [*before, *(key for key in after if key not in before)]:
        inner = f"{place}[{key}]" if listed else f"{place}.{key}" if place else key
        yield from _between(before.get(key), after.get(key), inner)


def _named(value: Any) -> dict[str, Any] | None:
    """A table, or a list of things with keys as one; None for what is compared whole."""
    if isinstance(value, dict):
        return value
    if isinstance(value, list) and value and all(isinstance(i, dict) and "key" in i for i in value):
        return {item["key"]: item for item in value}
    return None


def _words(value: Any) -> str:
    """One line; of a thing that came or went whole, what it is called or says."""
    if value is None or value == []:
        return ""
    if isinstance(value, dict):
        named = (value.get(name) for name in ("title", "name", "label", "text", "phrase", "key"))
        value = next((name for name in named if name), ", ".join(value))
    if isinstance(value, list):
        value = ", ".join(map(_words, value))
    text = " ".join(str(value).split())
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 3]}..."
