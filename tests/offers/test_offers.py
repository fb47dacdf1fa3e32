"""An offer from its draft to the candidate's answer."""

from datetime import timedelta
from decimal import Decimal

import pytest

from accounts.models import Link
from briefs.models import Brief
from mail.models import Mail
from offers import actions
from offers.bands import band_of_offer, place_on
from offers.models import Offer
from offers.package import deal_of, picture_of
from offers.states import OfferState
from offers.terms import TERMS, digest_of
from scorecards.models import RedFlag
from searches.errors import NotAllowed, Refused, Stale
from searches.models import Role
from tests import factories
from tests.factories import offers as make
from tests.factories import scorecards
from tests.factories.days import search_day

pytestmark = pytest.mark.django_db


@pytest.fixture
def candidacy():
    return make.chosen(factories.search())


def test_an_offer_follows_a_decision_to_hire():
    search = factories.search()
    candidacy = scorecards.candidacy(search)
    with pytest.raises(Refused, match="decision to hire"):
        actions.begin_offer(candidacy=candidacy, by=make.recruiter_of(search))


def test_an_offer_starts_with_the_band_of_the_scope(candidacy):
    offer = actions.begin_offer(candidacy=candidacy, by=make.recruiter_of(candidacy.search))
    assert offer.currency == offer.band["currency"]
    assert Decimal(offer.band["minimum"]) > 0


def test_beginning_twice_gives_the_same_draft(candidacy):
    by = make.recruiter_of(candidacy.search)
    first = actions.begin_offer(candidacy=candidacy, by=by)
    assert actions.begin_offer(candidacy=candidacy, by=by) == first


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"base": None}, "The base is missing"),
        ({"starts_on": None}, "needs a start date"),
        ({"starts_on": search_day() + timedelta(days=800)}, "more than two years ahead"),
        ({"starts_on": search_day() + timedelta(days=3)}, "open past its first day"),
        ({"instrument": "rsu", "units": None}, "how many shares or units"),
        ({"instrument": "rsu", "units": 0}, "how many shares or units"),
    ],
)
def test_what_is_not_whole_does_not_go_to_approval(candidacy, wrong, says):
    offer = make.draft(candidacy, **wrong)
    with pytest.raises(Refused, match=says):
        make.submitted(offer)


def test_an_open_critical_flag_blocks_sending(candidacy):
    offer = make.approved(candidacy)
    flag = RedFlag.objects.create(
        card=candidacy.interviews.first().cards.first(),
        name="Bluffs",
        quote="x",
        seriousness="critical",
    )
    with pytest.raises(Refused, match="critical red flag"):
        actions.send_offer(offer=offer, by=make.recruiter_of(candidacy.search))
    flag.delete()
    assert actions.send_offer(offer=offer, by=make.recruiter_of(candidacy.search)).state == "sent"


def test_who_owes_a_card_is_not_told_that_a_critical_flag_is_open(candidacy):
    """They may not read the debrief, so its flags are not told to them by way of the offer."""
    interview = candidacy.interviews.first()
    recruiter = make.recruiter_of(candidacy.search)
    scorecards.seat(interview, recruiter)
    said = []
    for _ in range(2):
        with pytest.raises(Refused) as refused:
            actions.begin_offer(candidacy=candidacy, by=recruiter)
        said.append(str(refused.value))
        card = interview.cards.first()
        RedFlag.objects.create(card=card, name="Bluffs", quote="x", seriousness="critical")
    assert said[0] == said[1]
    assert said[0].startswith("You owe a scorecard for this candidate.")


def test_saving_over_somebody_else_is_refused_and_shows_theirs(candidacy):
    offer = make.draft(candidacy)
    by = make.recruiter_of(candidacy.search)
    with pytest.raises(Stale) as caught:
        actions.save_offer(offer=offer, revision=0, terms=make.terms(offer, base=Decimal(1)), by=by)
    assert caught.value.current.base == offer.base


def test_a_panelist_may_not_build(candidacy):
    panelist = candidacy.interviews.first().seats.first().user
    with pytest.raises(NotAllowed):
        actions.begin_offer(candidacy=candidacy, by=panelist)


def test_a_base_inside_the_band_needs_one_approver(candidacy):
    offer = make.in_approval(candidacy, 1)
    assert offer.state == OfferState.IN_APPROVAL


def test_a_base_outside_the_band_needs_a_reason(candidacy):
    make.approvers(candidacy.search, 2)
    with pytest.raises(Refused, match="why this exception"):
        make.submitted(make.draft(candidacy, base=Decimal(10)))


def test_a_base_outside_the_band_needs_one_approver_more(candidacy):
    offer = make.draft(candidacy, base=Decimal(10), exception_because="Equity makes up for it.")
    make.approvers(candidacy.search, 1)
    with pytest.raises(Refused, match="one more approver"):
        make.submitted(offer)


def test_a_base_outside_the_band_goes_through_with_both(candidacy):
    offer = make.in_approval(
        candidacy, 2, base=Decimal(10), exception_because="Equity makes up for it."
    )
    assert offer.steps.last().because == "out_of_band"


def test_nobody_approves_what_they_sent(candidacy):
    recruiter = make.recruiter_of(candidacy.search)
    offer = make.draft(candidacy)
    actions_by = factories.hiring_manager_of(candidacy.search)
    from searches.actions import name_person

    name_person(
        search=candidacy.search,
        email=recruiter.email,
        name=recruiter.name,
        role=Role.APPROVER,
        by=actions_by,
    )
    with pytest.raises(Refused, match="Nobody approves an offer they built or sent"):
        actions.submit_offer(offer=offer, by=recruiter)


def test_approvers_answer_in_order(candidacy):
    offer = make.in_approval(candidacy, 2)
    make.declare(offer)
    second = offer.approvals.last()
    with pytest.raises(NotAllowed, match="order"):
        actions.approve_offer(approval=second, digest=offer.digest, by=second.approver)


def test_the_second_approver_is_asked_when_the_first_has_approved(candidacy):
    offer = make.in_approval(candidacy, 2)
    make.declare(offer)
    first, second = offer.approvals.all()
    assert first.asked_at
    assert second.asked_at is None
    actions.approve_offer(approval=first, digest=offer.digest, by=first.approver)
    second.refresh_from_db()
    assert second.asked_at
    assert Mail.objects.filter(kind="approval_asked", user=second.approver).count() == 1


def test_an_approval_of_a_stale_page_changes_nothing(candidacy):
    offer = make.in_approval(candidacy)
    make.declare(offer)
    approval = offer.approvals.get()
    with pytest.raises(Refused, match="terms have changed"):
        actions.approve_offer(approval=approval, digest="something else", by=approval.approver)
    approval.refresh_from_db()
    assert approval.state == "waiting"


def test_approving_twice_is_refused(candidacy):
    offer = make.approved(candidacy)
    approval = offer.approvals.get()
    with pytest.raises(Refused, match="answered already"):
        actions.approve_offer(approval=approval, digest=offer.digest, by=approval.approver)


def test_an_offer_is_not_sent_before_everybody_approved(candidacy):
    offer = make.in_approval(candidacy, 2)
    make.declare(offer)
    first = offer.approvals.first()
    actions.approve_offer(approval=first, digest=offer.digest, by=first.approver)
    with pytest.raises(Refused, match="everybody has approved"):
        actions.send_offer(offer=offer, by=make.recruiter_of(candidacy.search))


def test_an_offer_whose_terms_were_tampered_with_is_not_sent(candidacy):
    offer = make.approved(candidacy)
    raised = offer.terms | {"base": str(offer.base + 1)}
    Offer.objects.filter(pk=offer.pk).update(terms=raised)
    with pytest.raises(Refused, match="exactly these terms"):
        actions.send_offer(offer=offer, by=make.recruiter_of(candidacy.search))


def test_changing_an_approved_offer_makes_a_version_without_approvals(candidacy):
    offer = make.approved(candidacy)
    new = actions.revise_offer(
        offer=offer, because="They ask for more base.", by=make.recruiter_of(candidacy.search)
    )
    offer.refresh_from_db()
    assert (offer.state, new.state, new.number) == ("void", "draft", offer.number + 1)
    assert not new.approvals.exists()


def test_changing_a_sent_offer_ends_its_link(candidacy):
    offer = make.sent(candidacy)
    actions.revise_offer(
        offer=offer, because="They ask for more base.", by=make.recruiter_of(candidacy.search)
    )
    assert Link.objects.open_with(offer.link.token, actions.LINK) is None


def test_an_approver_sends_an_offer_back_with_a_sentence(candidacy):
    offer = make.in_approval(candidacy)
    make.declare(offer)
    approval = offer.approvals.get()
    new = actions.refuse_offer(
        approval=approval, digest=offer.digest, words="Too much sign-on.", by=approval.approver
    )
    assert new.changed_because == "Too much sign-on."
    approval.refresh_from_db()
    assert approval.state == "refused"


def test_sending_asks_for_the_letter_and_mails_the_link(candidacy):
    offer = make.sent(candidacy)
    assert Brief.objects.get(kind="offer_letter").audience == "candidate"
    mail = Mail.objects.get(kind="offer_sent")
    assert (mail.to, mail.link) == ("leila@example.com", offer.link)


def test_accepting_signs_by_name_and_time_and_prepares_the_plan(candidacy):
    offer = make.accepted(candidacy)
    candidacy.refresh_from_db()
    assert (offer.state, offer.answered_name) == ("accepted", "Leila Haddad")
    assert candidacy.stage == "hired"
    assert offer.plan.state == "waiting"


def test_a_second_person_is_sent_no_offer_once_somebody_has_said_yes(candidacy):
    other = make.approved(make.chosen(candidacy.search, "Ola Nordmann"))
    make.accepted(candidacy)
    with pytest.raises(Refused, match="Somebody else has said yes"):
        make.send_as_it_is(other)


def test_of_two_who_hold_an_offer_one_says_yes(candidacy):
    other = make.sent(make.chosen(candidacy.search, "Ola Nordmann"))
    make.accepted(candidacy)
    with pytest.raises(Refused, match="Somebody else has said yes"):
        actions.answer_offer(by=other.link, accepts=True, name="Ola Nordmann")
    assert not actions.answer_offer(by=other.link, accepts=False, name="Ola").declined_because


def test_a_reason_against_is_not_kept_beside_a_yes(candidacy):
    offer = make.sent(candidacy)
    said = {"accepts": True, "name": "Leila Haddad", "because": "I had thought of declining."}
    assert actions.answer_offer(by=offer.link, **said).declined_because == ""


def test_answering_twice_is_refused(candidacy):
    offer = make.accepted(candidacy)
    with pytest.raises(Refused, match="answered already"):
        actions.answer_offer(by=offer.link, accepts=False, name="Leila Haddad")


def test_a_link_of_another_kind_does_not_answer(candidacy):
    offer = make.sent(candidacy)
    other = Link.issue(kind="plan", about=offer.pk, email="x@example.com", by=None, days=3)
    with pytest.raises(Refused, match="no longer open"):
        actions.answer_offer(by=other, accepts=True, name="Leila Haddad")


def test_an_offer_past_its_day_cannot_be_accepted(candidacy):
    offer = make.sent(candidacy)
    Offer.objects.filter(pk=offer.pk).update(expires_on=search_day() - timedelta(days=1))
    with pytest.raises(Refused, match="no longer open"):
        actions.answer_offer(by=offer.link, accepts=True, name="Leila Haddad")


def test_the_clock_expires_an_offer_once(candidacy):
    offer = make.sent(candidacy)
    Offer.objects.filter(pk=offer.pk).update(expires_on=search_day() - timedelta(days=1))
    actions.expire_offer(offer_id=offer.pk)
    actions.expire_offer(offer_id=offer.pk)
    offer.refresh_from_db()
    assert offer.state == "expired"
    assert candidacy.search.events.filter(verb="offer.expired").count() == 1


def test_the_digest_does_not_depend_on_how_a_figure_is_spelt(candidacy):
    offer = make.draft(candidacy, base=Decimal(250_000))
    before = offer.terms
    by = make.recruiter_of(candidacy.search)
    spelt = make.terms(offer, base=Decimal("250000.00"))
    actions.save_offer(offer=offer, revision=offer.revision, terms=spelt, by=by)
    offer.refresh_from_db()
    assert offer.terms == before


def test_the_digest_is_of_every_term(candidacy):
    offer = make.draft(candidacy)
    before = digest_of(offer)
    for key in TERMS:
        offer.terms = make.draft(candidacy).terms | {key: "7"}
        assert digest_of(offer) != before, key


def test_the_midpoint_of_the_band_is_100_percent_of_midpoint(candidacy):
    offer = make.draft(candidacy)
    place = place_on(offer, band_of_offer(offer))
    assert place is not None
    assert (place.of_midpoint, place.in_range) == (100, 50)


def test_an_open_band_has_no_midpoint(candidacy):
    offer = make.draft(candidacy)
    offer.band = offer.band | {"maximum": None}
    place = place_on(offer, band_of_offer(offer))
    assert place is not None
    assert (place.of_midpoint, place.in_range, place.spread) == (None, None, None)


def test_four_years_of_a_draft_add_up(candidacy):
    offer = make.draft(
        candidacy, base=Decimal(100_000), units=48, price_base=Decimal(3), strike=Decimal(1)
    )
    deal = deal_of(offer)
    assert deal is not None
    picture = picture_of(deal)
    assert [year.equity.amount for year in picture.by_case["base"]] == [24, 24, 24, 24]
    assert picture.sums["base"].year_1.amount == 100_000 + 30_000 + 40_000 + 24
    assert picture.sums["base"].all_years.amount == 4 * 130_000 + 40_000 + 96
