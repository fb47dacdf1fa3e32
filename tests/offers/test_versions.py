"""Versions of an offer: which of them may be changed, and when."""

import pytest
from django.urls import reverse

from candidates.actions import stop
from offers import actions
from offers.queries import may_be_revised
from searches.errors import Refused
from tests import factories
from tests.factories import offers as make
from tests.factories import scorecards

pytestmark = pytest.mark.django_db

WHY = "They ask for more base."
BUTTON = "Make a new version"


@pytest.fixture
def candidacy():
    return make.chosen(factories.search())


@pytest.fixture
def declined(candidacy):
    offer = make.sent(candidacy)
    return actions.answer_offer(by=offer.link, accepts=False, name="Leila Haddad")


@pytest.fixture
def recruiter(candidacy):
    return make.recruiter_of(candidacy.search)


def decided(candidacy, outcome: str) -> None:
    standing = candidacy.decisions.latest("pk")
    scorecards.decided(candidacy, outcome=outcome, after=standing.pk)
    candidacy.refresh_from_db()


def test_what_was_declined_goes_on_as_a_new_version(declined, recruiter, client):
    client.force_login(recruiter)
    assert BUTTON in client.get(declined.get_absolute_url()).text
    assert actions.revise_offer(offer=declined, because=WHY, by=recruiter).number == 2


def test_a_version_with_a_newer_one_is_past(candidacy, declined, recruiter, client):
    decided(candidacy, "no_hire")
    decided(candidacy, "hire")
    actions.begin_offer(candidacy=candidacy, by=recruiter)
    client.force_login(recruiter)
    assert BUTTON not in client.get(declined.get_absolute_url()).text
    page = client.post(reverse("offers:revise", args=[declined.pk]), {"because": WHY}, follow=True)
    assert "This version is past." in page.text
    assert candidacy.offers.count() == 2


def test_after_a_decision_not_to_hire_no_version_carries_on(candidacy, declined, recruiter):
    decided(candidacy, "no_hire")
    declined.refresh_from_db()
    assert not may_be_revised(declined)
    with pytest.raises(Refused, match="decide anew first"):
        actions.revise_offer(offer=declined, because=WHY, by=recruiter)


def test_who_was_stopped_gets_no_new_version(candidacy, declined, recruiter):
    by = factories.hiring_manager_of(candidacy.search)
    stop(candidacy=candidacy, because="Pay is too far apart", by=by)
    with pytest.raises(Refused, match="This version is past"):
        actions.revise_offer(offer=declined, because=WHY, by=recruiter)


def test_beside_somebody_who_has_said_yes_there_is_no_new_version(candidacy, declined, recruiter):
    make.accepted(make.chosen(candidacy.search, "Ola Nordmann"))
    declined.refresh_from_db()
    assert not may_be_revised(declined)
    with pytest.raises(Refused, match="Somebody else has said yes"):
        actions.revise_offer(offer=declined, because=WHY, by=recruiter)
