"""Home, people, playbooks, searches."""

from accounts.actions import INVITATION, person_for
from accounts.models import Link
from searches.actions import name_person
from tests.walls.matrix import MANAGES, MEMBERS, RUNS, Url, World, of_search

OPENS = frozenset({"hiring_manager", "stranger"})
ADMINISTRATOR = frozenset({"administrator"})


def an_invitation(world: World) -> tuple[str]:
    user = person_for(email="newcomer@example.com", name="New Comer", by=world.manager)
    return (Link.objects.get(kind=INVITATION, about=user.pk).token,)


def a_membership(world: World) -> tuple[int, int]:
    row = world.search.memberships.current().get(user=world["observer"])
    return world.search.pk, row.pk


def somebody_invited(world: World) -> tuple[int, int]:
    row = name_person(
        search=world.search,
        email="newcomer@example.com",
        name="New Comer",
        role="observer",
        by=world.manager,
    )
    return world.search.pk, row.pk


def a_playbook(world: World) -> tuple[str, str]:
    version = world.search.playbook_version
    return version.slug, version.version


URLS = [
    Url("home", everyone=True),
    Url("about_records", everyone=True),
    Url("health", public=True, get=MEMBERS),
    Url("playbooks:list", everyone=True),
    Url("playbooks:detail", a_playbook, everyone=True),
    Url("searches:list", everyone=True),
    Url(
        "searches:new",
        get=OPENS,
        post=OPENS,
        only=OPENS,
        data=lambda world: {
            "playbook_version": world.search.playbook_version_id,
            "title": "Head of AI",
            "company": "Kestrel",
            "zone": "UTC",
        },
    ),
    Url(
        "accounts:profile",
        everyone=True,
        post=MEMBERS,
        data={"name": "Another Name", "zone": "Europe/Oslo"},
    ),
    Url(
        "accounts:invite",
        get=ADMINISTRATOR,
        post=ADMINISTRATOR,
        only=ADMINISTRATOR,
        data={"name": "New Comer", "email": "new@example.com"},
    ),
    Url("searches:detail", of_search, get=MEMBERS),
    Url("searches:log", of_search, get=MEMBERS),
    Url(
        "searches:edit",
        of_search,
        get=MANAGES,
        post=MANAGES,
        data={"title": "CAIO", "company": "Kestrel", "zone": "UTC", "alias": "Project Heron"},
    ),
    Url(
        "searches:life",
        of_search,
        get=MEMBERS,
        post=MANAGES,
        data={"move": "pause", "because": "The budget is frozen."},
    ),
    Url(
        "searches:start_from",
        of_search,
        get=MANAGES,
        post=MANAGES,
        data=lambda world, pk: {
            "title": "CAIO",
            "company": "Kestrel",
            "zone": "UTC",
            "playbook_version": world.search.playbook_version_id,
        },
    ),
    Url(
        "searches:people",
        of_search,
        get=MEMBERS,
        post=RUNS,
        data={"name": "Ola Nordmann", "email": "ola@example.com", "role": "observer"},
    ),
    Url("searches:remove", a_membership, post=RUNS),
    Url("searches:invite_again", somebody_invited, post=RUNS),
    Url(
        "accounts:join",
        an_invitation,
        public=True,
        get=MEMBERS,
        post=MEMBERS,
        data={"name": "New Comer", "zone": "UTC", "password": "long enough to be right"},
    ),
]
