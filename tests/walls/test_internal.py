"""An internal candidate does not exist for who was not named to know of them, whatever their role.

Every URL that is declared, with every candidate in its world made internal and known to the
hiring manager alone: the recruiter and the observer find no page of theirs and no word.
"""

import contextlib

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from candidates.actions import keep_quiet
from candidates.models import Candidacy, Candidate
from searches.errors import Refused
from searches.models import Role
from tests.walls.matrix import Url, World, world
from tests.walls.test_urls import URLS, ours

SECRET = "Hidewell"
OF_ONE = "candidacies/<int:pk>/"
KNOW_NOTHING = (Role.RECRUITER, Role.OBSERVER)


def hide_everybody(here: World) -> None:
    for row in Candidacy.objects.filter(search=here.search):
        with contextlib.suppress(Refused):
            keep_quiet(candidacy=row, who=[], by=here.manager)
    Candidate.objects.update(name=f"Ada {SECRET}", employer=f"{SECRET} Bank", email="")


@pytest.mark.once
@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(n for n, url in URLS.items() if not url.public))
def test_nothing_shows_an_internal_candidate(name: str):
    url: Url = URLS[name]
    here = world()
    args = url.build(here)
    hide_everybody(here)
    path = reverse(url.name, args=args)
    for who in KNOW_NOTHING:
        client = Client()
        client.force_login(here[who])
        for ask in (client.get, client.post):
            with transaction.atomic():
                answer = ask(path)
                body = b"".join(answer) if answer.streaming else answer.content
                transaction.set_rollback(True)
            assert escape(SECRET).encode() not in body, f"{who} reads of them at {path}"
            if OF_ONE in ours_of(name) and answer.status_code != 405:
                assert answer.status_code == 404, f"{who} at {path}: {answer.status_code}"


def ours_of(name: str) -> str:
    return ours()[name]
