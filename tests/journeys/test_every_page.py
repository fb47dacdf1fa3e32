"""Every page, filled by the samples, on a desk and on a phone: axe finds nothing, nothing is cut
off, no script fails."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command

from tests.journeys.desks import Desks
from tests.journeys.places import PLACES
from tests.journeys.server import LOCK
from tests.walls.test_urls import URLS

pytestmark = [pytest.mark.browser, pytest.mark.once]
BRIEFLY = {"resultTypes": ["violations"]}
OTHERWISE = ["color-contrast", "target-size", "scrollable-region-focusable"]
"""What axe can find in one look of a page and not in another."""
LOOKS = (
    {"width": 1280, "height": 900, "scheme": "light", "asks": BRIEFLY},
    {"width": 390, "height": 844, "scheme": "dark", "asks": BRIEFLY | {"runOnly": OTHERWISE}},
)
NO_PAGES = {
    "briefs:download": "a PDF",
    "candidates:document": "a file",
    "health": "a word for machines",
    "interviews:calendar": "a file for calendars",
    "offers:letter": "a PDF",
}
"""Named addresses that answer a GET with something else than a page of their own."""


def test_every_page_is_whole(browser, site, settings, subtests):
    settings.DEMO = True
    with LOCK:
        for command in ("load_playbooks", "load_samples"):
            call_command(command, verbosity=0)
    desks = Desks(browser, site)
    for place in PLACES:
        with subtests.test(place.name):
            page = desks.open(place, 1280, 900)
            assert desks.status == place.status
            for look in LOOKS:
                page.set_viewport_size({"width": look["width"], "height": look["height"]})
                page.emulate_media(color_scheme=look["scheme"])
                shown = page.evaluate("document.documentElement.scrollWidth")
                assert shown <= look["width"], "it is cut off"
                found = Axe().run(page, options=look["asks"])
                assert found.violations_count == 0, found.generate_report()
            assert desks.errors == []
    desks.leave()


def test_every_named_page_is_looked_at():
    named = {url.name for url in URLS.values() if url.get is not None or url.everyone}
    assert named - {place.url for place in PLACES} == set(NO_PAGES)
