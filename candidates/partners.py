"""What search partners read, and what is read of them by who runs the search."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Min, Prefetch, QuerySet

from accounts.models import User
from candidates.models import Candidacy, Feedback, Submission
from candidates.states import ENDED, Stage, SubmissionState
from scoping.briefs import snapshot_of
from scoping.models import JobDescription
from searches.models import Search


def _told() -> Prefetch:
    return Prefetch("feedback", Feedback.objects.select_related("said_by"))


# ---- For the partner


@dataclass(frozen=True)
class Standing:
    """One of a partner's candidates, as far as they are told: what they sent, a word on where it
    stands, and what was written to them. Nothing else of the search is in it."""

    sent: Submission
    meaning: str
    """good, care, stop, info or quiet"""
    words: str
    since: datetime
    told: Sequence[Feedback]


def standings_of(search: Search, partner: User) -> list[Standing]:
    """What the partner sent, the last first. Two queries, however many."""
    return [_standing(row) for row in _sent_by(partner, search)]


def standing_of(search: Search, partner: User, pk: int) -> Standing | None:
    row = _sent_by(partner, search).filter(pk=pk).first()
    return _standing(row) if row else None


def _sent_by(partner: User, search: Search) -> QuerySet[Submission]:
    rows = Submission.objects.visible_to(partner).filter(search=search, partner=partner)
    return rows.select_related("candidacy", "answered_by").prefetch_related(_told())


def _standing(row: Submission) -> Standing:
    told = list(row.feedback.all())
    if row.candidacy is not None:
        stage = Stage(row.candidacy.stage)
        # Not before it was taken: an older day would say that the search knew them already.
        since = max(row.candidacy.stage_since, row.answered_at or row.sent_at)
        meaning = "stop" if stage in ENDED else "good" if stage == Stage.HIRED else "info"
        return Standing(row, meaning, stage.label, since, told)
    if row.answered_at:
        return Standing(row, "stop", "Declined", row.answered_at, told)
    return Standing(row, "quiet", "Not answered yet", row.sent_at, told)


def jd_of(search: Search) -> dict[str, Any] | None:
    """The approved job description as its PDF shows it, without the company where it does."""
    row = JobDescription.objects.approved().filter(search=search).select_related("scope").first()
    if row is None:
        return None
    row.search = search
    return snapshot_of(row)


def has_jd(search: Search) -> bool:
    return JobDescription.objects.approved().filter(search=search).exists()


# ---- For who runs the search


def submissions_in(search: Search, viewer: User) -> QuerySet[Submission]:
    rows = Submission.objects.visible_to(viewer).filter(search=search)
    return rows.select_related("partner", "candidacy", "answered_by")


def submissions_of(candidacy: Candidacy) -> list[Submission]:
    """Those by which the candidate came, the first first, with what was told of them."""
    rows = candidacy.submissions.select_related("partner").prefetch_related(_told())
    return list(rows.order_by("pk"))


@dataclass(frozen=True)
class Unanswered:
    search: Search
    count: int
    first: int
    """Id of the submission that waits longest."""


def unanswered(searches: Sequence[Search]) -> list[Unanswered]:
    """Which of these searches have candidates of a partner to answer. One query."""
    known = {search.pk: search for search in searches}
    rows = Submission.objects.filter(search__in=known, state=SubmissionState.OPEN)
    counted = rows.order_by().values_list("search").annotate(Count("pk"), Min("pk"))
    return [Unanswered(known[pk], count, first) for pk, count, first in counted]
