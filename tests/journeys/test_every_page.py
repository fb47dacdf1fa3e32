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
LOOKS = ((1280, 900, "light"), (390, 844, "dark"))
NO_PAGES = {
    "health": "a word for machines",
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
            for width, height, scheme in LOOKS:
                page = desks.open(place, width, height, scheme)
                assert desks.status == place.status
                assert page.evaluate("document.documentElement.scrollWidth") <= width, "cut off"
                found = Axe().run(page)
                assert found.violations_count == 0, found.generate_report()
                assert desks.errors == []
    desks.leave()


def test_every_named_page_is_looked_at():
    named = {url.name for url in URLS.values() if url.get is not None or url.everyone}
    assert named - {place.url for place in PLACES} == set(NO_PAGES)
