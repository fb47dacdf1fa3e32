"""The shortlist and the weekly status as documents: who may read them."""

from accounts.models import User
from briefs.kinds import Kind, register
from briefs.models import Brief
from candidates.models import Candidacy
from candidates.queries import owed_on, stand_for
from searches.rules import may


def may_read_shortlist(viewer: User, brief: Brief) -> bool:
    """Who runs the search; not while they owe a word on knowing somebody in it, and not once
    somebody in it has become internal without their knowing."""
    ids = brief.snapshot["ids"]
    known = Candidacy.objects.visible_to(viewer)
    runs = may(viewer, "candidates.manage", brief.search)
    hidden = stand_for(ids).exclude(pk__in=known).exists()
    return runs and not hidden and not owed_on(viewer, brief.search, ids)


def may_read_status(viewer: User, brief: Brief) -> bool:
    """As the shortlist; and not once somebody in it has become internal, since it travels."""
    named = stand_for(brief.snapshot["ids"])
    return may_read_shortlist(viewer, brief) and not named.filter(internal=True).exists()


register(
    Kind(
        name="shortlist",
        label="Shortlist",
        template="briefs/shortlist.html",
        audience=Brief.Audience.READER,
        may_read=may_read_shortlist,
    )
)
register(
    Kind(
        name="status",
        label="Weekly status",
        template="briefs/status.html",
        audience=Brief.Audience.READER,
        may_read=may_read_status,
    )
)
