"""What waits for the signed-in person. Rooms register functions; home orders their lines."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from accounts.models import User
from searches.models import INSIDE, RUNS, Membership, Role, Search


@dataclass(frozen=True)
class Waiting:
    """One line of home: a sentence with a link, its due time if any, and why it matters."""

    say: str
    url: str
    action: str
    """What the link says: 'Finish the scorecard'."""
    why: str = ""
    due: datetime | None = None
    state: str = ""
    """A few words on how far it is: 'Not begun'."""


def evening(day: date) -> datetime:
    """When what is due on a day is due: at six, where whoever reads it is."""
    return timezone.make_aware(datetime.combine(day, time(18)))


@dataclass(frozen=True)
class Section:
    title: str
    kind: str
    lines: list[Waiting]


Source = Callable[[User], Iterable[Waiting]]

PageOf = Callable[[Search], str]

_sources: dict[Source, frozenset[str]] = {}
_pages: dict[str, PageOf] = {}


def register(source: Source, *roles: str) -> None:
    """`source` is asked for who holds one of the roles in any search; nobody else waits on it."""
    _sources[source] = frozenset(roles)


def my_searches(user: User) -> dict[Search, set[str]]:
    """The searches the user is on, the newest first, with the roles held in each."""
    mine = _all_searches(user).items()
    return {search: roles for search, roles in mine if not INSIDE.isdisjoint(roles)}


def partnered(user: User) -> list[tuple[Search, str]]:
    """The searches for which the user is a search partner, each with where they look at it."""
    mine = _all_searches(user).items()
    return [(s, page_for(s, Role.PARTNER)) for s, roles in mine if Role.PARTNER in roles]


def register_page(role: str, page: PageOf) -> None:
    """Where who holds this role begins, if it is not the search's own page."""
    _pages[role] = page


def page_for(search: Search, role: str) -> str:
    return _pages[role](search) if role in _pages else search.get_absolute_url()


def _all_searches(user: User) -> dict[Search, set[str]]:
    kept: dict[Search, set[str]] | None = user.__dict__.get("_my_searches")
    return _asked(user) if kept is None else kept


def _asked(user: User) -> dict[Search, set[str]]:
    rows = Membership.objects.current().filter(user=user).order_by("-search__opened_at", "pk")
    found: dict[Search, set[str]] = {}
    for row in rows.select_related("search__playbook_version").defer(
        "search__playbook_version__data"
    ):
        found.setdefault(row.search, set()).add(row.role)
    return found


def run_by(user: User) -> list[Search]:
    """Those that are under way: of a search that is paused or closed nothing waits."""
    mine = my_searches(user).items()
    return [s for s, roles in mine if s.is_running and not roles.isdisjoint(RUNS)]


def runs_any(user: User) -> bool:
    """Whether the user runs a search, under way or not."""
    return Membership.objects.current().filter(user=user, role__in=RUNS).exists()


def lines_for(user: User) -> list[Waiting]:
    """Asks which searches the user is on, and keeps that for its sources and its page."""
    mine = user.__dict__["_my_searches"] = _asked(user)
    roles = {role for held in mine.values() for role in held}
    return [line for source, of in _sources.items() if of & roles for line in source(user)]


def sections_for(user: User) -> list[Section]:
    """Late, today, this week, then what has no date or lies further out."""
    now = timezone.localtime()
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    tomorrow, next_week = midnight + timedelta(days=1), midnight + timedelta(days=7)
    lines = lines_for(user)
    dated = sorted([(line.due, line) for line in lines if line.due], key=lambda pair: pair[0])
    undated = [line for line in lines if not line.due]
    sections = [
        Section("Late", "late", [x for due, x in dated if due < now]),
        Section("Today", "today", [x for due, x in dated if now <= due < tomorrow]),
        Section("This week", "week", [x for due, x in dated if tomorrow <= due < next_week]),
        Section("Next", "next", undated + [x for due, x in dated if due >= next_week]),
    ]
    return [section for section in sections if section.lines]
