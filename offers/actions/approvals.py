"""Approvals: asked for by the rules, given, refused, each bound to exactly the terms read."""

from itertools import groupby

from django.db.models import Q
from django.utils import timezone

from accounts.actors import CLOCK, Actor
from accounts.models import User
from accounts.text import says_why
from candidates.actions import admit
from candidates.queries import needs_declaration
from mail.actions import post
from offers.actions.building import new_version
from offers.actions.standing import check_hired, check_whole, fresh
from offers.approving import barred, due_at, wanted
from offers.bands import exceptions, posted_for, posted_of
from offers.briefs import places_of
from offers.models import Approval, ApprovalStep, Deputy, Offer
from offers.states import OFFER_MOVES, ApprovalState, OfferState
from offers.terms import digest_of
from searches.actions import acting, log
from searches.errors import Refused
from searches.models import Role, Search
from searches.moves import target_of
from searches.rules import require

WAITING = ApprovalState.WAITING


def submit_offer(*, offer: Offer, by: User) -> Offer:
    """Fix the terms, make the rules that are about them into steps, and ask the first.

    Outside its band an offer needs its exception reason and one approver more, whatever the rules.
    """
    with acting(offer.candidacy.search_id, by, "offers.build", offer) as search:
        row = fresh(offer)
        state = target_of(OFFER_MOVES, "submit", row.state, "This offer is in approval already.")
        check_hired(row.candidacy, by)
        check_whole(row)
        steps = wanted(search, row, by, exceptions(row, posted_of(row)))
        row.state, row.submitted_at = state, timezone.now()
        row.held = {"posted": posted_for(search), "places": places_of(row)}
        row.digest = digest_of(row)
        row.save()
        log(search, by, "offer.submitted", row, "state", "digest")
        for step in steps:
            kept = ApprovalStep.objects.create(
                offer=row,
                position=step.rule.position,
                because=step.rule.when,
                amount=step.rule.amount,
                currency=step.rule.currency,
                committee=step.rule.committee,
                needed=step.needed,
            )
            for approver in step.people:
                Approval.objects.create(offer=row, step=kept, approver=approver, digest=row.digest)
                admit(search, candidacy=row.candidacy, user=approver, role=Role.APPROVER, by=by)
        for deputy in search.deputies.filter(ended_at=None):
            let_stand_in(search, row, deputy, by)
        move_on(search, row, by)
        return row


def let_stand_in(search: Search, offer: Offer, deputy: Deputy, by: Actor) -> None:
    """Put a deputy beside the approver who still waits, on the days of the deputy. Who has a place
    of their own, has answered, or may not approve this offer stands in for nobody. Inside another
    action's frame; harmless when repeated."""
    if not deputy.covers(search.today):
        return
    place = offer.approvals.filter(approver_id=deputy.user_id, state=WAITING).first()
    user = deputy.deputy
    mine = Q(approver=user) | Q(answered_by=user)
    stands_in = Q(stand_in__deputy=user, stand_in__ended_at=None, state=WAITING)
    there = offer.approvals.filter(mine | stands_in).exists()
    if place is None or there or user.pk in barred(offer):
        return
    place.stand_in = deputy
    place.save(update_fields=["stand_in"])
    admit(search, candidacy=offer.candidacy, user=user, role=Role.APPROVER, by=by)
    if place.asked_at:
        post(kind="approval_asked", to=user, about=place.pk, search=search)


def move_on(search: Search, offer: Offer, by: Actor) -> None:
    """Close what is needed no more and ask the next steps; after the last the offer is approved.

    Steps of one position are asked at once. Inside another action's frame.
    """
    rows = offer.steps.select_related("resolution").prefetch_related("approvals__approver")
    for _, at_once in groupby(rows, key=lambda step: step.position):
        steps = list(at_once)
        for step in steps:
            _close(step) if step.is_done else _ask(search, step)
        if not all(step.is_done for step in steps):
            return
    offer.state = target_of(OFFER_MOVES, "approve", offer.state, "")
    offer.save(update_fields=["state"])
    log(search, by, "offer.all_approved", offer, "state")


def _close(step: ApprovalStep) -> None:
    rest = step.approvals.filter(state=WAITING)
    rest.update(state=ApprovalState.NOT_NEEDED, answered_at=timezone.now())


def _ask(search: Search, step: ApprovalStep) -> None:
    """Ask everybody in a step, by mail, once."""
    rows = step.approvals.filter(state=WAITING, asked_at=None)
    for row in rows.select_related("approver", "stand_in__deputy"):
        row.asked_at = timezone.now()
        row.save(update_fields=["asked_at"])
        for user in row.answerable_by(search.today):
            post(kind="approval_asked", to=user, about=row.pk, search=search)


def approve_offer(*, approval: Approval, digest: str, by: User) -> Offer:
    """Approve exactly the terms of `digest`: what stood on the page that the approver read."""
    with acting(approval.offer.candidacy.search_id, by) as search:
        row, offer = _turn(approval, digest, by)
        row.state, row.answered_at, row.answered_by = ApprovalState.APPROVED, timezone.now(), by
        row.save()
        log(search, by, "offer.approved", row, "state")
        move_on(search, offer, by)
        return offer


def _turn(approval: Approval, digest: str, by: User) -> tuple[Approval, Offer]:
    """The approval and its offer under the lock, if it is this person's turn on these terms."""
    row = Approval.objects.select_related(
        "offer__candidacy__search", "offer__candidacy__candidate", "approver", "stand_in__deputy"
    ).get(pk=approval.pk)
    offer = row.offer
    if row.state == ApprovalState.NOT_NEEDED and offer.state != OfferState.VOID:
        raise Refused("Enough others have answered meanwhile. Your answer is not needed any more.")
    if row.state != WAITING or offer.state != OfferState.IN_APPROVAL:
        raise Refused("This approval is answered already, or the offer has changed since.")
    require(by, "offers.approve", row)
    if needs_declaration(by, offer.candidacy):
        raise Refused("Say first whether you know this candidate.")
    if why := barred(offer).get(by.pk):
        raise Refused(why)
    if not digest == row.digest == digest_of(offer):
        raise Refused("The terms have changed since you opened this page. Read them again.")
    return row, offer


def refuse_offer(*, approval: Approval, digest: str, words: str, by: User) -> Offer:
    """Send an offer back: the version is void with its approvals, and a new draft carries on."""
    with acting(approval.offer.candidacy.search_id, by) as search:
        row, offer = _turn(approval, digest, by)
        if not says_why(words):
            raise Refused("Say in three words or more what should change.", "because")
        row.state, row.words, row.answered_at = ApprovalState.REFUSED, words, timezone.now()
        row.answered_by = by
        row.save()
        log(search, by, "offer.refused", row, "state", "words")
        return new_version(search, offer, "refuse", words, by)


def lose_approver(search: Search, *, of: Q, user: User, because: str, by: Actor) -> None:
    """Somebody who is still to approve the offers `of` does not. Inside another action's frame.

    Where those who are left in the step are enough, it goes on without them.
    """
    waiting = Approval.objects.filter(of, offer__state=OfferState.IN_APPROVAL, state=WAITING)
    waiting.filter(stand_in__deputy=user).update(stand_in=None)
    for place in waiting.filter(approver=user).select_related("step"):
        step = place.step
        others = step.approvals.exclude(pk=place.pk)
        can = others.filter(state__in=(WAITING, ApprovalState.APPROVED)).count()
        if can >= step.needed:
            place.state, place.answered_at = ApprovalState.NOT_NEEDED, timezone.now()
            place.save(update_fields=["state", "answered_at"])
            continue
        new_version(search, fresh(place.offer), "revise", f"{because} Name somebody else.", by)


def remind_approver(*, approval_id: int) -> None:
    """Say once, when its two business days are over, that an approval is waited for."""
    approval = Approval.objects.select_related("offer__candidacy").filter(pk=approval_id).first()
    if approval is None:
        return
    with acting(approval.offer.candidacy.search_id, CLOCK) as search:
        rows = Approval.objects.select_related("approver", "stand_in__deputy", "offer")
        row = rows.get(pk=approval_id)
        waits = row.state == WAITING and row.offer.state == OfferState.IN_APPROVAL
        if not waits or row.asked_at is None or row.reminded_at or not search.is_running:
            return
        if due_at(row.asked_at, search) >= timezone.now():
            return
        row.reminded_at = timezone.now()
        row.save(update_fields=["reminded_at"])
        for user in row.answerable_by(search.today):
            post(kind="approval_overdue", to=user, about=row.pk, search=search)
