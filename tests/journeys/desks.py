"""Browsers of the sample people, each signed in once, to look at one page after another."""

from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page

from tests.journeys.places import NOBODY, Place, user


class Desks:
    def __init__(self, browser: Browser, address: str):
        self.browser, self.address = browser, address
        self.contexts: dict[str, BrowserContext] = {}

    def open(self, place: Place, width: int, height: int) -> tuple[Page, int]:
        """A place as its person sees it, with what is to be done there done; and its status."""
        context = self.contexts.get(place.who) or self._arrive(place.who)
        for page in context.pages:
            page.close()
        page = context.new_page()
        page.set_viewport_size({"width": width, "height": height})
        answer = page.goto(place.path)
        if place.then:
            place.then(page)
        page.wait_for_load_state("networkidle")
        return page, answer.status if answer else 0

    def _arrive(self, who: str) -> BrowserContext:
        context = self.browser.new_context(base_url=self.address, reduced_motion="reduce")
        if who != NOBODY:
            client = Client()
            client.force_login(user(who))
            session = client.cookies[settings.SESSION_COOKIE_NAME].value
            cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": self.address}
            context.add_cookies([cookie])  # type: ignore[list-item]
        self.contexts[who] = context
        return context
