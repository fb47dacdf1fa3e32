"""The mail that goes with offers. Subjects use aliases; no mail says what the pay is."""

from datetime import date

from django.urls import reverse

from accounts.templatetags.face import day
from candidates.models import Candidacy
from candidates.queries import who_is_told
from mail.actions import absolute
from mail.kinds import Letter, register
from mail.models import Mail
from offers.actions.first_day import MOVED
from offers.actions.passage import RENEGED
from offers.approving import due_at
from offers.models import Agreement, Approval, Discussed, FirstDayMoved, Offer, Passage
from offers.states import OVER, ApprovalState, OfferState, PassageState


def approval_asked(mail: Mail) -> Letter | None:
    return _approval(mail, "waits for your approval")


def approval_overdue(mail: Mail) -> Letter | None:
    return _approval(mail, "still waits for your approval", is_late=True)


def _approval(mail: Mail, waits: str, *, is_late: bool = False) -> Letter | None:
    """To the approver or the deputy, while it is theirs to answer."""
    rows = Approval.objects.select_related(
        "offer__candidacy__search", "approver", "stand_in__deputy"
    )
    approval = rows.filter(pk=mail.about, state=ApprovalState.WAITING).first()
    if approval is None or approval.asked_at is None or mail.user is None:
        return None
    candidacy = approval.offer.candidacy
    may = mail.user in approval.answerable_by(candidacy.search.today)
    if approval.offer.state != OfferState.IN_APPROVAL or not may:
        return None
    return Letter(
        subject=f"An offer to {candidacy.alias} {waits}",
        template="emails/approval_asked.txt",
        context={
            "reader": mail.user,
            "approver": approval.approver,
            "alias": candidacy.alias,
            "search": candidacy.search,
            "is_late": is_late,
            "due": day(due_at(approval.asked_at, candidacy.search), candidacy.search.zone),
            "url": absolute(reverse("offers:approval", args=[approval.offer_id])),
        },
    )


def offer_sent(mail: Mail) -> Letter | None:
    offer = Offer.objects.select_related("candidacy__search").filter(pk=mail.about).first()
    if offer is None or offer.state in OVER or mail.link is None:
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


def offer_question(mail: Mail) -> Letter | None:
    row = _discussed(mail)
    if row is None or row.answered_at or mail.user not in who_is_told(row.candidacy):
        return None
    return _to_the_house(row.candidacy, "asks about the offer", "offer_question")


def offer_question_answered(mail: Mail) -> Letter | None:
    row = _discussed(mail)
    if row is None or row.answered_at is None or mail.link is None:
        return None
    search = row.candidacy.search
    return Letter(
        subject=f"Your question about the offer, {search.shown_outside}",
        template="emails/offer_question_answered.txt",
        context={
            "search": search,
            "candidate": row.candidacy.candidate,
            "url": absolute(reverse("offers:answer", args=[mail.link.token])),
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


def first_day_moved(mail: Mail) -> Letter | None:
    """Of several before the mail goes out the last alone, held against the day they know of."""
    rows = FirstDayMoved.objects.select_related("passage__offer__candidacy__search")
    row = rows.filter(pk=mail.about).first()
    if row is None or mail.link is None or not row.passage.under_way:
        return None
    was = _told_before(row)
    if row.passage.first_day != row.now or row.now == was:
        return None
    return Letter(
        subject=f"Your first day, {row.search.shown_outside}",
        template="emails/first_day_moved.txt",
        context={
            "candidate": row.passage.candidacy.candidate,
            "moved": {"now": day(row.now), "was": day(was)},
            "url": absolute(reverse("offers:answer", args=[mail.link.token])),
        },
    )


def _told_before(row: FirstDayMoved) -> date | None:
    """The last day they were told by mail; else the one they accepted."""
    others = row.passage.moves.exclude(pk=row.pk)
    told = Mail.objects.filter(kind=MOVED, state=Mail.State.SENT).values("about")
    last = others.filter(pk__in=told).last()
    return last.now if last else row.passage.offer.starts_on


def offer_agreement(mail: Mail) -> Letter | None:
    papers = Agreement.objects.select_related("offer__candidacy__search")
    paper = papers.filter(pk=mail.about).first()
    if paper is None or mail.user not in who_is_told(paper.offer.candidacy):
        return None
    return _to_the_house(paper.offer.candidacy, "sent a signed paper", "offer_agreement")


def _discussed(mail: Mail) -> Discussed | None:
    rows = Discussed.objects.select_related("candidacy__search", "candidacy__candidate")
    return rows.filter(pk=mail.about).first()


def _to_the_house(candidacy: Candidacy, did: str, template: str) -> Letter | None:
    offer = candidacy.offers.order_by("number").last()
    if offer is None:
        return None
    return Letter(
        subject=f"{candidacy.alias} {did}",
        template=f"emails/{template}.txt",
        context={"alias": candidacy.alias, "url": absolute(offer.get_absolute_url())},
    )


register("offer_question", offer_question)
register("offer_question_answered", offer_question_answered)
register("offer_agreement", offer_agreement)
register(RENEGED, yes_taken_back)
register(MOVED, first_day_moved)
register("approval_asked", approval_asked)
register("approval_overdue", approval_overdue)
register("offer_sent", offer_sent)
register("offer_answered", offer_answered)
