"""Every write on an offer: building it, approving exactly its terms, sending it, the answer."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.utils import timezone

from accounts.actors import CLOCK, Actor
from accounts.models import Link, User
from candidates.actions import admit, set_stage
from candidates.models import Candidacy, Conflict
from candidates.queries import needs_declaration, who_is_told
from mail.actions import post
from offers.briefs import request_letter
from offers.models import Approval, Offer
from offers.signals import offer_accepted
from offers.states import OFFER_MOVES, ApprovalState, OfferState
from offers.terms import FIGURES, WORDED, digest_of, out_of_band
from scoping.queries import band_of
from scorecards.queries import open_critical_flags, standing_decision
from scorecards.states import Outcome
from searches.actions import acting, advance, log
from searches.errors import Refused, Stale
from searches.models import Membership, Role, Search, Step
from searches.moves import find, target_of
from searches.rules import may, require

LINK = "offer"
LONGEST_OPEN, LATEST_START = timedelta(days=366), timedelta(days=2 * 366)
CHANGED = "This offer is {state}. Change its terms to make a new version."


def _fresh(offer: Offer) -> Offer:
    """The row as it stands under the search's lock."""
    return Offer.objects.select_related("candidacy__candidate", "candidacy__search").get(
        pk=offer.pk
    )


def _check_hired(candidacy: Candidacy, by: User) -> None:
    """An offer stands on an open debrief that decided to hire, with no critical flag open.

    Asked in this order: while the debrief is shut, or shut to who asks, a refusal tells nothing of
    a sealed card.
    """
    decision = standing_decision(candidacy)
    if candidacy.ended:
        raise Refused(f"{candidacy} is out of the search. No offer goes out.")
    if decision is None or decision.outcome != Outcome.HIRE:
        raise Refused("An offer follows a decision to hire. Decide at the debrief first.")
    if not candidacy.debriefs.filter(closed_at=None).exists():
        raise Refused(
            "An interview was added after the decision, and the debrief is shut. Open it again "
            "first: the decision may change."
        )
    if not may(by, "scorecards.read_debrief", candidacy):
        raise Refused(
            "You owe a scorecard for this candidate. Submit it first: the offer rests on what the "
            "debrief shows."
        )
    if open_critical_flags(candidacy):
        raise Refused(
            "A critical red flag is open. Until somebody clears or accepts it by name at the "
            "debrief, no offer goes out."
        )


def begin_offer(*, candidacy: Candidacy, by: User) -> Offer:
    """The draft of an offer; the one that is there, if there is one."""
    with acting(candidacy.search_id, by, "offers.build", candidacy) as search:
        row = Candidacy.objects.get(pk=candidacy.pk)
        _check_hired(row, by)
        live = candidacy.offers.filter(state__in=_LIVE).first()
        if live:
            return live
        last = candidacy.offers.order_by("-number").first()
        band = band_of(search)
        offer = Offer.objects.create(
            candidacy=candidacy,
            number=last.number + 1 if last else 1,
            currency=band["currency"] if band else "USD",
            band=band or {},
            built_by=by,
        )
        log(search, by, "offer.begun", offer)
        set_stage(search, row, "offer", by)
        advance(search, Step.OFFER, by)
        return offer


_LIVE = (
    OfferState.DRAFT,
    OfferState.IN_APPROVAL,
    OfferState.APPROVED,
    OfferState.SENT,
    OfferState.ACCEPTED,
)


def save_offer(*, offer: Offer, revision: int, terms: Mapping[str, Any], by: User) -> Offer:
    """Save a draft. Raises Stale, with what stands now, where somebody saved since `revision`."""
    with acting(offer.candidacy.search_id, by, "offers.build", offer) as search:
        row = _fresh(offer)
        if row.state != OfferState.DRAFT:
            raise Refused(CHANGED.format(state=row.get_state_display()))
        if row.revision != revision:
            raise Stale("Somebody saved this offer while you wrote. Both are below.", row)
        for key in FIGURES:
            if key in terms:
                setattr(row, key, terms[key])
        row.terms = {key: terms[key] for key in WORDED if terms.get(key)}
        row.exception_because = terms.get("exception_because", row.exception_because)
        row.revision += 1
        row.save()
        log(search, by, "offer.saved", row, *sorted(set(terms) & (set(FIGURES) | set(WORDED))))
        return row


def submit_offer(*, offer: Offer, approvers: Sequence[User], by: User) -> Offer:
    """Fix the terms and ask the approvers, in this order.

    Outside its band an offer needs its exception reason and one approver more than the one that
    every offer needs.
    """
    with acting(offer.candidacy.search_id, by, "offers.build", offer) as search:
        row = _fresh(offer)
        state = target_of(OFFER_MOVES, "submit", row.state, "This offer is in approval already.")
        _check_hired(row.candidacy, by)
        outside = out_of_band(row)
        _check_whole(row, outside)
        _check_approvers(search, row, approvers, outside, by)
        row.state, row.submitted_at = state, timezone.now()
        row.digest = digest_of(row)
        row.save()
        for position, approver in enumerate(approvers, start=1):
            last = position == len(approvers)
            because = Approval.Because.OUT_OF_BAND if outside and last else Approval.Because.ALWAYS
            Approval.objects.create(
                offer=row,
                position=position,
                approver=approver,
                because=because,
                digest=row.digest,
            )
            admit(search, candidacy=row.candidacy, user=approver, role=Role.APPROVER, by=by)
        log(search, by, "offer.submitted", row, "state", "digest")
        _ask_next(search, row)
        return row


def _check_whole(offer: Offer, outside: str) -> None:
    today = offer.search.today
    if not offer.base:
        raise Refused("The base is missing. Fill it in first.")
    if offer.starts_on is None or offer.expires_on is None:
        raise Refused("The offer needs a start date and a date until which it is open.")
    if offer.expires_on < today:
        raise Refused("The date until which the offer is open has passed. Choose a later one.")
    if offer.starts_on <= today:
        raise Refused("The start date lies in the past. Choose a later one.")
    if offer.expires_on > today + LONGEST_OPEN:
        raise Refused("An offer is open for a year at most. Choose an earlier last day.")
    if offer.starts_on > today + LATEST_START:
        raise Refused("The start lies more than two years ahead. Choose an earlier day.")
    if outside and not offer.exception_because.strip():
        raise Refused(f"{outside} Say why this exception is right.")


def _check_approvers(
    search: Search, offer: Offer, approvers: Sequence[User], outside: str, by: User
) -> None:
    named = Membership.objects.current().filter(search=search, role=Role.APPROVER)
    known = set(named.values_list("user", flat=True))
    if len({a.pk for a in approvers}) != len(approvers):
        raise Refused("Each approver has one place in the order. Name somebody else.")
    if any(approver.pk not in known for approver in approvers):
        raise Refused("Approvers are named on the search first, in the role of approver.")
    if any(approver.pk == by.pk for approver in approvers):
        raise Refused("Nobody approves an offer they sent for approval. Name somebody else.")
    out = Conflict.objects.filter(candidacy=offer.candidacy, answer=Conflict.Answer.REPLACE)
    if away := [approver for approver in approvers if out.filter(user=approver).exists()]:
        raise Refused(f"{away[0]} asked to be replaced here. Name somebody else.")
    if not approvers:
        raise Refused("Name at least one approver.")
    if outside and len(approvers) < 2:
        raise Refused(f"{outside} That needs one more approver: name two.")


def _ask_next(search: Search, offer: Offer) -> None:
    """Ask the first who waits, by mail, once."""
    turn = offer.approvals.filter(state=ApprovalState.WAITING).order_by("position").first()
    if turn and turn.asked_at is None:
        turn.asked_at = timezone.now()
        turn.save(update_fields=["asked_at"])
        post(kind="approval_asked", to=turn.approver, about=turn.pk, search=search)


def approve_offer(*, approval: Approval, digest: str, by: User) -> Offer:
    """Approve exactly the terms of `digest`: what stood on the page that the approver read."""
    with acting(approval.offer.candidacy.search_id, by) as search:
        row, offer = _turn(approval, digest, by)
        row.state, row.answered_at = ApprovalState.APPROVED, timezone.now()
        row.save()
        log(search, by, "offer.approved", row, "state")
        if not offer.approvals.exclude(state=ApprovalState.APPROVED).exists():
            offer.state = target_of(OFFER_MOVES, "approve", offer.state, "")
            offer.save(update_fields=["state"])
            log(search, by, "offer.all_approved", offer, "state")
        _ask_next(search, offer)
        return offer


def _turn(approval: Approval, digest: str, by: User) -> tuple[Approval, Offer]:
    """The approval and its offer under the lock, if it is this person's turn on these terms."""
    row = Approval.objects.select_related("offer__candidacy__search", "approver").get(
        pk=approval.pk
    )
    offer = row.offer
    if row.state != ApprovalState.WAITING or offer.state != OfferState.IN_APPROVAL:
        raise Refused("This approval is answered already, or the offer has changed since.")
    require(by, "offers.approve", row)
    if needs_declaration(by, offer.candidacy):
        raise Refused("Say first whether you know this candidate.")
    if not digest == row.digest == digest_of(offer):
        raise Refused("The terms have changed since you opened this page. Read them again.")
    return row, offer


def refuse_offer(*, approval: Approval, digest: str, words: str, by: User) -> Offer:
    """Send an offer back: the version is void with its approvals, and a new draft carries on."""
    with acting(approval.offer.candidacy.search_id, by) as search:
        row, offer = _turn(approval, digest, by)
        if not words.strip():
            raise Refused("Say in a sentence what should change.")
        row.state, row.words, row.answered_at = ApprovalState.REFUSED, words, timezone.now()
        row.save()
        log(search, by, "offer.refused", row, "state", "words")
        return _new_version(search, offer, "refuse", words, by)


def revise_offer(*, offer: Offer, because: str, by: User) -> Offer:
    """Change the terms: the version and its approvals are void, and a new draft carries on."""
    with acting(offer.candidacy.search_id, by, "offers.build", offer) as search:
        row = _fresh(offer)
        target_of(OFFER_MOVES, "revise", row.state, "This offer cannot be changed any more.")
        if not because.strip():
            raise Refused("Say in a sentence why the terms change.")
        return _new_version(search, row, "revise", because, by)


def lose_approver(search: Search, *, candidacy: Candidacy, user: User, by: Actor) -> None:
    """Somebody who is still to approve asked to be replaced. Inside another action's frame."""
    waiting = Offer.objects.filter(
        candidacy=candidacy,
        state=OfferState.IN_APPROVAL,
        approvals__approver=user,
        approvals__state=ApprovalState.WAITING,
    )
    for row in waiting:
        because = f"{user} asked to be replaced as an approver. Name somebody else."
        _new_version(search, _fresh(row), "revise", because, by)


def withdraw_offers(search: Search, *, candidacy: Candidacy, by: Actor) -> None:
    """End what is under way, links too: the decision changed, or the person left the search.

    Inside another action's frame.
    """
    sources = find(OFFER_MOVES, "withdraw").sources
    for row in Offer.objects.filter(candidacy=candidacy, state__in=sources).select_related("link"):
        if row.link:
            row.link.revoke()
        row.state = target_of(OFFER_MOVES, "withdraw", row.state, "")
        row.save(update_fields=["state"])
        log(search, by, "offer.withdrawn", row, "state")


def _new_version(search: Search, offer: Offer, move: str, because: str, by: Actor) -> Offer:
    if offer.link:
        offer.link.revoke()
    offer.state = target_of(OFFER_MOVES, move, offer.state, "")
    offer.save(update_fields=["state"])
    log(search, by, "offer.voided", offer, "state")
    copied = {key: getattr(offer, key) for key in FIGURES}
    draft = Offer.objects.create(
        candidacy=offer.candidacy,
        number=offer.number + 1,
        terms=offer.terms,
        band=offer.band,
        exception_because=offer.exception_because,
        built_by=offer.built_by,
        changed_because=because,
        **copied,
    )
    log(search, by, "offer.begun", draft)
    return draft


def send_offer(*, offer: Offer, by: User) -> Offer:
    """Send the letter by a private link. Refused without live approvals of exactly these terms."""
    with acting(offer.candidacy.search_id, by, "offers.build", offer) as search:
        row = _fresh(offer)
        wrong = "An offer is sent once everybody has approved it."
        row.state = target_of(OFFER_MOVES, "send", row.state, wrong)
        _check_hired(row.candidacy, by)
        _check_whole(row, out_of_band(row))
        digests = set(row.approvals.values_list("digest", flat=True))
        if digests != {digest_of(row)}:
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
        row = _fresh(offer)
        if link is None or row.expires_on is None or row.expires_on < search.today:
            raise Refused("This offer is no longer open. Ask the company for a new one.")
        move = "accept" if accepts else "decline"
        row.state = target_of(OFFER_MOVES, move, row.state, "This offer is answered already.")
        row.answered_at, row.answered_name = timezone.now(), name
        row.declined_because = because
        row.save()
        link.used_at = timezone.now()
        link.save(update_fields=["used_at"])
        log(search, by, f"offer.{row.state}", row, "state", "answered_at")
        if accepts:
            set_stage(search, row.candidacy, "hire", by)
            advance(search, Step.PLAN, by)
            offer_accepted.send(sender=Offer, offer=row, search=search, by=by)
        for user in who_is_told(row.candidacy):
            post(kind="offer_answered", to=user, about=row.pk, search=search)
        return row


def expire_offer(*, offer_id: int) -> None:
    """What the clock does to an offer whose day has passed; harmless when repeated."""
    offer = Offer.objects.select_related("candidacy").filter(pk=offer_id).first()
    if offer is None:
        return
    with acting(offer.candidacy.search_id, CLOCK) as search:
        row = _fresh(offer)
        over = row.expires_on is not None and row.expires_on < search.today
        if row.state == OfferState.SENT and over:
            row.state = target_of(OFFER_MOVES, "expire", row.state, "")
            row.save(update_fields=["state"])
            log(search, CLOCK, "offer.expired", row, "state")
