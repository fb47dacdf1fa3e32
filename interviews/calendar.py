"""Calendar files: one event for one person, by alias, that a later file moves or cancels; and a
person's whole calendar behind their private address."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, timedelta
from email.utils import parseaddr
from typing import Literal
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, Event, vCalAddress, vText

from interviews.models import Interview, Meeting

Method = Literal["REQUEST", "CANCEL"]
ASK_AGAIN = timedelta(hours=1)
"""How often a calendar is asked to look whether its feed has changed."""


@dataclass(frozen=True)
class Entry:
    """What a calendar shows of an interview or a meeting, in words that may be read by others."""

    row: Interview | Meeting
    summary: str
    words: str

    @property
    def cancelled(self) -> bool:
        return self.row.cancelled_at is not None


def calendar_file(
    row: Interview | Meeting, *, to: str, method: Method, summary: str, words: str, sequence: int
) -> bytes:
    """RFC 5545 and 5546. The UID never changes; `sequence` grows with every change.

    Times are in UTC, which every calendar shows on the clock of who looks.
    """
    event = _event(Entry(row, summary, words), sequence, over=method == "CANCEL")
    event.add("organizer", _address(parseaddr(settings.DEFAULT_FROM_EMAIL)[1], "CAIO Hiring"))
    event.add("attendee", _address(to))
    calendar = _calendar()
    calendar.add("method", method)
    calendar.add_component(event)
    return calendar.to_ical()


def feed_file(entries: Iterable[Entry]) -> bytes:
    """All of a person's events. It invites nobody: what was cancelled is there as cancelled."""
    calendar = _calendar()
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "CAIO Hiring")
    calendar.add("refresh-interval", ASK_AGAIN, parameters={"VALUE": "DURATION"})
    for entry in entries:
        calendar.add_component(_event(entry, entry.row.sequence, over=entry.cancelled))
    return calendar.to_ical()


def _calendar() -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//CAIO Hiring//Interviews//EN")
    calendar.add("version", "2.0")
    return calendar


def _event(entry: Entry, sequence: int, *, over: bool) -> Event:
    row, event = entry.row, Event()
    event.add("uid", f"{row.uid}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("sequence", sequence)
    event.add("dtstamp", timezone.now())
    assert row.starts_at is not None
    assert row.ends_at is not None
    event.add("dtstart", row.starts_at.astimezone(UTC))
    event.add("dtend", row.ends_at.astimezone(UTC))
    event.add("summary", entry.summary)
    event.add("description", entry.words)
    if row.place:
        event.add("location", row.place)
    if is_link(row.place):
        event.add("url", row.place)
    event.add("status", "CANCELLED" if over else "CONFIRMED")
    event.add("class", "PRIVATE")
    return event


def is_link(place: str) -> bool:
    """Whether the place is the address of a video call and nothing else."""
    if " " in place:
        return False
    try:
        parts = urlsplit(place)
    except ValueError:
        return False
    return parts.scheme == "https" and bool(parts.hostname)


def _address(email: str, name: str = "") -> vCalAddress:
    address = vCalAddress(f"mailto:{email}")
    if name:
        address.params["cn"] = vText(name)
    return address
