"""Records for tests. Every factory makes one thing and what it cannot do without, nothing more."""

from functools import cache
from itertools import count

from accounts.models import User
from playbooks.actions import load_version
from playbooks.models import PlaybookVersion
from playbooks.reader import CAIO, read
from playbooks.schema import Playbook
from searches.actions import grant, open_search
from searches.models import Membership, Role, Search

_number = count(1)
PASSWORD = "a long enough password"


def user(name: str = "", *, zone: str = "UTC", **more) -> User:
    """Somebody with an account and no role anywhere. Signs in with PASSWORD."""
    number = next(_number)
    return User.objects.create_user(
        email=more.pop("email", f"person{number}@example.com"),
        name=name or f"Person {number}",
        password=PASSWORD,
        zone=zone,
        **more,
    )


def administrator() -> User:
    return user("Ada Ministrator", is_staff=True, is_superuser=True)


@cache
def caio() -> Playbook:
    """The CAIO playbook as it ships, read once a run."""
    return read(CAIO)


def caio_version() -> PlaybookVersion:
    return load_version(playbook=caio())


def search(*, by: User | None = None, title: str = "Chief AI Officer", alias: str = "") -> Search:
    """A search just opened; `by` (or somebody new) is its hiring manager."""
    by = by or user("Tobias Lindqvist", can_open_searches=True)
    by.can_open_searches = True
    return open_search(
        playbook_version=caio_version(),
        title=title,
        company="Kestrel Credit",
        alias=alias,
        zone="Europe/Berlin",
        by=by,
    )


def hiring_manager_of(search: Search) -> User:
    return search.memberships.current().get(role=Role.HIRING_MANAGER).user


def member(search: Search, role: str, name: str = "") -> User:
    """Somebody new, in this role of the search."""
    somebody = user(name)
    grant(search, user=somebody, role=role, by=hiring_manager_of(search))
    return somebody


def removed_member(search: Search, role: str) -> User:
    """Somebody who had the role and has it no more."""
    from django.utils import timezone

    somebody = member(search, role)
    Membership.objects.filter(search=search, user=somebody).update(ended_at=timezone.now())
    return somebody
