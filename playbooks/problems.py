"""What is wrong with a playbook file, said so that its author can mend it."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

Path = tuple[str | int, ...]

HEADER = re.compile(r"^\s*(\[\[?)\s*([\w.\-\"]+)\s*\]")
ASSIGNMENT = re.compile(r"^\s*\"?([\w\-]+)\"?\s*=")


@dataclass(frozen=True)
class Problem:
    file: str
    key: str
    says: str
    line: int | None = None

    def __str__(self) -> str:
        where = f"{self.file}, line {self.line}" if self.line else self.file
        return f"{where}: {self.key}: {self.says}" if self.key else f"{where}: {self.says}"


class PlaybookError(Exception):
    """A playbook that cannot be used, with every problem found."""

    def __init__(self, problems: list[Problem]):
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in problems))


def name_path(path: Path, data: Any) -> str:
    """`competencies[production].weight`; items without a key are counted from 1: `[#2]`."""
    name = ""
    for step in path:
        data = _follow(data, step)
        if isinstance(step, int):
            key = data.get("key") if isinstance(data, dict) else None
            name += f"[{key}]" if isinstance(key, str) else f"[#{step + 1}]"
        else:
            name += f".{step}" if name else step
    return name


def line_of(path: Path, text: str) -> int | None:
    """The line where the nearest thing on the way to `path` is written; tomllib keeps none."""
    places = _places(text)
    nearest = (path[:depth] for depth in range(len(path), 0, -1))
    return next((places[way] for way in nearest if way in places), None)


@lru_cache(maxsize=16)
def _places(text: str) -> dict[Path, int]:
    """Every place that a line of a text opens or assigns, and the first such line."""
    places: dict[Path, int] = {}
    quoted = False
    here: Path = ()
    counts: dict[Path, int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        was_quoted, quoted = quoted, quoted ^ (line.count('"""') % 2 == 1)
        if was_quoted:
            continue
        if header := HEADER.match(line):
            here = found = _concrete(header[2].replace('"', ""), header[1] == "[[", counts)
        elif assignment := ASSIGNMENT.match(line):
            found = (*here, assignment[1])
        else:
            continue
        places.setdefault(found, number)
    return places


def _concrete(dotted: str, is_item: bool, counts: dict[Path, int]) -> Path:
    """The path a table header opens, with the positions of the arrays it stands in."""
    names = dotted.split(".")
    path: Path = ()
    for position, name in enumerate(names, start=1):
        path += (name,)
        if is_item and position == len(names):
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path += (counts[path],)
    return path


def _follow(data: Any, step: str | int) -> Any:
    try:
        return data[step]
    except (KeyError, IndexError, TypeError):
        return None
