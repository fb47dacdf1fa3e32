"""The URL matrix: every named URL, every kind of person, every method.

Anonymous people go to sign-in; who is not a member gets the 404 of an id that does not exist; a
member without the permission gets a 403 with a sentence; a method that is not offered a 405; and
no refusal writes anything or shows a word of what it guards.
"""

import importlib
import pkgutil
import re
from collections.abc import Mapping
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, reverse

import tests.walls
from searches.models import Role
from tests.walls.matrix import MEMBERS, OUTSIDE, PLANTED, Url, World, shown_in, world

# Django's and allauth's own pages, and the demo's outbox, have tests of their own.
OTHERS = {"admin", "account", "mfa", "outbox"}
TOKEN = re.compile(rb"[A-Za-z0-9]{64}")  # what guards a form against other sites
WRITES = re.compile(r'^(INSERT INTO|UPDATE|DELETE FROM) "(?!django_session)', re.IGNORECASE)


def declared() -> dict[str, Url]:
    found: dict[str, Url] = {}
    for module in pkgutil.iter_modules(tests.walls.__path__):
        if module.name.startswith("urls_"):
            urls = importlib.import_module(f"tests.walls.{module.name}").URLS
            found |= {url.name: url for url in urls}
    return found


def routes(resolver: URLResolver, space: str = "") -> dict[str, str]:
    """Every named URL of the project and how its own part of the address is written."""
    found: dict[str, str] = {}
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            found |= routes(entry, f"{space}{entry.namespace}:" if entry.namespace else space)
        elif isinstance(entry, URLPattern) and entry.name:
            found[space + entry.name] = str(entry.pattern)
    return found


def ours() -> dict[str, str]:
    found = routes(get_resolver())
    return {n: route for n, route in found.items() if n.split(":")[0].split("_")[0] not in OTHERS}


URLS = declared()


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes
    writes: list[str]

    @property
    def to_sign_in(self) -> bool:
        return "/account/login" in self.headers.get("Location", "")


def test_every_url_is_declared():
    assert set(ours()) - set(URLS) == set()


def test_no_declared_url_is_gone():
    assert set(URLS) - set(ours()) == set()


def masked(body: bytes) -> bytes:
    """The page without what differs from one request to the next."""
    return TOKEN.sub(b"-", body)


def strange(args: tuple) -> list[tuple]:
    """The arguments with one of them leading nowhere."""
    nowhere = {int: 99_999_999, str: "nowhere"}
    return [(*args[:n], nowhere[type(args[n])], *args[n + 1 :]) for n in range(len(args))]


@pytest.mark.fuller
class Matrix(TestCase):
    """One test a URL is added below; each runs in the world made here."""

    world: World
    cookies: dict[str, SimpleCookie]

    @classmethod
    def setUpTestData(cls) -> None:
        cls.world = world()
        cls.cookies = {}
        for who, user in cls.world.people.items():
            client = Client()
            if user is not None:
                client.force_login(user)
            cls.cookies[who] = client.cookies

    def ask(self, method: str, who: str, path: str, data: dict[str, Any] | None = None) -> Answer:
        """What they are answered; whatever it wrote is undone. Checks what every answer holds."""
        client = Client(raise_request_exception=True)
        client.cookies = SimpleCookie(self.cookies[who].output(header="", sep=";"))
        with transaction.atomic():
            with CaptureQueriesContext(connection) as queries:
                response = getattr(client, method.lower())(path, data or {})
            body = b"".join(response) if response.streaming else response.content
            transaction.set_rollback(True)
        writes = [q["sql"] for q in queries if WRITES.match(q["sql"])]
        answer = Answer(response.status_code, response.headers, body, writes)
        self.check(answer, f"{who} {method} {path}")
        return answer

    def check(self, answer: Answer, asked: str) -> None:
        if answer.status in (401, 403, 404, 405) or answer.to_sign_in:
            assert answer.writes == [], f"{asked}: a refusal wrote {answer.writes}"
            assert PLANTED.encode() not in shown_in(answer.body), (
                f"{asked}: a refusal shows content"
            )
        assert "no-store" in answer.headers.get("Cache-Control", ""), f"{asked}: may be cached"
        policy = answer.headers.get("Content-Security-Policy", "")
        assert "default-src 'self'" in policy, f"{asked}: has no policy on its content"
        assert "unsafe" not in policy, f"{asked}: {policy}"
        assert b"Your role in this search does not open this" not in answer.body, (
            f"{asked}: a refusal without a sentence of its own"
        )

    def expected(self, url: Url, method: str, who: str) -> set[int]:
        allowed = url.allowed(method)
        if allowed is None:
            return {405}
        good = {200} if method == "GET" else {200, 302, 204}
        if url.public:
            return good
        if who == "anonymous":
            return {302} if method == "GET" else {401}
        if url.everyone or who in url.only:
            return good
        if url.only:
            return {403}
        if who in allowed:
            return good
        if who in OUTSIDE:
            return {404}
        return {404} if who in url.hidden else {403}

    def run_url(self, url: Url) -> None:
        args = url.build(self.world)
        path = reverse(url.name, args=args)
        for method in ("GET", "POST"):
            for who in (*MEMBERS, *OUTSIDE, "anonymous"):
                with self.subTest(method=method, who=who):
                    expected = self.expected(url, method, who)
                    # Made anew each time: a file that was sent is read to its end.
                    data = url.payload(self.world, args) if method == "POST" else {}
                    answer = self.ask(method, who, path, data)
                    assert answer.status in expected, (
                        f"{who} {method} {path}: {answer.status}, not {expected}"
                    )
                    went_through = method == "POST" and answer.status in (200, 302, 204)
                    if went_through and url.writes and not answer.to_sign_in and not url.public:
                        assert answer.writes, f"{who} POST {path}: said yes and wrote nothing"
        self.run_other_methods(url, path)
        self.run_nowhere(url, args)

    def run_other_methods(self, url: Url, path: str) -> None:
        """Whoever asks: a method that is not offered is refused before anything is looked at."""
        for who in (Role.HIRING_MANAGER, "anonymous"):
            with self.subTest(methods="others", who=who):
                for method in ("PUT", "DELETE", "PATCH", "OPTIONS"):
                    assert self.ask(method, who, path).status == 405, f"{who} {method} {path}"
                read, head = self.ask("GET", who, path), self.ask("HEAD", who, path)
                assert head.status in (read.status, 405), f"{who} HEAD {path}: {head.status}"
                assert head.body == b"", f"{who} HEAD {path}: has a body"

    def run_nowhere(self, url: Url, args: tuple) -> None:
        """What does not exist, and what is not theirs, look the same to a byte."""
        method = "POST" if url.get is None and not url.everyone else "GET"
        allowed = url.allowed(method) or MEMBERS
        somebody = next(who for who in (*Role.values, *OUTSIDE) if who in allowed)
        for other in strange(args):
            path = reverse(url.name, args=other)
            with self.subTest(nowhere=path):
                missing = self.ask(method, somebody, path)
                assert missing.status == 404 or url.only, f"{method} {path}: {missing.status}"
        if args and not url.public and not url.everyone and not url.only:
            with self.subTest(nowhere="stranger"):
                here = self.ask(method, "stranger", reverse(url.name, args=args))
                gone = self.ask(method, "stranger", reverse(url.name, args=strange(args)[0]))
                assert masked(here.body) == masked(gone.body)


def _test_of(url: Url):
    def test(self: Matrix) -> None:
        self.run_url(url)

    test.__doc__ = url.name
    return test


for _url in URLS.values():
    setattr(Matrix, "test_" + _url.name.replace(":", "_"), _test_of(_url))
