"""Who is asked to a debrief meeting: they come and go with the seats. Inside other frames."""

from django.utils import timezone

from accounts.actors import Actor
from accounts.models import User
from candidates.models import Candidacy
from interviews.models import Guest, Meeting
from interviews.queries.planning import guests_of
from interviews.states import MeetingState
from mail.actions import post
from searches.actions import log
from searches.models import Search


def meeting_ahead(candidacy: Candidacy) -> Meeting | None:
    row = Meeting.objects.filter(candidacy=candidacy, state=MeetingState.PLANNED).first()
    return row if row and row.ahead else None


def invite(search: Search, meeting: Meeting, user: User, by: Actor) -> None:
    guest = Guest.objects.create(meeting=meeting, user=user)
    log(search, by, "guest.invited", guest, "user")
    post(kind="debrief_meeting_planned", to=user, about=guest.pk, search=search)


def settle_guests(search: Search, candidacy: Candidacy, by: Actor) -> None:
    """Ask to the meeting to come who has taken a seat, and tell off who has none any more."""
    meeting = meeting_ahead(candidacy)
    if meeting is None:
        return
    wanted = guests_of(search, candidacy)
    asked = {guest.user: guest for guest in meeting.guests.current().select_related("user")}
    gone = [guest for user, guest in asked.items() if user not in wanted]
    if gone:
        meeting.sequence += 1
        meeting.save(update_fields=["sequence"])
    for guest in gone:
        guest.ended_at = timezone.now()
        guest.save(update_fields=["ended_at"])
        log(search, by, "guest.left", guest, "ended_at")
        post(kind="debrief_meeting_cancelled", to=guest.user, about=guest.pk, search=search)
    for user in wanted:
        if user not in asked:
            invite(search, meeting, user, by)
