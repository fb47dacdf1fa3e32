"""Questions passed on, for the recruiter: the words and the candidate, never the source."""

from django.db.models import QuerySet

from accounts.models import User
from candidates.models import Candidacy
from interviews.models import Interview, Part
from interviews.states import InterviewState, LoopState
from scorecards.models import PassedQuestion
from searches.models import Search


def questions_in(search: Search, viewer: User) -> QuerySet[PassedQuestion]:
    """The author is deferred and the part not fetched: a page cannot show them by accident."""
    known = Candidacy.objects.visible_to(viewer).filter(search=search)
    rows = PassedQuestion.objects.filter(interview__candidacy__in=known)
    return rows.select_related("interview__candidacy__candidate", "probe__part").order_by("pk")


def later_parts(candidacy: Candidacy) -> QuerySet[Part]:
    """Parts of the open loop that were not held yet for this candidate."""
    held = Interview.objects.filter(candidacy=candidacy, state=InterviewState.HELD)
    parts = Part.objects.filter(loop__search=candidacy.search_id, loop__state=LoopState.OPEN)
    return parts.exclude(key__in=held.values("part__key"))
