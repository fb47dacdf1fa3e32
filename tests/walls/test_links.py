"""Private links: reading one changes nothing, and every closed one says the same."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Link
from tests.walls.matrix import PLANTED, Url, World, world
from tests.walls.test_urls import URLS, masked, ours, strange

BEHIND_A_LINK = [URLS[name] for name, route in ours().items() if "<str:token>" in route]


@pytest.fixture
def here(db) -> World:
    return world()


def ask(url: Url, args: tuple, world: World) -> tuple[int, bytes]:
    path = reverse(url.name, args=args)
    if url.get is not None:
        response = Client().get(path)
    else:
        response = Client().post(path, url.payload(world, args))
    return response.status_code, masked(
        b"".join(response) if response.streaming else response.content
    )


def link_of(token: str) -> Link:
    return Link.objects.get(token_hash=Link.hash(token))


@pytest.mark.parametrize("url", BEHIND_A_LINK, ids=lambda url: url.name)
class TestLink:
    def test_unknown_expired_and_revoked_say_the_same_to_a_byte(self, url, here):
        args = url.build(here)
        unknown = ask(url, strange(args)[0], here)
        link = link_of(args[0])
        Link.objects.filter(pk=link.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
        expired = ask(url, args, here)
        Link.objects.filter(pk=link.pk).update(
            expires_at=link.expires_at, revoked_at=timezone.now()
        )
        revoked = ask(url, args, here)
        assert unknown[0] == 404
        assert unknown == expired == revoked
        assert PLANTED.encode() not in unknown[1]

    def test_reading_it_consumes_nothing(self, url, here):
        if url.get is None:
            return
        args = url.build(here)
        before = Link.objects.filter(pk=link_of(args[0]).pk).values().get()
        first, second = ask(url, args, here), ask(url, args, here)
        assert first[0] == second[0] == 200
        assert Link.objects.filter(pk=before["id"]).values().get() == before

    def test_a_link_of_another_kind_does_not_open_it(self, url, here):
        args = url.build(here)
        Link.objects.filter(pk=link_of(args[0]).pk).update(kind="something else")
        assert ask(url, args, here)[0] == 404

    def test_the_address_leaks_to_no_other_site(self, url, here):
        args = url.build(here)
        response = Client().head(reverse(url.name, args=args))
        assert response.headers["Referrer-Policy"] == "same-origin"


def test_there_are_links_to_look_at():
    names = {url.name for url in BEHIND_A_LINK}
    assert {
        "accounts:join",
        "candidates:answer",
        "candidates:refer",
        "candidates:own",
        "candidates:leave",
        "offers:answer",
        "onboarding:mine",
        "onboarding:mine_review",
    } <= names
    assert {"interviews:choose", "interviews:feed"} <= names


def test_a_token_has_128_bits_and_only_its_hash_is_kept(db):
    import base64

    link = Link.issue(kind="test", about=1, email="a@example.com", by=None, days=1)
    assert len(base64.urlsafe_b64decode(link.token + "==")) == 16
    kept = {str(value) for value in Link.objects.filter(pk=link.pk).values().get().values()}
    assert link.token not in kept


def test_two_links_never_share_a_token(db):
    tokens = {
        Link.issue(kind="test", about=1, email="a@example.com", by=None, days=1).token
        for _ in range(20)
    }
    assert len(tokens) == 20
