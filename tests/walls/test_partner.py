"""For a search partner a search has their own pages and no other, whatever they were before.

Every URL that is declared, asked by people whose seat, approval, cards and access to candidates
still stand in the database, and who are search partners now.
"""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from candidates.models import Access, Conflict, Submission
from scorecards.models import Card
from searches.models import Membership, Role
from tests import factories
from tests.factories import partners as make
from tests.factories import scorecards as judged
from tests.walls import urls_partners
from tests.walls.matrix import PARTNER, PLANTED, World, shown_in, world
from tests.walls.test_urls import URLS

OWN = sorted(name for name, url in URLS.items() if url.get == PARTNER or url.post == PARTNER)
OF_A_SEARCH = sorted(
    name
    for name, url in URLS.items()
    if name not in OWN and not (url.public or url.everyone or url.only)
)
WERE = (Role.PANELIST, Role.APPROVER, Role.OBSERVER)


def turned(here: World) -> None:
    """Who sat on a panel, approved or observed is a search partner from now on."""
    for role in WERE:
        rows = Membership.objects.current().filter(search=here.search, user=here[role])
        rows.update(ended_at=timezone.now())
        Membership.objects.create(search=here.search, user=here[role], role=Role.PARTNER)


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_the_pages_of_a_partner_are_few():
    assert OWN == [
        "candidates:partner",
        "candidates:partner_jd",
        "candidates:partner_submission",
        "candidates:partner_submit",
    ]


@pytest.mark.once
@pytest.mark.django_db
@pytest.mark.parametrize("name", OF_A_SEARCH)
def test_no_other_page_of_the_search_is_there(name: str):
    url, here = URLS[name], world()
    args = url.build(here)
    path = reverse(name, args=args)
    turned(here)
    for role in WERE:
        client = signed_in(here[role])
        for method, ask in (("GET", client.get), ("POST", client.post)):
            if url.allowed(method) is None:
                continue
            with transaction.atomic():
                answer = ask(path, url.payload(here, args) if method == "POST" else {})
                transaction.set_rollback(True)
            assert answer.status_code == 404, f"{role} {method} {path}: {answer.status_code}"
            assert PLANTED.encode() not in shown_in(answer.content)


@pytest.mark.once
@pytest.mark.django_db
@pytest.mark.parametrize("name", OWN)
def test_a_partner_of_another_search_gets_nothing_of_this_one(name: str):
    here = world()
    path = reverse(name, args=URLS[name].build(here))
    elsewhere = make.partner(factories.search())
    assert signed_in(elsewhere).get(path).status_code == 404
    assert signed_in(elsewhere).post(path).status_code in (404, 405)


@pytest.mark.once
@pytest.mark.django_db
def test_one_partner_reads_nothing_of_what_another_sent():
    here = world()
    urls_partners.all_kinds(here)
    row = Submission.objects.filter(search=here.search)[0]
    client = signed_in(make.partner(here.search, "Another Partner"))
    assert client.get(f"/searches/{here.search.pk}/partner/{row.pk}/").status_code == 404
    for path in ("partner/", "partner/submit/"):
        body = client.get(f"/searches/{here.search.pk}/{path}").content.decode()
        assert f"{PLANTED} Two" not in body
        assert row.email not in body


@pytest.mark.once
@pytest.mark.django_db
def test_no_page_of_a_partner_shows_what_stands_on_a_card():
    """Not even that of a card they wrote themselves, on a candidate of theirs, in the open."""
    here = world()
    row = urls_partners.sent(here)
    candidacy = make.taken(row)
    candidacy.search = here.search
    interview = judged.interview(candidacy)
    cards = [judged.seat(interview, user) for user in (here.panelist, factories.user())]
    for seat in cards:
        judged.submitted(seat, says="Zqwordofacard")
    judged.open_debrief(candidacy)
    assert Card.objects.filter(author=here.panelist).exists()
    turned(here)
    Submission.objects.filter(pk=row.pk).update(partner=here.panelist)
    assert Access.objects.current().filter(user=here.panelist).exists()
    assert Conflict.objects.filter(user=here.panelist).exists()
    client = signed_in(here.panelist)
    assert not Card.objects.visible_to(here.panelist).exists()
    for name in OWN:
        args = [here.search.pk, row.pk] if name.endswith("submission") else [here.search.pk]
        body = client.get(reverse(name, args=args)).content.decode()
        for word in ("Zqwordofacard", "Strong yes", "scorecard", here.panelist.email):
            assert word not in body, f"{word} at {name}"
