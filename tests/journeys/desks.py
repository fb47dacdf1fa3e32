"""A browser that the sample people share, each signed in once: one page after another."""

from typing import Literal

from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page

from tests.journeys.places.lookups import NOBODY, user
from tests.journeys.places.place import Place
from tests.journeys.server import LOCK


class Desks:
    def __init__(self, browser: Browser, address: str):
        self.context = browser.new_context(base_url=address, reduced_motion="reduce")
        self.page = self.context.new_page()
        """One for everybody: what the browser has read and compiled it need not read again."""
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.address = address
        self.who = NOBODY
        self.sessions: dict[str, str] = {}
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
        self._change_to(place.who)
        with LOCK:
            path = place.path
        if "#" in path:
            self.page.goto("about:blank")  # on the same page it would be looked for, not asked
        self.errors.clear()
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.emulate_media(color_scheme=scheme)
        answer = self.page.goto(path)
        self.status = answer.status if answer else 0
        if place.then:
            place.then(self.page)
        self.page.wait_for_load_state()
        return self.page

    def prepare(self, place: Place) -> None:
        """Do once what has to be done before a place is there."""
        if place.first and place not in self.prepared:
            self.prepared.append(place)
            with LOCK:
                place.first()

    def _change_to(self, who: str) -> None:
        """Another person sits down; each has signed in once."""
        if who == self.who:
            return
        self.who = who
        self.context.clear_cookies()
        if who == NOBODY:
            return
        session = self.sessions.get(who) or self._sign_in(who)
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": self.address}
        self.context.add_cookies([cookie])  # type: ignore[list-item]

    def _sign_in(self, who: str) -> str:
        client = Client()
        with LOCK:
            client.force_login(user(who))
        self.sessions[who] = client.cookies[settings.SESSION_COOKIE_NAME].value
        return self.sessions[who]

    def leave(self) -> None:
        self.context.close()
