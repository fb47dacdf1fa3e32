"""Calendar files from first to last, as another library reads them: made, moved, cancelled."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from ical.calendar import Calendar
from ical.calendar_stream import IcsCalendarStream
from ical.event import Event, EventStatus

from candidates import actions as candidates
from interviews import actions
from interviews.calendar import is_link
from interviews.models import Interview
from mail.kinds import letter_of
from mail.models import Mail
from tests import factories
from tests.factories import candidates as people
from tests.factories import interviews as make

STARTS = datetime(2027, 3, 2, 13, tzinfo=UTC)
VIDEO = "https://meet.example.com/r/4711?pwd=a1"


def read(content: bytes) -> Calendar:
    """As a calendar would read it; also asks what a strict one asks of the lines."""
    lines = content.split(b"\r\n")
    assert content.endswith(b"\r\n")
    assert all(len(line) <= 75 and b"\n" not in line for line in lines)
    return IcsCalendarStream.calendar_from_ics(content.decode())


class Inbox:
    """Who was sent which calendar file since it was last opened, read as each is sent."""

    def __init__(self) -> None:
        self.seen = 0

    def open(self) -> dict[str, list[tuple[str, Event]]]:
        found: dict[str, list[tuple[str, Event]]] = {}
        for mail in Mail.objects.filter(pk__gt=self.seen).order_by("pk"):
            self.seen = mail.pk
            letter = letter_of(mail)
            for attachment in letter.attachments if letter else ():
                calendar = read(attachment.content)
                assert attachment.mimetype == f"text/calendar; method={calendar.method}"
                [event] = calendar.events
                found.setdefault(mail.to, []).append((str(calendar.method), event))
        return found

    def methods(self) -> dict[str, str]:
        return {to: " ".join(method for method, _ in files) for to, files in self.open().items()}


@pytest.fixture
def inbox(db) -> Inbox:
    return Inbox()


@pytest.fixture
def interview(loop, candidacy) -> Interview:
    return make.interview(candidacy, starts_at=STARTS, minutes=75, place=VIDEO)


def move(interview: Interview, **changed: Any) -> Interview:
    names = ("starts_at", "zone", "minutes", "place")
    given = {name: getattr(interview, name) for name in names} | changed
    by = factories.hiring_manager_of(interview.search)
    return actions.move_interview(interview=interview, by=by, **given)


def told(interview: Interview) -> set[str]:
    panel = {seat.user.email for seat in interview.seats.current()}
    return panel | {interview.candidacy.candidate.email}


def one(files: dict[str, list[tuple[str, Event]]]) -> Event:
    return next(iter(files.values()))[0][1]


def test_from_first_to_last_it_is_one_event_that_only_counts_on(inbox, interview, manager):
    steps = [inbox.open()]
    interview = move(interview, starts_at=STARTS + timedelta(days=1))
    steps.append(inbox.open())
    interview = move(interview, place="Room 3")
    steps.append(inbox.open())
    actions.cancel_interview(interview=interview, by=manager)
    steps.append(inbox.open())
    assert [set(step) for step in steps] == [told(interview)] * 4
    for step, method, sequence in zip(
        steps, ("REQUEST", "REQUEST", "REQUEST", "CANCEL"), range(4), strict=True
    ):
        for [(said, event)] in step.values():
            assert (said, event.sequence) == (method, sequence)
            assert event.uid == one(steps[0]).uid
    assert {event.status for [(_, event)] in steps[2].values()} == {EventStatus.CONFIRMED}
    assert {event.status for [(_, event)] in steps[3].values()} == {EventStatus.CANCELLED}


def test_a_file_says_when_and_where(inbox, interview):
    event = one(inbox.open())
    assert event.dtstart == STARTS
    assert event.dtend == STARTS + timedelta(minutes=75)
    assert event.location == VIDEO
    assert str(event.url) == VIDEO


def test_a_moved_time_is_in_the_new_file(inbox, interview):
    inbox.open()
    move(interview, starts_at=STARTS + timedelta(days=1), minutes=30)
    event = one(inbox.open())
    assert event.dtstart == STARTS + timedelta(days=1)
    assert event.dtend - event.dtstart == timedelta(minutes=30)


@pytest.mark.parametrize(
    ("place", "linked"),
    [
        (VIDEO, True),
        ("Room 3", False),
        ("", False),
        ("http://meet.example.com/r", False),
        ("https://meet.example.com/r, room 3", False),
        ("javascript:alert(1)", False),
        ("https://", False),
        ("https://[", False),
    ],
)
def test_only_the_address_of_a_call_is_a_link(place, linked):
    assert is_link(place) is linked


def test_who_is_replaced_is_told_off_the_new_one_invited_and_nobody_else_hears(
    inbox, interview, manager
):
    inbox.open()
    cto, somebody = make.panelist_of(interview, "cto"), factories.user("Another CTO")
    actions.fill_seat(
        interview=interview, key="cto", email=somebody.email, name="Another CTO", by=manager
    )
    assert inbox.methods() == {cto.email: "CANCEL", somebody.email: "REQUEST"}


def test_a_later_cancellation_goes_to_who_sits_there_then(inbox, interview, manager):
    somebody = factories.user("Another CTO")
    actions.fill_seat(
        interview=interview, key="cto", email=somebody.email, name="Another CTO", by=manager
    )
    inbox.open()
    actions.cancel_interview(interview=interview, by=manager)
    assert inbox.methods() == dict.fromkeys(told(interview), "CANCEL")
    assert somebody.email in told(interview)


def test_who_asks_to_be_replaced_is_told_off(inbox, interview):
    inbox.open()
    cto = make.panelist_of(interview, "cto")
    candidates.declare_conflict(candidacy=interview.candidacy, answer="replace", how="", by=cto)
    assert inbox.methods() == {cto.email: "CANCEL"}


def test_what_was_planned_as_past_is_told_to_nobody_and_neither_is_its_end(
    inbox, loop, candidacy, manager
):
    past = datetime.now(UTC).replace(microsecond=0) - timedelta(days=2)
    row = make.interview(candidacy, starts_at=past)
    somebody = factories.user("Another CTO")
    actions.fill_seat(interview=row, key="cto", email=somebody.email, name="Another", by=manager)
    row.refresh_from_db()
    row = move(row, minutes=30)
    actions.cancel_interview(interview=row, by=manager)
    assert inbox.open() == {}


def test_what_moves_from_the_past_into_the_future_is_new_to_all(inbox, loop, candidacy):
    row = make.interview(candidacy, starts_at=datetime.now(UTC) - timedelta(days=2))
    row = move(row, starts_at=STARTS)
    assert inbox.methods() == dict.fromkeys(told(row), "REQUEST")
    assert not Mail.objects.filter(kind__startswith="interview_moved").exists()


def test_an_address_that_came_later_is_not_told_that_it_is_off(inbox, loop, search, manager):
    candidacy = people.candidacy(search, "No Address", email="")
    row = make.interview(candidacy, starts_at=STARTS)
    candidacy.candidate.email = "new@example.com"
    candidacy.candidate.save()
    inbox.open()
    actions.cancel_interview(interview=row, by=manager)
    assert "new@example.com" not in inbox.open()
