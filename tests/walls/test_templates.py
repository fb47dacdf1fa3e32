"""The content policy forbids inline style and script, so no template may need them."""

import re
from pathlib import Path

import allauth
import pytest

OURS = Path("templates")
THEIRS = Path(allauth.__file__).parent / "templates"
INLINE = re.compile(
    r"""\sstyle\s*=|<style\b|\son[a-z]+\s*=|javascript:|hx-on|hx-vals\s*=\s*["']?js:"""
    r"""|<script(?![^>]*\b(?:src=|type="application/json"))""",
    re.IGNORECASE,
)
SCREEN = sorted(
    path.relative_to(OURS).as_posix()
    for path in OURS.rglob("*.html")
    if path.parts[1] != "briefs" or path.name == "base.html"
)
STYLED = sorted(
    path.relative_to(THEIRS).as_posix()
    for path in THEIRS.rglob("*.html")
    if path.relative_to(THEIRS).parts[0] in ("account", "mfa") and " style=" in path.read_text()
)


@pytest.mark.parametrize("name", SCREEN)
def test_a_template_has_no_inline_style_or_script(name):
    assert not INLINE.search((OURS / name).read_text())


@pytest.mark.parametrize("name", STYLED)
def test_a_styled_template_of_the_sign_in_library_is_written_anew(name):
    assert (OURS / name).is_file()


@pytest.mark.parametrize(
    "source",
    [
        '<p style="color: red">',
        "<style>p {}</style>",
        '<a onclick="go()">',
        "<script>go()</script>",
        "<script nonce=x>go()</script>",
        '<a href="javascript:go()">',
        '<div hx-on:click="go()">',
    ],
)
def test_the_search_finds_what_is_forbidden(source):
    assert INLINE.search(source)


@pytest.mark.parametrize(
    "source", ['<script src="/app.js" defer></script>', '<script type="application/json">{}']
)
def test_the_search_lets_files_and_data_pass(source):
    assert not INLINE.search(source)
