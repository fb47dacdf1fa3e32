"""Calendar files: one event for one person, by alias, that a later file moves or cancels."""

from datetime import UTC
from email.utils import parseaddr
from typing import Literal
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, Event, vCalAddress, vText

from interviews.models import Interview

Method = Literal["REQUEST", "CANCEL"]


def calendar_file(
    interview: Interview, *, to: str, method: Method, summary: str, words: str, sequence: int
) -> bytes:
    """RFC 5545 and 5546. The UID never changes; `sequence` grows with every change.

    Times are in UTC, which every calendar shows on the clock of who looks.
    """
    event = Event()
    event.add("uid", f"{interview.uid}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("sequence", sequence)
    event.add("dtstamp", timezone.now())
    assert interview.starts_at is not None
    assert interview.ends_at is not None
    event.add("dtstart", interview.starts_at.astimezone(UTC))
    event.add("dtend", interview.ends_at.astimezone(UTC))
    event.add("summary", summary)
    event.add("description", words)
    if interview.place:
        event.add("location", interview.place)
    event.add("status", "CANCELLED" if method == "CANCEL" else "CONFIRMED")
    event.add("class", "PRIVATE")
    event.add("organizer", _address(parseaddr(settings.DEFAULT_FROM_EMAIL)[1], "CAIO Hiring"))
    event.add("attendee", _address(to))
    calendar = Calendar()
    calendar.add("prodid", "-//CAIO Hiring//Interviews//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add_component(event)
    return calendar.to_ical()


def _address(email: str, name: str = "") -> vCalAddress:
    address = vCalAddress(f"mailto:{email}")
    if name:
        address.params["cn"] = vText(name)
    return address
