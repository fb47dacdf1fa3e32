"""What the room above adds to the page of the loop, below who assesses what.

Sentences and what can be pressed, and no more: nothing that anybody judged.
"""

from collections.abc import Callable
from dataclasses import dataclass

from accounts.models import User
from searches.models import Search


@dataclass(frozen=True)
class Press:
    label: str
    url: str
    posts: bool = False
    """It changes something, so it is a button and not a link."""


@dataclass(frozen=True)
class Aside:
    key: str
    title: str
    says: str
    presses: tuple[Press, ...]
    note: tuple[str, str]
    """What stands in the margin: its heading and a sentence."""


AsideOf = Callable[[Search, User], Aside | None]

_asides: list[AsideOf] = []


def register(aside: AsideOf) -> None:
    """Asked of who may read the loop."""
    if aside not in _asides:
        _asides.append(aside)


def asides_of(search: Search, viewer: User) -> list[Aside]:
    return [aside for of in _asides if (aside := of(search, viewer))]
