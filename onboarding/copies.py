"""What the person hired wrote in their first 90 days, for the copy of what is held on them."""

from collections.abc import Iterator

from accounts.templatetags.face import day
from candidates.copies import Part
from candidates.models import Candidacy
from onboarding.models import CheckIn, Deliverable, EarlyWarning, Plan, PromiseWord, Review


def of_the_plan(candidacy: Candidacy) -> Iterator[Part]:
    """A review once both sides have answered it: before, neither reads the other."""
    if not Plan.objects.filter(candidacy=candidacy).exists():
        return  # most never had one, and nothing more is asked for them
    evidence = Deliverable.objects.filter(phase__plan__candidacy=candidacy).order_by("pk")
    handed_in = [(row.text, f"{row.evidence} {row.evidence_url}".strip()) for row in evidence]
    yield Part("What you handed in", handed_in)
    for row in CheckIn.objects.filter(plan__candidacy=candidacy, hired_at__isnull=False):
        yield Part(f"{row.title}, {day(row.hired_at)}", row.said)
    yield from _of_warnings(candidacy)
    words = PromiseWord.objects.filter(promise__plan__candidacy=candidacy, by=None)
    said = [
        (row.promise.text, f"{row.get_kept_display()}. {row.words}")
        for row in words.select_related("promise").order_by("pk")
    ]
    yield Part("What you said of what was promised", said)
    reviews = Review.objects.filter(plan__candidacy=candidacy, hired_at__isnull=False)
    for review in reviews.filter(manager_at__isnull=False):
        yield Part("Your side of the review", review.hired_said)


def _of_warnings(candidacy: Candidacy) -> Iterator[Part]:
    """Without a name it is the person hired who wrote."""
    rows = list(EarlyWarning.objects.filter(plan__candidacy=candidacy).order_by("pk"))
    yield Part("What you warned of", [(row.what, row.way_out) for row in rows if row.by_hired])
    answered = [row for row in rows if not row.by_hired and row.answered_at]
    theirs = [(row.what, row.answer) for row in answered if row.answered_by_id is None]
    yield Part("What you answered to a warning", theirs)
