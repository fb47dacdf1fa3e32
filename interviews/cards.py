"""What the room above says here of scorecards: which are due, and how many somebody owes.

Numbers of things to do and no more: nothing that a card holds, and nothing made from it.
"""

from collections.abc import Callable, Collection, Iterable, Mapping

from django.db.models import QuerySet

from accounts.models import User
from candidates.models import Candidacy
from searches.home import Waiting

Due = Callable[[User], Iterable[Waiting]]
Owed = Callable[[Collection[int], QuerySet[Candidacy]], Mapping[int, int]]
"""People and the candidacies to look at -> how many cards each of them owes there."""

_due: list[Due] = []
_owed: list[Owed] = []


def register(*, due: Due, owed: Owed) -> None:
    if due not in _due:
        _due.append(due)
        _owed.append(owed)


def due_of(user: User) -> list[Waiting]:
    """The scorecards the user still has to write, as home says it."""
    return [line for of in _due for line in of(user)]


def owed_by(people: Collection[int], candidacies: QuerySet[Candidacy]) -> dict[int, int]:
    counts: dict[int, int] = {}
    for of in _owed:
        counts |= of(people, candidacies)
    return counts
