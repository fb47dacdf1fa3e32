"""Taking a seat and leaving it, and the role and the access that come and go with it."""

from django.db.models import QuerySet
from django.utils import timezone

from accounts.actions import person_for
from accounts.actors import Actor
from accounts.models import User
from candidates.actions import admit, dismiss, refuse_candidate
from candidates.models import Candidacy
from candidates.queries import barred
from interviews.actions.clashes import one_place_at_a_time, refuse_clash
from interviews.actions.guests import settle_guests
from interviews.models import Interview, LoopSeat, Seat
from interviews.queries.planning import standing_seats
from interviews.states import InterviewState, LoopState
from mail.actions import post
from searches.actions import acting, end_role, grant, log, refuse_both_sides
from searches.errors import Refused
from searches.models import Role, Search

Place = tuple[str, str]
"""A part's key and a seat's key."""


def settle_role(search: Search, user: User, by: Actor) -> None:
    """Make somebody a panelist who has a seat, and end the role of who has none.

    A seat is one in the open loop or in an interview that stands. Inside another frame.
    """
    in_loop = LoopSeat.objects.filter(
        user=user, part__loop__search=search, part__loop__state=LoopState.OPEN
    )
    in_interview = _standing_seats(user).filter(interview__candidacy__search=search)
    if in_loop.exists() or in_interview.exists():
        grant(search, user=user, role=Role.PANELIST, by=by)
    else:
        end_role(search, user=user, role=Role.PANELIST, by=by)


def settle_access(search: Search, candidacy: Candidacy, user: User, by: Actor) -> None:
    """Shut a candidacy to who sits in none of its standing interviews. Inside another frame."""
    if not _standing_seats(user).filter(interview__candidacy=candidacy).exists():
        dismiss(search, candidacy=candidacy, user=user, role=Role.PANELIST, by=by)
        settle_guests(search, candidacy, by)
    settle_role(search, user, by)


def _standing_seats(user: User) -> QuerySet[Seat]:
    return standing_seats().filter(user=user)


def take_seat(
    search: Search, *, interview: Interview, place: LoopSeat, user: User, by: Actor
) -> Seat:
    """Seat somebody in an interview and let them in to the candidacy. Inside another frame."""
    seat = Seat.objects.create(
        interview=interview,
        user=user,
        key=place.key,
        title=place.title,
        duty=place.duty,
        starts_at=interview.starts_at,
        ends_at=interview.ends_at,
    )
    log(search, by, "seat.taken", seat, "user")
    admit(search, candidacy=interview.candidacy, user=user, role=Role.PANELIST, by=by)
    grant(search, user=user, role=Role.PANELIST, by=by)
    settle_guests(search, interview.candidacy, by)
    return seat


def leave_seat(search: Search, *, seat: Seat, by: Actor) -> None:
    """End somebody's place in an interview. Access ends with the last one. Inside another frame."""
    seat.ended_at = timezone.now()
    seat.save(update_fields=["ended_at"])
    log(search, by, "seat.left", seat, "ended_at")
    interview = seat.interview
    if interview.state == InterviewState.PLANNED and interview.ahead:
        interview.sequence += 1
        interview.save(update_fields=["sequence"])
        post(kind="interview_cancelled", to=seat.user, about=seat.pk, search=search)
    settle_access(search, interview.candidacy, seat.user, by)


def leave_candidacy(search: Search, *, candidacy: Candidacy, user: User, by: Actor) -> None:
    """End all of somebody's places in one candidacy's interviews. Inside another frame."""
    seats = _standing_seats(user).filter(interview__candidacy=candidacy)
    for seat in seats.select_related("interview__candidacy", "user").order_by("pk"):
        leave_seat(search, seat=seat, by=by)


def replace_in_interview(*, seat: Seat, email: str, name: str, by: User) -> Seat:
    """Put somebody else in a seat of one interview; the loop stays as it is."""
    return fill_seat(interview=seat.interview, key=seat.key, email=email, name=name, by=by)


def fill_seat(*, interview: Interview, key: str, email: str, name: str, by: User) -> Seat:
    """Seat a person in one interview, in place of whoever sits there now, if anybody does."""
    with acting(interview.search.pk, by, "interviews.plan") as search:
        row = Interview.objects.select_related("candidacy__candidate", "part").get(pk=interview.pk)
        refuse_ended(row.candidacy)
        place = _place_of(row, key)
        user = person_for(email=email, name=name, by=by, search=search.pk)
        refuse_person(search, row.candidacy, user)
        _refuse_wrong_place(search, row, key, user)
        if row.starts_at:
            refuse_clash([user], row.candidacy, row.starts_at, row.minutes, besides=row)
        before = row.seats.current().filter(key=key).select_related("user").first()
        if before:
            before.interview = row
            leave_seat(search, seat=before, by=by)
        with one_place_at_a_time():
            seat = take_seat(search, interview=row, place=place, user=user, by=by)
        tell_seated(search, seat, row)
        return seat


def tell_seated(search: Search, seat: Seat, interview: Interview) -> None:
    """Of an interview to come, or of answers to read; one that is over is on their home page."""
    if interview.starts_at is None:
        post(kind="answers_to_read", to=seat.user, about=seat.pk, search=search)
    elif interview.state == InterviewState.PLANNED and interview.ahead:
        post(kind="interview_planned", to=seat.user, about=seat.pk, search=search)


def refuse_ended(candidacy: Candidacy) -> None:
    """Nothing new is held with who has left."""
    if candidacy.ended:
        raise Refused("This candidate has left the search. What was held stays as it was.")


def _place_of(interview: Interview, key: str) -> LoopSeat:
    if interview.state == InterviewState.CANCELLED:
        raise Refused("This interview was cancelled.")
    if interview.state == InterviewState.HELD and interview.starts_at:
        raise Refused("This interview was held. Who sat in it stays as it was.")
    place = interview.part.seats.filter(key=key).first()
    if place is None:
        raise Refused("This part of the loop has no such seat.")
    return place


def refuse_on_panel(search: Search, user: User) -> None:
    """Nobody sits on a panel who may not sign in, is a candidate, or submits candidates."""
    if not user.is_active:
        raise Refused(f"{user} may not sign in any more. An administrator can change that.")
    refuse_candidate(search, user, "sit in its loop")
    refuse_both_sides(search, user, Role.PANELIST)


def refuse_person(search: Search, candidacy: Candidacy, user: User) -> None:
    """Who is a candidate here, or is not to judge this one, does not take a seat."""
    refuse_on_panel(search, user)
    if barred(candidacy).filter(pk=user.pk).exists():
        raise Refused(f"{user} is not to judge {candidacy}. Name somebody else.")


def must_differ(search: Search, one: Place, other: Place) -> bool:
    """Whether the playbook wants two different people in these two seats."""

    def bars(a: Place, b: Place) -> bool:
        return b[1] in search.playbook.part(a[0]).seat(a[1]).distinct_from

    return bars(one, other) or bars(other, one)


def _refuse_wrong_place(search: Search, interview: Interview, key: str, user: User) -> None:
    """One seat a person in an interview; and no two seats of a candidate that want two people."""
    here = (interview.part.key, key)
    seats = _standing_seats(user).filter(interview__candidacy=interview.candidacy)
    for seat in seats.select_related("interview__part"):
        if seat.interview_id == interview.pk:
            raise Refused(f"{user} sits in this interview already, as {seat.title}.")
        if must_differ(search, here, (seat.interview.part.key, seat.key)):
            raise Refused(
                f"{user} is {seat.title} in “{seat.interview.part}”. "
                "This seat has to be somebody else's."
            )
