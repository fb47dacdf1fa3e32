"""Setting up the loop: its parts from the playbook, its people by name, opening it, changing it."""

from django.utils import timezone

from accounts.actions import person_for
from accounts.actors import Actor
from accounts.models import User, normal_email
from candidates.models import Candidacy, Questionnaire
from candidates.queries import emails_of
from candidates.states import QuestionnaireState
from interviews.actions.readers import let_readers_in
from interviews.actions.seats import Place, must_differ, refuse_on_panel, settle_role
from interviews.actions.withdrawing import withdraw_proposals
from interviews.models import Interview, Loop, LoopSeat, Part, Proposal
from interviews.queries import coverage
from interviews.states import LOOP_MOVES, LoopState
from scoping.queries import signed_scope
from searches.actions import acting, advance, grant, log
from searches.errors import Refused
from searches.models import Role, Search, Step
from searches.moves import target_of

FULL_TIME = "full_time"
People = dict[Place, int]
"""Place -> user id."""


def begin_loop(*, search: Search, by: Actor) -> Loop:
    """The first draft, of the parts that the engagement asks for; or the draft there is."""
    with acting(search.pk, by, "interviews.set_up") as locked:
        draft = locked.loops.filter(state=LoopState.DRAFT).first()
        if draft:
            return draft
        if locked.loops.exists():
            raise Refused("The loop is set up. A change to it is a new version, with a reason.")
        loop = _draft(locked, number=1, people=_people_of_source(locked))
        log(locked, by, "loop.begun", loop)
        return loop


def change_loop(*, search: Search, because: str, by: Actor) -> Loop:
    """A new version to work on; the open one stands until the new one is opened."""
    with acting(search.pk, by, "interviews.set_up") as locked:
        if locked.loops.filter(state=LoopState.DRAFT).exists():
            raise Refused("A new version is being set up already.")
        loop = locked.loops.filter(state=LoopState.OPEN).first()
        if loop is None:
            raise Refused("The loop is not open yet. It can be changed as it is.")
        if not because.strip():
            raise Refused("A change to the loop needs a reason.")
        seats = LoopSeat.objects.filter(part__loop=loop, user__isnull=False)
        people = {(s.part.key, s.key): s.user_id for s in seats.select_related("part") if s.user_id}
        draft = _draft(locked, number=loop.number + 1, people=people, because=because)
        log(locked, by, "loop.changed", draft, "changed_because")
        return draft


def _people_of_source(search: Search) -> People:
    """Whom the search that this one was started from named for its loop."""
    seats = LoopSeat.objects.filter(
        part__loop__search=search.started_from_id,
        part__loop__state=LoopState.OPEN,
        user__is_active=True,
    ).exclude(user__email__in=emails_of(search))
    return {(s.part.key, s.key): s.user_id for s in seats.select_related("part") if s.user_id}


def _draft(search: Search, *, number: int, people: People, because: str = "") -> Loop:
    scope = signed_scope(search)
    if scope is None:
        raise Refused("The scope is not signed yet. The loop follows from it.")
    engagement = scope.facts.get("engagement") or FULL_TIME
    plans = search.playbook.parts_of(engagement)
    loop = Loop.objects.create(
        search=search, number=number, engagement=engagement, changed_because=because.strip()
    )
    parts = Part.objects.bulk_create(
        Part(
            loop=loop,
            key=plan.key,
            position=plan.position,
            kind=plan.kind,
            title=plan.title,
            minutes=plan.duration_minutes,
            focus=list(plan.focus),
            gate=plan.gate,
        )
        for plan in plans
    )
    LoopSeat.objects.bulk_create(
        LoopSeat(
            part=part,
            key=seat.key,
            position=position,
            title=seat.title,
            duty=seat.duty,
            need=seat.need,
            user_id=people.get((part.key, seat.key)),
        )
        for part, plan in zip(parts, plans, strict=True)
        for position, seat in enumerate(plan.seats, start=1)
    )
    return loop


def name_seat(
    *, seat: LoopSeat, email: str, name: str, by: User, only_here: bool = False
) -> LoopSeat:
    """Name somebody for a seat, and for the same seat in the other parts unless `only_here`.

    Who has no account is invited by mail. In an open loop the person is a panelist at once.
    """
    with acting(seat.part.search.pk, by, "interviews.set_up") as search:
        row = _seat_to_change(seat)
        if row.user and row.user.email == normal_email(email):
            raise Refused(f"{row.user} sits there already.")
        if row.user_id:
            _refuse_change_in_use(row)
        user = person_for(email=email, name=name, by=by, search=search.pk)
        refuse_on_panel(search, user)
        seats = list(
            LoopSeat.objects.filter(part__loop=row.part.loop).select_related("part", "user")
        )
        _refuse_wrong_place(search, row, user, seats)
        before = row.user
        for each in [row] if only_here else [row, *_same_seat_elsewhere(search, row, user, seats)]:
            each.user = user
            each.save(update_fields=["user"])
            log(search, by, "loop.seat_named", each, "user")
        _settle(search, row, by, user, before)
        return row


def clear_seat(*, seat: LoopSeat, by: Actor) -> LoopSeat:
    with acting(seat.part.search.pk, by, "interviews.set_up") as search:
        row = _seat_to_change(seat)
        before = row.user
        if before is None:
            raise Refused("Nobody is named for this seat.")
        _refuse_change_in_use(row)
        row.user = None
        row.save(update_fields=["user"])
        log(search, by, "loop.seat_cleared", row, "user")
        _settle(search, row, by, before)
        return row


def _settle(search: Search, row: LoopSeat, by: Actor, *people: User | None) -> None:
    """In the open loop a seat makes a panelist at once; in a draft when it opens."""
    if row.part.loop.state == LoopState.OPEN:
        for person in filter(None, people):
            settle_role(search, person, by)


def _seat_to_change(seat: LoopSeat) -> LoopSeat:
    row = LoopSeat.objects.select_related("part__loop", "user").get(pk=seat.pk)
    if row.part.loop.state == LoopState.SUPERSEDED:
        raise Refused("This version of the loop has been replaced by a newer one.")
    return row


def _refuse_change_in_use(row: LoopSeat) -> None:
    """An empty seat of an open loop may be filled; another person is a new version."""
    loop = row.part.loop
    if loop.state == LoopState.OPEN and Interview.objects.filter(part__loop=loop).exists():
        raise Refused(
            "Interviews were planned with this loop. To change who sits where, "
            "change the loop: that makes a new version, with a reason."
        )


def _refuse_wrong_place(search: Search, row: LoopSeat, user: User, seats: list[LoopSeat]) -> None:
    for other in seats:
        if other.user_id != user.pk or other.pk == row.pk:
            continue
        if other.part_id == row.part_id:
            raise Refused(f"{user} sits in this part already, as {other.title}. Name another.")
        if must_differ(search, (row.part.key, row.key), (other.part.key, other.key)):
            raise Refused(
                f"{user} is named as {other.title} in “{other.part}”. "
                f"The {row.title} has to be somebody else."
            )


def _same_seat_elsewhere(
    search: Search, row: LoopSeat, user: User, seats: list[LoopSeat]
) -> list[LoopSeat]:
    """The seat of the same key in other parts, where it is empty or was the same person's."""
    taken = {s.part_id for s in seats if s.user_id == user.pk}
    return [
        other
        for other in seats
        if other.key == row.key
        and other.part_id not in taken | {row.part_id}
        and other.user_id in (None, row.user_id)
    ]


def open_loop(*, loop: Loop, short_because: str, by: User) -> Loop:
    """Open it: whole, or short with a reason, which the debrief shows beside who gave it."""
    with acting(loop.search_id, by, "interviews.set_up") as search:
        row = Loop.objects.get(pk=loop.pk)
        row.state = target_of(LOOP_MOVES, "open", row.state, "This loop is open already.")
        found = coverage(row)
        if not found.people:
            raise Refused("Nobody is named for any seat yet. Name at least one person.")
        if not found.complete and not short_because.strip():
            raise Refused(
                "The loop is not whole: " + " ".join(found.says_missing) + " Fill what is "
                "missing, or open it short and say why."
            )
        before = _supersede(search, by)
        row.opened_by, row.opened_at = by, timezone.now()
        row.short_because = "" if found.complete else short_because.strip()
        row.save()
        log(search, by, "loop.opened", row, "state")
        for person in User.objects.filter(pk__in=found.people).order_by("pk"):
            refuse_on_panel(search, person)  # who may have become a candidate since they were named
            grant(search, user=person, role=Role.PANELIST, by=by)
        for person in User.objects.filter(pk__in=before - found.people).order_by("pk"):
            settle_role(search, person, by)
        advance(search, Step.LOOP, by)
        _let_waiting_readers_in(search, by)
        return row


def _supersede(search: Search, by: Actor) -> set[int]:
    """Close the version that stood until now; answers the ids of its people."""
    old = search.loops.filter(state=LoopState.OPEN).first()
    if old is None:
        return set()
    old.state = target_of(LOOP_MOVES, "supersede", old.state, "")
    old.save(update_fields=["state"])
    log(search, by, "loop.superseded", old, "state")
    withdraw_proposals(search, Proposal.objects.filter(part__loop=old), by)
    seats = LoopSeat.objects.filter(part__loop=old, user__isnull=False)
    return set(seats.values_list("user_id", flat=True))


def _let_waiting_readers_in(search: Search, by: Actor) -> None:
    answered = Questionnaire.objects.filter(
        candidacy__search=search, state=QuestionnaireState.SUBMITTED
    )
    for candidacy in Candidacy.objects.live().filter(pk__in=answered.values("candidacy")):
        let_readers_in(search, candidacy=candidacy, by=by)
