"""What mail and calendar files say, read back without the library that wrote them."""

import re
from datetime import UTC, datetime, timedelta
from email import message_from_bytes

import pytest
from django.core import mail as outbox

from accounts.templatetags.face import when
from interviews import actions
from interviews.models import Interview
from mail.actions import deliver
from mail.kinds import letter_of
from mail.models import Mail
from searches.models import Search
from tests import factories
from tests.factories import candidates as people
from tests.factories import interviews as make

NAME, COMPANY = "Quillfeather", "Kestrel Credit"
STARTS = datetime(2027, 3, 2, 13, tzinfo=UTC)


def lines_of(content: bytes) -> dict[str, str]:
    """The event's properties, unfolded; parameters are dropped. Independent of the library."""
    text = content.decode().replace("\r\n ", "").replace("\r\n\t", "")
    event = text.split("BEGIN:VEVENT")[1].split("END:VEVENT")[0] if "VEVENT" in text else ""
    outer = text.replace(event, "")
    found = {}
    for line in (outer + event).split("\r\n"):
        name, _, value = line.partition(":")
        found.setdefault(name.partition(";")[0], value)
    return found


@pytest.fixture
def loud(db):
    """A search and a candidate with names that no subject and no file may say."""
    search = factories.search(alias="Project Heron")
    Search.objects.filter(pk=search.pk).update(title=f"{NAME} officer")
    search.refresh_from_db()
    make.open_loop(search)
    candidacy = people.candidacy(search, NAME)
    return make.interview(candidacy, starts_at=STARTS, minutes=75)


def letters(kind: str):
    return [letter_of(mail) for mail in Mail.objects.filter(kind=kind).order_by("pk")]


def file_of(letter) -> dict[str, str]:
    [attachment] = letter.attachments
    return lines_of(attachment.content)


def change(interview: Interview, **more):
    given = {"starts_at": interview.starts_at, "zone": interview.zone}
    given |= {"minutes": interview.minutes, "place": interview.place} | more
    by = factories.hiring_manager_of(interview.search)
    return actions.move_interview(interview=interview, by=by, **given)


# ---- The calendar file ----


def test_a_calendar_file_holds_the_time_in_utc_and_the_place(loud):
    event = file_of(letters("interview_planned")[0])
    assert event["DTSTART"] == "20270302T130000Z"
    assert event["DTEND"] == "20270302T141500Z"
    assert event["LOCATION"] == "Room 3"
    assert event["METHOD"] == "REQUEST"
    assert event["SEQUENCE"] == "0"
    assert event["STATUS"] == "CONFIRMED"


def test_a_calendar_file_has_what_a_calendar_asks_for(loud):
    event = file_of(letters("interview_planned")[0])
    assert {"BEGIN", "VERSION", "PRODID", "UID", "DTSTAMP", "ORGANIZER", "ATTENDEE"} <= set(event)
    assert event["VERSION"] == "2.0"


def test_a_calendar_file_names_only_who_it_is_for(loud):
    for mail in Mail.objects.filter(kind__startswith="interview_planned"):
        [attachment] = letter_of(mail).attachments
        unfolded = attachment.content.decode().replace("\r\n ", "")
        assert re.findall(r"ATTENDEE[^:]*:mailto:(\S+)", unfolded) == [mail.to]


def test_no_file_and_no_subject_says_a_name(loud):
    change(loud, starts_at=STARTS + timedelta(days=1))
    actions.cancel_interview(interview=loud, by=factories.hiring_manager_of(loud.search))
    for mail in Mail.objects.filter(kind__startswith="interview_"):
        letter = letter_of(mail)
        if letter is None:
            continue
        said = letter.subject + b"".join(a.content for a in letter.attachments).decode()
        assert NAME not in said
        assert COMPANY not in said
        assert "Project Heron" in said


def test_a_moved_interview_has_the_same_uid_and_the_next_sequence(loud):
    before = file_of(letters("interview_planned")[0])
    change(loud, starts_at=STARTS + timedelta(days=1))
    after = file_of(letters("interview_moved")[0])
    assert after["UID"] == before["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == ("0", "1")
    assert after["DTSTART"] == "20270303T130000Z"


def test_a_cancelled_interview_leaves_the_calendar(loud):
    uid = file_of(letters("interview_planned")[0])["UID"]
    actions.cancel_interview(interview=loud, by=factories.hiring_manager_of(loud.search))
    for kind in ("interview_cancelled", "interview_cancelled_for_candidate"):
        event = file_of(letters(kind)[0])
        assert event["METHOD"] == "CANCEL"
        assert event["STATUS"] == "CANCELLED"
        assert (event["UID"], event["SEQUENCE"]) == (uid, "1")


def test_who_is_replaced_gets_the_event_taken_out_and_the_new_one_gets_it(loud):
    seat, other = make.seat_of(loud, "cto"), factories.user("Another CTO")
    by = factories.hiring_manager_of(loud.search)
    actions.replace_in_interview(seat=seat, email=other.email, name=other.name, by=by)
    [gone] = letters("interview_cancelled")
    assert file_of(gone)["METHOD"] == "CANCEL"
    assert "somebody else takes your place" in body(gone)
    assert file_of(letters("interview_planned")[-1])["METHOD"] == "REQUEST"


def test_text_of_a_place_cannot_add_lines_to_the_file(loud):
    change(loud, place="Room 3; floor 2, left\\n ATTENDEE:mailto:x@example.com")
    [attachment] = letters("interview_moved")[0].attachments
    unfolded = attachment.content.decode().replace("\r\n ", "")
    assert len(re.findall(r"^ATTENDEE", unfolded, re.MULTILINE)) == 1
    assert r"Room 3\; floor 2\, left" in unfolded


# ---- The words ----


def body(letter) -> str:
    from django.template.loader import render_to_string

    return render_to_string(letter.template, {"site": "https://example.com", **letter.context})


def test_a_panelist_reads_the_time_in_both_zones(loud):
    seat = make.seat_of(loud, "cto")
    seat.user.zone = "America/Toronto"
    seat.user.save()
    mail = Mail.objects.get(kind="interview_planned", user=seat.user)
    assert "14:00\u00a0to\u00a015:15\u00a0Berlin (08:00\u00a0to\u00a009:15 your\u00a0time)" in body(
        letter_of(mail)
    )


def test_a_candidate_reads_the_time_on_the_clocks_it_was_planned_on(loud):
    [letter] = letters("interview_planned_for_candidate")
    assert when(STARTS, "Europe/Berlin") in letter.subject
    assert "14:00\u00a0to\u00a015:15\u00a0Berlin" in body(letter)
    assert "your\u00a0time" not in body(letter)


def test_a_candidate_is_told_what_to_bring_and_whom_to_ask(loud):
    [letter] = letters("interview_planned_for_candidate")
    note = loud.search.playbook.part("production").candidate_note
    manager = factories.hiring_manager_of(loud.search)
    assert note in body(letter)
    assert manager.email in body(letter)


def test_a_candidate_is_told_no_name_of_the_panel(loud):
    [letter] = letters("interview_planned_for_candidate")
    said = body(letter) + letter.attachments[0].content.decode()
    for seat in loud.seats.select_related("user"):
        assert seat.user.name not in said
        assert seat.user.email not in said
    assert "Senior ML engineer" in said


def test_news_overtaken_by_a_cancellation_is_not_sent(loud):
    actions.cancel_interview(interview=loud, by=factories.hiring_manager_of(loud.search))
    assert letters("interview_planned") == [None, None]
    assert letters("interview_planned_for_candidate") == [None]


def test_a_mail_arrives_with_its_calendar_file(loud):
    mail = Mail.objects.filter(kind="interview_planned").first()
    deliver(mail.pk)
    [sent] = outbox.outbox
    message = message_from_bytes(sent.message().as_bytes())
    [part] = [p for p in message.walk() if p.get_content_type() == "text/calendar"]
    assert part.get_param("method") == "REQUEST"
    assert part.get_filename() == "interview.ics"
    assert (
        lines_of(part.get_payload(decode=True).replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))[
            "DTSTART"
        ]
        == "20270302T130000Z"
    )


def test_readers_are_told_until_when(loud):
    reading = make.reading(loud.candidacy)
    [letter, _] = letters("answers_to_read")
    assert NAME not in letter.subject
    seat = make.seat_of(reading, "first_reader")
    assert when(reading.card_due_at, seat.user.zone) in body(letter)
