"""Who may know of a candidate, and who may see more than name and employer."""

import pytest
from django.db import IntegrityError, transaction

from candidates.actions import declare_conflict, dismiss
from candidates.models import Access, Candidacy, Conflict
from candidates.queries import may_open, needs_declaration, undeclared
from candidates.signals import asked_to_be_replaced
from searches.actions import acting, end_role
from searches.errors import NotAllowed, Refused
from searches.models import Role
from tests import factories
from tests.factories import candidates as make


def fresh(candidacy: Candidacy) -> Candidacy:
    return Candidacy.objects.select_related("search").get(pk=candidacy.pk)


def sees(user, candidacy) -> bool:
    return Candidacy.objects.visible_to(user).filter(pk=candidacy.pk).exists()


@pytest.mark.parametrize("role", [Role.HIRING_MANAGER, Role.RECRUITER, Role.OBSERVER])
def test_who_runs_or_observes_the_search_opens_every_candidate(candidacy, role):
    somebody = factories.member(candidacy.search, role)
    assert sees(somebody, candidacy)
    assert may_open(somebody, candidacy)


@pytest.mark.parametrize("role", [Role.PANELIST, Role.APPROVER])
def test_a_role_alone_lets_a_panelist_or_approver_in_to_nobody(candidacy, role):
    somebody = factories.member(candidacy.search, role)
    assert not sees(somebody, candidacy)
    assert not may_open(somebody, candidacy)


@pytest.mark.parametrize("role", [Role.PANELIST, Role.APPROVER])
def test_let_in_they_know_of_this_candidate_and_of_no_other(search, candidacy, panelist, role):
    other = make.candidacy(search, "Mateus Carvalho")
    make.let_in(candidacy, panelist, role)
    assert sees(panelist, candidacy)
    assert not sees(panelist, other)


def test_before_they_declare_the_candidate_is_shut(candidacy, panelist):
    make.let_in(candidacy, panelist)
    assert needs_declaration(panelist, candidacy)
    assert not may_open(panelist, candidacy)


@pytest.mark.parametrize(("answer", "opens"), [("none", True), ("knows", True), ("replace", False)])
def test_what_they_declare_opens_the_candidate_or_not(candidacy, panelist, answer, opens):
    make.declared(candidacy, panelist, answer, "We worked together")
    assert may_open(panelist, fresh(candidacy)) is opens
    assert not needs_declaration(panelist, fresh(candidacy))


def test_a_hiring_manager_who_is_seated_declares_like_any_other(candidacy, manager):
    assert may_open(manager, candidacy)
    make.let_in(candidacy, manager)
    assert needs_declaration(manager, fresh(candidacy))
    assert not may_open(manager, fresh(candidacy))
    declare_conflict(candidacy=candidacy, answer="none", by=manager)
    assert may_open(manager, fresh(candidacy))


def test_access_ends_with_the_last_seat(search, candidacy, panelist, manager):
    make.declared(candidacy, panelist)
    with acting(search.pk, manager) as locked:
        dismiss(locked, candidacy=candidacy, user=panelist, role=Role.PANELIST, by=manager)
    assert not sees(panelist, candidacy)
    assert not may_open(panelist, fresh(candidacy))


def test_who_left_the_search_is_out_though_an_access_was_never_ended(search, candidacy, panelist):
    make.declared(candidacy, panelist)
    with acting(search.pk, panelist) as locked:
        end_role(locked, user=panelist, role=Role.PANELIST, by=panelist)
    panelist = type(panelist).objects.get(pk=panelist.pk)
    assert not sees(panelist, candidacy)
    assert not may_open(panelist, fresh(candidacy))


def test_access_in_one_role_ends_without_the_other(search, candidacy, panelist, manager):
    make.declared(candidacy, panelist)
    make.let_in(candidacy, panelist, Role.APPROVER)
    with acting(search.pk, manager) as locked:
        dismiss(locked, candidacy=candidacy, user=panelist, role=Role.PANELIST, by=manager)
    assert may_open(panelist, fresh(candidacy))


def test_letting_in_twice_is_harmless(candidacy, panelist):
    make.let_in(candidacy, panelist)
    make.let_in(candidacy, panelist)
    assert Access.objects.filter(user=panelist).count() == 1


def test_an_administrator_has_no_way_in(candidacy):
    administrator = factories.administrator()
    assert not sees(administrator, candidacy)
    assert not may_open(administrator, candidacy)


def test_a_conflict_is_declared_once(candidacy, panelist):
    make.declared(candidacy, panelist)
    with pytest.raises(Refused, match="asked once"):
        declare_conflict(candidacy=candidacy, answer="replace", by=panelist)
    with pytest.raises(IntegrityError), transaction.atomic():
        Conflict.objects.create(candidacy=candidacy, user=panelist, answer="none")


def test_who_was_not_let_in_declares_nothing(candidacy, observer):
    with pytest.raises(NotAllowed):
        declare_conflict(candidacy=candidacy, answer="none", by=observer)


def test_who_knows_them_says_how(candidacy, panelist):
    make.let_in(candidacy, panelist)
    with pytest.raises(Refused, match="how you know them"):
        declare_conflict(candidacy=candidacy, answer="knows", how="  ", by=panelist)
    assert not Conflict.objects.exists()


def test_asking_to_be_replaced_is_heard_above(candidacy, panelist):
    heard = []

    def hear(**said):
        heard.append((said["candidacy"], said["user"], said["search"].pk, said["by"]))

    asked_to_be_replaced.connect(hear)
    try:
        make.declared(candidacy, panelist, "replace")
    finally:
        asked_to_be_replaced.disconnect(hear)
    assert heard == [(candidacy, panelist, candidacy.search_id, panelist)]


def test_what_is_owed_lists_live_candidates_only(search, candidacy, panelist, manager):
    from candidates.actions import stop

    gone = make.candidacy(search, "Mateus Carvalho")
    for one in (candidacy, gone):
        make.let_in(one, panelist)
    stop(candidacy=gone, because="The role has changed", by=manager)
    assert [access.candidacy for access in undeclared(panelist)] == [candidacy]
