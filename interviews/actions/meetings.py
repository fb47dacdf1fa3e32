"""The debrief meeting of one candidacy: when and where its people talk."""

from datetime import datetime

from django.utils import timezone

from accounts.actors import Actor
from accounts.models import User
from candidates.models import Candidacy
from interviews.actions.clashes import refuse_clash
from interviews.actions.guests import invite, settle_guests
from interviews.models import Meeting
from interviews.queries.planning import guests_of, standing_seats
from interviews.states import MEETING_MOVES, MeetingState
from mail.actions import post
from searches.actions import acting, log
from searches.errors import Refused
from searches.models import Search
from searches.moves import target_of

OVER = "This debrief meeting was cancelled."


def plan_meeting(
    *,
    candidacy: Candidacy,
    starts_at: datetime,
    zone: str,
    minutes: int,
    place: str,
    by: User,
) -> Meeting:
    """Ask the people of the candidacy's interviews and the hiring manager to one meeting."""
    with acting(candidacy.search_id, by, "interviews.plan") as search:
        return meet(search, candidacy, starts_at, zone, minutes, place, by)


def meet(
    search: Search,
    candidacy: Candidacy,
    starts_at: datetime,
    zone: str,
    minutes: int,
    place: str,
    by: User,
) -> Meeting:
    """Inside another frame."""
    row = Candidacy.objects.select_related("candidate").get(pk=candidacy.pk)
    if row.ended:
        raise Refused(f"{row} has left the search.")
    if Meeting.objects.filter(candidacy=row, state=MeetingState.PLANNED).exists():
        raise Refused("The debrief meeting is set already. Change its time, or cancel it first.")
    if not standing_seats().filter(interview__candidacy=row).exists():
        raise Refused(f"Nobody sits in an interview with {row} yet. Plan the interviews first.")
    people = guests_of(search, row)
    refuse_clash(people, None, starts_at, minutes)
    meeting = Meeting.objects.create(
        candidacy=row,
        starts_at=starts_at,
        zone=zone,
        minutes=minutes,
        place=place,
        planned_by=by,
    )
    log(search, by, "meeting.planned", meeting, "starts_at", "minutes", "zone", "place")
    for person in people:
        invite(search, meeting, person, by)
    return meeting


def move_meeting(
    *, meeting: Meeting, starts_at: datetime, zone: str, minutes: int, place: str, by: User
) -> Meeting:
    """Another time, length or place. The calendar file's sequence counts on."""
    with acting(meeting.search.pk, by, "interviews.plan") as search:
        row = Meeting.objects.select_related("candidacy__candidate").get(pk=meeting.pk)
        row.state = target_of(MEETING_MOVES, "move", row.state, OVER)
        wanted = {"starts_at": starts_at, "zone": zone, "minutes": minutes, "place": place}
        changed = [field for field, value in wanted.items() if getattr(row, field) != value]
        if not changed:
            return row
        guests = list(row.guests.current().select_related("user").order_by("pk"))
        refuse_clash([guest.user for guest in guests], None, starts_at, minutes, besides=row)
        for field in changed:
            setattr(row, field, wanted[field])
        row.sequence += 1
        row.save()
        log(search, by, "meeting.moved", row, *changed)
        for guest in guests:
            post(kind="debrief_meeting_moved", to=guest.user, about=guest.pk, search=search)
        settle_guests(search, row.candidacy, by)
        return row


def cancel_meeting(*, meeting: Meeting, by: User) -> Meeting:
    with acting(meeting.search.pk, by, "interviews.cancel") as search:
        row = Meeting.objects.get(pk=meeting.pk)
        call_off(search, row, by)
        return row


def call_off(search: Search, meeting: Meeting, by: Actor) -> None:
    """Cancel it and tell who was asked to it. Inside another frame."""
    meeting.state = target_of(MEETING_MOVES, "cancel", meeting.state, f"{OVER[:-1]} already.")
    meeting.cancelled_at = timezone.now()
    meeting.sequence += 1
    meeting.save()
    log(search, by, "meeting.cancelled", meeting, "state")
    for guest in meeting.guests.current().select_related("user").order_by("pk"):
        if meeting.ahead:
            post(kind="debrief_meeting_cancelled", to=guest.user, about=guest.pk, search=search)
