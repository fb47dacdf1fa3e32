"""What the checks say alike."""

from collections.abc import Iterable, Iterator
from typing import Any

from ..problems import Path

Found = Iterator[tuple[Path, str]]


def unknown(
    used: Iterable[Any], known: Iterable[Any], path: Path, what: str, *, append: bool = False
) -> Found:
    known = set(known)
    for name in used:
        if name not in known:
            where = (*path, name) if append else path
            yield where, f"{name!r} is no {what}; right would be: {listing(known)}"


def keys_of(items: Iterable[Any]) -> set[str]:
    return {item.key for item in items}


def listing(names: Iterable[Any]) -> str:
    return ", ".join(sorted(str(name) for name in names)) or "none"
