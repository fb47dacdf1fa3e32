"""What must hold between one part of a playbook and another.

Every check yields the path of what is wrong and a sentence that says what would be right.
"""

from collections.abc import Iterator
from typing import Any

from ..problems import Path
from ..schema import OURS, Playbook
from . import competencies, conditions, facts, limits, loop, plan
from .base import Found, listing


def all_of(playbook: Playbook, data: dict[str, Any]) -> Found:
    yield from duplicate_keys(data)
    yield from unknown_sources(playbook, data)
    for check in (
        *competencies.ALL,
        *loop.ALL,
        *facts.ALL,
        *conditions.ALL,
        *plan.ALL,
        *limits.ALL,
    ):
        yield from check(playbook)


def duplicate_keys(data: Any, path: Path = ()) -> Found:
    if isinstance(data, dict):
        for name, value in data.items():
            yield from duplicate_keys(value, (*path, name))
    elif isinstance(data, list):
        seen = set()
        for place, item in enumerate(data):
            key = item.get("key") if isinstance(item, dict) else None
            if key is not None and key in seen:
                yield (*path, place, "key"), f"{key!r} is used twice here; give each its own key"
            seen.add(key)
            yield from duplicate_keys(item, (*path, place))


def unknown_sources(playbook: Playbook, data: Any, path: Path = ()) -> Found:
    known = {source.key for source in playbook.sources} | {OURS}
    for where, value in _named(data, {"source", "cites"}):
        if value not in known:
            yield where, f"{value!r} is not a source; right would be: {listing(known)}"


def _named(data: Any, names: set[str], path: Path = ()) -> Iterator[tuple[Path, Any]]:
    items = data.items() if isinstance(data, dict) else enumerate(data)
    for step, value in items:
        if step in names and isinstance(value, str):
            yield (*path, step), value
        elif isinstance(value, dict | list):
            yield from _named(value, names, (*path, step))
