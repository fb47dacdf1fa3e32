"""Who approves an offer: rules made into steps, deputies, a board's resolution, in order or not."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from candidates.actions import declare_conflict
from mail.models import Mail
from offers import actions
from offers.approving import is_approved
from offers.models import Approval, ApprovalRule, ApprovalStep, Deputy, Offer
from offers.states import OfferState
from offers.terms import digest_of
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


def places(offer: Offer) -> list[tuple[int, str, int, set]]:
    return [
        (step.position, step.because, step.needed, {row.approver for row in step.approvals.all()})
        for step in offer.steps.all()
    ]


def of(offer: Offer, user) -> Approval:
    return offer.approvals.get(approver=user)


# ---- Which rules are about an offer ----


def test_without_a_rule_one_of_the_approvers_approves(candidacy, search):
    people = make.approvers(search, 3)
    assert places(sent_for_approval(candidacy)) == [(1, "always", 1, set(people))]


def test_a_rule_for_what_lies_outside_the_band_asks_nobody_inside_it(candidacy, search):
    first, second = make.approvers(search, 2)
    make.rule(search, [first])
    make.rule(search, [second], "out_of_band", position=2)
    assert places(sent_for_approval(candidacy)) == [(1, "always", 1, {first})]


def test_a_rule_for_what_lies_outside_the_band_is_the_one_approver_more(candidacy, search):
    first, second = make.approvers(search, 2)
    make.rule(search, [first])
    make.rule(search, [second], "out_of_band", position=2)
    offer = sent_for_approval(candidacy, base=Decimal(10), exception_because="Equity.")
    assert [step[1:] for step in places(offer)] == [
        ("always", 1, {first}),
        ("out_of_band", 1, {second}),
    ]


def test_outside_its_band_one_more_of_the_same_people_must_approve(candidacy, search):
    people = make.approvers(search, 2)
    offer = sent_for_approval(candidacy, base=Decimal(10), exception_because="Equity.")
    assert places(offer) == [(1, "always", 2, set(people))]


def test_a_board_is_no_approver_more(candidacy, search):
    """Outside the band a person more is needed, whatever a board says."""
    make.approvers(search, 1)
    make.rule(search)
    make.rule(search, when="out_of_band", committee=True)
    with pytest.raises(Refused, match="one more approver"):
        sent_for_approval(candidacy, base=Decimal(10), exception_because="Equity.")


@pytest.mark.parametrize(("amount", "is_over"), [("364999.99", True), ("365000", False)])
def test_an_amount_is_held_against_the_cash_of_the_first_year(candidacy, search, amount, is_over):
    """250,000 base, 30% of it as a bonus and 40,000 on signing."""
    first, second = make.approvers(search, 2)
    make.rule(search, [first])
    offer = make.draft(candidacy, base=Decimal(250_000))
    more = {"amount": Decimal(amount), "currency": offer.currency}
    make.rule(search, [second], "over_amount", **more)
    assert ("over_amount" in [step[1] for step in places(make.submitted(offer))]) == is_over


def test_a_low_payout_assumed_does_not_take_an_offer_below_the_amount(candidacy, search):
    first, second = make.approvers(search, 2)
    make.rule(search, [first])
    offer = make.draft(candidacy, base=Decimal(250_000), payout_base=Decimal(0))
    more = {"amount": Decimal(364_999), "currency": offer.currency}
    make.rule(search, [second], "over_amount", **more)
    assert "over_amount" in [step[1] for step in places(make.submitted(offer))]


def test_an_amount_in_a_currency_without_a_rate_holds(candidacy, search):
    first, second = make.approvers(search, 2)
    make.rule(search, [first])
    more = {"amount": Decimal(9_000_000), "currency": "JPY"}
    make.rule(search, [second], "over_amount", **more)
    assert "over_amount" in [step[1] for step in places(sent_for_approval(candidacy))]


def test_an_offer_that_no_rule_is_about_is_not_sent_for_approval(candidacy, search):
    (person,) = make.approvers(search)
    make.rule(search, [person], "out_of_band")
    with pytest.raises(Refused, match="No rule is about this offer"):
        make.submitted(make.draft(candidacy))


def test_a_rule_changed_later_changes_nothing_of_what_is_in_approval(candidacy, search):
    make.approvers(search)
    rule = make.rule(search)
    offer = sent_for_approval(candidacy)
    before = places(offer)
    actions.drop_rule(rule=rule, by=make.recruiter_of(search))
    make.rule(search, committee=True)
    assert places(offer) == before


# ---- Who may not ----


def test_nobody_has_two_places_in_one_offer(candidacy, search):
    first, second = make.approvers(search, 2)
    make.rule(search, [first, second])
    make.rule(search, [first], position=2)
    assert places(sent_for_approval(candidacy)) == [
        (1, "always", 1, {second}),
        (2, "always", 1, {first}),
    ]


def test_a_rule_that_the_people_cannot_meet_is_said(candidacy, search):
    (person,) = make.approvers(search)
    make.rule(search, [person])
    make.rule(search, [person], position=2)
    with pytest.raises(Refused, match="Nobody has two places in one offer"):
        make.submitted(make.draft(candidacy))


def test_who_wrote_the_terms_does_not_approve_them(candidacy, search):
    """The hiring manager is an approver too, and saved the draft that the recruiter sends."""
    manager = factories.hiring_manager_of(search)
    factories.grant(search, user=manager, role=Role.APPROVER, by=manager)
    offer = make.draft(candidacy)
    terms = make.terms(offer, sign_on=Decimal(1))
    actions.save_offer(offer=offer, revision=offer.revision, terms=terms, by=manager)
    with pytest.raises(Refused, match="they built or sent"):
        make.submitted(offer)


def test_nobody_approves_their_own_pay(candidacy, search):
    """Somebody whose address became the candidate's after they were named."""
    (person,) = make.approvers(search)
    candidacy.candidate.email = person.email
    candidacy.candidate.save()
    with pytest.raises(Refused, match="their own pay"):
        make.submitted(make.draft(candidacy))


def test_nobody_answers_for_their_own_pay_after_all(candidacy, search):
    (person,) = make.approvers(search)
    offer = sent_for_approval(candidacy)
    candidacy.candidate.email = person.email
    candidacy.candidate.save()
    with pytest.raises(Refused, match="their own pay"):
        make.approve(of(offer, person))


def test_a_rule_names_approvers_of_the_search_alone(search):
    with pytest.raises(Refused, match="in the role of approver"):
        make.rule(search, [factories.user()])


def test_a_rule_does_not_ask_more_than_it_names(search):
    with pytest.raises(Refused, match="more than the people named"):
        make.rule(search, make.approvers(search), needed=2)


def test_an_approver_does_not_arrange_who_approves(search):
    (person,) = make.approvers(search)
    with pytest.raises(NotAllowed, match="say who approves what"):
        actions.add_rule(search=search, when="always", by=person)


# ---- In order, at once, n of m ----


def test_rules_of_one_step_are_asked_at_once(candidacy, search):
    first, second = make.approvers(search, 2)
    make.rule(search, [first])
    make.rule(search, [second])
    offer = sent_for_approval(candidacy)
    assert not offer.approvals.filter(asked_at=None).exists()
    make.approve(of(offer, second))
    assert make.approve(of(offer, first)).state == OfferState.APPROVED


def test_the_next_step_waits_for_all_of_the_one_before(candidacy, search):
    first, second, third = make.approvers(search, 3)
    for person, position in ((first, 1), (second, 1), (third, 2)):
        make.rule(search, [person], position=position)
    offer = sent_for_approval(candidacy)
    make.approve(of(offer, first))
    assert of(offer, third).asked_at is None
    with pytest.raises(NotAllowed, match="in order"):
        make.approve(of(offer, third))
    make.approve(of(offer, second))
    assert of(offer, third).asked_at


def test_two_of_three_are_enough_and_the_third_is_not_needed(candidacy, search):
    first, second, third = make.approvers(search, 3)
    make.rule(search, [first, second, third], needed=2)
    offer = sent_for_approval(candidacy)
    assert make.approve(of(offer, third)).state == OfferState.IN_APPROVAL
    assert make.approve(of(offer, first)).state == OfferState.APPROVED
    assert of(offer, second).state == "not_needed"
    with pytest.raises(Refused, match="not needed any more"):
        make.approve(of(offer, second))


def test_one_refusal_sends_it_back_though_others_would_be_enough(candidacy, search):
    people = make.approvers(search, 3)
    make.rule(search, people)
    offer = sent_for_approval(candidacy)
    place = of(offer, people[1])
    new = actions.refuse_offer(approval=place, digest=offer.digest, words="Too much.", by=people[1])
    offer.refresh_from_db()
    assert (offer.state, new.state) == (OfferState.VOID, OfferState.DRAFT)


def test_who_sends_it_back_may_approve_the_next_version(candidacy, search):
    (person,) = make.approvers(search)
    offer = sent_for_approval(candidacy)
    new = actions.refuse_offer(
        approval=of(offer, person), digest=offer.digest, words="Too much.", by=person
    )
    again = make.submitted(new)
    assert make.approve(of(again, person)).state == OfferState.APPROVED


def test_a_step_goes_on_without_who_asked_to_be_replaced(candidacy, search):
    first, second = make.approvers(search, 2)
    offer = make.submitted(make.draft(candidacy))
    declare_conflict(candidacy=candidacy, answer="replace", how="", by=first)
    make.declare(offer)
    assert make.approve(of(offer, second)).state == OfferState.APPROVED


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
    again = make.submitted(actions.revise_offer(offer=for_a_board, because="More.", by=by))
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
