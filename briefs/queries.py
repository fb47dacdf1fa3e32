"""The PDFs that somebody may read."""

from django.db.models import Model, QuerySet
from django.http import Http404

from accounts.models import User
from briefs.kinds import kind_of
from briefs.models import Brief
from searches.errors import NotAllowed
from searches.models import Search


def papers_of(reader: User, kind: str, about: Model) -> QuerySet[Brief]:
    """The reader's own papers of a kind on a record, newest first."""
    return Brief.objects.filter(reader=reader, kind=kind, about=about.pk).order_by("-pk")


def brief_for(viewer: User, pk: int) -> Brief:
    """The brief, if the viewer may read it now.

    Raises Http404 for who is not a member, NotAllowed for a member it was not made for.
    """
    visible = Brief.objects.filter(search__in=Search.objects.visible_to(viewer))
    brief = visible.select_related("search", "reader").filter(pk=pk).first()
    if brief is None:
        raise Http404
    named = brief.audience != Brief.Audience.READER or brief.reader_id == viewer.pk
    if not named or not kind_of(brief).may_read(viewer, brief):
        raise NotAllowed("This document was made for somebody else, or is closed to you now.")
    return brief
