"""Who answers instead of an approver, what a board resolved, and what the database holds."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from candidates.models import Candidacy
from mail.models import Mail
from offers import actions, tasks
from offers.approving import is_approved
from offers.models import Approval, ApprovalRule, ApprovalStep, Deputy, Offer
from offers.queries import own_place
from offers.states import OfferState
from offers.terms import digest_of
from searches.actions import remove_person
from searches.errors import NotAllowed, Refused
from searches.models import Role
from tests import factories
from tests.factories import offers as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def candidacy():
    return make.chosen(factories.search())


@pytest.fixture
def search(candidacy):
    return candidacy.search


def sent_for_approval(candidacy, **more) -> Offer:
    offer = make.submitted(make.draft(candidacy, **more))
    make.declare(offer)
    return offer


def of(offer: Offer, user) -> Approval:
    return offer.approvals.get(approver=user)


# ---- Deputies ----


def with_deputy(search, number: int = 2, **more):
    """An approver with a rule of their own, and another who stands in."""
    people = make.approvers(search, number)
    make.rule(search, people[:1])
    row = actions.name_deputy(
        search=search, user=people[0], deputy=people[1], by=make.recruiter_of(search), **more
    )
    return (*people, row)


def test_a_deputy_answers_instead(candidacy, search):
    person, deputy, _ = with_deputy(search)
    offer = sent_for_approval(candidacy)
    assert make.approve(of(offer, person), by=deputy).state == OfferState.APPROVED
    assert of(offer, person).by_deputy


def test_both_are_asked_by_mail(candidacy, search):
    person, deputy, _ = with_deputy(search)
    sent_for_approval(candidacy)
    asked = Mail.objects.filter(kind="approval_asked").values_list("user", flat=True)
    assert set(asked) == {person.pk, deputy.pk}


def test_only_one_of_approver_and_deputy_answers(candidacy, search):
    person, deputy, _ = with_deputy(search)
    offer = sent_for_approval(candidacy)
    make.approve(of(offer, person))
    with pytest.raises(Refused, match="answered already"):
        make.approve(of(offer, person), by=deputy)


def test_a_deputy_answers_on_their_days_alone(candidacy, search):
    person, deputy, _ = with_deputy(search, since=search.today + timedelta(days=1))
    offer = sent_for_approval(candidacy)
    with pytest.raises(NotAllowed, match="on their days"):
        make.approve(of(offer, person), by=deputy)


def test_a_deputy_whose_days_are_over_answers_nothing(candidacy, search):
    person, deputy, row = with_deputy(search)
    offer = sent_for_approval(candidacy)
    actions.end_deputy(deputy=row, by=make.recruiter_of(search))
    with pytest.raises(NotAllowed):
        make.approve(of(offer, person), by=deputy)
    assert not Offer.objects.visible_to(deputy).exists()


def test_a_deputy_whose_last_day_has_passed_reads_no_offer_sent_after_it(candidacy, search):
    _, deputy, row = with_deputy(search)
    Deputy.objects.filter(pk=row.pk).update(until=search.today - timedelta(days=1))
    sent_for_approval(candidacy)
    assert not Offer.objects.visible_to(deputy).exists()


def test_the_clock_ends_a_deputy_the_day_after_their_last(candidacy, search):
    _, deputy, row = with_deputy(search, until=search.today)
    offer = sent_for_approval(candidacy)
    tasks.deputies()
    assert offer in Offer.objects.visible_to(deputy)
    Deputy.objects.filter(pk=row.pk).update(until=search.today - timedelta(days=1))
    tasks.deputies()
    tasks.deputies()
    assert not Offer.objects.visible_to(deputy).exists()
    assert search.events.filter(verb="deputy.ended", user=None).count() == 1
    assert not Candidacy.objects.visible_to(deputy).exists()


def test_a_deputy_to_come_reads_nothing_until_their_first_day_and_is_asked_on_it(candidacy, search):
    person, deputy, _ = with_deputy(search, since=search.today + timedelta(days=1))
    offer = sent_for_approval(candidacy)
    tasks.deputies()
    assert not Offer.objects.visible_to(deputy).exists()
    assert not Candidacy.objects.visible_to(deputy).exists()
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        tasks.deputies()
        tasks.deputies()
        make.declare(offer)
        assert Mail.objects.filter(kind="approval_asked", user=deputy).count() == 1
        assert make.approve(of(offer, person), by=deputy).state == OfferState.APPROVED


def test_a_deputy_who_is_taken_off_the_search_comes_back_by_no_offer(candidacy, search):
    _, deputy, _ = with_deputy(search)
    by = factories.hiring_manager_of(search)
    remove_person(search=search, user=deputy, role=Role.APPROVER, by=by)
    sent_for_approval(candidacy)
    assert not search.memberships.current().filter(user=deputy).exists()
    assert not Mail.objects.filter(user=deputy).exists()


def test_an_approver_taken_off_the_search_holds_up_nothing_where_others_are_enough(
    candidacy, search
):
    first, second = make.approvers(search, 2)
    offer = sent_for_approval(candidacy)
    by = factories.hiring_manager_of(search)
    remove_person(search=search, user=first, role=Role.APPROVER, by=by)
    assert make.approve(of(offer, second)).state == OfferState.APPROVED


def test_an_approver_taken_off_the_search_who_is_needed_makes_a_version(candidacy, search):
    (person,) = make.approvers(search)
    offer = sent_for_approval(candidacy)
    by = factories.hiring_manager_of(search)
    remove_person(search=search, user=person, role=Role.APPROVER, by=by)
    offer.refresh_from_db()
    assert offer.state == OfferState.VOID
    assert "approves nothing here any more" in candidacy.offers.get(number=2).changed_because


def test_a_deputy_named_later_stands_in_for_what_waits(candidacy, search):
    person, other = make.approvers(search, 2)
    make.rule(search, [person])
    offer = sent_for_approval(candidacy)
    by = make.recruiter_of(search)
    actions.name_deputy(search=search, user=person, deputy=other, by=by)
    make.declare(offer)
    assert Mail.objects.filter(kind="approval_asked", user=other).count() == 1
    assert make.approve(of(offer, person), by=other).state == OfferState.APPROVED


def test_a_deputy_with_a_place_of_their_own_stands_in_for_nobody(candidacy, search):
    person, other, _ = with_deputy(search)
    make.rule(search, [other])
    offer = sent_for_approval(candidacy)
    with pytest.raises(NotAllowed):
        make.approve(of(offer, person), by=other)


def one_after_another(search):
    """Two approvers in order, a third who stands in for the first, and the deputy's row."""
    first, second, deputy = make.approvers(search, 3)
    make.in_order(search, [first, second])
    by = make.recruiter_of(search)
    row = actions.name_deputy(search=search, user=first, deputy=deputy, by=by)
    return first, second, deputy, row


def test_a_deputy_who_has_answered_stands_in_for_nobody_else(candidacy, search):
    first, second, deputy, row = one_after_another(search)
    offer = sent_for_approval(candidacy)
    make.approve(of(offer, first), by=deputy)
    by = make.recruiter_of(search)
    actions.end_deputy(deputy=row, by=by)
    actions.name_deputy(search=search, user=second, deputy=deputy, by=by)
    assert of(offer, second).stand_in is None


def test_a_deputy_of_two_stands_in_for_the_second_when_the_first_answered_themselves(
    candidacy, search
):
    first, second, deputy, _ = one_after_another(search)
    by = make.recruiter_of(search)
    actions.name_deputy(search=search, user=second, deputy=deputy, by=by)
    offer = sent_for_approval(candidacy)
    make.approve(of(offer, first))
    actions.turn_deputies(search_id=search.pk)
    assert own_place(deputy, offer) == of(offer, second)
    assert make.approve(of(offer, second), by=deputy).state == OfferState.APPROVED


def test_a_deputy_does_not_approve_what_they_sent(candidacy, search):
    recruiter = make.recruiter_of(search)
    factories.grant(
        search, user=recruiter, role=Role.APPROVER, by=factories.hiring_manager_of(search)
    )
    (person,) = make.approvers(search)
    make.rule(search, [person])
    actions.name_deputy(search=search, user=person, deputy=recruiter, by=recruiter)
    offer = sent_for_approval(candidacy)
    with pytest.raises(NotAllowed):
        make.approve(of(offer, person), by=recruiter)


def test_a_deputy_is_an_approver_too(search):
    (person,) = make.approvers(search)
    with pytest.raises(Refused, match="an approver too"):
        actions.name_deputy(
            search=search, user=person, deputy=factories.user(), by=make.recruiter_of(search)
        )


# ---- A board's resolution ----


@pytest.fixture
def for_a_board(candidacy, search):
    (person,) = make.approvers(search)
    make.rule(search, [person])
    make.rule(search, committee=True)
    return sent_for_approval(candidacy)


def test_a_board_approves_by_a_resolution(for_a_board):
    make.approve(for_a_board.approvals.get())
    for_a_board.refresh_from_db()
    assert for_a_board.state == OfferState.IN_APPROVAL
    assert make.resolved(for_a_board).state == OfferState.APPROVED


def test_a_resolution_may_come_before_the_people(for_a_board):
    assert make.resolved(for_a_board).state == OfferState.IN_APPROVAL
    assert make.approve(for_a_board.approvals.get()).state == OfferState.APPROVED


def test_a_resolution_is_of_a_day_that_has_been(for_a_board, search):
    with pytest.raises(Refused, match="has not come yet"):
        make.resolved(for_a_board, resolved_on=search.today + timedelta(days=1))


def test_a_resolution_on_a_stale_page_is_refused(for_a_board):
    with pytest.raises(Refused, match="terms have changed"):
        make.resolved(for_a_board, digest="something else")


def test_a_resolution_is_entered_once(for_a_board):
    make.resolved(for_a_board)
    with pytest.raises(Refused, match="entered already"):
        make.resolved(for_a_board)


def test_an_approver_does_not_enter_a_resolution(for_a_board):
    step = for_a_board.steps.get(committee=True)
    with pytest.raises(NotAllowed):
        actions.enter_resolution(
            step=step,
            digest=for_a_board.digest,
            resolved_on=for_a_board.search.today,
            body="The board",
            paper=None,
            by=for_a_board.approvals.get().approver,
        )


def test_a_resolution_does_not_hold_for_the_next_version(for_a_board, search):
    make.resolved(for_a_board)
    by = make.recruiter_of(search)
    again = make.submitted(
        actions.revise_offer(offer=for_a_board, because="They ask for more.", by=by)
    )
    assert make.approve(again.approvals.get()).state == OfferState.IN_APPROVAL
    assert not is_approved(again, digest_of(again))


# ---- What the database holds by itself ----


def refused_by_the_database(write) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        write()


def test_one_person_gives_one_answer_an_offer(candidacy, search):
    first, second = make.approvers(search, 2)
    make.in_order(search, [first, second])
    offer = sent_for_approval(candidacy)
    make.approve(of(offer, first))
    answered = {"state": "approved", "answered_by": first, "answered_at": offer.created_at}
    refused_by_the_database(lambda: Approval.objects.filter(approver=second).update(**answered))


def test_an_approval_without_somebody_is_none(candidacy, search):
    make.approvers(search)
    offer = sent_for_approval(candidacy)
    given = {"state": "approved", "answered_at": offer.created_at}
    refused_by_the_database(lambda: offer.approvals.update(**given))


@pytest.mark.parametrize(
    "wrong",
    [{"when": "over_amount"}, {"when": "always", "amount": 5, "currency": "EUR"}, {"needed": 0}],
)
def test_a_rule_that_makes_no_sense_is_no_row(search, wrong):
    refused_by_the_database(lambda: ApprovalRule.objects.create(search=search, **wrong))


def test_a_step_of_a_board_is_one_resolution(candidacy):
    offer = make.draft(candidacy)
    refused_by_the_database(
        lambda: ApprovalStep.objects.create(offer=offer, position=1, committee=True, needed=2)
    )


def test_nobody_is_their_own_deputy(search):
    user = factories.user()
    refused_by_the_database(lambda: Deputy.objects.create(search=search, user=user, deputy=user))
