"""Roles as predicates, and the one way to ask for a permission.

A permission is asked with `may(...)` or demanded with `require(...)`, never with `user.has_perm`,
which lets superusers through.
"""

from collections.abc import Callable
from typing import Any

import rules
from rules.predicates import Predicate

from accounts.actors import Actor, Clock
from accounts.models import User
from searches.errors import NotAllowed
from searches.models import INSIDE, SEES_ALL, Membership, Role, Search

SENTENCES: dict[str, str] = {}
Knows = Callable[[User, Any], bool]
_knows: list[Knows] = []
SHUT_TOO: set[str] = set()
"""What may be done while a search is paused or closed as well."""


def register_knows(knows: Knows) -> None:
    """`knows` says whether who runs or observes a search may know of a record in it at all; where
    not, their role opens nothing of it."""
    _knows.append(knows)


def roles_in(user: User, search: Search) -> frozenset[str]:
    """The user's current roles in a search; asked once per user object and search."""
    known: dict[int, frozenset[str]] = user.__dict__.setdefault("_roles_in", {})
    if search.pk not in known:
        rows = Membership.objects.current().filter(user=user, search=search)
        known[search.pk] = frozenset(rows.values_list("role", flat=True))
    return known[search.pk]


def forget_roles(actor: Actor) -> None:
    """Ask the database again: called under the search's lock, before an action is allowed."""
    actor.__dict__.pop("_roles_in", None)


def role(name: str) -> Predicate:
    def holds(user: User, record: Any) -> bool:
        held = user.is_authenticated and name in roles_in(user, record.search)
        return held and (name not in SEES_ALL or all(knows(user, record) for knows in _knows))

    return rules.predicate(holds, name=f"is_{name}")


is_hiring_manager = role(Role.HIRING_MANAGER)
is_recruiter = role(Role.RECRUITER)
is_panelist = role(Role.PANELIST)
is_approver = role(Role.APPROVER)
is_observer = role(Role.OBSERVER)
is_partner = role(Role.PARTNER)
runs_the_search = is_hiring_manager | is_recruiter


@rules.predicate
def is_member(user: User, record: Any) -> bool:
    return user.is_authenticated and not INSIDE.isdisjoint(roles_in(user, record.search))


def permit(perm: str, predicate: Predicate, sentence: str, *, shut_too: bool = False) -> None:
    """Register a permission and the sentence a member without it is told.

    `shut_too`: the actions it allows end or read something, and stay possible while the search is
    paused or closed.
    """
    rules.add_perm(perm, predicate)
    SENTENCES[perm] = sentence
    if shut_too:
        SHUT_TOO.add(perm)


def may(actor: Actor, perm: str, record: Any) -> bool:
    """Whether a user holds the permission. The clock may; a link never does by a rule."""
    if isinstance(actor, Clock):
        return True
    return isinstance(actor, User) and rules.has_perm(perm, actor, record)


def require(actor: Actor, perm: str, record: Any) -> None:
    if not may(actor, perm, record):
        raise NotAllowed(SENTENCES[perm])


permit(
    "searches.invite",
    runs_the_search,
    "The hiring manager or the recruiter invites people.",
    shut_too=True,
)
permit(
    "searches.name_manager",
    is_hiring_manager,
    "A hiring manager is named, and leaves, by the word of a hiring manager.",
    shut_too=True,
)
permit(
    "searches.start_from",
    is_hiring_manager,
    "The next search is started from this one by its hiring manager.",
    shut_too=True,
)
permit(
    "searches.edit",
    is_hiring_manager,
    "The hiring manager changes the search itself.",
    shut_too=True,
)
