"""The private address of the person hired: sent anew, and closed."""

import pytest
from django.urls import reverse

from mail.models import Mail
from onboarding import actions
from onboarding.models import Plan
from searches.errors import NotAllowed, Refused
from searches.models import Role
from tests import factories
from tests.factories import offers
from tests.factories import onboarding as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return make.running(offers.chosen(factories.search()))


@pytest.fixture
def manager(plan, client):
    user = factories.hiring_manager_of(plan.search)
    client.force_login(user)
    return user


def opens(client, link) -> bool:
    return client.get(reverse("onboarding:mine", args=[link.token])).status_code == 200


def test_a_new_address_goes_to_where_they_are_reached_now_and_ends_the_old(plan, manager, client):
    old = plan.link
    type(plan.candidacy.candidate).objects.update(email="leila.new@example.com")
    client.post(reverse("onboarding:send_address", args=[plan.pk]))
    new = Plan.objects.get(pk=plan.pk).link
    assert (opens(client, old), opens(client, new)) == (False, True)
    assert new.expires_at == old.expires_at
    assert Mail.objects.filter(link=new, kind="plan_started").get().to == "leila.new@example.com"


def test_a_closed_address_opens_nothing_until_a_new_one_is_sent(plan, manager, client):
    client.post(reverse("onboarding:close_address", args=[plan.pk]))
    assert not opens(client, plan.link)
    with pytest.raises(NotAllowed):
        make.updated(plan)
    with pytest.raises(Refused, match="no open address"):
        actions.close_address(plan=plan, by=manager)
    assert opens(client, actions.send_address(plan=plan, by=manager))


def test_an_observer_neither_sends_nor_closes_it(plan):
    reads = factories.member(plan.search, Role.OBSERVER)
    for act in (actions.send_address, actions.close_address):
        with pytest.raises(NotAllowed):
            act(plan=plan, by=reads)


def test_a_warning_is_mailed_to_where_they_are_reached_now(plan, manager):
    type(plan.candidacy.candidate).objects.update(email="leila.new@example.com")
    make.warned(plan, by=manager)
    assert Mail.objects.filter(kind="early_warning").get().to == "leila.new@example.com"
