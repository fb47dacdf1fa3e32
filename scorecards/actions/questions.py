"""A neutral question passed on: the one declared channel out of a sealed card."""

from django.utils import timezone

from accounts.models import User
from interviews.actions import place_probe
from interviews.models import Interview, Part
from scorecards.models import PassedQuestion
from searches.actions import acting, log
from searches.errors import Refused


def pass_question(*, interview: Interview, text: str, by: User) -> PassedQuestion:
    """Hand the recruiter a question for a later kit. Harmless when repeated.

    The log is read by every member, later panelists among them: a line there, at this minute, would
    say who asks. It begins with what the recruiter does of it.
    """
    with acting(interview.search.pk, by, "scorecards.write", interview):
        if not text.strip():
            raise Refused("Write the question as you want it asked.")
        if interview.candidacy.debriefs.filter(closed_at=None).exists():
            raise Refused("The debrief is open. Raise it there.")
        question, _ = PassedQuestion.objects.get_or_create(
            interview=interview, author=by, text=text.strip()
        )
        return question


def place_question(*, question: PassedQuestion, part: Part, text: str, by: User) -> PassedQuestion:
    """Put it in a later kit, without source or seriousness."""
    with acting(question.search.pk, by, "scorecards.place", question) as search:
        row = _waiting(question)
        row.probe = place_probe(candidacy=row.interview.candidacy, part=part, text=text, by=by)
        row.save()
        log(search, by, "question.placed", row, "probe")
        return row


def decline_question(*, question: PassedQuestion, by: User) -> PassedQuestion:
    with acting(question.search.pk, by, "scorecards.place", question) as search:
        row = _waiting(question)
        row.declined_at = timezone.now()
        row.save()
        log(search, by, "question.declined", row, "declined_at")
        return row


def _waiting(question: PassedQuestion) -> PassedQuestion:
    row = PassedQuestion.objects.select_related("interview__candidacy").get(pk=question.pk)
    if row.probe_id or row.declined_at:
        raise Refused("This question was dealt with already.")
    return row
