"""How a URL is declared for the matrix: what it needs, who may do what with it.

Everything else is derived and run by test_urls.py: anonymous people, every role, superusers,
people of another search, people who have left, methods nobody declared. A URL that is not
declared fails the suite.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from accounts.models import User
from searches.models import INSIDE, Role, Search
from tests import factories

PLANTED = "Quillfeather"
"""Stands in everything the world holds; no refusal may show it."""
THEIR_OWN = re.compile(
    rb'<section class="section" aria-labelledby="typed">.*?</section>', re.DOTALL
)

MEMBERS = frozenset(role.value for role in INSIDE)
RUNS = frozenset({Role.HIRING_MANAGER, Role.RECRUITER})
SEES_ALL = RUNS | {Role.OBSERVER}
MANAGES = frozenset({Role.HIRING_MANAGER})
NOBODY: frozenset[str] = frozenset()
PARTNER = frozenset({Role.PARTNER})
OUTSIDE = (Role.PARTNER.value, "administrator", "stranger", "removed")
"""For whom the search does not exist; a search partner has pages of their own."""
EVERYBODY = MEMBERS | frozenset(OUTSIDE)


@dataclass
class World:
    """One search with somebody in every role, and people who have no business in it."""

    search: Search
    people: dict[str, User | None]

    def __getitem__(self, who: str) -> User:
        user = self.people[who]
        assert user is not None
        return user

    @property
    def manager(self) -> User:
        return self[Role.HIRING_MANAGER]

    @property
    def recruiter(self) -> User:
        return self[Role.RECRUITER]

    @property
    def panelist(self) -> User:
        return self[Role.PANELIST]


def world() -> World:
    manager = factories.user("Tobias Lindqvist", can_open_searches=True)
    search = factories.search(by=manager)
    search.company = PLANTED
    search.save()
    others = [role for role in Role.values if role != Role.HIRING_MANAGER]
    people: dict[str, User | None] = {role: factories.member(search, role) for role in others}
    people[Role.HIRING_MANAGER] = manager
    # A superuser in a role may do what the role may, and no more.
    User.objects.filter(pk__in=[people[Role.OBSERVER].pk, people[Role.PANELIST].pk]).update(
        is_superuser=True
    )
    factories.search(by=factories.user("Another", can_open_searches=True))
    stranger = factories.search().opened_by
    return World(
        search,
        people
        | {
            "administrator": factories.administrator(),
            "stranger": stranger,
            "removed": factories.removed_member(search, Role.HIRING_MANAGER),
            "anonymous": None,
        },
    )


Data = Mapping[str, Any] | Callable[..., Mapping[str, Any]]


@dataclass(frozen=True)
class Url:
    """One named URL.

    build       makes what the URL needs in the world and answers its arguments
    get, post   roles that may; None where the method is not offered at all (405)
    data        a minimal valid POST, or a function of (world, *args) that makes it
    hidden      member roles for which it does not exist (404) rather than being refused (403)
    everyone    any signed-in person may (home, playbooks); a set of roles is then not asked
    only        the people (roles or not) that may, where a search has no say: everyone else 403
    public      no account needed (private links, health)
    writes      False for a POST that is meant to write nothing (a check while typing)
    """

    name: str
    build: Callable[[World], tuple[Any, ...]] = lambda world: ()
    get: frozenset[str] | None = None
    post: frozenset[str] | None = None
    data: Data = field(default_factory=dict)
    hidden: frozenset[str] = NOBODY
    everyone: bool = False
    only: frozenset[str] = NOBODY
    public: bool = False
    writes: bool = True

    def allowed(self, method: str) -> frozenset[str] | None:
        if self.everyone and method == "GET":
            return MEMBERS
        return self.get if method == "GET" else self.post

    def payload(self, world: World, args: tuple[Any, ...]) -> dict[str, Any]:
        return dict(self.data(world, *args) if callable(self.data) else self.data)


def of_search(world: World) -> tuple[Any, ...]:
    return (world.search.pk,)


def shown_in(refusal: bytes) -> bytes:
    """A refusal without what its form held, which is given back to who sent it."""
    return THEIR_OWN.sub(b"", refusal)
