"""The role of search partner: outside the search, and never together with another role."""

import pytest
from django.core import mail as outbox

from interviews.actions import name_seat, open_loop
from interviews.models import LoopSeat
from interviews.queries.loop import people_near
from mail import actions as mail
from mail.models import Mail
from searches.actions import grant, name_person, remove_person, turn
from searches.errors import Refused
from searches.home import my_searches, partnered, sections_for
from searches.models import INSIDE, Membership, Role, Search
from searches.rules import is_member, may
from tests import factories
from tests.factories import interviews as make_loops
from tests.factories import partners as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def search():
    return factories.search()


@pytest.fixture
def manager(search):
    return search.opened_by


@pytest.fixture
def partner(search):
    return make.partner(search)


def named(search, by, role, user):
    return name_person(search=search, email=user.email, name=user.name, role=role, by=by)


# ---- Outside


def test_for_a_partner_the_search_does_not_exist(search, partner):
    assert not Search.objects.visible_to(partner).exists()
    assert not is_member(partner, search)
    assert my_searches(partner) == {}


def test_a_partner_is_known_as_one_until_the_role_ends(search, manager, partner):
    assert list(Search.objects.partnered_by(partner)) == [search]
    remove_person(search=search, user=partner, role=Role.PARTNER, by=manager)
    assert not Search.objects.partnered_by(partner).exists()


def test_every_other_role_makes_a_member():
    assert set(Role) - INSIDE == {Role.PARTNER}


@pytest.mark.parametrize("perm", ["searches.invite", "searches.edit", "candidates.read_all"])
def test_a_partner_may_nothing_that_members_may(search, partner, perm):
    assert not may(partner, perm, search)


def test_home_leads_a_partner_to_their_own_page(search, partner, client):
    client.force_login(partner)
    page = client.get("/").content.decode()
    assert f'href="/searches/{search.pk}/partner/"' in page
    assert f'href="/searches/{search.pk}/"' not in page
    assert "You are on none yet" not in page
    assert partnered(partner) == [(search, f"/searches/{search.pk}/partner/")]


def test_home_shows_a_partner_an_alias_and_not_the_company(partner, search, client):
    Search.objects.update(alias="Project Heron", company="Quillfeather")
    client.force_login(partner)
    for path in ("/", "/searches/", f"/searches/{search.pk}/partner/"):
        page = client.get(path).content.decode()
        assert "Project Heron" in page
        assert "Quillfeather" not in page


def test_nothing_of_a_search_waits_for_a_partner(search, partner):
    assert sections_for(partner) == []


def test_a_partner_is_not_proposed_for_a_seat(search, partner):
    assert partner not in people_near(search)


# ---- Named, told, refused


def test_the_mail_leads_a_partner_to_their_own_page(search, manager):
    named(search, manager, Role.PARTNER, factories.user("Nadia Holt"))
    mail.deliver(Mail.objects.get(kind="named").pk)
    assert outbox.outbox[0].subject == "You are search partner for Chief AI Officer"
    assert outbox.outbox[0].body.count(f"/searches/{search.pk}/partner/\n") == 1


@pytest.mark.parametrize("role", [Role.RECRUITER, Role.APPROVER, Role.OBSERVER])
def test_the_mail_leads_everybody_else_to_the_search(search, manager, role):
    named(search, manager, role, factories.user())
    mail.deliver(Mail.objects.get(kind="named").pk)
    assert f"/searches/{search.pk}/\n" in outbox.outbox[0].body


def test_who_runs_the_search_names_a_partner(search, client):
    client.force_login(factories.member(search, Role.RECRUITER))
    page = client.get(f"/searches/{search.pk}/people/").content.decode()
    assert '<option value="partner">Search partner</option>' in page
    given = {"name": "Nadia Holt", "email": "nadia@example.com", "role": "partner"}
    client.post(f"/searches/{search.pk}/people/", given)
    assert Membership.objects.current().get(role=Role.PARTNER).user.name == "Nadia Holt"


@pytest.mark.parametrize("role", sorted(INSIDE))
def test_nobody_with_a_role_becomes_partner(search, manager, role):
    user = manager if role == Role.HIRING_MANAGER else factories.member(search, role)
    with pytest.raises(Refused, match="stays outside"):
        named(search, manager, Role.PARTNER, user)
    assert not Membership.objects.filter(role=Role.PARTNER).exists()


@pytest.mark.parametrize("role", sorted(INSIDE - {Role.PANELIST}))
def test_a_partner_is_given_no_other_role(search, manager, partner, role):
    with pytest.raises(Refused, match="is search partner on this search"):
        named(search, manager, role, partner)
    assert [row.role for row in Membership.objects.filter(user=partner)] == [Role.PARTNER]


def test_who_was_somebody_else_and_is_no_more_may_become_partner(search, manager):
    user = factories.removed_member(search, Role.OBSERVER)
    named(search, manager, Role.PARTNER, user)
    assert not Search.objects.visible_to(user).exists()


def test_a_partner_of_one_search_may_have_a_role_in_another(search, partner):
    other = factories.search()
    grant(other, user=partner, role=Role.OBSERVER, by=other.opened_by)
    assert list(Search.objects.visible_to(partner)) == [other]


def test_a_partner_takes_no_seat(search, manager, partner):
    seat = LoopSeat.objects.filter(part__loop=make_loops.draft_loop(search))[0]
    with pytest.raises(Refused, match="is search partner on this search"):
        name_seat(seat=seat, email=partner.email, name="", by=manager)


def test_who_was_named_for_a_seat_before_is_seated_in_no_loop_as_partner(search, manager):
    loop = make_loops.draft_loop(search)
    user = factories.user()
    seat = LoopSeat.objects.filter(part__loop=loop)[0]
    name_seat(seat=seat, email=user.email, name="", by=manager)
    named(search, manager, Role.PARTNER, user)
    with pytest.raises(Refused, match="is search partner on this search"):
        open_loop(loop=loop, short_because="Two are on leave.", by=manager)


def test_a_partner_is_not_told_why_a_search_was_paused(search, manager, partner):
    turn(search=search, name="pause", because="The board hires its own man.", by=manager)
    with pytest.raises(Refused) as refusal:
        make.submission(search, partner)
    assert str(refusal.value).startswith("This search is paused. Tobias Lindqvist can")


def test_everybody_inside_is_still_told_why(search, manager):
    turn(search=search, name="pause", because="The budget is frozen.", by=manager)
    with pytest.raises(Refused, match="is paused: The budget is frozen"):
        make.off_limits(search)
