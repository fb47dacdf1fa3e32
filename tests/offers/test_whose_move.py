"""Whose move an offer waits for: on the page of the search, and on home."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from candidates.actions import withdraw
from candidates.models import Candidacy
from candidates.states import Stage
from candidates.weekly import snapshot_of
from offers import actions, register
from offers.states import OfferState
from searches.steps import blockers_of
from tests import factories
from tests.factories import offers as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def candidacy():
    return make.chosen(factories.search())


@pytest.fixture
def recruiter(candidacy):
    return make.recruiter_of(candidacy.search)


def declined(candidacy):
    offer = make.sent(candidacy)
    return actions.answer_offer(by=offer.link, accepts=False, name="Leila Haddad", because="Pay.")


def expired(candidacy):
    offer = make.sent(candidacy)
    with time_machine.travel(timezone.now() + timedelta(days=9)):
        actions.expire_offer(offer_id=offer.pk)
    offer.refresh_from_db()
    return offer


def blocked(candidacy, viewer) -> list[str]:
    candidacy.search.refresh_from_db()
    return [blocker.says for blocker in blockers_of(candidacy.search, viewer)]


def home_of(user) -> list[str]:
    return [line.say for line in register.to_move_on(user)]


def test_an_offer_that_was_declined_waits_for_who_builds_it(candidacy, recruiter):
    declined(candidacy)
    assert blocked(candidacy, recruiter) == ["The candidate declined."]


def test_of_who_has_left_no_offer_waits(candidacy, recruiter):
    declined(candidacy)
    withdraw(candidacy=candidacy, because="Stays where they are", by=recruiter)
    assert "The candidate declined." not in blocked(candidacy, recruiter)
    assert home_of(recruiter) == []


def test_of_several_versions_the_last_one_waits(candidacy, recruiter):
    """The debrief decides once more: what was declined stays so, beside a new version."""
    first = declined(candidacy)
    Candidacy.objects.filter(pk=candidacy.pk).update(stage=Stage.DEBRIEF)
    actions.begin_offer(candidacy=candidacy, by=recruiter)
    first.refresh_from_db()
    assert first.state == OfferState.DECLINED
    assert blocked(candidacy, recruiter) == ["The offer is a draft."]
    assert home_of(recruiter) == ["Finish the offer to Leila Haddad."]


@pytest.mark.parametrize("over", [declined, expired])
def test_home_says_that_an_offer_came_to_nothing(candidacy, recruiter, over):
    over(candidacy)
    assert home_of(recruiter) == ["Change or stop the offer to Leila Haddad."]


def test_home_says_that_a_question_waits_for_its_answer(candidacy, recruiter):
    row = actions.ask(by=make.sent(candidacy).link, text="Does the notice begin at once?")
    actions.ask(by=row.link, text="And the car?")
    assert home_of(recruiter) == ["Answer what Leila Haddad asks about the offer."]
    for row in candidacy.discussed.all():
        actions.answer(discussed=row, text="Yes, of course.", by=recruiter)
    assert home_of(recruiter) == []


def test_a_question_waits_for_nobody_but_who_runs_the_search(candidacy):
    offer = make.sent(candidacy)
    actions.ask(by=offer.link, text="Does the notice begin at once?")
    assert home_of(offer.approvals.get().approver) == []


def test_no_paper_that_may_travel_names_who_is_kept_warm(candidacy):
    warm = make.second(candidacy.search)
    row = make.passage(candidacy)
    make.kept_warm(row, warm)
    row.touchpoints.exclude(candidacy=warm).delete()
    manager = factories.hiring_manager_of(candidacy.search)
    candidacy.search.refresh_from_db()
    assert any(str(warm) in one.who for one in blockers_of(candidacy.search, manager))
    assert str(warm) not in str(snapshot_of(candidacy.search, manager)["way"])
