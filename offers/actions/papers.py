"""What is printed of an offer for the one who asks; its letter goes out with `send_offer`."""

from typing import Any

from accounts.models import User
from briefs import actions as briefs
from briefs.models import Brief
from offers.actions.standing import fresh
from offers.briefs import COMPARISON, PREVIEW, SHEET, comparison_of, sheet_of, snapshot_of
from offers.models import Offer
from searches.actions import acting
from searches.errors import NotAllowed, Refused
from searches.models import Search


def request_comparison(*, offer: Offer, by: User) -> Brief:
    """The draft and its variants side by side."""
    with acting(offer.candidacy.search_id, by, "offers.build", offer) as search:
        row = fresh(offer)
        return _printed(search, row, COMPARISON, "Offers compared", comparison_of(row, by), by)


def preview_letter(*, offer: Offer, by: User) -> Brief:
    """The letter as it would go out now. It says of itself that it is not sent."""
    with acting(offer.candidacy.search_id, by, "offers.build", offer) as search:
        row = fresh(offer)
        said = snapshot_of(row) | {"draft": True, "reader": str(by)}
        return _printed(search, row, PREVIEW, "Preview of a letter", said, by)


def request_sheet(*, offer: Offer, by: User) -> Brief:
    """Who approved what: for who builds the offer and for who approves it."""
    with acting(offer.candidacy.search_id, by) as search:
        if not Offer.objects.visible_to(by).filter(pk=offer.pk).exists():
            raise NotAllowed("Pay is seen by who builds an offer and who approves it.")
        row = fresh(offer)
        if not row.steps.exists():
            raise Refused("There is nothing to print before the offer is sent for approval.")
        return _printed(search, row, SHEET, "Approval sheet", sheet_of(row, by), by)


def _printed(
    search: Search, offer: Offer, kind: str, title: str, snapshot: dict[str, Any], by: User
) -> Brief:
    alias = offer.candidacy.alias
    return briefs.request(
        search,
        kind=kind,
        about=offer.pk,
        title=f"{title}: {alias}",
        file_name=f"{title} {alias}",
        snapshot=snapshot,
        by=by,
        reader=by,
    )
