"""The debrief meeting: who is asked to it, its calendar file, and what it never says."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from ical.event import EventStatus

from candidates import actions as candidates
from interviews import actions
from interviews.models import Meeting
from mail.kinds import letter_of
from mail.models import Mail
from searches.errors import NotAllowed, Refused
from searches.models import Role
from tests import factories
from tests.factories import candidates as people
from tests.factories import interviews as make
from tests.interviews.conftest import page_of
from tests.interviews.test_calendar import Inbox

MORNING = datetime(2027, 3, 3, 8, tzinfo=UTC)


def meet(candidacy, starts_at=MORNING, **more) -> Meeting:
    given = {"zone": "Europe/Berlin", "minutes": 45, "place": "Room 3"} | more
    by = factories.hiring_manager_of(candidacy.search)
    return actions.plan_meeting(candidacy=candidacy, starts_at=starts_at, by=by, **given)


def move(meeting, **changed) -> Meeting:
    names = ("starts_at", "zone", "minutes", "place")
    given = {name: getattr(meeting, name) for name in names} | changed
    by = factories.hiring_manager_of(meeting.search)
    return actions.move_meeting(meeting=meeting, by=by, **given)


def guests(meeting) -> set:
    return {guest.user for guest in meeting.guests.current().select_related("user")}


@pytest.fixture
def interview(loop, candidacy):
    return make.interview(candidacy, starts_at=MORNING - timedelta(days=1))


@pytest.fixture
def meeting(interview):
    return meet(interview.candidacy)


@pytest.fixture
def inbox(meeting) -> Inbox:
    """What comes after the first invitations."""
    box = Inbox()
    box.open()
    return box


def test_it_asks_the_people_of_the_interviews_and_the_hiring_manager(interview, meeting, manager):
    assert guests(meeting) == {seat.user for seat in interview.seats.all()} | {manager}


def test_each_is_told_once_by_mail_with_its_file_and_the_candidate_never(interview, manager):
    box = Inbox()
    box.open()
    meeting = meet(interview.candidacy)
    found = box.open()
    assert set(found) == {user.email for user in guests(meeting)}
    assert interview.candidacy.candidate.email not in found
    for [(method, event)] in found.values():
        assert (method, event.sequence, event.status) == ("REQUEST", 0, EventStatus.CONFIRMED)
        assert (event.dtstart, event.location) == (MORNING, "Room 3")


def test_moved_it_is_the_same_event_with_the_next_number(inbox, meeting):
    move(meeting, starts_at=MORNING + timedelta(hours=1))
    for [(method, event)] in inbox.open().values():
        assert (method, event.sequence) == ("REQUEST", 1)
        assert event.uid.startswith(str(meeting.uid))
        assert event.dtstart == MORNING + timedelta(hours=1)


def test_cancelled_it_leaves_the_calendars_of_who_was_asked(inbox, meeting, manager):
    asked = {user.email for user in guests(meeting)}
    actions.cancel_meeting(meeting=meeting, by=manager)
    assert inbox.methods() == dict.fromkeys(asked, "CANCEL")


def test_a_change_that_changes_nothing_is_told_to_nobody(inbox, meeting):
    move(meeting)
    assert inbox.open() == {}


def test_who_takes_a_seat_later_is_asked_and_nobody_else_hears(inbox, meeting, candidacy):
    board = make.interview(candidacy, "board", starts_at=MORNING - timedelta(hours=20))
    member = make.panelist_of(board)
    found = {
        to: files
        for to, files in inbox.open().items()
        if any(event.uid.startswith(str(meeting.uid)) for _, event in files)
    }
    assert set(found) == {member.email}
    assert member in guests(meeting)


def test_who_loses_their_last_seat_is_told_off_it(inbox, interview, meeting, manager):
    cto, somebody = make.panelist_of(interview, "cto"), factories.user("Another CTO")
    actions.fill_seat(interview=interview, key="cto", email=somebody.email, name="X Y", by=manager)
    assert inbox.methods() == {cto.email: "CANCEL CANCEL", somebody.email: "REQUEST REQUEST"}
    assert cto not in guests(meeting)
    assert somebody in guests(meeting)


def test_a_later_change_counts_on_from_who_was_told_off(inbox, interview, meeting, manager):
    """Whoever stays is sent the next number, so that no calendar takes it for an old file."""
    cto, somebody = make.panelist_of(interview, "cto"), factories.user("Another CTO")
    actions.fill_seat(interview=interview, key="cto", email=somebody.email, name="X Y", by=manager)
    off = [event.sequence for _, event in inbox.open()[cto.email] if _is(event, meeting)]
    meeting.refresh_from_db()
    move(meeting, minutes=30)
    on = {event.sequence for [(_, event)] in inbox.open().values()}
    assert (off, on) == ([1], {2})


def test_who_keeps_another_seat_stays_asked(meeting, interview, candidacy, manager):
    cto, somebody = make.panelist_of(interview, "cto"), factories.user("Another CTO")
    aligned = make.interview(candidacy, "alignment", starts_at=MORNING - timedelta(days=2))
    assert make.panelist_of(aligned, "cto") == cto
    actions.fill_seat(interview=interview, key="cto", email=somebody.email, name="X Y", by=manager)
    assert cto in guests(meeting)


def test_the_hiring_manager_stays_asked_without_any_seat(meeting, interview, manager):
    actions.cancel_interview(interview=interview, by=manager)
    assert guests(meeting) == {manager}


def test_who_asked_not_to_judge_the_candidate_is_not_asked(interview):
    cto = make.panelist_of(interview, "cto")
    candidates.declare_conflict(candidacy=interview.candidacy, answer="replace", how="", by=cto)
    assert cto not in guests(meet(interview.candidacy))


@pytest.mark.parametrize("end", [candidates.stop, candidates.withdraw])
def test_it_ends_with_the_candidacy(inbox, meeting, candidacy, manager, end):
    asked = {user.email for user in guests(meeting)}
    end(candidacy=candidacy, because="Another offer", by=manager)
    meeting.refresh_from_db()
    assert meeting.state == "cancelled"
    said = [to for to, files in inbox.open().items() for _, e in files if _is(e, meeting)]
    assert sorted(said) == sorted(asked)


def _is(event, meeting) -> bool:
    return event.uid.startswith(str(meeting.uid))


def test_no_subject_and_no_file_says_a_name(loop, search, manager):
    candidacy = people.candidacy(search, "Quillfeather")
    make.interview(candidacy, starts_at=MORNING - timedelta(days=1))
    meeting = meet(candidacy)
    letters = [letter_of(m) for m in Mail.objects.filter(kind__startswith="debrief_meeting")]
    move(meeting, minutes=30)
    letters += [letter_of(m) for m in Mail.objects.filter(kind="debrief_meeting_moved")]
    actions.cancel_meeting(meeting=meeting, by=manager)
    letters += [letter_of(m) for m in Mail.objects.filter(kind="debrief_meeting_cancelled")]
    assert len(letters) >= 9
    for letter in letters:
        said = letter.subject + b"".join(a.content for a in letter.attachments).decode()
        assert "Quillfeather" not in said
        assert candidacy.alias in letter.subject


def test_one_candidate_has_one_meeting(meeting, candidacy, manager):
    with pytest.raises(Refused, match="set already"):
        meet(candidacy, MORNING + timedelta(days=1))
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.create(
            candidacy=candidacy, starts_at=MORNING, minutes=45, zone="UTC", planned_by=manager
        )


def test_a_cancelled_one_may_be_set_again_as_another_event(meeting, candidacy, manager):
    actions.cancel_meeting(meeting=meeting, by=manager)
    assert meet(candidacy).uid != meeting.uid


def test_it_is_not_cancelled_twice(meeting, manager):
    actions.cancel_meeting(meeting=meeting, by=manager)
    with pytest.raises(Refused, match="cancelled already"):
        actions.cancel_meeting(meeting=meeting, by=manager)


def test_without_interviews_there_is_nobody_to_ask(loop, candidacy):
    with pytest.raises(Refused, match="Plan the interviews first"):
        meet(candidacy)


def test_a_time_at_which_one_of_them_is_elsewhere_is_refused_by_name(interview):
    with pytest.raises(Refused, match="is in another interview from"):
        meet(interview.candidacy, interview.starts_at)


def test_nobody_is_planned_into_an_interview_during_their_debrief(meeting, search):
    other = people.candidacy(search, "Mateus Carvalho")
    with pytest.raises(Refused, match="is in a debrief meeting from"):
        make.interview(other, starts_at=MORNING)


@pytest.mark.parametrize("role", [Role.PANELIST, Role.APPROVER, Role.OBSERVER])
def test_only_who_runs_the_search_sets_it(interview, role):
    with pytest.raises(NotAllowed):
        actions.plan_meeting(
            candidacy=interview.candidacy,
            starts_at=MORNING,
            zone="UTC",
            minutes=45,
            place="",
            by=factories.member(interview.search, role),
        )


# ---- The pages ----


def given(**changed) -> dict[str, str]:
    day = timezone.localdate() + timedelta(days=20)
    return {
        "day": day.isoformat(),
        "time": "09:00",
        "minutes": "45",
        "zone": "Europe/Berlin",
        "place": "Room 3",
    } | changed


def test_it_is_set_moved_and_cancelled_by_hand(interview, candidacy, manager, as_):
    browser, page = as_(manager), reverse("interviews:meeting", args=[candidacy.pk])
    browser.post(page, given())
    row = Meeting.objects.get()
    browser.post(page, given(time="10:00"))
    row.refresh_from_db()
    assert row.sequence == 1
    assert "Change the debrief meeting" in page_of(
        browser.get(reverse("interviews:candidacy", args=[candidacy.pk]))
    )
    browser.post(reverse("interviews:call_off", args=[candidacy.pk]))
    row.refresh_from_db()
    assert row.state == "cancelled"


def test_a_past_time_is_refused_at_its_field(interview, candidacy, manager, as_):
    page = reverse("interviews:meeting", args=[candidacy.pk])
    response = as_(manager).post(page, given(day="2026-01-05"))
    assert "has passed. Choose a time to come." in page_of(response)
    assert not Meeting.objects.exists()


def test_it_stands_on_my_interviews_and_on_home(meeting, interview, as_):
    cto = make.panelist_of(interview, "cto")
    for page in (reverse("interviews:mine"), reverse("home")):
        assert "Debrief on Leila Haddad" in page_of(as_(cto).get(page))


def test_who_is_not_asked_does_not_find_it_there(meeting, loop, as_):
    member = factories.member(loop.search, Role.PANELIST)
    for page in (reverse("interviews:mine"), reverse("home")):
        assert "Leila Haddad" not in page_of(as_(member).get(page))
