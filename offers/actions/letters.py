"""The letter and the candidate's answer; what the clock does to an offer nobody answered."""

from datetime import timedelta

from django.utils import timezone

from accounts.actors import CLOCK
from accounts.models import Link, User
from candidates.actions import set_stage
from candidates.queries import who_is_told
from mail.actions import post
from offers.actions.standing import check_free, check_hired, check_whole, fresh
from offers.approving import is_approved
from offers.briefs import request_letter
from offers.models import Offer
from offers.signals import offer_accepted
from offers.states import OFFER_MOVES, OfferState
from offers.terms import digest_of
from searches.actions import acting, advance, log
from searches.errors import Refused
from searches.models import Step
from searches.moves import target_of

LINK = "offer"
AFTER_THE_START = timedelta(days=30)
"""How long the page of who accepted goes on to open."""


def send_offer(*, offer: Offer, by: User) -> Offer:
    """Send the letter by a private link. Refused without live approvals of exactly these terms."""
    with acting(offer.candidacy.search_id, by, "offers.build", offer) as search:
        row = fresh(offer)
        wrong = "An offer is sent once everybody has approved it."
        row.state = target_of(OFFER_MOVES, "send", row.state, wrong)
        check_hired(row.candidacy, by)
        check_whole(row)
        if not is_approved(row, digest_of(row)):
            raise Refused("The approvals are not of exactly these terms. Ask for them again.")
        address = row.candidacy.candidate.email
        if not address:
            raise Refused("The candidate has no mail address yet. Add it on their page.")
        assert row.expires_on is not None  # whole terms have their last day
        days = (row.expires_on - search.today).days + 1
        row.link = Link.issue(kind=LINK, about=row.pk, email=address, by=by, days=days)
        row.sent_at = timezone.now()
        row.save()
        request_letter(search, row, by)
        post(kind="offer_sent", to=address, about=row.pk, search=search, link=row.link)
        log(search, by, "offer.sent", row, "state")
        return row


def answer_offer(*, by: Link, accepts: bool, name: str, because: str = "") -> Offer:
    """The candidate's word: accepted with a typed name and a time, or declined."""
    offer = Offer.objects.select_related("candidacy").get(pk=by.about)
    with acting(offer.candidacy.search_id, by) as search:
        link = Link.objects.live().filter(pk=by.pk, kind=LINK, about=offer.pk).first()
        row = fresh(offer)
        if link is None or row.expires_on is None or row.expires_on < search.today:
            raise Refused("This offer is no longer open. Ask the company for a new one.")
        if accepts:
            check_free(row.candidacy)
        move = "accept" if accepts else "decline"
        row.state = target_of(OFFER_MOVES, move, row.state, "This offer is answered already.")
        row.answered_at, row.answered_name = timezone.now(), name
        row.declined_because = "" if accepts else because
        row.save()
        link.used_at = timezone.now()
        if accepts:
            link.expires_at = link.used_at + _until_settled(row)
        link.save(update_fields=["used_at", "expires_at"])
        log(search, by, f"offer.{row.state}", row, "state", "answered_at")
        if accepts:
            set_stage(search, row.candidacy, "hire", by)
            advance(search, Step.PLAN, by)
            offer_accepted.send(sender=Offer, offer=row, search=search, by=by)
        for user in who_is_told(row.candidacy):
            post(kind="offer_answered", to=user, about=row.pk, search=search)
        return row


def _until_settled(offer: Offer) -> timedelta:
    """Whoever accepted keeps their page, for questions and the signed agreement."""
    assert offer.starts_on is not None
    return max(offer.starts_on - offer.search.today, timedelta()) + AFTER_THE_START


def expire_offer(*, offer_id: int) -> None:
    """What the clock does to an offer whose day has passed; harmless when repeated."""
    offer = Offer.objects.select_related("candidacy").filter(pk=offer_id).first()
    if offer is None:
        return
    with acting(offer.candidacy.search_id, CLOCK) as search:
        row = fresh(offer)
        over = row.expires_on is not None and row.expires_on < search.today
        if row.state == OfferState.SENT and over:
            row.state = target_of(OFFER_MOVES, "expire", row.state, "")
            row.save(update_fields=["state"])
            log(search, CLOCK, "offer.expired", row, "state")
