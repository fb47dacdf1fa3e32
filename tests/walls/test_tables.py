"""What the rooms declare in tables and registers holds together: moves, verbs, permissions."""

import ast
import importlib
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest
import rules.permissions
from django.apps import apps
from django.conf import settings
from django.db.models import TextChoices

from searches import wording
from searches.moves import Move
from searches.rules import SENTENCES

ROOMS = sorted(
    config.label
    for config in apps.get_app_configs()
    if Path(config.path).parent == settings.BASE_DIR and config.label != "samples"
)


def code_of(room: str) -> Iterator[Path]:
    return (p for p in (settings.BASE_DIR / room).rglob("*.py") if "migrations" not in p.parts)


def states_of() -> dict[str, ModuleType]:
    return {
        room: importlib.import_module(f"{room}.states")
        for room in ROOMS
        if (settings.BASE_DIR / room / "states.py").exists()
    }


def tables() -> dict[str, tuple[Move, ...]]:
    """'offers.OFFER_MOVES' -> its moves."""
    return {
        f"{room}.{name}": table
        for room, module in states_of().items()
        for name, table in vars(module).items()
        if name.endswith("_MOVES")
    }


def moves() -> list[tuple[str, Move]]:
    return [(name, move) for name, table in tables().items() for move in table]


@cache
def words_of(room: str) -> str:
    """Everything the room's pages say: its templates, and its code but for the tables."""
    pages = (settings.BASE_DIR / "templates" / room).glob("*.html")
    code = (path for path in code_of(room) if path.name != "states.py")
    return "\n".join(path.read_text() for path in (*pages, *code))


def calls(*names: str) -> Iterator[ast.Call]:
    """Calls of these functions anywhere in the rooms."""
    return (call for name, call in calls_by_name() if name in names)


@cache
def calls_by_name() -> list[tuple[str, ast.Call]]:
    code = (path.read_text() for room in ROOMS for path in code_of(room))
    nodes = (node for text in code for node in ast.walk(ast.parse(text)))
    return [(getattr(n.func, "id", ""), n) for n in nodes if isinstance(n, ast.Call)]


def constants(node: ast.AST) -> list[str]:
    found = (n.value for n in ast.walk(node) if isinstance(n, ast.Constant))
    return [value for value in found if isinstance(value, str)]


def test_there_are_tables_to_look_at():
    assert len(tables()) >= 8


@pytest.mark.parametrize("name", tables())
def test_the_moves_of_a_table_start_and_end_at_states_of_one_lifecycle(name):
    room, _, _ = name.partition(".")
    used = {state for move in tables()[name] for state in (*move.sources, move.target)}
    lifecycles = [
        set(choices.values)
        for choices in vars(states_of()[room]).values()
        if isinstance(choices, type) and issubclass(choices, TextChoices) and choices.values
    ]
    assert any(used <= lifecycle for lifecycle in lifecycles), used


@pytest.mark.parametrize("name", tables())
def test_a_table_names_each_move_once(name):
    names = [move.name for move in tables()[name]]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("name", "move"), [pytest.param(n, m, id=f"{n} {m.name}") for n, m in moves() if m.label]
)
def test_a_move_with_a_label_is_offered_on_a_page(name, move):
    room, _, table = name.partition(".")
    said = words_of(room)
    assert f"open_to({table}" in said or move.label in said


@cache
def words_in_code() -> Counter[str]:
    trees = (ast.parse(path.read_text()) for room in ROOMS for path in code_of(room))
    return Counter(word for tree in trees for word in constants(tree))


@pytest.mark.parametrize("name", sorted({move.name for _, move in moves()}))
def test_a_move_is_made_somewhere(name):
    """Its name stands in the code once more than in the tables."""
    assert words_in_code()[name] > sum(move.name == name for _, move in moves())


@pytest.mark.parametrize("perm", sorted({move.perm for _, move in moves() if move.perm}))
def test_a_move_asks_a_permission_that_exists(perm):
    assert perm in rules.permissions.permissions


# ---- Permissions


@pytest.mark.parametrize("perm", sorted(rules.permissions.permissions))
def test_a_permission_has_a_sentence_for_who_is_refused(perm):
    assert SENTENCES[perm].endswith(".")
    assert "please" not in SENTENCES[perm].lower()
    assert "!" not in SENTENCES[perm]


@pytest.mark.parametrize("perm", sorted(rules.permissions.permissions))
def test_a_permission_is_asked_somewhere(perm):
    asked = {word for call in calls("may", "require", "acting", "Move") for word in constants(call)}
    asked |= {perm for _, move in moves() for perm in [move.perm]}
    assert perm in asked or perm in "\n".join(words_of(room) for room in ROOMS)


def test_every_permission_that_is_asked_exists():
    named = re.compile(rf"^({'|'.join(ROOMS)})\.[a-z_]+$")
    asked = {
        word
        for call in calls("may", "require", "acting")
        for word in constants(call)
        if named.match(word)
    }
    assert asked
    assert asked - set(rules.permissions.permissions) == set()


# ---- The log


def verbs() -> tuple[set[str], set[str]]:
    """Verbs that actions write, and the beginnings of those put together when they run."""
    whole, begun = set(), set()
    for call in calls("log", "append_event"):
        if len(call.args) < 3:
            continue
        verb = call.args[2]
        if isinstance(verb, ast.JoinedStr):
            begun.add(verb.values[0].value)
        else:
            whole |= set(constants(verb))
    return whole, begun


def test_every_verb_of_the_log_has_a_wording():
    whole, begun = verbs()
    assert len(whole) > 40
    assert {verb for verb in whole if not wording.known(verb)} == set()
    assert {b for b in begun if not any(v.startswith(b) for v in wording._words)} == set()


def test_every_wording_is_of_a_verb_that_is_written():
    whole, begun = verbs()
    passed_on = {
        word
        for room in ROOMS
        for path in code_of(room)
        if path.name not in ("apps.py", "register.py", "wording.py")
        for word in constants(ast.parse(path.read_text()))
    }
    unused = {v for v in wording._words if v not in whole | passed_on}
    assert {v for v in unused if not v.startswith(tuple(begun))} == set()


@pytest.mark.parametrize("verb", sorted(wording._words))
def test_a_wording_reads_after_a_name(verb):
    says = wording._words[verb]
    assert says
    assert says[0].islower()
    assert not says.endswith((".", "!"))
