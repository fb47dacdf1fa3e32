"""How events read. The log keeps ids and verbs; rooms register the words for their verbs here.

A wording takes the event and answers a sentence without the actor: 'signed the scope'. It must
hold no content of a scorecard, since every member reads the log.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from searches.models import Event, Search

_words: dict[str, str] = {
    "search.opened": "opened the search",
    "search.advanced": "moved the search to its next step",
    "member.joined": "added somebody to the search",
    "member.left": "ended somebody's role in the search",
}


def register(words: dict[str, str]) -> None:
    _words.update(words)


def known(verb: str) -> bool:
    return verb in _words


@dataclass(frozen=True)
class Line:
    event: Event
    who: str
    says: str


def read(events: Iterable[Event]) -> list[Line]:
    """Lines for a page. `events` come with `user` and `link` selected."""
    lines = []
    for event in events:
        who = str(event.user) if event.user else "A private link" if event.link_id else "The clock"
        lines.append(Line(event, who, _words.get(event.verb, event.verb)))
    return lines


def unbroken(search: Search) -> bool:
    """Whether every line's digest and its hold on the line before still fit."""
    before, number = "", 0
    for event in Event.objects.filter(search=search).order_by("number").iterator():
        number += 1
        if event.number != number or event.before != before:
            return False
        if event.digest != event.computed_digest():
            return False
        before = event.digest
    return True
