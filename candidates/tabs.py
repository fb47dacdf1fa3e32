"""What rooms above show on a candidate's pages: a tab, and a line on the board."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from accounts.models import User
from candidates.models import Candidacy


@dataclass(frozen=True)
class Tab:
    label: str
    url: str


@dataclass(frozen=True)
class Note:
    """How far somebody is, in a few words: 'Interview 2, Tue 3 Mar'. Never what anybody judged."""

    meaning: str
    """good, care, stop, info or quiet"""
    words: str
    icon: str = ""


TabOf = Callable[[Candidacy, User], Tab | None]
NotesOf = Callable[[Sequence[Candidacy], User], Mapping[int, Note]]

_tabs: list[TabOf] = []
_notes: list[NotesOf] = []


def register(tab: TabOf) -> None:
    """In the order of the loop. Asked only of who may open the candidacy; at most one query."""
    if tab not in _tabs:
        _tabs.append(tab)


def register_notes(notes: NotesOf) -> None:
    """Notes for all candidacies on a page at once, by their ids: one query, not one a row.

    A room further on in the loop is asked later, and its note replaces an earlier one.
    """
    if notes not in _notes:
        _notes.append(notes)


def tabs_of(candidacy: Candidacy, viewer: User) -> list[Tab]:
    own = Tab("Candidate", candidacy.get_absolute_url())
    return [own, *(tab for of in _tabs if (tab := of(candidacy, viewer)))]


def notes_of(candidacies: Sequence[Candidacy], viewer: User) -> dict[int, Note]:
    notes: dict[int, Note] = {}
    for of in _notes if candidacies else ():
        notes |= of(candidacies, viewer)
    return notes
