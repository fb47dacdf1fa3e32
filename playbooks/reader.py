"""From TOML to a Playbook, or to a list of everything that is wrong with it."""

import difflib
import re
import tomllib
import typing
from collections.abc import Callable
from itertools import islice
from pathlib import Path as FilePath
from typing import Any

from pydantic import BaseModel, ValidationError

from . import checks
from .problems import Path, PlaybookError, Problem, line_of, name_path
from .schema import KEY, SLUG, VERSION, Playbook

HERE = FilePath(__file__).parent
CAIO = HERE / "caio"
FIRST_FILE = "playbook.toml"
EXTENDS = "extends"
PATTERNS = {
    KEY: "small letters, figures and _, beginning with a letter,",
    SLUG: "small letters, figures and -, beginning with a letter,",
    VERSION: "a year, a full stop and a number, such as 2026.1,",
}
DEEP = "nests its lists too deeply to be a playbook"
NOUGHT = re.compile(r"\x00|\\u0000|\\U00000000")
TOGETHER = {"practice": "competencies", "review": "competencies"}
"""What is taken from the playbook extended only where what it speaks of is taken as well."""
MOST_PROBLEMS = 200
"""How many are told at once; nobody mends more in one go."""

Table = dict[str, Any]
Bases = Callable[[str], Table]
"""The whole table of the playbook that another extends, by its slug. Raises KeyError."""


def shipped() -> list[FilePath]:
    """The playbooks that come with the app: folders that hold a playbook.toml."""
    return sorted(found.parent for found in HERE.glob(f"*/{FIRST_FILE}"))


def shipped_table(slug: str) -> Table:
    """What the files of a playbook that comes along hold, with what they take from another."""
    if HERE / slug not in shipped():
        raise KeyError(slug)
    return _completed(_joined(_texts(HERE / slug))[0], shipped_table)


def read(path: FilePath | str, bases: Bases = shipped_table) -> Playbook:
    """Read a playbook from one TOML file, or from a folder whose files together are one.

    Raises PlaybookError.
    """
    return _read(_texts(FilePath(path)), bases)


def read_text(text: str, name: str = "playbook", bases: Bases = shipped_table) -> Playbook:
    """Read a playbook from text; `name` stands for the file in errors. Raises PlaybookError."""
    return _read({name: text}, bases)


def _texts(path: FilePath) -> dict[str, str]:
    files = sorted(path.glob("*.toml")) if path.is_dir() else [path]
    if not files:
        raise PlaybookError([Problem(str(path), "", "holds no .toml file; a playbook is TOML")])
    return {str(file): _text_of(file) for file in files}


def _text_of(file: FilePath) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except OSError as error:
        raise PlaybookError([Problem(str(file), "", f"cannot be read: {error.strerror}")]) from None
    except UnicodeDecodeError:
        raise PlaybookError(
            [Problem(str(file), "", "is not UTF-8 text; save it as UTF-8")]
        ) from None


def _read(texts: dict[str, str], bases: Bases) -> Playbook:
    try:
        return _checked(texts, bases)
    except RecursionError:
        raise PlaybookError([Problem(next(iter(texts)), "", DEEP)]) from None


def _checked(texts: dict[str, str], bases: Bases) -> Playbook:
    own, owner = _joined(texts)
    first = owner.get(EXTENDS, next(iter(texts)))
    try:
        data = _completed(own, bases)
    except (KeyError, TypeError):
        line = line_of((EXTENDS,), texts[first])
        says = f"{own[EXTENDS]!r} is no playbook here; give the slug of one that is"
        raise PlaybookError([Problem(first, EXTENDS, says, line)]) from None

    def problem(path: Path, says: str) -> Problem:
        name = name_path(path, data)
        file = owner.get(str(path[0]) if path else "")
        if file is None and path and path[0] in data:
            says = f"{says} (taken from {data[EXTENDS]}; give your own {path[0]})"
        return Problem(file or first, name, says, line_of(path, texts[file]) if file else None)

    try:
        playbook = Playbook.model_validate(data)
    except ValidationError as error:
        wrong = error.errors()[:MOST_PROBLEMS]
        raise PlaybookError([problem(*_told(e, data)) for e in wrong]) from None
    found = islice(checks.all_of(playbook, data), MOST_PROBLEMS)
    if problems := [problem(path, says) for path, says in found]:
        raise PlaybookError(problems)
    return playbook


def _completed(own: Table, bases: Bases) -> Table:
    """With what the playbook it extends gives: tables are merged, everything else is its own."""
    if EXTENDS not in own:
        return own
    alone = {part for part, whole in TOGETHER.items() if whole in own}
    base = {key: value for key, value in bases(own[EXTENDS]).items() if key not in alone}
    return _merged(base, own)


def _merged(base: Table, own: Table) -> Table:
    both = {
        key: _merged(base[key], own[key])
        for key in base.keys() & own.keys()
        if isinstance(base[key], dict) and isinstance(own[key], dict)
    }
    return base | own | both


def _joined(texts: dict[str, str]) -> tuple[Table, dict[str, str]]:
    """All files as one table, and which file each top-level key came from."""
    data: Table = {}
    owner: dict[str, str] = {}
    problems = []
    for file, text in texts.items():
        try:
            table = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            problems.append(Problem(file, "", f"is not TOML: {error}", _line_in(str(error))))
            continue
        except RecursionError:
            problems.append(Problem(file, "", DEEP))
            continue
        except ValueError:
            problems.append(Problem(file, "", "holds a number that is too long to be read"))
            continue
        if NOUGHT.search(text):
            problems.append(Problem(file, "", "holds the character U+0000; take it out"))
            continue
        for key in table.keys() & data.keys():
            says = f"stands in {owner[key]} too; keep it in one of the two"
            problems.append(Problem(file, key, says, line_of((key,), text)))
        owner |= dict.fromkeys(table.keys() - data.keys(), file)
        data = table | data
    if problems:
        raise PlaybookError(problems)
    return data, owner


def _line_in(says: str) -> int | None:
    """tomllib names the line in its words: "... (at line 3, column 5)"."""
    found = re.search(r"at line (\d+)", says)
    return int(found[1]) if found else None


def _told(error: Any, data: Any) -> tuple[Path, str]:
    """One of pydantic's errors as a path and a sentence that says what would be right."""
    path, given = _real_path(error["loc"], data), error["input"]
    match error["type"]:
        case "extra_forbidden":
            return path, _unknown_key(path)
        case "missing":
            return path, "is missing; it has to be given"
        case "value_error":
            return path, str(error["ctx"]["error"])
        case "string_pattern_mismatch" if error["ctx"]["pattern"] in PATTERNS:
            return path, f"is {_short(given)}; {PATTERNS[error['ctx']['pattern']]} would be right"
        case "literal_error":
            return path, f"is {_short(given)}; one of {error['ctx']['expected']} would be right"
        case _:
            hint = error["msg"][0].lower() + error["msg"][1:].replace(
                "valid tuple", "list"
            ).replace("tuple", "list")
            return path, f"is {_short(given)}; {hint.replace('input should', 'it should')}"


def _real_path(loc: tuple[str | int, ...], data: Any) -> Path:
    """`loc` without the steps pydantic adds for the members of a union."""
    path: Path = ()
    for step in loc:
        if isinstance(data, list) != isinstance(step, int):
            break
        path += (step,)
        data = data[step] if isinstance(step, int) else data.get(step)
        if not isinstance(data, dict | list):
            break
    return path


def _unknown_key(path: Path) -> str:
    known = _keys_at(path[:-1])
    near = difflib.get_close_matches(str(path[-1]), known, n=1)
    guess = f"{near[0]} may be meant; " if near else ""
    return f"is not a key here; {guess}right would be: {', '.join(known)}"


def _keys_at(path: Path) -> list[str]:
    model: type[BaseModel] = Playbook
    for step in path:
        if isinstance(step, str):
            model = _model_in(_fields(model)[step]) or model
    return list(_fields(model))


def _fields(model: type[BaseModel]) -> dict[str, Any]:
    return {f.alias or name: f.annotation for name, f in model.model_fields.items()}


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    found = (_model_in(inner) for inner in typing.get_args(annotation))
    return next((model for model in found if model), None)


def _short(given: Any) -> str:
    try:
        shown = repr(given)
    except (ValueError, RecursionError):
        return "more than can be shown"
    return shown if len(shown) <= 60 else f"{shown[:57]}..."
