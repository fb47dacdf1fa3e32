"""What a browser fetches at the first visit stays small."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client

from tests.walls.matrix import World, world

MOST_FILES = 8
MOST_BYTES = 150_000
ASKED_FOR = re.compile(
    r"""<(?:link|script|img|use|source)[^>]*?\s(?:href|src)="(/static/[^"#]+)""", re.IGNORECASE
)
ELSEWHERE = re.compile(r"""<(?:link|script|img|iframe)[^>]*?(?:href|src)="((?:https?:)?//[^"]+)""")
FROM_CSS = re.compile(r"""(?:@import\s+|url\()["']?(?!data:|#)([^"')]+)""")


@pytest.fixture
def here(db) -> World:
    return world()


def found(address: str) -> Path:
    path = finders.find(address.removeprefix(f"/{settings.STATIC_URL.strip('/')}/"))
    assert isinstance(path, str), f"{address} is nowhere"
    return Path(path)


def fetched(page: str) -> set[Path]:
    files = {found(address) for address in ASKED_FOR.findall(page)}
    sheets = [file for file in files if file.suffix == ".css"]
    named = {(sheet.parent / n) for sheet in sheets for n in FROM_CSS.findall(sheet.read_text())}
    return files | {file.resolve() for file in named}


def test_a_first_visit_fetches_few_and_small_files(here):
    client = Client()
    sign_in = fetched(client.get("/account/login/").text)
    client.force_login(here.manager)
    pages = [client.get("/").text, client.get(f"/searches/{here.search.pk}/").text]
    files = sign_in.union(*map(fetched, pages))
    assert {".css", ".js"} <= {file.suffix for file in files}
    size = sum(len(gzip.compress(file.read_bytes(), 9)) for file in files)
    assert len(files) <= MOST_FILES, sorted(map(str, files))
    assert size <= MOST_BYTES, {file.name: len(gzip.compress(file.read_bytes())) for file in files}


def test_every_page_fetches_from_here_alone(here):
    client = Client()
    client.force_login(here.manager)
    for address in ("/", "/account/login/", f"/searches/{here.search.pk}/"):
        page = client.get(address, follow=True).text
        elsewhere = re.findall(
            r"""<(?:link|script|img|iframe)[^>]*?(?:href|src)="(https?:[^"]+)""", page
        )
        assert elsewhere == []
