"""What a search's steps say: where it stands, what blocks it, who moves next.

Higher rooms register, in their apps.py, one function a step. Only the function of the step that
the search stands at is asked, so a page pays for one room and not for seven.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from accounts.models import User
from accounts.templatetags.face import day
from searches.models import Search, Step
from searches.states import Life


@dataclass(frozen=True)
class Blocker:
    """One thing that has to happen next: a sentence, who moves, and where."""

    says: str
    who: str = ""
    """A sentence too: 'The recruiter builds it.'"""
    url: str = ""
    action: str = ""
    inside: bool = False
    """Said on pages alone, never on a paper that may travel."""


@dataclass(frozen=True)
class RailStep:
    name: str
    url: str
    state: str
    """done, now or later"""
    word: str


BlockersOf = Callable[[Search, User], list[Blocker]]
PageOf = Callable[[Search], str]

_blockers: dict[str, BlockersOf] = {}
_also: dict[str, list[BlockersOf]] = {}
_pages: dict[str, PageOf] = {}


def register(step: Step, *, page: PageOf, blockers: BlockersOf) -> None:
    _pages[step], _blockers[step] = page, blockers


def also_blocks(step: Step, blockers: BlockersOf) -> None:
    """Something of another room that has to happen while the search stands at this step."""
    _also.setdefault(step, []).append(blockers)


def blockers_of(search: Search, viewer: User) -> list[Blocker]:
    if search.life in (Life.PAUSED, Life.CLOSED):
        return [_shut(search)]
    own = _blockers.get(search.step)
    sources = ([own] if own else []) + _also.get(search.step, [])
    return [blocker for source in sources for blocker in source(search, viewer)]


def _shut(search: Search) -> Blocker:
    last = search.life_changes.first()
    says = f"This search is {search.get_life_display()}"
    says += f" since {day(last.at)}: {last.because.rstrip('.')}." if last else "."
    url = reverse("searches:life", args=[search.pk])
    return Blocker(says, "A hiring manager can take it up again.", url, "Read why")


def rail(search: Search) -> list[RailStep]:
    """The seven steps as the row along the top shows them. Costs no query."""
    now = Step.values.index(search.step)
    words = {-1: "done", 0: "now", 1: "not begun"}
    row = []
    for index, step in enumerate(Step):
        side = (index > now) - (index < now)
        row.append(
            RailStep(
                name=step.label,
                url=_pages[step](search) if step in _pages and index <= now else "",
                state={-1: "done", 0: "now", 1: "later"}[side],
                word=words[side],
            )
        )
    return row
