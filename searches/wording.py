"""How events read. The log keeps ids and verbs; rooms register the words for their verbs here.

A wording takes the event and answers a sentence without the actor: 'signed the scope'. It must
hold no content of a scorecard, since every member reads the log.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import User
from searches.models import Event, LogHead, Membership, Search

_words: dict[str, str] = {
    "search.opened": "opened the search",
    "search.changed": "changed the search's names, time zone or calendar",
    "search.advanced": "moved the search to its next step",
    "search.went_back": "took the search back to an earlier step",
    "search.paused": "paused the search",
    "search.resumed": "took the search up again after a pause",
    "search.closed": "closed the search without a hire",
    "search.filled": "closed the search: the place is filled",
    "search.restarted": "started the closed search again",
    "member.joined": "added somebody to the search",
    "member.left": "ended somebody's role in the search",
    "member.invited_again": "sent somebody their invitation again",
}
_OF_MEMBERS = {
    "member.joined": ("joined", "added {name} as {role}"),
    "member.left": ("left", "ended the role of {name} as {role}"),
}
"""Who sits on a search is known to its members, so these lines name them: (themselves, another)."""


_small: set[str] = set()
"""Verbs whose lines stand in the whole log alone: a search's page tells what moved it on."""


def register(words: dict[str, str], *, small: Iterable[str] = ()) -> None:
    _words.update(words)
    _small.update(small)


def small() -> frozenset[str]:
    return frozenset(_small)


Hides = Callable[[Search, User], Q]
_hides: list[Hides] = []


def register_hides(hides: Hides) -> None:
    """`hides` says which lines of a search's log are not for a viewer."""
    if hides not in _hides:
        _hides.append(hides)


def lines_for(search: Search, viewer: User) -> QuerySet[Event]:
    """The search's lines that are for the viewer, the last first."""
    rows = Event.objects.filter(search=search).select_related("user").order_by("-number")
    for hides in _hides:
        rows = rows.exclude(hides(search, viewer))
    return rows


def known(verb: str) -> bool:
    return verb in _words


@dataclass(frozen=True)
class Line:
    event: Event
    who: str
    says: str
    times: int = 1
    """How many lines of the log this one stands for, where they were folded."""

    @property
    def day(self) -> date:
        return timezone.localdate(self.event.at)


def read(events: Iterable[Event], *, fold: bool = False) -> list[Line]:
    """Lines for a page, in the order given. `events` come with `user` selected.

    `fold` makes one line of neighbours that say the same of the same record.
    """
    events = list(events)
    people = _memberships(events)
    lines: list[Line] = []
    for event in events:
        who = str(event.user) if event.user else "A private link" if event.link_id else "The clock"
        line = Line(event, who, _says(event, people))
        if fold and lines and _same(lines[-1].event, event):
            lines[-1] = replace(lines[-1], times=lines[-1].times + 1)
        else:
            lines.append(line)
    return lines


def _same(one: Event, other: Event) -> bool:
    return (one.verb, one.record, one.record_id, one.user_id, one.link_id) == (
        other.verb,
        other.record,
        other.record_id,
        other.user_id,
        other.link_id,
    ) and timezone.localdate(one.at) == timezone.localdate(other.at)


def _memberships(events: Iterable[Event]) -> dict[int, Membership]:
    ids = [event.record_id for event in events if event.verb in _OF_MEMBERS]
    return Membership.objects.select_related("user").in_bulk(ids) if ids else {}


def _says(event: Event, people: dict[int, Membership]) -> str:
    row = people.get(event.record_id) if event.verb in _OF_MEMBERS else None
    if row is None:
        return _words.get(event.verb, event.verb)
    if row.user_id == event.user_id:
        return f"{_OF_MEMBERS[event.verb][0]} as {row.get_role_display()}"
    return _OF_MEMBERS[event.verb][1].format(name=row.user, role=row.get_role_display())


def unbroken(search: Search) -> bool:
    """Whether every line's digest, its hold on the line before, and the last line still fit."""
    before = ""
    events = Event.objects.filter(search=search).order_by("number").iterator()
    for number, event in enumerate(events, start=1):
        if event.number != number or event.before != before:
            return False
        if event.digest != event.computed_digest():
            return False
        before = event.digest
    head = LogHead.objects.filter(search=search).first()
    return before == (head.digest if head else "")
