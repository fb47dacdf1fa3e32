"""Reminders: when one is due, one mail a moment, nothing that is no longer true."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as some

from candidates.actions import withdraw
from candidates.models import Conflict
from interviews.models import Interview, Seat
from interviews.states import InterviewState
from mail.actions import body_of
from mail.kinds import letter_of
from mail.models import Mail
from scorecards import actions
from scorecards.models import Reminder
from scorecards.queries.reminders import to_remind
from scorecards.reminders import AFTER_THE_END, KEPT_FOR, now_for, of_card
from scorecards.states import Occasion
from tests import factories
from tests.factories import scorecards as make
from tests.scorecards.reminding import STARTS, at, beat, letters

ZONES = ("Europe/Berlin", "America/New_York", "Asia/Tokyo", "Pacific/Auckland", "UTC")


# ---- When ----


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (at(1, 8, 59), []),
        (at(1, 9), ["eve"]),
        (at(2, 14), []),
        (at(2, 15, 14), []),
        (at(2, 15, 15), ["after"]),
        (at(2, 18), ["due"]),
        (at(3, 8, 59), []),
        (at(3, 9), ["morning"]),
        (at(5, 9), ["morning"]),
        (at(6, 9), []),  # Saturday
        (at(7, 9), []),
        (at(8, 9), ["morning"]),
        (at(8, 16), []),  # let go: tomorrow says the same
    ],
)
def test_each_moment_says_its_own(seat, moment, said):
    assert beat(moment) == said


def test_two_beats_send_one_mail(seat):
    assert beat(at(2, 15, 15)) == ["after"]
    assert beat(at(2, 15, 15)) == []
    assert beat(at(2, 15, 20)) == []
    assert Mail.objects.filter(kind="card_to_write").count() == 1


def test_a_second_beat_that_had_already_chosen_the_seat_sends_nothing(seat):
    with time_machine.travel(at(2, 18), tick=False):
        (pk,) = to_remind(timezone.now())
        assert actions.remind(seat_id=pk) is not None
        assert actions.remind(seat_id=pk) is None


def test_the_database_takes_one_reminder_a_moment(seat):
    row = Reminder.objects.create(seat=seat, at=STARTS, occasion="due")
    with pytest.raises(IntegrityError), transaction.atomic():
        Reminder.objects.create(seat=seat, at=row.at, occasion="due")


def test_a_seat_that_is_gone_is_no_error(db):
    assert actions.remind(seat_id=999_999) is None


def test_a_whole_week_says_each_thing_once(seat):
    hours = [at(1, 0) + timedelta(minutes=30 * n) for n in range(48 * 8)]
    said = [word for moment in hours for word in beat(moment)]
    # Wednesday to Friday, and Monday: a weekend is nobody's.
    assert said == ["eve", "after", "due", "morning", "morning", "morning", "morning"]


def test_nine_is_on_the_clock_of_who_owes_the_card(seat):
    seat.user.zone = "America/New_York"
    seat.user.save()
    assert beat(at(3, 9)) == []
    assert beat(at(3, 15)) == ["morning"]


def test_the_readers_of_answers_are_reminded_when_the_card_is_due_and_not_before(search):
    with time_machine.travel(at(2, 10), tick=False):
        row = make.interview(make.candidacy(search), "questionnaire")
        Interview.objects.filter(pk=row.pk).update(starts_at=None, created_at=timezone.now())
        row.refresh_from_db()
        make.seat(row, factories.user(zone="Europe/Berlin"))
    assert beat(at(3, 9)) == []
    assert beat(at(4, 10)) == ["due"]
    assert beat(at(5, 9)) == ["morning"]


@given(
    minutes=some.integers(min_value=10, max_value=480),
    zone=some.sampled_from(ZONES),
    own=some.sampled_from(ZONES),
    after=some.integers(min_value=-3 * 1440, max_value=12 * 1440),
)
def test_the_laws_of_what_is_said(minutes, zone, own, after):
    row = Interview(starts_at=STARTS, minutes=minutes, zone=zone, state=InterviewState.PLANNED)
    now = STARTS + timedelta(minutes=after)
    moment = now_for(row, own, True, now)
    if moment is None:
        return
    assert moment.at <= now < moment.at + KEPT_FOR
    if moment.occasion == Occasion.EVE:
        assert now < STARTS
        there = moment.at.astimezone(ZoneInfo(own))
        assert there.hour == 9
        assert there.date() + timedelta(days=1) == STARTS.astimezone(ZoneInfo(own)).date()
    else:
        assert now >= row.ends_at + AFTER_THE_END
    if moment.occasion == Occasion.MORNING:
        there = moment.at.astimezone(ZoneInfo(own))
        assert (there.hour, there.minute) == (9, 0)
        assert there.weekday() < 5
        assert moment.at > row.card_due_at
    later = [other for other in of_card(row, own, now) if moment.at < other.at <= now]
    assert moment.occasion == Occasion.EVE or not later


# ---- What is no longer true is not said ----


def test_a_card_that_is_in_is_not_asked_for(seat):
    with time_machine.travel(at(2, 15, 5), tick=False):
        make.submitted(seat)
    assert beat(at(2, 15, 15)) == []
    assert beat(at(3, 9)) == []


def test_a_card_that_is_excused_is_not_asked_for(seat):
    with time_machine.travel(at(2, 15, 5), tick=False):
        make.excused(seat)
    assert beat(at(2, 18)) == []


def test_a_draft_is_still_asked_for(seat):
    with time_machine.travel(at(2, 15, 5), tick=False):
        make.card(seat)
    assert beat(at(2, 18)) == ["due"]


@pytest.mark.parametrize("moment", [at(1, 9), at(2, 18)])
def test_of_a_cancelled_interview_nothing_is_said(seat, moment):
    Interview.objects.update(state=InterviewState.CANCELLED, cancelled_at=STARTS)
    assert beat(moment) == []


@pytest.mark.parametrize("moment", [at(1, 9), at(2, 18)])
def test_who_was_replaced_is_not_reminded(seat, moment):
    make.replaced(seat)
    assert beat(moment) == []


@pytest.mark.parametrize("moment", [at(1, 9), at(2, 18)])
def test_who_asked_to_be_replaced_is_not_reminded(seat, moment):
    """Not even while their seat stands."""
    Conflict.objects.update(answer=Conflict.Answer.REPLACE)
    assert beat(moment) == []


@pytest.mark.parametrize("moment", [at(1, 9), at(2, 18)])
def test_of_a_candidate_who_left_nothing_is_said(seat, manager, moment):
    with time_machine.travel(at(1, 8), tick=False):
        withdraw(candidacy=seat.interview.candidacy, because="No answer any more", by=manager)
    assert beat(moment) == []


def test_who_may_not_sign_in_any_more_is_not_reminded(seat):
    seat.user.is_active = False
    seat.user.save()
    assert beat(at(1, 9)) == []


def test_who_observes_is_told_of_tomorrow_and_owes_nothing(seat):
    Seat.objects.update(duty="observing")
    assert beat(at(1, 9)) == ["eve"]
    assert beat(at(2, 18)) == []


def test_who_was_seated_after_that_hour_has_just_been_told(seat):
    Seat.objects.update(since=at(1, 9, 30))
    assert beat(at(1, 10)) == []


def test_a_mail_on_its_way_is_dropped_when_the_interview_is_moved(seat):
    beat(at(1, 9))
    assert letters("interview_tomorrow", at(1, 9, 1))[0] is not None
    Interview.objects.update(starts_at=STARTS + timedelta(days=2))
    assert letters("interview_tomorrow", at(1, 9, 1)) == [None]


def test_a_moved_interview_is_said_anew_the_day_before(seat):
    beat(at(1, 9))
    Interview.objects.update(starts_at=STARTS + timedelta(days=2))
    assert beat(at(2, 15, 15)) == []
    assert beat(at(3, 9)) == ["eve"]


def test_a_mail_on_its_way_is_dropped_once_the_interview_has_begun(seat):
    beat(at(1, 9))
    assert letters("interview_tomorrow", STARTS) == [None]


def test_a_mail_on_its_way_is_dropped_once_the_card_is_in(seat):
    beat(at(2, 18))
    with time_machine.travel(at(2, 18, 1), tick=False):
        make.submitted(seat)
    assert letters("card_to_write", at(2, 18, 2)) == [None]


def test_a_mail_on_its_way_is_dropped_when_the_end_is_another(seat):
    beat(at(2, 15, 15))
    Interview.objects.update(minutes=90)
    assert letters("card_to_write", at(2, 15, 16)) == [None]


# ---- What it says ----


def test_the_day_before_brings_the_kit_the_time_both_ways_and_the_place(seat):
    seat.user.zone = "America/New_York"
    seat.user.save()
    beat(at(1, 15))
    (mail,) = Mail.objects.filter(kind="interview_tomorrow")
    with time_machine.travel(at(1, 15), tick=False):
        letter = letter_of(mail)
        text = body_of(mail, letter)
    assert letter.subject.startswith("Tomorrow: Production deep-dive, Candidate")
    assert "14:00\u00a0to\u00a015:00\u00a0Berlin (08:00\u00a0to\u00a009:00 your\u00a0time)" in text
    assert "Room 3" in text
    assert reverse("interviews:kit", args=[seat.interview_id]) in text


@pytest.mark.parametrize(
    ("moment", "says"),
    [
        (at(2, 15, 15), "Your scorecard: Production deep-dive"),
        (at(2, 18), "Due now: your scorecard"),
        (at(3, 9), "Still due: your scorecard"),
    ],
)
def test_the_link_leads_straight_to_the_card(seat, moment, says):
    beat(moment)
    (mail,) = Mail.objects.filter(kind="card_to_write")
    with time_machine.travel(moment, tick=False):
        letter = letter_of(mail)
        text = body_of(mail, letter)
    assert letter.subject.startswith(says)
    assert reverse("scorecards:card", args=[seat.interview_id]) in text
    assert reverse("scorecards:enough", args=[mail.link.token]) in text


@pytest.mark.parametrize("moment", [at(1, 9), at(2, 15, 15), at(2, 18), at(3, 9)])
def test_no_candidate_is_named(seat, moment):
    beat(moment)
    (mail,) = Mail.objects.filter(kind__in=["interview_tomorrow", "card_to_write"])
    with time_machine.travel(moment, tick=False):
        letter = letter_of(mail)
        assert "Quillfeather" not in letter.subject + body_of(mail, letter)
