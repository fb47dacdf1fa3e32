"""The loop and its interviews for tests, as people would make them: through the actions."""

from datetime import datetime, timedelta

from django.utils import timezone

from accounts.models import User
from candidates.models import Candidacy
from interviews import actions
from interviews.models import Interview, Loop, LoopSeat, Part, Seat
from interviews.queries import open_loop_of
from interviews.states import Duty, Need
from scoping.models import Scope
from searches.models import Search
from tests import factories
from tests.factories import scoping
from tests.factories.candidates import answered

NAMES = {
    "first_reader": "Marguerite Osei",
    "second_reader": "Jonas Weidlich",
    "cto": "Priya Nair",
    "ceo": "Henrik Dahl",
    "ml_engineer": "Ama Boateng",
    "board_observer": "Carla Ruiz",
    "cpo": "Yusuf Demir",
    "cfo": "Ingrid Solheim",
    "team_one": "Mateo Silva",
    "team_two": "Aiko Tanaka",
    "team_three": "Per Nygaard",
    "board_member": "Dagny Voss",
}


def draft_loop(search: Search, **scope: object) -> Loop:
    """A loop being set up, nobody named; the scope is signed first if it is not."""
    if not Scope.objects.signed().filter(search=search).exists():
        scoping.signed_scope(search, **scope)
    return actions.begin_loop(search=search, by=factories.hiring_manager_of(search))


def name(loop: Loop, people: dict[str, User]) -> None:
    """Name these people, by seat key, for each of their seats."""
    by = factories.hiring_manager_of(loop.search)
    for key, person in people.items():
        seat = LoopSeat.objects.filter(part__loop=loop, key=key).order_by("part__position").first()
        assert seat is not None
        actions.name_seat(seat=seat, email=person.email, name=person.name, by=by)


def open_loop(search: Search, people: dict[str, User] | None = None) -> Loop:
    """An open loop: every seat that has to be filled is, each key by its own person.

    `people` says who sits where (seat key -> user); the rest are new people.
    """
    loop = draft_loop(search)
    seats = LoopSeat.objects.filter(part__loop=loop).exclude(need=Need.OPTIONAL)
    keys = list(
        dict.fromkeys(seats.order_by("part__position", "position").values_list("key", flat=True))
    )
    given = people or {}
    everybody = {k: given[k] if k in given else factories.user(NAMES.get(k, "")) for k in keys}
    for key, person in (everybody | given).items():
        LoopSeat.objects.filter(part__loop=loop, key=key).update(user=person)
    return actions.open_loop(loop=loop, short_because="", by=factories.hiring_manager_of(search))


def part(search: Search, key: str = "production") -> Part:
    loop = open_loop_of(search) or open_loop(search)
    return Part.objects.get(loop=loop, key=key)


def interview(
    candidacy: Candidacy,
    part_key: str = "production",
    *,
    starts_at: datetime | None = None,
    minutes: int = 60,
    zone: str = "Europe/Berlin",
    place: str = "Room 3",
) -> Interview:
    """Planned with the people of the loop (opened first if it is not), a week from now.

    Each interview of a candidacy begins two hours after the one planned before it.
    """
    search = candidacy.search
    where = part(search, part_key)
    planned = Interview.objects.filter(starts_at__isnull=False).count()
    soon = timezone.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=7)
    return actions.plan_interview(
        candidacy=candidacy,
        part=where,
        starts_at=starts_at or soon + timedelta(hours=9 * planned),
        zone=zone,
        minutes=minutes,
        place=place,
        by=factories.hiring_manager_of(search),
    )


def held(candidacy: Candidacy, part_key: str = "production") -> Interview:
    """Held yesterday or before."""
    many = Interview.objects.filter(starts_at__isnull=False).count()
    before = timezone.now().replace(minute=0, second=0, microsecond=0) - timedelta(days=1)
    row = interview(candidacy, part_key, starts_at=before - timedelta(hours=9 * many))
    return actions.hold_interview(interview=row, by=factories.hiring_manager_of(candidacy.search))


def reading(candidacy: Candidacy) -> Interview:
    """The two readers' interview: the answers are in, and the loop is open."""
    part(candidacy.search, "questionnaire")
    answered(candidacy)
    return Interview.objects.standing().get(candidacy=candidacy, part__kind="questionnaire")


def seat_of(interview: Interview, key: str = "") -> Seat:
    """The current seat of this key, or the first that scores."""
    seats = interview.seats.current().select_related("user").order_by("pk")
    return seats.get(key=key) if key else seats.filter(duty=Duty.SCORING)[0]


def panelist_of(interview: Interview, key: str = "") -> User:
    return seat_of(interview, key).user
