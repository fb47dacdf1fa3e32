"""An offer lives no longer than the decision it follows and the candidacy it is made to."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Link
from candidates.actions import declare_conflict, withdraw
from candidates.models import Conflict
from candidates.states import Stage
from offers import actions, register
from offers.models import Offer
from offers.states import OfferState
from offers.tasks import expire
from scorecards.actions import decide
from scorecards.queries import standing_decision
from searches.errors import Refused
from searches.models import Search
from tests import factories
from tests.factories import offers as make
from tests.factories import scorecards

pytestmark = pytest.mark.django_db


@pytest.fixture
def candidacy():
    return make.chosen(factories.search())


@pytest.fixture
def recruiter(candidacy):
    return make.recruiter_of(candidacy.search)


def decided_anew(candidacy, outcome="no_hire"):
    return decide(
        candidacy=candidacy,
        after=standing_decision(candidacy).pk,
        outcome=outcome,
        reasons="A reference did not hold.",
        override="Worth it.",
        by=factories.hiring_manager_of(candidacy.search),
    )


def interview_added(candidacy, **card):
    """One more part, judged, which shuts the debrief again."""
    from interviews.signals import interview_added as signal
    from searches.actions import acting

    row = scorecards.interview(candidacy, "board")
    by = factories.hiring_manager_of(candidacy.search)
    with acting(candidacy.search_id, by) as search:
        signal.send(sender=type(row), interview=row, search=search, by=by)
    scorecards.submitted(scorecards.seat(row), **card)
    candidacy.refresh_from_db()


# ---- The decision changes ----


@pytest.mark.parametrize("made", [make.draft, make.in_approval, make.approved, make.sent])
def test_a_decision_against_hiring_withdraws_what_is_under_way(candidacy, made):
    offer = made(candidacy)
    decided_anew(candidacy)
    offer.refresh_from_db()
    candidacy.refresh_from_db()
    assert (offer.state, candidacy.stage) == (OfferState.WITHDRAWN, Stage.DEBRIEF)


def test_the_link_of_a_withdrawn_offer_opens_nothing(candidacy, client):
    offer = make.sent(candidacy)
    decided_anew(candidacy)
    answer = client.get(reverse("offers:answer", args=[offer.link.token]))
    assert answer.status_code == 404
    with pytest.raises(Refused, match="no longer open"):
        actions.answer_offer(by=offer.link, accepts=True, name="Leila Haddad")


def test_a_decision_to_hire_after_all_begins_a_new_version(candidacy, recruiter):
    offer = make.approved(candidacy)
    decided_anew(candidacy)
    decided_anew(candidacy, "hire")
    candidacy.refresh_from_db()
    again = actions.begin_offer(candidacy=candidacy, by=recruiter)
    assert (again.number, again.state) == (offer.number + 1, OfferState.DRAFT)


def test_a_new_decision_to_hire_leaves_the_offer_as_it_is(candidacy):
    offer = make.approved(candidacy)
    decided_anew(candidacy, "hire")
    offer.refresh_from_db()
    assert offer.state == OfferState.APPROVED


def test_nothing_is_decided_on_somebody_who_accepted(candidacy):
    make.accepted(candidacy)
    with pytest.raises(Refused, match="has accepted the offer"):
        decided_anew(candidacy)


# ---- The candidacy ends ----


def test_an_offer_ends_with_its_candidacy(candidacy, recruiter):
    offer = make.sent(candidacy)
    withdraw(candidacy=candidacy, because="Stays where they are", by=recruiter)
    offer.refresh_from_db()
    assert offer.state == OfferState.WITHDRAWN
    assert not Link.objects.live().filter(pk=offer.link_id).exists()


# ---- An interview is added ----


@pytest.mark.parametrize("flags", [[], [scorecards.flag()]])
def test_while_the_debrief_is_shut_a_refusal_says_the_same_whatever_a_card_holds(
    candidacy, recruiter, flags
):
    interview_added(candidacy, flags=flags)
    with pytest.raises(Refused, match="the debrief is shut"):
        actions.begin_offer(candidacy=candidacy, by=recruiter)


def test_home_offers_no_beginning_while_the_debrief_is_shut(candidacy, recruiter):
    assert list(register.to_begin(recruiter))
    interview_added(candidacy)
    assert list(register.to_begin(recruiter)) == []


# ---- An approver asks to be replaced ----


def test_an_approver_who_asks_to_be_replaced_gives_the_offer_back(candidacy):
    offer = make.in_approval(candidacy)
    approver = offer.approvals.get().approver
    declare_conflict(candidacy=candidacy, answer=Conflict.Answer.REPLACE, how="", by=approver)
    offer.refresh_from_db()
    draft = candidacy.offers.get(state=OfferState.DRAFT)
    assert offer.state == OfferState.VOID
    assert str(approver) in draft.changed_because


def test_who_asked_to_be_replaced_is_not_asked_to_approve_again(candidacy, recruiter):
    approver = make.in_approval(candidacy).approvals.get().approver
    declare_conflict(candidacy=candidacy, answer=Conflict.Answer.REPLACE, how="", by=approver)
    draft = candidacy.offers.get(state=OfferState.DRAFT)
    with pytest.raises(Refused, match="asked to be replaced here"):
        actions.submit_offer(offer=draft, by=recruiter)


# ---- Days ----


@pytest.mark.parametrize(
    ("zone", "state"), [("America/Los_Angeles", "sent"), ("Europe/Berlin", "expired")]
)
def test_an_offer_is_open_until_its_day_ends_where_the_search_is_run(
    candidacy, monkeypatch, zone, state
):
    """At 07:00 UTC the day before is not over in Los Angeles."""
    offer = make.sent(candidacy)
    Search.objects.update(zone=zone)
    Offer.objects.update(expires_on=date(2026, 3, 5))
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 3, 6, 7, tzinfo=UTC))
    expire()
    offer.refresh_from_db()
    assert offer.state == state


@pytest.mark.parametrize(
    ("term", "says"), [("expires_on", "a year at most"), ("starts_on", "two years ahead")]
)
def test_a_day_no_calendar_reaches_is_refused_before_anybody_approves(
    candidacy, recruiter, term, says
):
    offer = make.draft(candidacy, **{term: date(9999, 12, 31)})
    make.approvers(candidacy.search)
    with pytest.raises(Refused, match=says):
        actions.submit_offer(offer=offer, by=recruiter)


# ---- The band ----


def test_the_page_of_an_offer_names_the_source_of_its_band(candidacy, client, recruiter):
    offer = make.draft(candidacy)
    client.force_login(recruiter)
    body = client.get(offer.get_absolute_url()).content.decode()
    assert candidacy.search.playbook.source(offer.band["source"]).title in body
