"""A page to look at, and the short ways to say where it is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from playwright.sync_api import Page

from searches.models import Step
from tests.journeys.places.lookups import brief, candidacy, interview, link, offer, search


def _none() -> tuple[Any, ...]:
    return ()


@dataclass(frozen=True)
class Place:
    """A page. `first` is done before it is opened, `then` with the open page."""

    name: str
    who: str
    url: str
    args: Callable[[], tuple[Any, ...]] = _none
    query: str | Callable[[], str] = ""
    first: Callable[[], None] | None = None
    then: Callable[[Page], None] | None = None
    status: int = 200

    @property
    def path(self) -> str:
        query = self.query if isinstance(self.query, str) else self.query()
        return reverse(self.url, args=self.args()) + query


def of_search(step: Step) -> Callable[[], tuple[int]]:
    return lambda: (search(step).pk,)


def of_candidacy(step: Step, number: int = 0) -> Callable[[], tuple[int]]:
    return lambda: (candidacy(step, number).pk,)


def of_interview(step: Step, key: str, number: int = 0) -> Callable[[], tuple[int]]:
    return lambda: (interview(step, key, number).pk,)


def of_offer(step: Step) -> Callable[[], tuple[int]]:
    return lambda: (offer(step).pk,)


def of_brief(kind: str) -> Callable[[], tuple[int]]:
    return lambda: (brief(kind).pk,)


def of_link(kind: str) -> Callable[[], tuple[str]]:
    return lambda: (link(kind),)


def press(name: str) -> Callable[[Page], None]:
    """A form sent with nothing in it, or with too little."""

    def act(page: Page) -> None:
        page.locator("main").get_by_role("button", name=name).first.click()
        page.wait_for_load_state()

    return act
