"""The weekly status as a PDF: for who runs the search, to send to who ordered it."""

from accounts.models import User
from briefs import actions as briefs
from briefs.models import Brief
from candidates.queries import owed_on
from candidates.weekly import snapshot_of
from searches.actions import acting
from searches.errors import Refused
from searches.models import Search


def make_status(*, search: Search, by: User) -> Brief:
    """Ask for this week's paper, for the one who asks. The same again while nothing has changed."""
    with acting(search.pk, by, "candidates.status") as locked:
        snapshot = snapshot_of(locked, by)
        if owed_on(by, locked, snapshot["ids"]):
            raise Refused("Say first, on each candidate's page, whether you know them.")
        return briefs.request(
            locked,
            kind="status",
            about=locked.pk,
            title=snapshot["heading"],
            file_name=f"status {locked.today} {locked.shown_outside}",
            snapshot=snapshot,
            by=by,
            reader=by,
        )
