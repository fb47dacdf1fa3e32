"""Playbooks are read by everybody who signs in and published by administrators; their list and
first page are declared beside."""

from tests.walls.matrix import Url, World

ADMINISTRATOR = frozenset({"administrator"})
OURS = 'extends = "caio"\nslug = "ours"\nversion = "2026.1"\ntitle = "Head of Data"\n'


def a_version(world: World) -> tuple[str, str]:
    version = world.search.playbook_version
    return version.slug, version.version


def a_section(world: World) -> tuple[str, str, str]:
    return (*a_version(world), "loop")


URLS = [
    Url("playbooks:section", a_section, everyone=True),
    Url("playbooks:schema", everyone=True),
    Url("playbooks:as_toml", a_version, get=ADMINISTRATOR, only=ADMINISTRATOR),
    Url(
        "playbooks:own",
        get=ADMINISTRATOR,
        post=ADMINISTRATOR,
        only=ADMINISTRATOR,
        data={"text": OURS},
        writes=False,
    ),
    Url(
        "playbooks:publish",
        post=ADMINISTRATOR,
        only=ADMINISTRATOR,
        data={"text": OURS},
    ),
]
