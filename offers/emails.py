"""The mail that goes with offers. Subjects use aliases; no mail says what the pay is."""

from django.urls import reverse

from candidates.queries import who_is_told
from mail.actions import absolute
from mail.kinds import Letter, register
from mail.models import Mail
from offers.actions.passage import RENEGED
from offers.models import Approval, Offer, Passage
from offers.states import ApprovalState, OfferState, PassageState


def approval_asked(mail: Mail) -> Letter | None:
    approval = (
        Approval.objects.select_related("offer__candidacy__search", "approver")
        .filter(pk=mail.about, state=ApprovalState.WAITING)
        .first()
    )
    if approval is None or approval.offer.state != OfferState.IN_APPROVAL:
        return None
    candidacy = approval.offer.candidacy
    return Letter(
        subject=f"An offer to {candidacy.alias} waits for your approval",
        template="emails/approval_asked.txt",
        context={
            "approver": approval.approver,
            "alias": candidacy.alias,
            "search": candidacy.search,
            "url": absolute(reverse("offers:detail", args=[approval.offer_id])),
        },
    )


def offer_sent(mail: Mail) -> Letter | None:
    offer = Offer.objects.select_related("candidacy__search").filter(pk=mail.about).first()
    if offer is None or offer.state != OfferState.SENT or mail.link is None:
        return None
    return Letter(
        subject=f"Your offer, {offer.candidacy.search.shown_outside}",
        template="emails/offer_sent.txt",
        context={
            "search": offer.candidacy.search,
            "candidate": offer.candidacy.candidate,
            "offer": offer,
            "url": absolute(reverse("offers:answer", args=[mail.link.token])),
        },
    )


def offer_answered(mail: Mail) -> Letter | None:
    offer = Offer.objects.select_related("candidacy__search").filter(pk=mail.about).first()
    if offer is None or offer.answered_at is None:
        return None
    if mail.user not in who_is_told(offer.candidacy):
        return None
    return Letter(
        subject=f"{offer.candidacy.alias} has answered the offer",
        template="emails/offer_answered.txt",
        context={
            "alias": offer.candidacy.alias,
            "offer": offer,
            "url": absolute(offer.get_absolute_url()),
        },
    )


def yes_taken_back(mail: Mail) -> Letter | None:
    rows = Passage.objects.select_related("offer__candidacy__search")
    row = rows.filter(pk=mail.about, state=PassageState.RENEGED).first()
    if row is None or mail.user not in who_is_told(row.candidacy):
        return None
    return Letter(
        subject=f"{row.candidacy.alias} has taken the yes back",
        template="emails/yes_taken_back.txt",
        context={
            "alias": row.candidacy.alias,
            "of": row.search.shown_outside,
            "url": absolute(row.get_absolute_url()),
        },
    )


register(RENEGED, yes_taken_back)
register("approval_asked", approval_asked)
register("offer_sent", offer_sent)
register("offer_answered", offer_answered)
