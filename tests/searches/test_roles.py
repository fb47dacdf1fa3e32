"""Roles in a search: who has them, what they open, how they come and go."""

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.actors import CLOCK
from accounts.models import Link, User
from mail.models import Mail
from searches.actions import (
    acting,
    end_role,
    grant,
    invite_again,
    name_person,
    open_search,
    remove_person,
)
from searches.errors import NotAllowed, Refused
from searches.models import Membership, Role, Search
from searches.rules import SENTENCES, may, require, roles_in
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def search():
    return factories.search()


@pytest.fixture
def manager(search):
    return search.opened_by


def named(search, by, role=Role.RECRUITER, email="new@example.com", name="New Comer"):
    return name_person(search=search, email=email, name=name, role=role, by=by)


# ---- What a role opens ----


def test_who_opens_a_search_is_its_hiring_manager(search, manager):
    assert roles_in(manager, search) == {Role.HIRING_MANAGER}


def test_who_may_not_open_searches_opens_none(search):
    with pytest.raises(PermissionDenied):
        open_search(
            playbook_version=search.playbook_version,
            title="CAIO",
            company="Kestrel",
            alias="",
            zone="UTC",
            by=factories.user(),
        )
    assert Search.objects.count() == 1


@pytest.mark.parametrize("perm", ["searches.invite", "searches.edit", "searches.name_manager"])
def test_a_superuser_is_given_nothing_by_being_one(search, perm):
    root = factories.administrator()
    root.user_permissions.set(Permission.objects.all())
    root = User.objects.get(pk=root.pk)
    assert not may(root, perm, search)
    with pytest.raises(NotAllowed) as refusal:
        require(root, perm, search)
    assert str(refusal.value) == SENTENCES[perm]


def test_a_link_is_given_nothing_by_a_rule(search):
    link = Link.issue(kind="plan", about=search.pk, email="a@example.com", by=None, days=1)
    assert not may(link, "searches.invite", search)


def test_the_clock_may(search):
    assert may(CLOCK, "searches.invite", search)


@pytest.mark.parametrize(
    ("role", "invites"),
    [
        (Role.HIRING_MANAGER, True),
        (Role.RECRUITER, True),
        (Role.PANELIST, False),
        (Role.APPROVER, False),
        (Role.OBSERVER, False),
    ],
)
def test_who_invites(search, role, invites):
    assert may(factories.member(search, role), "searches.invite", search) is invites


def test_a_role_in_one_search_opens_no_other(search):
    other = factories.search()
    recruiter = factories.member(search, Role.RECRUITER)
    assert not may(recruiter, "searches.invite", other)
    assert list(Search.objects.visible_to(recruiter)) == [search]


def test_nobody_sees_a_search_after_leaving(search):
    gone = factories.removed_member(search, Role.HIRING_MANAGER)
    assert not Search.objects.visible_to(gone).exists()
    assert not may(gone, "searches.invite", search)


def test_an_administrator_sees_no_search(search):
    assert not Search.objects.visible_to(factories.administrator()).exists()


def test_a_right_lost_while_the_page_was_open_is_lost_for_the_action(search, manager):
    recruiter = factories.member(search, Role.RECRUITER)
    assert may(recruiter, "searches.invite", search)  # the answer is remembered on the user
    Membership.objects.filter(user=recruiter).update(ended_at=search.opened_at)
    with pytest.raises(NotAllowed), acting(search.pk, recruiter, "searches.invite"):
        raise AssertionError("the frame let the action in")


def test_the_frame_undoes_everything_when_the_action_fails(search, manager):
    before = search.events.count()

    def action():
        with acting(search.pk, manager) as locked:
            grant(locked, user=factories.user(), role=Role.OBSERVER, by=manager)
            raise Refused("No.")

    with pytest.raises(Refused):
        action()
    assert search.events.count() == before
    assert not search.memberships.filter(role=Role.OBSERVER).exists()


# ---- Coming and going ----


def test_naming_somebody_new_makes_an_account_and_invites_by_mail(search, manager):
    membership = named(search, manager)
    assert not membership.user.has_joined
    mail = Mail.objects.get()
    assert (mail.kind, mail.user, mail.search) == ("invitation", membership.user, search)


def test_naming_somebody_with_an_account_tells_them_by_mail(search, manager):
    known = factories.user("Ines", email="ines@example.com")
    named(search, manager, email="INES@example.com ")
    mail = Mail.objects.get()
    assert (mail.kind, mail.user) == ("named", known)
    assert User.objects.filter(email="ines@example.com").count() == 1


def test_naming_twice_in_one_role_is_refused(search, manager):
    named(search, manager)
    with pytest.raises(Refused, match="already"):
        named(search, manager)


def test_somebody_may_hold_two_roles(search, manager):
    row = named(search, manager)
    named(search, manager, role=Role.APPROVER)
    assert roles_in(row.user, search) == {Role.RECRUITER, Role.APPROVER}


def test_who_may_not_sign_in_is_not_put_on_a_search(search, manager):
    factories.user(email="gone@example.com", is_active=False)
    with pytest.raises(Refused, match="may not sign in"):
        named(search, manager, email="gone@example.com")
    assert not Mail.objects.exists()


def test_nobody_is_named_panelist(search, manager):
    with pytest.raises(Refused, match="seat"):
        named(search, manager, role=Role.PANELIST)


def test_a_panelist_names_nobody(search):
    with pytest.raises(NotAllowed):
        named(search, factories.member(search, Role.PANELIST))
    assert not User.objects.filter(email="new@example.com").exists()


def test_granting_a_role_held_already_changes_nothing(search, manager):
    with acting(search.pk, manager) as locked:
        grant(locked, user=manager, role=Role.HIRING_MANAGER, by=manager)
    assert search.memberships.count() == 1


def test_ending_a_role_that_is_not_held_changes_nothing(search, manager):
    before = search.events.count()
    with acting(search.pk, manager) as locked:
        end_role(locked, user=factories.user(), role=Role.RECRUITER, by=manager)
    assert search.events.count() == before


def test_the_last_hiring_manager_stays(search, manager):
    with pytest.raises(Refused, match="Name another one first"):
        remove_person(search=search, user=manager, role=Role.HIRING_MANAGER, by=manager)
    factories.member(search, Role.HIRING_MANAGER)
    remove_person(search=search, user=manager, role=Role.HIRING_MANAGER, by=manager)
    assert not Search.objects.visible_to(manager).exists()


def test_a_panelist_is_not_removed_by_hand(search, manager):
    panelist = factories.member(search, Role.PANELIST)
    with pytest.raises(Refused, match="last seat"):
        remove_person(search=search, user=panelist, role=Role.PANELIST, by=manager)


def test_one_current_membership_a_role_in_the_database(search, manager):
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(search=search, user=manager, role=Role.HIRING_MANAGER)


def test_a_role_unknown_to_the_house_is_refused_by_the_database(search, manager):
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(search=search, user=manager, role="king")


def test_an_invitation_is_sent_again_and_the_earlier_link_closes(search, manager):
    row = named(search, manager)
    first = Link.objects.get()
    invite_again(search=search, user=row.user, by=manager)
    assert Mail.objects.count() == 2
    assert list(Link.objects.live()) == [Link.objects.exclude(pk=first.pk).get()]


def test_who_has_joined_is_not_invited_again(search, manager):
    with pytest.raises(Refused, match="joined already"):
        invite_again(search=search, user=factories.member(search, Role.OBSERVER), by=manager)


def test_somebody_of_another_search_is_not_invited_from_this_one(search, manager):
    other = factories.search()
    row = named(other, other.opened_by)
    with pytest.raises(Refused):
        invite_again(search=search, user=row.user, by=manager)


# ---- Pages ----


def test_a_page_of_people_shows_no_forms_to_who_may_not_invite(search, client):
    client.force_login(factories.member(search, Role.PANELIST))
    page = client.get(reverse("searches:people", args=[search.pk])).content.decode()
    assert "Tobias Lindqvist" in page
    assert "Name somebody" not in page
    assert "End this role" not in page


def test_a_wrong_form_by_who_may_not_invite_is_refused_all_the_same(search, client):
    client.force_login(factories.member(search, Role.PANELIST))
    response = client.post(reverse("searches:people", args=[search.pk]), {"name": ""})
    assert response.status_code == 403


def test_a_membership_of_another_search_is_not_removed_from_this_one(search, manager, client):
    other = factories.search()
    factories.member(other, Role.HIRING_MANAGER)
    row = other.memberships.first()
    client.force_login(manager)
    path = reverse("searches:remove", args=[search.pk, row.pk])
    assert client.post(path).status_code == 404
    row.refresh_from_db()
    assert row.ended_at is None


def test_what_is_wrong_in_the_form_is_said_at_the_field(search, manager, client):
    client.force_login(manager)
    data = {"name": "x" * 121, "email": "no address", "role": "king"}
    response = client.post(reverse("searches:people", args=[search.pk]), data)
    page = response.content.decode()
    for field in data:
        assert f'id="id_{field}_error"' in page
    assert response.context["form"]["name"].value() == "x" * 121
    assert search.memberships.count() == 1


@pytest.mark.parametrize("name", ["detail", "people"])
def test_a_page_costs_the_same_with_many_people(
    search, manager, client, name, django_assert_max_num_queries
):
    client.force_login(manager)
    path = reverse(f"searches:{name}", args=[search.pk])
    for _ in range(12):
        factories.member(search, Role.OBSERVER)
    client.get(path)
    with django_assert_max_num_queries(12):
        assert client.get(path).status_code == 200


def test_a_recruiter_makes_nobody_a_hiring_manager(search):
    recruiter = factories.member(search, Role.RECRUITER)
    with pytest.raises(NotAllowed, match="word of a hiring manager"):
        named(search, recruiter, role=Role.HIRING_MANAGER, email=recruiter.email)
    assert not search.memberships.filter(user=recruiter, role=Role.HIRING_MANAGER).exists()


def test_a_recruiter_unmakes_no_hiring_manager(search, manager):
    recruiter = factories.member(search, Role.RECRUITER)
    factories.member(search, Role.HIRING_MANAGER)
    with pytest.raises(NotAllowed, match="word of a hiring manager"):
        remove_person(search=search, user=manager, role=Role.HIRING_MANAGER, by=recruiter)


def test_a_recruiter_is_not_offered_the_role_of_hiring_manager(search, client):
    client.force_login(factories.member(search, Role.RECRUITER))
    page = client.get(reverse("searches:people", args=[search.pk]))
    assert Role.HIRING_MANAGER not in dict(page.context["form"].fields["role"].choices)
