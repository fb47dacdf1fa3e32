"""What the person hired wrote in their first 90 days, for the copy of what is held on them."""

from collections.abc import Iterator

from django.db.models.fields.files import FieldFile

from accounts.templatetags.face import day
from candidates.copies import Part
from candidates.models import Candidacy
from onboarding.models import CheckIn, Deliverable, EarlyWarning, Plan, PromiseWord, Review
from searches.models import Event


def of_the_plan(candidacy: Candidacy) -> Iterator[Part]:
    """A review once both sides have answered it: before, neither reads the other."""
    if not Plan.objects.filter(candidacy=candidacy).exists():
        return  # most never had one, and nothing more is asked for them
    yield from _handed_in(candidacy)
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


def _handed_in(candidacy: Candidacy) -> Iterator[Part]:
    """Apart where somebody who runs the search did it for them: those words are not theirs."""
    rows = _evidence(candidacy)
    events = Event.objects.filter(
        verb="deliverable.handed_in", record=Deliverable._meta.label_lower, record_id__in=rows
    )
    last = {event.record_id: event.user for event in events.select_related("user")}
    said = {row.pk: (row.text, _words_of(row)) for row in rows.values()}
    yield Part("What you handed in", [said[pk] for pk in said if not last.get(pk)])
    for who in dict.fromkeys(filter(None, last.values())):
        theirs = [said[pk] for pk in said if last.get(pk) == who]
        yield Part(f"What {who} handed in for you", theirs)


def _evidence(candidacy: Candidacy) -> dict[int, Deliverable]:
    rows = Deliverable.objects.filter(
        phase__plan__candidacy=candidacy, handed_in_at__isnull=False
    ).order_by("pk")
    return {row.pk: row for row in rows}


def _words_of(row: Deliverable) -> str:
    return " ".join(filter(None, (row.evidence, row.evidence_url, row.file_name)))


def papers_of_the_plan(candidacy: Candidacy) -> Iterator[tuple[str, FieldFile]]:
    with_file = [row for row in _evidence(candidacy).values() if row.file]
    for number, row in enumerate(with_file, 1):
        yield f"evidence-{number}.{row.file_kind}", row.file


def _of_warnings(candidacy: Candidacy) -> Iterator[Part]:
    """Without a name it is the person hired who wrote."""
    rows = list(EarlyWarning.objects.filter(plan__candidacy=candidacy).order_by("pk"))
    yield Part("What you warned of", [(row.what, row.way_out) for row in rows if row.by_hired])
    answered = [row for row in rows if not row.by_hired and row.answered_at]
    theirs = [(row.what, row.answer) for row in answered if row.answered_by_id is None]
    yield Part("What you answered to a warning", theirs)
