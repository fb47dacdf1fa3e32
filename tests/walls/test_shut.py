"""While a search is paused every page answers; what needs it running is refused in a sentence."""

import pytest
from django.test import Client
from django.urls import reverse

from searches.actions import turn
from tests.walls.matrix import OUTSIDE, Url, world
from tests.walls.test_urls import URLS


@pytest.mark.once
@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(URLS))
def test_no_page_breaks_while_the_search_is_paused(name: str):
    url: Url = URLS[name]
    here = world()
    args = url.build(here)
    here.search.refresh_from_db()
    if here.search.is_running:
        turn(search=here.search, name="pause", because="The budget is frozen.", by=here.manager)
    path = reverse(url.name, args=args)
    for method in ("GET", "POST"):
        for who in sorted((url.allowed(method) or frozenset()) - set(OUTSIDE)):
            client = Client()
            client.force_login(here[who])
            data = url.payload(here, args) if method == "POST" else {}
            answer = getattr(client, method.lower())(path, data)
            assert answer.status_code < 500, f"{who} {method} {path}"
