"""The playbooks, and one of one's own being checked."""

from collections.abc import Callable

from playwright.sync_api import Page

from tests.journeys.places.lookups import ADMINISTRATOR, MANAGER, playbook
from tests.journeys.places.place import Place, press

OWN = """extends = "caio"
slug = "ours"
version = "2026.1"
title = "Head of Data"
noun = "head"
"""
WRONG = OWN.replace("noun", "nuon") + "own_or_buy = 3\n"


def write_playbook(text: str) -> Callable[[Page], None]:
    def act(page: Page) -> None:
        page.get_by_label("Or its text").fill(text)
        press("Check it")(page)

    return act


PLAYBOOKS = (
    Place("Playbooks of the administrator", ADMINISTRATOR, "playbooks:list"),
    Place("A playbook of one's own", ADMINISTRATOR, "playbooks:own"),
    Place("One's own, wrong", ADMINISTRATOR, "playbooks:own", then=write_playbook(WRONG)),
    Place("One's own, in order", ADMINISTRATOR, "playbooks:own", then=write_playbook(OWN)),
    Place("Playbooks", MANAGER, "playbooks:list"),
    Place("Playbook", MANAGER, "playbooks:detail", playbook),
    *(
        Place(
            f"Playbook: {key}",
            MANAGER,
            "playbooks:section",
            lambda key=key: (*playbook(), key),
        )
        for key in ("scope", "jd", "competencies", "loop", "flags", "pay", "plan")
    ),
)
