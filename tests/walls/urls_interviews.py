"""The loop, interviews, kits."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from accounts.models import Link
from candidates.actions import declare_conflict
from candidates.models import Candidacy, Claim
from interviews import actions
from interviews.models import Interview, LoopSeat, Part, Proposal, ProposedSlot
from searches.models import Role
from tests.factories import candidates as people
from tests.factories import interviews as make
from tests.factories.scoping import signed_scope
from tests.walls.matrix import EVERYBODY, MEMBERS, PLANTED, RUNS, SEES_ALL, Url, World, of_search

OUT_OF_SIGHT = frozenset({Role.APPROVER})
READS_LOOP = SEES_ALL | {Role.PANELIST}
SEATED = frozenset({Role.PANELIST})
RECRUITER = frozenset({Role.RECRUITER})


def signed(world: World) -> tuple[int]:
    signed_scope(world.search)
    return of_search(world)


def being_set_up(world: World) -> tuple[int]:
    loop = make.draft_loop(world.search)
    make.name(loop, {"cto": world.panelist})
    return of_search(world)


def open_loop(world: World) -> tuple[int]:
    make.open_loop(world.search, {"cto": world.panelist})
    return of_search(world)


def a_version(world: World) -> tuple[int, int]:
    return (*open_loop(world), 1)


def a_seat(world: World) -> tuple[int, int]:
    being_set_up(world)
    return world.search.pk, LoopSeat.objects.get(key="cto", part__key="production").pk


def an_interview(world: World) -> tuple[int]:
    """The world's panelist sits in it and has declared; its candidate is the planted word."""
    open_loop(world)
    candidacy = people.candidacy(world.search, PLANTED, employer=PLANTED)
    people.claim(candidacy, PLANTED)
    row = make.interview(candidacy)
    declare_conflict(candidacy=candidacy, answer="none", by=world.panelist)
    return (row.pk,)


def that_began(world: World) -> tuple[int]:
    (pk,) = an_interview(world)
    before = timezone.now() - timedelta(hours=3)
    Interview.objects.filter(pk=pk).update(starts_at=before)
    return (pk,)


def a_candidacy(world: World) -> tuple[int]:
    return (Interview.objects.get(pk=an_interview(world)[0]).candidacy_id,)


def to_plan(world: World) -> tuple[int, int]:
    (candidacy,) = a_candidacy(world)
    return candidacy, make.part(world.search, "board").pk


def a_place(world: World) -> tuple[int, str]:
    return (*an_interview(world), "ml_engineer")


def a_claim(world: World) -> tuple[int, int, int]:
    candidacy, part = to_plan(world)
    return candidacy, part, Claim.objects.get(candidacy=candidacy).pk


def a_time(world: World, *args: Any) -> dict[str, Any]:
    day = timezone.localdate() + timedelta(days=30)
    return {
        "day": day.isoformat(),
        "time": "14:00",
        "minutes": "45",
        "zone": "Europe/Berlin",
        "place": "Room 3",
    }


def to_propose(world: World) -> tuple[int, int]:
    """Somebody in the loop has an interview, and another part of it is free."""
    return to_plan(world)


def times(world: World, *args: Any) -> dict[str, Any]:
    days = [timezone.localdate() + timedelta(days=n) for n in (40, 41)]
    rows = {f"day_{n}": day.isoformat() for n, day in enumerate(days, 1)}
    rows |= {"time_1": "09:00", "time_2": "14:00"}
    return rows | {"minutes": "45", "zone": "Europe/Berlin", "place": "Room 3"}


def proposed(world: World) -> Proposal:
    """Times are with a candidate."""
    candidacy, part = to_propose(world)
    soon = timezone.now().replace(minute=0, second=0, microsecond=0)
    return actions.propose_slots(
        candidacy=Candidacy.objects.get(pk=candidacy),
        part=Part.objects.get(pk=part),
        slots=[soon + timedelta(days=n) for n in (40, 41)],
        zone="Europe/Berlin",
        minutes=45,
        place="Room 3",
        by=world.manager,
    )


def to_withdraw(world: World) -> tuple[int, int]:
    row = proposed(world)
    return row.candidacy_id, row.pk


def behind_a_link(world: World) -> tuple[str]:
    return (proposed(world).link.token,)


def a_choice(world: World, token: str) -> dict[str, Any]:
    link = Link.objects.filter(token_hash=Link.hash(token)).first()
    slot = ProposedSlot.objects.filter(proposal__link=link).first()
    return {"slot": slot.pk if slot else 0, "zone": "America/Toronto"}


def a_day(world: World, *args: Any) -> dict[str, Any]:
    day = timezone.localdate() + timedelta(days=30)
    parts = Part.objects.filter(loop__search=world.search, key__in=("board", "team"))
    return {
        "day": day.isoformat(),
        "time": "09:00",
        "between": "10",
        "midday": "45",
        "zone": "Europe/Berlin",
        "place": "Room 3",
        "parts": [str(part.pk) for part in parts],
        "meets": "on",
        "meets_at": "09:00",
        "meets_for": "45",
    }


def a_meeting(world: World) -> tuple[int]:
    (pk,) = a_candidacy(world)
    actions.plan_meeting(
        candidacy=Candidacy.objects.get(pk=pk),
        starts_at=timezone.now() + timedelta(days=20),
        zone="Europe/Berlin",
        minutes=45,
        place="Room 3",
        by=world.manager,
    )
    return (pk,)


def an_address(world: World) -> tuple[str]:
    an_interview(world)
    return (actions.make_feed(by=world.panelist).token,)


SOMEBODY = {"name": "Ola Nordmann", "email": "ola@example.com"}

URLS = [
    Url("interviews:loop", open_loop, get=READS_LOOP),
    Url("interviews:version", a_version, get=READS_LOOP),
    Url("interviews:begin", signed, post=RUNS),
    Url(
        "interviews:open",
        being_set_up,
        post=RUNS,
        data={"short_because": "A firm of nine."},
    ),
    Url(
        "interviews:change",
        open_loop,
        get=RUNS,
        post=RUNS,
        data={"because": "The CFO left."},
    ),
    Url("interviews:seat", a_seat, get=RUNS, post=RUNS, data=SOMEBODY),
    Url("interviews:clear", a_seat, post=RUNS),
    Url("interviews:candidacy", a_candidacy, get=READS_LOOP, hidden=OUT_OF_SIGHT),
    Url(
        "interviews:plan",
        to_plan,
        get=RUNS,
        post=RUNS,
        data=a_time,
        hidden=OUT_OF_SIGHT,
    ),
    Url(
        "interviews:probe",
        to_plan,
        get=RECRUITER,
        post=RECRUITER,
        data={"text": "What did you keep?"},
        hidden=OUT_OF_SIGHT,
    ),
    Url("interviews:ask_about", a_claim, post=RECRUITER, hidden=OUT_OF_SIGHT),
    Url("interviews:merge_briefs", a_candidacy, post=SEATED, hidden=OUT_OF_SIGHT),
    Url(
        "interviews:propose",
        to_propose,
        get=RUNS,
        post=RUNS,
        data=times,
        hidden=OUT_OF_SIGHT,
    ),
    Url("interviews:withdraw", to_withdraw, post=RUNS, hidden=OUT_OF_SIGHT),
    Url(
        "interviews:choose",
        behind_a_link,
        get=MEMBERS,
        post=MEMBERS,
        data=a_choice,
        public=True,
    ),
    Url("interviews:chosen", get=MEMBERS, public=True),
    Url(
        "interviews:day",
        a_candidacy,
        get=RUNS,
        post=RUNS,
        data=a_day,
        hidden=OUT_OF_SIGHT,
    ),
    Url(
        "interviews:meeting",
        a_meeting,
        get=RUNS,
        post=RUNS,
        data=a_time,
        hidden=OUT_OF_SIGHT,
    ),
    Url("interviews:call_off", a_meeting, post=RUNS, hidden=OUT_OF_SIGHT),
    Url("interviews:feed", an_address, get=MEMBERS, public=True),
    Url("interviews:make_feed", post=EVERYBODY, only=EVERYBODY),
    Url("interviews:end_feed", post=EVERYBODY, only=EVERYBODY, writes=False),
    Url("interviews:mine", everyone=True),
    Url("interviews:briefs_today", post=EVERYBODY, only=EVERYBODY, writes=False),
    Url("interviews:kit", an_interview, get=READS_LOOP, hidden=OUT_OF_SIGHT),
    Url(
        "interviews:move",
        an_interview,
        get=RUNS,
        post=RUNS,
        data=a_time,
        hidden=OUT_OF_SIGHT,
    ),
    Url("interviews:hold", that_began, post=RUNS, hidden=OUT_OF_SIGHT),
    Url("interviews:cancel", an_interview, post=RUNS, hidden=OUT_OF_SIGHT),
    Url(
        "interviews:fill",
        a_place,
        get=RUNS,
        post=RUNS,
        data=SOMEBODY,
        hidden=OUT_OF_SIGHT,
    ),
    Url("interviews:brief", an_interview, post=SEATED, hidden=OUT_OF_SIGHT),
    Url("interviews:calendar", an_interview, get=SEATED, hidden=OUT_OF_SIGHT),
]
