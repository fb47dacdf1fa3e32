"""Approvals: asked for, given, refused, each bound to exactly the terms that were read."""

from collections.abc import Sequence

from django.utils import timezone

from accounts.actors import Actor
from accounts.models import User
from candidates.actions import admit
from candidates.models import Candidacy, Conflict
from candidates.queries import needs_declaration
from mail.actions import post
from offers.actions.building import new_version
from offers.actions.standing import check_hired, check_whole, fresh
from offers.bands import exceptions, posted_for
from offers.models import Approval, Offer
from offers.states import OFFER_MOVES, ApprovalState, OfferState
from offers.terms import digest_of
from searches.actions import acting, log
from searches.errors import Refused
from searches.models import Membership, Role, Search
from searches.moves import target_of
from searches.rules import require


def submit_offer(*, offer: Offer, approvers: Sequence[User], by: User) -> Offer:
    """Fix the terms and ask the approvers, in this order.

    Outside its band an offer needs its exception reason and one approver more than the one that
    every offer needs.
    """
    with acting(offer.candidacy.search_id, by, "offers.build", offer) as search:
        row = fresh(offer)
        state = target_of(OFFER_MOVES, "submit", row.state, "This offer is in approval already.")
        check_hired(row.candidacy, by)
        outside = " ".join(exceptions(row, posted_for(search)))
        check_whole(row)
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
        return new_version(search, offer, "refuse", words, by)


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
        new_version(search, fresh(row), "revise", because, by)
