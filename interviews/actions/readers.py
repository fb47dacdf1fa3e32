"""The two readers of a questionnaire, once its answers are in and the loop is open."""

from accounts.actors import Actor
from candidates.models import Candidacy
from interviews.actions.seats import take_seat, tell_seated
from interviews.models import Interview, Part
from interviews.queries.planning import who_asked_out
from interviews.signals import interview_added
from interviews.states import InterviewState, LoopState
from searches.actions import log
from searches.models import Search


def let_readers_in(search: Search, *, candidacy: Candidacy, by: Actor) -> Interview | None:
    """Seat the readers of the open loop: an interview without a time. Inside another frame.

    Harmless when repeated, and while no loop is open.
    """
    part = Part.objects.filter(
        loop__search=search, loop__state=LoopState.OPEN, kind="questionnaire"
    ).first()
    if part is None:
        return None
    readings = Interview.objects.standing().filter(candidacy=candidacy, part__kind=part.kind)
    if readings.exists():
        return None
    interview = Interview.objects.create(
        candidacy=candidacy,
        part=part,
        state=InterviewState.HELD,  # the conversation, or the writing, is over
        minutes=part.minutes,
        zone=search.zone,
    )
    log(search, by, "interview.to_read", interview)
    named = part.seats.filter(user__isnull=False).select_related("user")
    for place in named.exclude(user__in=who_asked_out(candidacy).values("user")):
        assert place.user is not None
        seat = take_seat(search, interview=interview, place=place, user=place.user, by=by)
        tell_seated(search, seat, interview)
    interview_added.send(sender=Interview, interview=interview, search=search, by=by)
    return interview
