"""What no line of the code may do."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib import admin

from tests.walls.test_tables import ROOMS, code_of

SOURCES = [path for room in (*ROOMS, "caio_hiring") for path in code_of(room)]
TEMPLATES = sorted((settings.BASE_DIR / "templates").rglob("*.*"))
ASKS_DJANGO = {
    "has_perm",
    "has_perms",
    "has_module_perms",
    "permission_required",
    "user_passes_test",
    "get_all_permissions",
}


def nodes(path: Path) -> Iterator[ast.AST]:
    return ast.walk(ast.parse(path.read_text()))


def name_of(path: Path) -> str:
    return path.relative_to(settings.BASE_DIR).as_posix()


def asks_django(node: ast.AST) -> bool:
    """Whether it asks a user, and so lets superusers through; django-rules' own function may."""
    if isinstance(node, ast.Attribute) and node.attr in ASKS_DJANGO:
        return not (isinstance(node.value, ast.Name) and node.value.id == "rules")
    return isinstance(node, ast.Name) and node.id in ASKS_DJANGO


def test_nothing_asks_a_user_for_a_permission():
    found = {name_of(path) for path in SOURCES for node in nodes(path) if asks_django(node)}
    assert found == set()


@pytest.mark.parametrize("line", ["user.has_perm('a.b')", "request.user.has_perms(x)"])
def test_the_search_for_permissions_finds_what_is_forbidden(line):
    assert any(asks_django(node) for node in ast.walk(ast.parse(line)))


def test_one_place_asks_the_rules():
    found = {
        name_of(path)
        for path in SOURCES
        for node in nodes(path)
        if isinstance(node, ast.Attribute) and node.attr == "has_perm"
    }
    assert found == {"searches/rules.py"}


def test_no_template_asks_for_a_permission():
    asks = re.compile(r"\{%\s*(has_perm|test_rule|load\s+[^%]*\brules\b)|\bperms\.")
    assert {name_of(path) for path in TEMPLATES if asks.search(path.read_text())} == set()


def test_nothing_asks_whether_somebody_is_a_superuser():
    """An administrator has no way around the rules; the account itself is all that knows of it."""
    found = {
        name_of(path)
        for path in SOURCES
        for node in nodes(path)
        if isinstance(node, ast.Attribute)
        and node.attr == "is_superuser"
        and isinstance(node.ctx, ast.Load)
    }
    assert found == set()


def test_the_admin_shows_people_and_playbooks_and_nothing_else():
    shown = {model._meta.label for model in admin.site._registry}
    assert shown <= {"accounts.User", "playbooks.PlaybookVersion"}


def test_nothing_is_marked_safe_that_a_person_wrote():
    """Words of people are escaped when shown; only what is drawn here goes out as it is."""
    safe = re.compile(r"\{\{\s*([^}|]+)[^}]*\|\s*safe\b")
    found = {
        f"{name_of(path)}: {match.group(1).strip()}"
        for path in TEMPLATES
        for match in safe.finditer(path.read_text())
    }
    drawn = re.compile(r"(svg|drawing|picture|line|axis|key|score|years|band|chart)$")
    theirs = {"templates/bootstrap5/layout/fieldset.html: fields"}  # fields, rendered and escaped
    assert {entry for entry in found if not drawn.search(entry)} == theirs


def test_no_template_switches_escaping_off_on_a_page():
    off = re.compile(r"\{%\s*autoescape\s+off")
    pages = [path for path in TEMPLATES if path.suffix == ".html"]
    assert {name_of(path) for path in pages if off.search(path.read_text())} == set()
