"""Planning an interview for a candidacy, moving it, saying it was held, cancelling it."""

from datetime import datetime

from django.utils import timezone

from accounts.actors import Actor
from accounts.models import User
from accounts.templatetags.face import when
from candidates.actions import set_stage
from candidates.models import Candidacy
from candidates.queries import barred
from candidates.states import STAGE_MOVES, Stage
from interviews.actions.seats import (
    refuse_clash,
    settle_access,
    take_seat,
    tell_seated,
)
from interviews.models import Interview, LoopSeat, Part
from interviews.signals import cancelling, interview_added
from interviews.states import INTERVIEW_MOVES, Duty, InterviewState, LoopState
from mail.actions import post
from searches.actions import acting, log
from searches.errors import Refused
from searches.models import Search
from searches.moves import find, target_of

PLANNABLE = (Stage.ADDED, Stage.TALKING, Stage.SHORTLISTED, Stage.LOOP, Stage.DEBRIEF)


def plan_interview(
    *,
    candidacy: Candidacy,
    part: Part,
    starts_at: datetime,
    zone: str,
    minutes: int,
    place: str,
    by: User,
) -> Interview:
    """Hold a part for a candidacy at a time: its seats are copied from the loop, all are told."""
    with acting(candidacy.search_id, by, "interviews.plan") as search:
        row = Candidacy.objects.select_related("candidate").get(pk=candidacy.pk)
        part = Part.objects.select_related("loop").get(pk=part.pk, loop__search=search)
        _refuse_plan(row, part)
        places = places_for(row, part)
        if not any(place.duty == Duty.SCORING for place in places):
            raise Refused(f"Nobody who scores is named for “{part}” yet. Name them in the loop.")
        refuse_clash([place.user for place in places if place.user], row, starts_at, minutes)
        interview = Interview.objects.create(
            candidacy=row,
            part=part,
            starts_at=starts_at,
            zone=zone,
            minutes=minutes,
            place=place,
            planned_by=by,
        )
        _seat_all(search, interview, places, by)
        if row.stage in find(STAGE_MOVES, "enter_loop").sources:
            set_stage(search, row, "enter_loop", by)
        log(search, by, "interview.planned", interview, "starts_at", "minutes", "zone", "place")
        interview_added.send(sender=Interview, interview=interview, search=search, by=by)
        if interview.ahead:
            tell_candidate(search, "interview_planned_for_candidate", interview)
        return interview


def _refuse_plan(candidacy: Candidacy, part: Part) -> None:
    if part.loop.state != LoopState.OPEN:
        raise Refused("Interviews are planned with the open loop. Open it first.")
    if part.kind == "questionnaire":
        raise Refused("The questionnaire is read when the answers are in. It has no time.")
    if candidacy.stage not in PLANNABLE:
        stage = candidacy.get_stage_display().lower()
        raise Refused(f"{candidacy} is at “{stage}”. Interviews are planned before that.")
    same = Interview.objects.standing().filter(candidacy=candidacy, part__key=part.key)
    if same.exists():
        raise Refused(f"“{part}” is planned already. Change its time, or cancel it first.")


def places_for(candidacy: Candidacy, part: Part) -> list[LoopSeat]:
    """The loop's named seats, without who is not to judge this candidate."""
    named = part.seats.filter(user__isnull=False).select_related("user")
    return list(named.exclude(user__in=barred(candidacy)))


def _seat_all(search: Search, interview: Interview, places: list[LoopSeat], by: Actor) -> None:
    for place in places:
        if place.user:
            seat = take_seat(search, interview=interview, place=place, user=place.user, by=by)
            tell_seated(search, seat, interview)


def move_interview(
    *, interview: Interview, starts_at: datetime, zone: str, minutes: int, place: str, by: User
) -> Interview:
    """Another time, length or place. The calendar file's sequence counts on."""
    with acting(interview.search.pk, by, "interviews.plan") as search:
        row = _fetch(interview)
        row.state = target_of(INTERVIEW_MOVES, "move", row.state, _wrong(row, "moved"))
        if row.starts_at is None:
            raise Refused("The reading of a questionnaire has no time to change.")
        wanted = {"starts_at": starts_at, "zone": zone, "minutes": minutes, "place": place}
        changed = [field for field, value in wanted.items() if getattr(row, field) != value]
        if not changed:
            return row
        seats = list(row.seats.current().select_related("user"))
        people = [seat.user for seat in seats]
        refuse_clash(people, row.candidacy, starts_at, minutes, besides=row)
        for field in changed:
            setattr(row, field, wanted[field])
        row.sequence += 1
        row.save()
        log(search, by, "interview.moved", row, *changed)
        for seat in seats:
            post(kind="interview_moved", to=seat.user, about=seat.pk, search=search)
        tell_candidate(search, "interview_moved_for_candidate", row)
        return row


def hold_interview(*, interview: Interview, by: User) -> Interview:
    with acting(interview.search.pk, by, "interviews.plan") as search:
        row = _fetch(interview)
        row.state = target_of(INTERVIEW_MOVES, "hold", row.state, _wrong(row, "held"))
        if row.starts_at and row.starts_at > timezone.now():
            raise Refused(
                f"This interview begins {when(row.starts_at, row.zone)}. "
                "Say afterwards that it was held."
            )
        row.save(update_fields=["state"])
        log(search, by, "interview.held", row, "state")
        return row


def cancel_interview(*, interview: Interview, by: User) -> Interview:
    with acting(interview.search.pk, by, find(INTERVIEW_MOVES, "cancel").perm) as search:
        row = _fetch(interview)
        cancel(search, interview=row, by=by)
        return row


def cancel(search: Search, *, interview: Interview, by: Actor) -> None:
    """Cancel, unless a room above forbids it (a card is in). Inside another frame."""
    interview.state = target_of(
        INTERVIEW_MOVES, "cancel", interview.state, "This interview is cancelled already."
    )
    cancelling.send(sender=Interview, interview=interview, search=search, by=by)
    interview.cancelled_at = timezone.now()
    interview.sequence += 1
    interview.save()
    log(search, by, "interview.cancelled", interview, "state")
    for seat in interview.seats.current().select_related("user").order_by("pk"):
        settle_access(search, interview.candidacy, seat.user, by)
        if interview.ahead:
            post(kind="interview_cancelled", to=seat.user, about=seat.pk, search=search)
    if interview.ahead:
        tell_candidate(search, "interview_cancelled_for_candidate", interview)


def tell_candidate(search: Search, kind: str, interview: Interview) -> None:
    address = interview.candidacy.candidate.email
    if address:
        post(kind=kind, to=address, about=interview.pk, search=search)


def _fetch(interview: Interview) -> Interview:
    return Interview.objects.select_related("candidacy__candidate", "part").get(pk=interview.pk)


def _wrong(interview: Interview, done: str) -> str:
    if interview.state == InterviewState.CANCELLED:
        return f"This interview was cancelled. It cannot be {done}."
    return f"This interview was held. It cannot be {done}."
