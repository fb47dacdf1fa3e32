"""Reminders: when one is due, one mail a moment, nothing that is no longer true, and enough."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail as outbox
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as some

from accounts.models import Link
from candidates.actions import withdraw
from candidates.models import Conflict
from interviews import actions as interviews
from interviews.models import Interview, Seat
from interviews.states import InterviewState
from mail.actions import body_of, deliver
from mail.kinds import letter_of
from mail.models import Mail
from scorecards import actions, tasks
from scorecards.models import Reminder, ReminderStop
from scorecards.queries.reminders import to_remind
from scorecards.reminders import AFTER_THE_END, KEPT_FOR, now_for, of_card
from scorecards.states import Occasion
from searches.errors import NotAllowed, Refused
from searches.models import Event, Role
from tests import factories
from tests.factories import candidates as people
from tests.factories import interviews as planned
from tests.factories import scorecards as make

BERLIN = ZoneInfo("Europe/Berlin")
STARTS = datetime(2027, 3, 2, 13, tzinfo=UTC)
"""A Tuesday, 14:00 in Berlin; it lasts an hour, and the card is due at 18:00 there."""
ZONES = ("Europe/Berlin", "America/New_York", "Asia/Tokyo", "Pacific/Auckland", "UTC")


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """In March 2027, on Berlin's clocks."""
    return datetime(2027, 3, day, hour, minute, tzinfo=BERLIN)


def beat(moment: datetime) -> list[str]:
    """What the clock says at a moment: the occasions, in the order of the seats."""
    before = set(Reminder.objects.values_list("pk", flat=True))
    with time_machine.travel(moment, tick=False):
        tasks.remind()
    rows = Reminder.objects.exclude(pk__in=before).order_by("seat")
    return list(rows.values_list("occasion", flat=True))


def letters(kind: str, moment: datetime) -> list:
    """The letters of a kind as they would be written at a moment; None where none would be."""
    with time_machine.travel(moment, tick=False):
        return [letter_of(mail) for mail in Mail.objects.filter(kind=kind).order_by("pk")]


@pytest.fixture
def search(db):
    return factories.search()


@pytest.fixture
def manager(search):
    return factories.hiring_manager_of(search)


@pytest.fixture
def seat(search):
    """Ines, in Berlin, in an interview planned a week before; nobody else sits in it."""
    with time_machine.travel(at(1, 8) - timedelta(days=7), tick=False):
        row = make.interview(make.candidacy(search, "Quillfeather"))
        Interview.objects.filter(pk=row.pk).update(
            starts_at=STARTS, minutes=60, state=InterviewState.PLANNED, place="Room 3"
        )
        row.refresh_from_db()
        return make.seat(row, factories.user("Ines Kovač", zone="Europe/Berlin"))


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


# ---- Enough ----


@pytest.fixture
def link(seat):
    beat(at(2, 18))
    return Mail.objects.get(kind="card_to_write").link


@pytest.fixture
def later(link):
    """The evening it is due, after the mail."""
    with time_machine.travel(at(2, 19), tick=False):
        yield


def test_the_link_stops_the_reminders_without_signing_in(client, link, later):
    url = reverse("scorecards:enough", args=[link.token])
    assert "Stop the reminders" in client.get(url).content.decode()
    assert not ReminderStop.objects.exists()
    assert client.post(url)["Location"] == reverse("scorecards:stopped")
    assert beat(at(3, 9)) == []


def test_its_page_names_nobody(client, link, seat, later):
    page = client.get(reverse("scorecards:enough", args=[link.token])).content.decode()
    assert "Quillfeather" not in page
    assert seat.user.name not in page


def test_a_link_that_was_used_is_closed(client, link, later):
    url = reverse("scorecards:enough", args=[link.token])
    unknown = client.get(reverse("scorecards:enough", args=["x" * 22]))
    client.post(url)
    for response in (client.get(url), client.post(url)):
        assert response.status_code == 404
        assert response.content == unknown.content


def test_a_link_to_a_card_that_is_in_is_closed(client, link, seat, later):
    make.submitted(seat)
    assert client.post(reverse("scorecards:enough", args=[link.token])).status_code == 404
    assert not ReminderStop.objects.exists()


def test_one_link_serves_all_the_mails_of_a_card(link):
    beat(at(3, 9))
    beat(at(4, 9))
    assert Link.objects.filter(kind=actions.ENOUGH).count() == 1


def test_the_cards_page_stops_them_and_begins_them_again(client, seat, link, later):
    client.force_login(seat.user)
    url = reverse("scorecards:reminders", args=[seat.interview_id])
    page = client.post(url, {"stop": "1"}, follow=True).content.decode()
    assert "Remind me again" in page
    assert beat(at(3, 9)) == []
    page = client.post(url, {"again": "1"}, follow=True).content.decode()
    assert "No more reminders for this card" in page
    assert beat(at(4, 9)) == ["morning"]


def test_a_beat_that_had_chosen_a_card_before_its_reminders_were_stopped_sends_nothing(seat, link):
    with time_machine.travel(at(3, 9), tick=False):
        (pk,) = to_remind(timezone.now())
        actions.stop_reminders(seat=seat, by=link)
        assert actions.remind(seat_id=pk) is None


def test_stopped_for_one_card_goes_on_for_another(seat, link, later):
    other = make.interview(make.candidacy(seat.interview.search), "board")
    Interview.objects.filter(pk=other.pk).update(starts_at=STARTS, minutes=60)
    other.refresh_from_db()
    make.seat(other, seat.user)
    Seat.objects.update(since=at(1, 8))
    actions.stop_reminders(seat=seat, by=link)
    assert beat(at(3, 9)) == ["morning"]


def test_nobody_stops_the_reminders_of_somebody_else(seat, link, later):
    with pytest.raises(NotAllowed):
        actions.stop_reminders(seat=seat, by=make.seat(seat.interview).user)


def test_a_link_stops_those_of_its_own_card_alone(seat, link, later):
    other = make.seat(seat.interview)
    with pytest.raises(Refused):
        actions.stop_reminders(seat=other, by=link)


# ---- By hand ----


@pytest.fixture
def recruiter(search):
    return factories.member(search, Role.RECRUITER, "Marguerite Osei")


def by_hand(seat, by):
    return actions.remind_by_hand(interview=seat.interview, user=seat.user, by=by)


def test_the_recruiter_asks_for_a_card_once_a_day_a_person(seat, recruiter):
    with time_machine.travel(at(2, 16), tick=False):
        by_hand(seat, recruiter)
        with pytest.raises(Refused, match="was reminded today already"):
            by_hand(seat, recruiter)
    with time_machine.travel(at(3, 0, 30), tick=False):
        by_hand(seat, recruiter)
    assert Event.objects.filter(verb="card.reminded").count() == 2


def test_the_mail_says_who_asks(seat, recruiter):
    with time_machine.travel(at(2, 16), tick=False):
        by_hand(seat, recruiter)
    (letter,) = letters("card_to_write", at(2, 16, 1))
    assert letter.subject.startswith("Marguerite Osei asks for your scorecard: Production")


@pytest.mark.parametrize("moment", [at(2, 13), at(1, 9)])
def test_nobody_is_asked_before_the_interview(seat, recruiter, moment):
    with time_machine.travel(moment, tick=False), pytest.raises(Refused, match="owes no scorecard"):
        by_hand(seat, recruiter)


def test_who_wants_no_reminders_is_not_asked_by_mail(seat, recruiter, link, later):
    actions.stop_reminders(seat=seat, by=link)
    with pytest.raises(Refused, match="wants no more reminders"):
        by_hand(seat, recruiter)


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.PANELIST, Role.APPROVER])
def test_who_does_not_run_the_search_reminds_nobody(seat, role):
    with time_machine.travel(at(2, 16), tick=False), pytest.raises(NotAllowed):
        by_hand(seat, factories.member(seat.interview.search, role))


def test_the_page_offers_it_until_it_is_done(client, seat, recruiter):
    client.force_login(recruiter)
    url = reverse("scorecards:cards", args=[seat.interview.candidacy_id])
    remind = reverse("scorecards:remind", args=[seat.interview_id, seat.user_id])
    with time_machine.travel(at(2, 16), tick=False):
        client.force_login(recruiter)
        assert remind in client.get(url).content.decode()
        page = client.post(remind, follow=True).content.decode()
    assert "Ines Kovač is reminded by mail." in page
    assert "Reminded today" in page
    assert f'action="{remind}"' not in page


def test_the_page_offers_it_to_nobody_else(client, seat, search):
    remind = reverse("scorecards:remind", args=[seat.interview_id, seat.user_id])
    url = reverse("scorecards:cards", args=[seat.interview.candidacy_id])
    with time_machine.travel(at(2, 16), tick=False):
        client.force_login(factories.member(search, Role.OBSERVER))
        assert remind not in client.get(url).content.decode()


# ---- Somebody from outside, the whole way ----


def test_an_outsider_comes_from_the_mail_by_a_code_to_the_card_itself(client, search, manager):
    """Never been here, no password: mail, code, the two taps, the card."""
    candidacy = people.candidacy(search, "Leila Haddad")
    row = planned.interview(candidacy)
    interviews.fill_seat(
        interview=row, key="cto", email="dagny@fund.example", name="Dagny Voss", by=manager
    )
    starts = timezone.now().replace(microsecond=0) - timedelta(hours=1, minutes=20)
    Interview.objects.filter(pk=row.pk).update(starts_at=starts, minutes=60)
    Seat.objects.update(since=starts - timedelta(days=1))
    tasks.remind()
    mail = Mail.objects.get(kind="card_to_write", user__email="dagny@fund.example")
    deliver(mail.pk)
    (sent,) = [m for m in outbox.outbox if m.to == ["dagny@fund.example"]]
    card = reverse("scorecards:card", args=[row.pk])
    assert card in sent.body

    signing_in = client.get(card)
    assert signing_in["Location"] == f"{reverse('account_login')}?next={card}"
    page = client.get(signing_in["Location"]).content.decode()
    ask = f"{reverse('account_request_login_code')}?next={card.replace('/', '%2F')}"
    assert ask in page
    assert f'value="{card}"' in client.get(ask).content.decode()
    client.post(ask, {"email": "dagny@fund.example", "next": card})
    code = outbox.outbox[-1].body.split("\n\n")[1].strip()
    confirmed = client.post(reverse("account_confirm_login_code"), {"code": code, "next": card})
    assert confirmed["Location"] == card

    asked = client.get(card)
    assert asked["Location"].startswith(reverse("candidates:declare", args=[candidacy.pk]))
    declared = client.post(asked["Location"], {"answer": "none"})
    assert declared["Location"] == card
    assert "Submit scorecard" in client.get(card).content.decode()


def test_somebody_with_a_number_no_database_holds_is_not_there(client, search, manager):
    row = planned.interview(people.candidacy(search, "Leila Haddad"))
    client.force_login(manager)
    url = reverse("scorecards:remind", args=[row.pk, 10**30])
    assert client.post(url).status_code == 404
