"""A board's approval, entered by who runs the search and bound to exactly the same terms."""

from datetime import date, timedelta
from uuid import uuid4

from accounts.models import User
from candidates.papers import Paper
from offers.actions.approvals import move_on
from offers.actions.standing import fresh
from offers.models import ApprovalStep, Offer, Resolution
from offers.states import OfferState
from offers.terms import digest_of
from searches.actions import acting, log
from searches.errors import Refused

OLDEST = timedelta(days=366)


def enter_resolution(
    *, step: ApprovalStep, digest: str, resolved_on: date, body: str, paper: Paper, by: User
) -> Offer:
    """Record what a board resolved on the terms of `digest`. It may come before its turn."""
    with acting(step.offer.candidacy.search_id, by, "offers.build", step.offer) as search:
        offer = fresh(step.offer)
        row = offer.steps.get(pk=step.pk)
        if offer.state != OfferState.IN_APPROVAL or hasattr(row, "resolution"):
            raise Refused("This resolution is entered already, or the offer has changed since.")
        if not row.committee:
            raise Refused("This step is approved by people, not by a board.")
        if not digest == offer.digest == digest_of(offer):
            raise Refused("The terms have changed since you opened this page. Read them again.")
        if resolved_on > search.today:
            raise Refused(
                "This day has not come yet. Choose the day of the resolution.", "resolved_on"
            )
        if resolved_on < search.today - OLDEST:
            raise Refused("Write a day of the last year, at the latest today.", "resolved_on")
        made = Resolution(
            step=row,
            digest=digest,
            resolved_on=resolved_on,
            body=body,
            file_name=paper.name,
            file_kind=paper.kind,
            entered_by=by,
        )
        made.file.save(f"{uuid4().hex}.{paper.kind}", paper.file, save=False)
        made.save()
        log(search, by, "offer.resolved", made, "resolved_on", "body", "file")
        move_on(search, offer, by)
        return offer
