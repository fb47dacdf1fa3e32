"""What the person hired wrote in their first 90 days, for the copy of what is held on them."""

from collections.abc import Iterator

from accounts.templatetags.face import day
from candidates.copies import Part
from candidates.models import Candidacy
from onboarding.models import CheckIn, Deliverable, Review


def of_the_plan(candidacy: Candidacy) -> Iterator[Part]:
    """A review once both sides have answered it: before, neither reads the other."""
    evidence = Deliverable.objects.filter(phase__plan__candidacy=candidacy).order_by("pk")
    handed_in = [(row.text, f"{row.evidence} {row.evidence_url}".strip()) for row in evidence]
    yield Part("What you handed in", handed_in)
    for row in CheckIn.objects.filter(plan__candidacy=candidacy, hired_at__isnull=False):
        said = [("Done", row.done), ("Ahead", row.ahead), ("Risks", row.risks)]
        yield Part(f"{row.title}, {day(row.hired_at)}", [*said, ("What you need", row.needs)])
    reviews = Review.objects.filter(plan__candidacy=candidacy, hired_at__isnull=False)
    for review in reviews.filter(manager_at__isnull=False):
        yield Part("Your side of the review", review.hired_said)
