"""Nonsense in every form and address: a sentence or a refusal, never an error of the server."""

from collections.abc import Callable, Mapping
from itertools import cycle
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.walls.matrix import MEMBERS, Url, World, world
from tests.walls.test_urls import URLS

ANSWERS = (200, 204, 302, 400, 403, 404, 409)
NONSENSE: Mapping[str, Callable[[Any], Any]] = {
    "nothing": lambda value: "",
    "a zero byte": lambda value: f"{value}\x00",
    "full-width digits": lambda value: "１２",
    "a grouped number": lambda value: "1_000",
    "a power": lambda value: "1e9",
    "less than nothing": lambda value: "-1",
    "not a number": lambda value: "NaN",
    "four thousand digits": lambda value: "9" * 4000,
    "a blank that is not blank": lambda value: "\u3164",
    "text turned round": lambda value: "\u202eabc",
    "a list": lambda value: [str(value), "99999999", "x"],
    "markup": lambda value: "<script>alert(1)</script>",
    "a file": lambda value: SimpleUploadedFile("x.bin", b"\x00\xff"),
}
QUERIES = (
    "?page=x&stage=nowhere&words=%00&next=//example.com&seen=%ff",
    "?page=-1&stage=%F0%9F%98%80&words=%25%5f%27%22&next=javascript:x",
    "?page=999999999999999999999&words=" + "a" * 2000,
)


@pytest.fixture
def here(db) -> World:
    return world()


def somebody(url: Url, world: World, roles: frozenset[str] | None) -> Client:
    """Whoever may use the URL."""
    client = Client()
    who = next((role for role in world.people if role in (roles or MEMBERS)), None)
    if not url.public and who is not None:
        client.force_login(world[who])
    return client


@pytest.mark.parametrize(
    "url", [url for url in URLS.values() if url.post is not None], ids=lambda url: url.name
)
def test_nonsense_in_a_form_is_answered_with_words(url, here):
    args = url.build(here)
    path = reverse(url.name, args=args)
    client = somebody(url, here, url.only or url.post)
    fields = url.payload(here, args)
    everywhere = [(name, list(fields)) for name in NONSENSE]
    in_turn = [(name, [field]) for name, field in zip(cycle(NONSENSE), fields, strict=False)]
    for name, chosen in [*everywhere, *in_turn]:
        wrong = {field: NONSENSE[name](fields[field]) for field in chosen}
        response = client.post(path, fields | wrong)
        assert response.status_code in ANSWERS, f"{name} in {chosen}: {response.status_code}"


@pytest.mark.parametrize(
    "url",
    [url for url in URLS.values() if url.get is not None or url.everyone],
    ids=lambda url: url.name,
)
def test_nonsense_after_an_address_is_no_error(url, here):
    path = reverse(url.name, args=url.build(here))
    client = somebody(url, here, url.only or url.get)
    for query in QUERIES:
        assert client.get(path + query).status_code in ANSWERS, query


@pytest.mark.parametrize(
    "address", ["/searches/99999999999999999999/", "/searches/%00/", "/%ff/", "/q/%00/", "/q/é/"]
)
def test_a_nonsense_address_is_not_found(address, here):
    client = Client()
    client.force_login(here.manager)
    assert client.get(address).status_code == 404
