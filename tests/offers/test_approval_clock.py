"""Two business days to answer, by the search's calendar and where it is run; one reminder."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from mail.actions import body_of
from mail.kinds import letter_of
from mail.models import Mail
from offers.approving import due_at, held_up
from offers.models import Approval, Offer
from offers.tasks import remind
from searches.actions import turn
from searches.home import lines_for
from searches.models import Search
from tests import factories
from tests.factories import offers as make

pytestmark = pytest.mark.django_db


def when(*at: int) -> datetime:
    return datetime(*at, tzinfo=UTC)  # type: ignore[misc,arg-type]


@pytest.mark.parametrize(
    ("asked", "zone", "calendar", "due"),
    [
        ((2026, 3, 3, 9), "UTC", "", "2026-03-05"),  # Tuesday: Thursday
        ((2026, 3, 6, 9), "UTC", "", "2026-03-10"),  # Friday: Tuesday
        ((2026, 3, 7, 9), "UTC", "", "2026-03-10"),  # Saturday: Tuesday
        ((2026, 4, 1, 9), "UTC", "", "2026-04-03"),  # Good Friday is a day like any other
        ((2026, 4, 1, 9), "Europe/Berlin", "DE", "2026-04-07"),  # over Easter, until Tuesday
        ((2026, 12, 23, 9), "Europe/London", "GB-ENG", "2026-12-29"),  # Boxing Day on Monday
        ((2026, 3, 6, 7), "America/Los_Angeles", "US", "2026-03-09"),  # it is Thursday there
        ((2026, 3, 5, 15), "Asia/Tokyo", "JP", "2026-03-10"),  # it is Friday there
        ((2026, 3, 26, 12), "Europe/Berlin", "DE", "2026-03-30"),  # over the change of the clock
    ],
)
def test_an_approval_is_due_on_the_second_business_day(asked, zone, calendar, due):
    search = Search(zone=zone, calendar=calendar)
    last = due_at(when(*asked), search)
    assert f"{last:%Y-%m-%d %H:%M}" == f"{due} 23:59"
    assert str(last.tzinfo) == zone


@pytest.fixture
def offer():
    return make.in_approval(make.chosen(factories.search()), 2)


@pytest.fixture
def late(offer) -> Offer:
    make.declare(offer)
    offer.approvals.exclude(asked_at=None).update(asked_at=timezone.now() - timedelta(days=9))
    return offer


def reminded() -> list[Mail]:
    return list(Mail.objects.filter(kind="approval_overdue"))


def test_nobody_is_reminded_within_their_two_days(offer):
    remind()
    assert reminded() == []


def test_who_holds_it_up_is_reminded_once(late):
    remind()
    remind()
    assert [mail.user for mail in reminded()] == [late.approvals.first().approver]


def test_who_has_answered_is_not_reminded(late):
    make.approve(late.approvals.first())
    remind()
    assert reminded() == []


def test_nobody_is_reminded_while_the_search_is_paused(late):
    by = factories.hiring_manager_of(late.search)
    turn(search=late.search, name="pause", because="The budget is being set anew.", by=by)
    remind()
    assert reminded() == []


def test_the_reminder_carries_the_alias_and_no_pay(late):
    remind()
    (mail,) = reminded()
    letter = letter_of(mail)
    assert letter is not None
    assert "Haddad" not in letter.subject
    assert f"{late.base:.0f}" not in body_of(mail, letter).replace(",", "")


def test_a_reminder_is_not_sent_after_the_answer(late):
    remind()
    (mail,) = reminded()
    make.approve(late.approvals.first())
    assert letter_of(mail) is None


def test_it_is_said_who_holds_it_up(late):
    first = late.approvals.first()
    (held,) = held_up(late, timezone.now())
    assert (held.names, held.is_late) == (str(first.approver), True)


def test_where_two_of_three_must_answer_it_says_so():
    candidacy = make.chosen(factories.search())
    people = make.approvers(candidacy.search, 3)
    make.rule(candidacy.search, people, needed=2)
    offer = make.submitted(make.draft(candidacy))
    make.declare(offer)
    names = [str(user) for user in people]
    assert [row.names for row in held_up(offer, timezone.now())] == [f"2 of {' or '.join(names)}"]
    make.approve(offer.approvals.get(approver=people[0]))
    offer = Offer.objects.get(pk=offer.pk)
    assert [row.names for row in held_up(offer, timezone.now())] == [" or ".join(names[1:])]


def test_the_next_one_has_two_days_of_their_own(late):
    first, second = late.approvals.all()
    make.approve(first)
    late = Offer.objects.get(pk=late.pk)
    (held,) = held_up(late, timezone.now())
    assert (held.names, held.is_late) == (str(second.approver), False)


def test_the_pages_say_who_holds_it_up(late, client):
    client.force_login(make.recruiter_of(late.search))
    name = late.approvals.first().approver.name
    assert "two business days ended" in client.get(late.get_absolute_url()).text
    listed = client.get(reverse("offers:list", args=[late.search.pk])).text
    assert f"Waits for {name}" in listed
    assert "Over two business days" in listed


def test_home_shows_the_due_time(offer):
    row = Approval.objects.get(offer=offer, asked_at__isnull=False)
    (line,) = [line for line in lines_for(row.approver) if "Approve version" in line.say]
    assert row.asked_at is not None
    assert line.due == due_at(row.asked_at, offer.search)
