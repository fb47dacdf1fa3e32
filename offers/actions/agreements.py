"""The signed agreement: it comes after the acceptance, from either side, and stays as it came."""

import hashlib
from uuid import uuid4

from accounts.models import Link, User
from candidates.papers import Paper
from candidates.queries import who_is_told
from mail.actions import post
from offers.actions.letters import LINK
from offers.actions.standing import fresh
from offers.models import Agreement, Offer
from offers.states import OfferState
from searches.actions import acting, log
from searches.errors import Refused

MOST = 6


def hand_in_agreement(*, offer: Offer, file: Paper, by: User | Link) -> Agreement:
    """Keep a signed paper. From the candidate it comes through their own live link."""
    permission = None if isinstance(by, Link) else "offers.build"
    with acting(offer.candidacy.search_id, by, permission, offer) as search:
        row = fresh(offer)
        digest = hashlib.sha256(file.file.read()).hexdigest()
        file.file.seek(0)
        _check(row, digest, by)
        sender = {"link": by} if isinstance(by, Link) else {"sent_by": by}
        paper = Agreement(offer=row, name=file.name, kind=file.kind, digest=digest, **sender)
        paper.file.save(f"{uuid4().hex}.{file.kind}", file.file, save=False)
        paper.save()
        log(search, by, "offer.agreement", paper, "file")
        if isinstance(by, Link):
            for user in who_is_told(row.candidacy):
                post(kind="offer_agreement", to=user, about=paper.pk, search=search)
        return paper


def _check(offer: Offer, digest: str, by: User | Link) -> None:
    if isinstance(by, Link) and not Link.objects.live().filter(pk=by.pk, kind=LINK).exists():
        raise Refused("This address no longer works. Send the paper to the company.", "file")
    if offer.state != OfferState.ACCEPTED:
        raise Refused("The agreement comes once the offer is accepted.", "file")
    if offer.agreements.count() >= MOST:
        raise Refused(f"There are {MOST} papers already. Send what is missing by mail.", "file")
    if offer.agreements.filter(digest=digest).exists():
        raise Refused("This very file is here already.", "file")
