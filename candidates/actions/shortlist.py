"""The shortlist as a PDF: claims, answers and references of three to five people, no scores."""

from collections.abc import Sequence

from accounts.models import User
from briefs import actions as briefs
from briefs.models import Brief
from candidates.models import Candidacy
from candidates.queries import for_shortlist, needs_declaration
from candidates.shortlist import snapshot_of
from searches.actions import acting
from searches.errors import Refused
from searches.models import Search

LONGEST = 250_000
"""Characters of text in one shortlist; beyond it no reader follows and no printer is glad."""


def make_shortlist(*, search: Search, chosen: Sequence[Candidacy], by: User) -> Brief:
    """Ask for the PDF, for the one who asks. They stand in the order they came."""
    with acting(search.pk, by, "candidates.manage") as locked:
        pks = [candidacy.pk for candidacy in chosen]
        rows = list(for_shortlist(locked, by).filter(pk__in=pks))
        _may_stand(locked, rows, len(set(pks)), by)
        snapshot = snapshot_of(locked, rows, by)
        if _length(snapshot) > LONGEST:
            raise Refused("This is more text than one document holds. Choose fewer candidates.")
        return briefs.request(
            locked,
            kind="shortlist",
            about=locked.pk,
            title=f"{snapshot['heading']}",
            file_name=f"shortlist {locked.shown_outside}",
            snapshot=snapshot,
            by=by,
            reader=by,
        )


def _may_stand(search: Search, rows: list[Candidacy], asked: int, by: User) -> None:
    plan = search.playbook.shortlist
    if len(rows) != asked:
        raise Refused("Somebody you chose is no longer on the shortlist. Choose anew.")
    if not plan.minimum <= asked <= plan.maximum:
        raise Refused(f"A shortlist has {plan.minimum} to {plan.maximum} candidates, not {asked}.")
    if any(needs_declaration(by, row) for row in rows):
        raise Refused("Say first, on each candidate's page, whether you know them.")


def _length(value: object) -> int:
    if isinstance(value, dict):
        return sum(_length(inner) for inner in value.values())
    if isinstance(value, list):
        return sum(_length(inner) for inner in value)
    return len(str(value))
