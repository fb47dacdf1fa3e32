"""Playbooks are read by everybody who signs in; their list and first page are declared beside."""

from tests.walls.matrix import Url, World


def a_section(world: World) -> tuple[str, str, str]:
    version = world.search.playbook_version
    return version.slug, version.version, "loop"


URLS = [Url("playbooks:section", a_section, everyone=True)]
