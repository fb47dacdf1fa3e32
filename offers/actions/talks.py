"""What the candidate asks about the terms, and what is answered, each with who and when."""

from django.utils import timezone

from accounts.models import Link, User
from candidates.queries import who_is_told
from mail.actions import post
from offers.actions.letters import LINK
from offers.actions.standing import fresh
from offers.models import Discussed, Offer
from offers.states import OfferState
from searches.actions import acting, log
from searches.errors import Refused

MOST_OPEN = 5


def ask(*, by: Link, text: str) -> Discussed:
    """The candidate asks, on their page; who runs the search is told by mail."""
    offer = Offer.objects.select_related("candidacy").get(pk=by.about)
    with acting(offer.candidacy.search_id, by) as search:
        row = fresh(offer)
        link = Link.objects.live().filter(pk=by.pk, kind=LINK).first()
        if link is None or row.state not in (OfferState.SENT, OfferState.ACCEPTED):
            raise Refused("This offer is no longer open. Write to the company instead.")
        waiting = Discussed.objects.filter(candidacy=row.candidacy, answered_at=None, noted_by=None)
        if waiting.count() >= MOST_OPEN:
            raise Refused(
                f"{MOST_OPEN} of your questions wait for an answer. Ask when they are in."
            )
        asked = Discussed.objects.create(candidacy=row.candidacy, asked=text, link=link)
        log(search, by, "offer.asked", asked)
        for user in who_is_told(row.candidacy):
            post(kind="offer_question", to=user, about=asked.pk, search=search)
        return asked


def note(*, offer: Offer, asked: str, answer: str = "", by: User) -> Discussed:
    """Note what was asked in a talk, with its answer or before there is one."""
    with acting(offer.candidacy.search_id, by, "offers.build", offer) as search:
        row = Discussed.objects.create(candidacy=offer.candidacy, asked=asked, noted_by=by)
        log(search, by, "offer.asked", row)
        if answer.strip():
            _answer(row, answer, by)
            log(search, by, "offer.answered", row, "answer")
        return row


def answer(*, discussed: Discussed, text: str, by: User) -> Discussed:
    """Once and for good; a question that came by link is answered by mail too."""
    with acting(discussed.candidacy.search_id, by, "offers.build", discussed.candidacy) as search:
        row = Discussed.objects.select_related("link").get(pk=discussed.pk)
        if row.answered_at:
            raise Refused("This is answered already. Read it again.")
        _answer(row, text, by)
        log(search, by, "offer.answered", row, "answer")
        if row.link and row.link.is_live:
            to = row.link.email
            post(kind="offer_question_answered", to=to, about=row.pk, search=search, link=row.link)
        return row


def _answer(row: Discussed, text: str, by: User) -> None:
    row.answer, row.answered_by, row.answered_at = text, by, timezone.now()
    row.save(update_fields=["answer", "answered_by", "answered_at"])
