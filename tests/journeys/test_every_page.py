"""Every page, filled by the samples, on a desk and on a phone: axe finds nothing, nothing is cut
off, no script fails."""

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.core.management import call_command
from playwright.sync_api import Page

from tests.journeys.desks import Desks
from tests.journeys.places import PLACES
from tests.journeys.server import LOCK
from tests.walls.test_urls import URLS

pytestmark = [pytest.mark.browser, pytest.mark.once]
ASK = """rules => axe.run({resultTypes: ["violations"], ...(rules && {runOnly: rules})})
    .then(found => found.violations.map(v => [v.id, ...v.nodes.map(node => node.html)]))"""
OTHERWISE = ["color-contrast", "target-size", "scrollable-region-focusable"]
"""What axe can find in one look of a page and not in another."""
NO_PAGES = {
    "briefs:download": "a PDF",
    "candidates:document": "a file",
    "candidates:submission_cv": "a file",
    "health": "a word for machines",
    "interviews:calendar": "a file for calendars",
    "interviews:feed": "a file for calendars",
    "offers:bands_csv": "a file",
    "offers:agreement": "a file",
    "offers:letter": "a PDF",
    "offers:signed": "a file",
    "offers:resolution_file": "a file",
    "onboarding:evidence_file": "a file",
    "onboarding:mine_evidence_file": "a file",
    "playbooks:as_toml": "a file",
    "playbooks:schema": "a file",
    "scoping:jd_as": "a file",
    "scorecards:pulse": "a word for an open debrief",
}
"""Named addresses that answer a GET with something else than a page of their own."""


def look(page: Page, width: int, height: int, scheme: str, rules: list[str] | None) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme=scheme)
    assert page.evaluate("document.documentElement.scrollWidth") <= width, "it is cut off"
    assert page.evaluate(ASK, rules) == []


@pytest.mark.parametrize("half", [0, 1], ids=["every-other", "the-rest"])
def test_every_page_is_whole(half, browser, site, settings, subtests):
    """In two halves, since two processes can look at once. What is done for one page stands when
    the next is opened, so each half does all of it."""
    settings.DEMO = True
    with LOCK:
        for command in ("load_playbooks", "load_samples"):
            call_command(command, verbosity=0)
    desks = Desks(browser, site)
    for number, place in enumerate(PLACES):
        if number % 2 != half:
            desks.prepare(place)
            continue
        with subtests.test(place.name):
            page = desks.open(place, 1280, 900)
            assert desks.status == place.status
            page.evaluate(AXE_SCRIPT)
            look(page, 1280, 900, "light", None)
            look(page, 390, 844, "dark", OTHERWISE)
            assert desks.errors == []
    desks.leave()


def test_every_named_page_is_looked_at():
    named = {url.name for url in URLS.values() if url.get is not None or url.everyone}
    assert named - {place.url for place in PLACES} == set(NO_PAGES)
