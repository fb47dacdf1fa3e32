"""The shortlist as a document: who may read it."""

from django.db.models import Q

from accounts.models import User
from briefs.kinds import Kind, register
from briefs.models import Brief
from candidates.models import Merge
from candidates.queries import undeclared
from searches.rules import may


def may_read_shortlist(viewer: User, brief: Brief) -> bool:
    """Who runs the search; not while they owe a word on knowing somebody in it."""
    if not may(viewer, "candidates.manage", brief.search):
        return False
    named = brief.snapshot["ids"]
    # Whose row has gone into another since: the word is owed on that one.
    into = Merge.objects.filter(gone__in=named).values("candidacy")
    owed = undeclared(viewer, brief.search).filter(Q(candidacy__in=named) | Q(candidacy__in=into))
    return not owed.exists()


register(
    Kind(
        name="shortlist",
        label="Shortlist",
        template="briefs/shortlist.html",
        audience=Brief.Audience.READER,
        may_read=may_read_shortlist,
    )
)
