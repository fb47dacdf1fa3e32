from dataclasses import dataclass, field

from accounts.models import User
from accounts.templatetags.face import day
from accounts.zones import city
from searches.models import Membership, Role, Search


@dataclass
class Seated:
    """Somebody on a search, with every role they hold there."""

    user: User
    rows: list[Membership] = field(default_factory=list)

    @property
    def roles(self) -> list[str]:
        return [row.role for row in self.rows]


def seats_of(search: Search) -> list[Seated]:
    """Who sits on the search now: those who run it first, then by name."""
    rows = search.memberships.current().select_related("user").order_by("since", "pk")
    people: dict[int, Seated] = {}
    for row in rows:
        people.setdefault(row.user_id, Seated(row.user)).rows.append(row)
    order = list(Role.values)
    return sorted(
        people.values(),
        key=lambda seat: (min(map(order.index, seat.roles)), str(seat.user).casefold()),
    )


def hiring_managers(search: Search) -> str:
    """ "Tobias Lindqvist", or "Tobias Lindqvist or Ines Kovač": who signs and approves."""
    names = _names(search, Role.HIRING_MANAGER)
    return " or ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def today_there(search: Search) -> str:
    """What day it is where the search is run, for who wrote a day that is still to come there."""
    return f"In {city(search.zone)} it is {day(search.today)}."


def day_to_day(search: Search) -> str:
    """Who moves a search from day to day, as a sentence begins with them: the first recruiter."""
    return next(iter(_names(search, Role.RECRUITER)), "The hiring manager")


def _names(search: Search, role: Role) -> list[str]:
    rows = search.memberships.current().filter(role=role).select_related("user")
    return [str(row.user) for row in rows.order_by("since", "pk")]
