"""The URL matrix: every named URL, every kind of person, every method.

Anonymous people go to sign-in; who is not a member gets the 404 of an id that does not exist; a
member without the permission gets a 403 with a sentence; a method that is not offered a 405; and
no refusal writes anything or shows a word of what it guards.
"""

import importlib
import pkgutil
import re

from django.db import connection, transaction
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, reverse

import tests.walls
from searches.models import Role
from tests.walls.matrix import OUTSIDE, PLANTED, Url, World, world

# Django's and allauth's own pages, and the demo's outbox, have tests of their own.
OTHERS = {"admin", "account", "mfa", "outbox"}
WRITES = re.compile(r'^(INSERT INTO|UPDATE|DELETE FROM) "(?!django_session)', re.IGNORECASE)


def declared() -> dict[str, Url]:
    found: dict[str, Url] = {}
    for module in pkgutil.iter_modules(tests.walls.__path__):
        if module.name.startswith("urls_"):
            urls = importlib.import_module(f"tests.walls.{module.name}").URLS
            found |= {url.name: url for url in urls}
    return found


def named(resolver: URLResolver, space: str = "") -> set[str]:
    names = set()
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            names |= named(entry, inner)
        elif isinstance(entry, URLPattern) and entry.name:
            names.add(space + entry.name)
    return names


def ours() -> set[str]:
    found = named(get_resolver())
    return {n for n in found if n.split(":")[0].split("_")[0] not in OTHERS}


URLS = declared()


def test_every_url_is_declared():
    assert ours() - set(URLS) == set()


def test_no_declared_url_is_gone():
    assert set(URLS) - ours() == set()


class Matrix(TestCase):
    """One test a URL is added below; each runs in the world made here."""

    world: World

    @classmethod
    def setUpTestData(cls) -> None:
        cls.world = world()

    def ask(self, url: Url, method: str, who: str, path: str, args: tuple) -> tuple[int, list[str]]:
        """Status and the writes, undone afterwards. Checks what every refusal must hold."""
        client = Client(raise_request_exception=True)
        user = self.world.people[who]
        if user is not None:
            client.force_login(user)
        data = url.payload(self.world, args) if method == "POST" else {}
        with transaction.atomic():
            with CaptureQueriesContext(
                connection,
            ) as queries:
                response = getattr(client, method.lower())(path, data)
            body = b"".join(response) if response.streaming else response.content
            transaction.set_rollback(True)
        writes = [q["sql"] for q in queries if WRITES.match(q["sql"])]
        if response.status_code in (403, 404, 405) or "/account/login" in response.get(
            "Location", ""
        ):
            assert writes == [], f"{who} {method} {path}: a refusal wrote {writes}"
            assert PLANTED.encode() not in body, f"{who} {method} {path}: a refusal shows content"
        return response.status_code, writes

    def expected(self, url: Url, method: str, who: str) -> set[int]:
        allowed = url.allowed(method)
        if allowed is None:
            return {405}
        good = {200} if method == "GET" else {200, 302, 204}
        if url.public:
            return good
        if who == "anonymous":
            return {302}
        if url.everyone or who in url.only:
            return good
        if url.only:
            return {403}
        if who in OUTSIDE:
            return {404}
        if who in allowed:
            return good
        return {404} if who in url.hidden else {403}

    def run_url(self, url: Url) -> None:
        args = url.build(self.world)
        path = reverse(url.name, args=args)
        for method in ("GET", "POST", "PUT", "DELETE"):
            for who in (*Role.values, *OUTSIDE, "anonymous"):
                with self.subTest(method=method, who=who):
                    expected = (
                        {405} if method in ("PUT", "DELETE") else self.expected(url, method, who)
                    )
                    status, writes = self.ask(url, method, who, path, args)
                    assert status in expected, f"{who} {method} {path}: {status}, not {expected}"
                    went_through = method == "POST" and status in (200, 302, 204)
                    if went_through and url.writes and who != "anonymous" and not url.public:
                        assert writes, f"{who} POST {path}: said yes and wrote nothing"


def _test_of(url: Url):
    def test(self: Matrix) -> None:
        self.run_url(url)

    test.__doc__ = url.name
    return test


for _url in URLS.values():
    setattr(Matrix, "test_" + _url.name.replace(":", "_"), _test_of(_url))
