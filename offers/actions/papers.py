"""What is printed of an offer besides its letter."""

from accounts.models import User
from briefs import actions as briefs
from briefs.models import Brief
from offers.actions.standing import fresh
from offers.briefs import SHEET, sheet_of
from offers.models import Offer
from searches.actions import acting
from searches.errors import NotAllowed, Refused


def request_sheet(*, offer: Offer, by: User) -> Brief:
    """The approval sheet as a PDF, for the one who asks: who builds the offer or approves it."""
    with acting(offer.candidacy.search_id, by) as search:
        if not Offer.objects.visible_to(by).filter(pk=offer.pk).exists():
            raise NotAllowed("Pay is seen by who builds an offer and who approves it.")
        row = fresh(offer)
        if not row.steps.exists():
            raise Refused("There is nothing to print before the offer is sent for approval.")
        return briefs.request(
            search,
            kind=SHEET,
            about=row.pk,
            title=f"Approval sheet: {row.candidacy.alias}",
            file_name=f"approvals-{row.candidacy.alias}",
            snapshot=sheet_of(row, by),
            by=by,
            reader=by,
        )
