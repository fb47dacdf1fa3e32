"""Planning an interview for a candidacy, moving it, saying it was held, cancelling it."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from accounts.actors import Actor
from accounts.models import User
from accounts.templatetags.face import when
from candidates.actions import give_own_page, set_stage
from candidates.models import Candidacy
from candidates.states import STAGE_MOVES, Stage
from interviews.actions.clashes import one_place_at_a_time, refuse_clash
from interviews.actions.meetings import meet
from interviews.actions.seats import refuse_ended, settle_access, take_seat, tell_seated
from interviews.actions.withdrawing import withdraw_proposals
from interviews.models import Interview, LoopSeat, Part, Proposal, Seat
from interviews.queries.planning import places_for
from interviews.signals import cancelling, interview_added
from interviews.states import INTERVIEW_MOVES, Duty, InterviewState, LoopState
from mail.actions import post
from mail.models import Mail
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
        when_and_where = Planned(starts_at, zone, minutes, place)
        return plan(search, candidacy, part, when_and_where, by=by, contact=by)


@dataclass(frozen=True)
class Planned:
    """When an interview is, how long and where; the candidate's own zone if they chose one."""

    starts_at: datetime
    zone: str
    minutes: int
    place: str
    candidate_zone: str = ""


def plan(
    search: Search,
    candidacy: Candidacy,
    part: Part,
    planned: Planned,
    *,
    by: Actor,
    contact: User,
    taken: Proposal | None = None,
) -> Interview:
    """Inside another frame. `contact` is whom the candidate writes to; `by` may be their link.

    Times proposed for the part are withdrawn, but for the proposal of which one is `taken`.
    """
    row = Candidacy.objects.select_related("candidate").get(pk=candidacy.pk)
    part = Part.objects.select_related("loop").get(pk=part.pk, loop__search=search)
    refuse_plan(row, part)
    places = places_for(row, part)
    refuse_unjudged(part, places)
    people = [place.user for place in places if place.user]
    refuse_clash(people, row, planned.starts_at, planned.minutes)
    with one_place_at_a_time():
        interview = Interview.objects.create(
            candidacy=row, part=part, planned_by=contact, **asdict(planned)
        )
        _seat_all(search, interview, places, by)
    if row.stage in find(STAGE_MOVES, "enter_loop").sources:
        set_stage(search, row, "enter_loop", by)
    log(search, by, "interview.planned", interview, "starts_at", "minutes", "zone", "place")
    others = Proposal.objects.filter(candidacy=row, part__key=part.key)
    withdraw_proposals(search, others.exclude(pk=taken.pk) if taken else others, by)
    interview_added.send(sender=Interview, interview=interview, search=search, by=by)
    if interview.ahead:
        give_own_page(search, row, by)
        tell_candidate(search, "interview_planned_for_candidate", interview)
    return interview


def plan_day(
    *,
    candidacy: Candidacy,
    times: Sequence[tuple[Part, datetime]],
    zone: str,
    place: str,
    debrief: dict[str, Any] | None,
    by: User,
) -> list[Interview]:
    """Several parts at once, and the debrief meeting where it is wanted: all of them or none."""
    with acting(candidacy.search_id, by, "interviews.plan") as search:
        planned = [
            plan(
                search,
                candidacy,
                part,
                Planned(starts_at, zone, part.minutes, place),
                by=by,
                contact=by,
            )
            for part, starts_at in times
        ]
        if debrief:
            meet(search, candidacy, zone=zone, place=place, by=by, **debrief)
        return planned


def refuse_unjudged(part: Part, places: Iterable[LoopSeat]) -> None:
    if not any(place.duty == Duty.SCORING for place in places):
        raise Refused(f"Nobody who scores is named for “{part}” yet. Name them in the loop.")


def refuse_plan(candidacy: Candidacy, part: Part) -> None:
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
        refuse_ended(row.candidacy)
        if row.starts_at is None:
            raise Refused("The reading of a questionnaire has no time to change.")
        wanted = {"starts_at": starts_at, "zone": zone, "minutes": minutes, "place": place}
        changed = [field for field, value in wanted.items() if getattr(row, field) != value]
        if not changed:
            return row
        seats = list(row.seats.current().select_related("user"))
        people = [seat.user for seat in seats]
        refuse_clash(people, row.candidacy, starts_at, minutes, besides=row)
        was_ahead = row.ahead
        for field in changed:
            setattr(row, field, wanted[field])
        row.sequence += 1
        with one_place_at_a_time():
            row.save()
            Seat.objects.all().keep_times_of(row)
        log(search, by, "interview.moved", row, *changed)
        if was_ahead or row.ahead:
            _tell_moved(search, row, seats, known=was_ahead)
        return row


def _tell_moved(search: Search, interview: Interview, seats: list[Seat], *, known: bool) -> None:
    """What was planned as past was told to nobody: for them it is new."""
    kind = "interview_moved" if known else "interview_planned"
    for seat in seats:
        post(kind=kind, to=seat.user, about=seat.pk, search=search)
    tell_candidate(search, f"{kind}_for_candidate", interview)


def hold_interview(*, interview: Interview, by: User) -> Interview:
    with acting(interview.search.pk, by, find(INTERVIEW_MOVES, "hold").perm) as search:
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
    Seat.objects.all().keep_times_of(interview)
    log(search, by, "interview.cancelled", interview, "state")
    for seat in interview.seats.current().select_related("user").order_by("pk"):
        settle_access(search, interview.candidacy, seat.user, by)
        if interview.ahead:
            post(kind="interview_cancelled", to=seat.user, about=seat.pk, search=search)
    if interview.ahead and _candidate_was_told(interview):
        tell_candidate(search, "interview_cancelled_for_candidate", interview)


def _candidate_was_told(interview: Interview) -> bool:
    """At whichever address: who has another one by now learns at that one that it is off."""
    kinds = ("interview_planned_for_candidate", "interview_moved_for_candidate")
    return Mail.objects.filter(kind__in=kinds, about=interview.pk).exists()


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
