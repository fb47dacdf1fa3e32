"""Browsers of the sample people, each signed in once, to look at one page after another."""

from typing import Literal

from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page

from tests.journeys.places.lookups import NOBODY, user
from tests.journeys.places.place import Place
from tests.journeys.server import LOCK


class Desks:
    def __init__(self, browser: Browser, address: str):
        self.browser, self.address = browser, address
        self.pages: dict[str, Page] = {}
        """One each, kept: what the browser has read and compiled it need not read again."""
        self.prepared: list[Place] = []
        self.status = 0
        """Of the page last opened."""
        self.errors: list[str] = []
        """What a script of the page last opened failed on."""

    def open(
        self, place: Place, width: int, height: int, scheme: Literal["light", "dark"] = "light"
    ) -> Page:
        """A place as its person sees it, with what is to be done there done."""
        self.prepare(place)
        page = self.pages.get(place.who) or self._arrive(place.who)
        self.errors.clear()
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=scheme)
        with LOCK:
            path = place.path
        if "#" in path:
            page.goto("about:blank")  # on the same page it would be looked for, not asked again
        answer = page.goto(path)
        self.status = answer.status if answer else 0
        if place.then:
            place.then(page)
        page.wait_for_load_state()
        return page

    def prepare(self, place: Place) -> None:
        """Do once what has to be done before a place is there."""
        if place.first and place not in self.prepared:
            self.prepared.append(place)
            with LOCK:
                place.first()

    def _arrive(self, who: str) -> Page:
        context = self.browser.new_context(base_url=self.address, reduced_motion="reduce")
        if who != NOBODY:
            client = Client()
            with LOCK:
                client.force_login(user(who))
            session = client.cookies[settings.SESSION_COOKIE_NAME].value
            cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": self.address}
            context.add_cookies([cookie])  # type: ignore[list-item]
        page = self.pages[who] = context.new_page()
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        return page

    def leave(self) -> None:
        for page in self.pages.values():
            page.context.close()
