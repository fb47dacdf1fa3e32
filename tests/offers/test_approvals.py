"""Who approves an offer: rules made into steps, in order or at once, so many of so many."""

from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import User
from candidates.actions import declare_conflict
from offers import actions
from offers.approving import Wanted, share_out
from offers.models import Approval, ApprovalRule, Offer
from offers.states import OfferState
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
    return sent_for_approval_as_it_is(make.draft(candidacy, **more))


def sent_for_approval_as_it_is(draft: Offer) -> Offer:
    offer = make.submitted(draft)
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


def test_two_rules_for_any_approver_are_met_by_two(candidacy, search):
    people = make.approvers(search, 2)
    make.rule(search)
    make.rule(search, position=2)
    asked = [person for *_, who in places(sent_for_approval(candidacy)) for person in who]
    assert sorted(asked, key=people.index) == people


def test_who_may_sit_in_either_step_moves_on_for_who_may_not(candidacy, search):
    a, b, c = make.approvers(search, 3)
    make.rule(search, [a, b])
    make.rule(search, [a, b, c], position=2)
    make.rule(search, [a, b], position=3)
    assert [who for *_, who in places(sent_for_approval(candidacy))][1] == {c}


@given(st.lists(st.tuples(st.sets(st.integers(0, 3), min_size=1), st.integers(1, 2)), max_size=3))
def test_rules_are_refused_only_where_no_seating_meets_them(asked):
    free = [User(pk=pk + 1) for pk in range(4)]
    steps = [
        Wanted(ApprovalRule(position=at), needed, [free[pk] for pk in sorted(who)])
        for at, (who, needed) in enumerate(asked, 1)
    ]
    seats = [step.people for step in steps for _ in range(step.needed)]
    can = any(len({user.pk for user in row}) == len(row) for row in product(*seats))
    try:
        left = share_out(steps, [], free)
    except Refused:
        assert not can
    else:
        given_one = [user.pk for step in steps for user in step.people]
        assert can
        assert all(len(step.people) >= step.needed for step in steps)
        assert len({*given_one, *(user.pk for user in left)}) == len(given_one) + len(left)


def test_who_worded_the_letter_does_not_approve_it(candidacy, search):
    manager = factories.hiring_manager_of(search)
    factories.grant(search, user=manager, role=Role.APPROVER, by=manager)
    draft = make.draft(candidacy)
    text = draft.letter + "\n\nAnd a million more."
    actions.word_letter(offer=draft, text=text, revision=draft.revision, by=manager)
    with pytest.raises(Refused, match="Nobody approves an offer they built"):
        make.submitted(draft)


def test_who_saved_what_stood_there_has_had_no_hand_in_it(candidacy, search):
    manager = factories.hiring_manager_of(search)
    factories.grant(search, user=manager, role=Role.APPROVER, by=manager)
    draft = make.draft(candidacy)
    actions.save_offer(offer=draft, revision=draft.revision, terms=make.terms(draft), by=manager)
    assert make.approve(of(sent_for_approval_as_it_is(draft), manager)).state == OfferState.APPROVED


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
    new = actions.refuse_offer(
        approval=place, digest=offer.digest, words="Too much for this year.", by=people[1]
    )
    offer.refresh_from_db()
    assert (offer.state, new.state) == (OfferState.VOID, OfferState.DRAFT)


def test_who_sends_it_back_may_approve_the_next_version(candidacy, search):
    (person,) = make.approvers(search)
    offer = sent_for_approval(candidacy)
    new = actions.refuse_offer(
        approval=of(offer, person), digest=offer.digest, words="Too much for this year.", by=person
    )
    again = make.submitted(new)
    assert make.approve(of(again, person)).state == OfferState.APPROVED


def test_a_step_goes_on_without_who_asked_to_be_replaced(candidacy, search):
    first, second = make.approvers(search, 2)
    offer = make.submitted(make.draft(candidacy))
    declare_conflict(candidacy=candidacy, answer="replace", how="", by=first)
    make.declare(offer)
    assert make.approve(of(offer, second)).state == OfferState.APPROVED
