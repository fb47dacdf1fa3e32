"""What is approved is bound to exactly what was read, even where the database was changed by hand;
and what goes out is asked once more whether it is whole and in time."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from offers.models import Offer
from offers.terms import digest_of
from searches.errors import Refused
from tests import factories
from tests.factories import offers as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def candidacy():
    return make.chosen(factories.search())


@pytest.fixture
def for_a_board(candidacy):
    """In approval by a board alone."""
    make.rule(candidacy.search, committee=True)
    return make.submitted(make.draft(candidacy))


def raised(offer: Offer) -> Offer:
    """The same offer with another base, past every action."""
    terms = offer.terms | {"base": str(offer.base + 1)}
    Offer.objects.filter(pk=offer.pk).update(terms=terms)
    return Offer.objects.get(pk=offer.pk)


def test_terms_changed_under_an_approver_are_not_approved(candidacy):
    offer = make.in_approval(candidacy)
    make.declare(offer)
    with pytest.raises(Refused, match="The terms have changed"):
        make.approve(raised(offer).approvals.get())


def test_terms_changed_under_a_board_are_not_resolved_on(for_a_board):
    with pytest.raises(Refused, match="The terms have changed"):
        make.resolved(raised(for_a_board))


def test_terms_changed_after_a_board_resolved_are_not_sent(for_a_board):
    make.resolved(for_a_board)
    with pytest.raises(Refused, match="exactly these terms"):
        make.send_as_it_is(raised(for_a_board))


@pytest.mark.parametrize(
    ("field", "changed"),
    [
        ("number", 2),
        ("currency", "JPY"),
        ("exception_because", "Equity makes up for it."),
        ("starts_on", timezone.localdate() + timedelta(days=90)),
        ("expires_on", timezone.localdate() + timedelta(days=3)),
        ("band", {"minimum": "1"}),
        ("held", {"posted": {}}),
        ("letter", "Welcome.\n\n{terms}"),
        ("terms", {"base": "1"}),
    ],
)
def test_the_digest_is_of_everything_that_is_read(candidacy, field, changed):
    offer = make.in_approval(candidacy)
    setattr(offer, field, changed)
    assert digest_of(offer) != offer.digest


@pytest.mark.parametrize(
    ("open_for", "says"), [(7, "open has passed"), (10, "start is today or earlier")]
)
def test_an_offer_approved_in_time_is_not_sent_past_it(candidacy, open_for, says):
    today = candidacy.search.today
    days = {"starts_on": today + timedelta(days=10), "expires_on": today + timedelta(days=open_for)}
    offer = make.approved(candidacy, **days)
    with (
        time_machine.travel(timezone.now() + timedelta(days=10)),
        pytest.raises(Refused, match=says),
    ):
        make.send_as_it_is(offer)
