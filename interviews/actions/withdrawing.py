"""What ends proposed times before one is chosen. Inside another frame."""

from django.db.models import QuerySet
from django.utils import timezone

from accounts.actors import Actor
from interviews.models import Proposal
from interviews.states import PROPOSAL_MOVES
from searches.actions import log
from searches.models import Search
from searches.moves import target_of


def withdraw_proposals(search: Search, rows: QuerySet[Proposal], by: Actor) -> int:
    """Close those of the rows that are with the candidate or wait for an answer to their words.

    Their links stop working. Answers how many there were.
    """
    found = list(rows.unsettled().select_related("link"))  # type: ignore[attr-defined]
    for row in found:
        row.state = target_of(PROPOSAL_MOVES, "withdraw", row.state, "")
        row.closed_at = timezone.now()
        row.save(update_fields=["state", "closed_at"])
        if row.link and not row.link.revoked_at:
            row.link.revoke()
        log(search, by, "slots.withdrawn", row, "state")
    return len(found)
