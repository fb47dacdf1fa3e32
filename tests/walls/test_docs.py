"""What is said about the application stays true: links lead somewhere, settings and words exist."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.html import strip_tags

ROOT = settings.BASE_DIR
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
OUTSIDE = re.compile(r"^(https?|mailto):")
SETTING = re.compile(r"(?:environ(?:\.get\(|\[)|\bflag\()\s*\"([A-Z_]+)\"")
IN_TABLE = re.compile(r"^\| `([A-Z_]+)` \|", re.MULTILINE)
ON_SCREEN = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def anchors(text: str) -> set[str]:
    """The names that headings have as the end of an address."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-") for h in headings}


def plain(text: str) -> str:
    return " ".join(text.split())


def shown() -> str:
    """The words of every template and of every string in the rooms."""
    templates = [strip_tags(t.read_text()) for t in (ROOT / "templates").rglob("*.html")]
    rooms = [ROOT / app for app in settings.INSTALLED_APPS if (ROOT / app).is_dir()]
    code = [file.read_text() for room in rooms for file in room.rglob("*.py")]
    return plain(" ".join(templates + code))


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_link_in_a_page_leads_somewhere(page):
    broken = []
    for target in LINK.findall(page.read_text()):
        if OUTSIDE.match(target):
            continue
        file, _, anchor = target.partition("#")
        aim = (page.parent / file).resolve() if file else page
        if not aim.exists() or (anchor and anchor not in anchors(aim.read_text())):
            broken.append(target)
    assert broken == []


def test_every_setting_from_the_environment_is_described():
    read = set(SETTING.findall((ROOT / "caio_hiring/settings.py").read_text()))
    described = set(IN_TABLE.findall((ROOT / "docs/running.md").read_text()))
    # dj_database_url reads DATABASE_URL itself.
    assert described == read | {"DATABASE_URL"}


def test_every_word_on_a_button_is_on_a_screen():
    words = {plain(found) for found in ON_SCREEN.findall((ROOT / "docs/using.md").read_text())}
    screen = shown()
    missing = {word for word in words if word.rstrip(".:") not in screen}
    assert missing - {"bold"} == set()  # the page explains with it what bold means
