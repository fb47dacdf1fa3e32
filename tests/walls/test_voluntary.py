"""What candidates say to be counted shows nowhere: two worlds that differ in it alone are alike.

Every URL that is declared, for everybody whom it answers: once with every candidate having said who
they are, and once with nobody having said it (or, on their own page, having said otherwise).
"""

import ast
import json
import re
from collections.abc import Iterator
from datetime import datetime
from http.cookies import SimpleCookie
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.db import transaction
from django.test import Client, TestCase
from django.urls import reverse
from django.utils import timezone

from briefs.models import Brief
from candidates.models import Candidacy, VoluntaryAnswer
from mail.actions import message_of
from mail.models import Mail
from tests.walls.matrix import EVERYBODY, Url, World, world
from tests.walls.test_code import name_of
from tests.walls.test_tables import ROOMS, code_of
from tests.walls.test_urls import URLS

pytestmark = pytest.mark.once

ONE = {"gender": "woman", "age": "from_40", "minority": "yes"}
OTHER = {"gender": "other", "age": "under_40", "minority": "no"}
THEIR_OWN = {"candidates:own", "candidates:counted"}
"""The candidate's page says that they answered, and never what."""
BY_CHANCE = re.compile(rb"[A-Za-z0-9_-]{20,}|\d+")
"""Tokens and digests, and the ids of what was just made."""


def say(said: dict[str, str]) -> None:
    VoluntaryAnswer.objects.all().delete()
    rows = Candidacy.objects.all() if said else []
    VoluntaryAnswer.objects.bulk_create(VoluntaryAnswer(candidacy=row, **said) for row in rows)


class Alike(TestCase):
    """One test a URL is added below."""

    here: World
    cookies: dict[str, SimpleCookie]

    @classmethod
    def setUpTestData(cls) -> None:
        cls.here = world()
        cls.cookies = {"anonymous": SimpleCookie()}
        for who in EVERYBODY:
            client = Client()
            client.force_login(cls.here[who])
            cls.cookies[who] = client.cookies

    def ask(self, method: str, who: str, path: str, data: dict[str, Any]) -> tuple[int, bytes]:
        """What they are answered, and what lies in papers and mails then; all of it undone."""
        client = Client()
        client.cookies = SimpleCookie(self.cookies[who].output(header="", sep=";"))
        with transaction.atomic():
            answer = getattr(client, method.lower())(path, data)
            body = b"".join(answer) if answer.streaming else answer.content
            left = [body] if method == "GET" else [body, *papers(), *mails()]
            transaction.set_rollback(True)
        return answer.status_code, b"\n".join(BY_CHANCE.sub(b"-", each) for each in left)

    def run_url(self, url: Url, now: datetime) -> None:
        args = url.build(self.here)
        path = reverse(url.name, args=args)
        worlds = [ONE, OTHER if url.name in THEIR_OWN else {}]
        for method in ("GET", "POST"):
            for who in people(url, method):
                with self.subTest(method=method, who=who):
                    seen = []
                    for said in worlds:
                        say(said)
                        data = url.payload(self.here, args) if method == "POST" else {}
                        with time_machine.travel(now, tick=False):
                            seen.append(self.ask(method, who, path, data))
                    assert len(set(seen)) == 1, f"{who} {method} {path} tells them apart"


def people(url: Url, method: str) -> list[str]:
    """Whom it answers; to write, one of them."""
    allowed = url.allowed(method)
    if allowed is None:
        return []
    if url.public:
        return ["anonymous"]
    who = sorted(EVERYBODY if url.everyone else url.only or allowed)
    return who if method == "GET" else who[:1]


def papers() -> Iterator[bytes]:
    for brief in Brief.objects.order_by("pk"):
        yield json.dumps([brief.title, brief.file_name, brief.snapshot]).encode()


def mails() -> Iterator[bytes]:
    for mail in Mail.objects.order_by("pk"):
        if message := message_of(mail):
            yield message.message().as_bytes()


def _test_of(url: Url):
    def test(self: Alike) -> None:
        self.run_url(url, timezone.now())

    test.__doc__ = url.name
    return test


for _url in URLS.values():
    setattr(Alike, "test_" + _url.name.replace(":", "_"), _test_of(_url))


# ---- Who reads the table at all ----------------------------------------------------------------

READERS = {
    "candidates/models/__init__.py",
    "candidates/actions/voluntary.py",
    "candidates/actions/merging.py",
    "candidates/own.py",
    "scorecards/queries/groups.py",
}


def test_besides_its_own_file_only_these_know_of_the_table():
    found = {
        name_of(path)
        for room in ROOMS
        for path in code_of(room)
        for node in ast.walk(ast.parse(path.read_text()))
        if (isinstance(node, ast.Name | ast.Attribute | ast.alias) and named(node))
        or (
            isinstance(node, ast.Constant)
            and "voluntaryanswer" in str(node.value).lower().split(".")
        )
    }
    assert found == READERS


def named(node: ast.Name | ast.Attribute | ast.alias) -> bool:
    word = node.id if isinstance(node, ast.Name) else getattr(node, "attr", "")
    return "VoluntaryAnswer" in (word, getattr(node, "name", ""))


def test_no_way_leads_to_it_from_any_other_table():
    for model in apps.get_models():
        if model is not VoluntaryAnswer:
            assert VoluntaryAnswer not in {f.related_model for f in model._meta.get_fields()}
