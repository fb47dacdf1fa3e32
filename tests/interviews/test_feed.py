"""One's own calendar behind a private address: what is in it, for how long, and for whom."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from ical.event import Event, EventStatus

from accounts.models import Link
from interviews import actions
from interviews.models import Interview
from interviews.queries import feed_of
from tests import factories
from tests.factories import candidates as people
from tests.factories import interviews as make
from tests.interviews.acts import hour
from tests.interviews.conftest import page_of
from tests.interviews.test_calendar import read


@pytest.fixture
def interview(loop, candidacy):
    return make.interview(candidacy, starts_at=hour(10))


@pytest.fixture
def cto(interview):
    return make.panelist_of(interview, "cto")


def address(user) -> str:
    link = feed_of(user) or actions.make_feed(by=user)
    return reverse("interviews:feed", args=[link.token])


def fetch(user):
    return Client().get(address(user))


def events(user) -> dict[str, Event]:
    """By summary."""
    return {event.summary: event for event in read(fetch(user).content).events}


def test_it_holds_what_one_sits_in_by_alias(cto, interview):
    [(summary, event)] = events(cto).items()
    assert summary == f"{interview.part}, {interview.candidacy.alias} (Chief AI Officer)"
    assert (event.dtstart, event.dtend) == (interview.starts_at, interview.ends_at)
    assert event.uid.startswith(str(interview.uid))


def test_it_is_a_calendar_that_invites_nobody(cto):
    response = fetch(cto)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert b"METHOD:PUBLISH" in response.content
    assert b"ATTENDEE" not in response.content
    assert b"ORGANIZER" not in response.content


def test_no_name_of_a_candidate_is_in_it(loop, search):
    row = make.interview(people.candidacy(search, "Quillfeather"))
    actions.plan_meeting(
        candidacy=row.candidacy,
        starts_at=row.ends_at,
        zone="UTC",
        minutes=30,
        place="",
        by=factories.hiring_manager_of(search),
    )
    content = fetch(make.panelist_of(row, "cto")).content
    assert b"Debrief on" in content
    assert b"Quillfeather" not in content


def test_interviews_of_others_are_not_in_it(cto, candidacy):
    make.interview(candidacy, "board", starts_at=hour(11))
    assert len(events(cto)) == 1


def test_a_cancelled_one_is_there_as_cancelled(cto, interview, manager):
    actions.cancel_interview(interview=interview, by=manager)
    [event] = events(cto).values()
    assert event.status == EventStatus.CANCELLED
    assert event.sequence == 1


def test_a_moved_one_has_its_new_time_and_number(cto, interview, manager):
    actions.move_interview(
        interview=interview, starts_at=hour(12), zone="UTC", minutes=60, place="", by=manager
    )
    [event] = events(cto).values()
    assert (event.dtstart, event.sequence, event.status) == (hour(12), 1, EventStatus.CONFIRMED)


def test_who_was_replaced_finds_it_gone(cto, interview, manager):
    somebody = factories.user("Another CTO")
    actions.fill_seat(interview=interview, key="cto", email=somebody.email, name="X", by=manager)
    assert events(cto) == {}
    assert len(events(somebody)) == 1


@pytest.mark.parametrize(("days", "there"), [(29, True), (31, False)])
def test_what_is_over_stays_for_thirty_days(cto, interview, days, there):
    before = timezone.now() - timedelta(days=days)
    Interview.objects.filter(pk=interview.pk).update(starts_at=before)
    assert bool(events(cto)) is there


def test_who_left_the_search_finds_nothing_of_it(manager, interview):
    actions.plan_meeting(
        candidacy=interview.candidacy,
        starts_at=hour(11),
        zone="UTC",
        minutes=30,
        place="",
        by=manager,
    )
    assert len(events(manager)) == 1
    manager.memberships.update(ended_at=timezone.now())
    assert events(manager) == {}


# ---- The address ----


def closed(path: str) -> tuple[int, bytes]:
    response = Client().get(path)
    return response.status_code, response.content


def test_renewed_the_old_address_stops(cto):
    old = address(cto)
    actions.make_feed(by=cto)
    assert Client().get(old).status_code == 404
    assert fetch(cto).status_code == 200
    assert Link.objects.live().filter(kind=actions.FEED, about=cto.pk).count() == 1


def test_unknown_ended_expired_and_locked_out_answer_alike(cto, settings):
    path = address(cto)
    unknown = closed(reverse("interviews:feed", args=["nowhere"]))
    link = feed_of(cto)
    Link.objects.filter(pk=link.pk).update(expires_at=timezone.now())
    expired = closed(path)
    Link.objects.filter(pk=link.pk).update(expires_at=link.expires_at)
    cto.is_active = False
    cto.save()
    locked_out = closed(path)
    cto.is_active = True
    cto.save()
    actions.end_feed(by=cto)
    assert unknown[0] == 404
    assert unknown == expired == locked_out == closed(path)


def test_it_is_made_renewed_and_ended_on_my_interviews(cto, as_):
    browser, page = as_(cto), reverse("interviews:mine")
    assert "Make my calendar&#x27;s address" in page_of(browser.get(page)).replace("'", "&#x27;")
    browser.post(reverse("interviews:make_feed"))
    first = feed_of(cto)
    assert f"/calendar/{first.token}.ics" in page_of(browser.get(page))
    browser.post(reverse("interviews:make_feed"))
    assert first.token not in page_of(browser.get(page))
    browser.post(reverse("interviews:end_feed"))
    assert feed_of(cto) is None
    assert "webcal://" not in page_of(browser.get(page))


def test_the_address_of_another_is_on_nobodys_page(cto, interview, as_):
    token = actions.make_feed(by=cto).token
    other = make.panelist_of(interview, "ml_engineer")
    assert token not in page_of(as_(other).get(reverse("interviews:mine")))


def test_an_address_of_an_earlier_secret_is_not_shown(cto, settings):
    actions.make_feed(by=cto)
    settings.SECRET_KEY = "another secret, of the same length, for the same site"
    assert feed_of(cto) is None


def test_ending_what_is_not_there_is_harmless(cto):
    actions.end_feed(by=cto)
    assert feed_of(cto) is None


def test_a_full_calendar_costs_as_many_queries_as_an_empty_one(cto, loop, search):
    def cost() -> int:
        path = address(cto)
        with CaptureQueriesContext(connection) as queries:
            Client().get(path)
        return len(queries)

    before = cost()
    for number in range(4):
        make.interview(people.candidacy(search, f"N {number}"), starts_at=hour(20 + number))
    assert len(events(cto)) == 5
    assert cost() == before


def test_a_calendar_reads_days_as_instants(cto):
    [event] = events(cto).values()
    assert isinstance(event.dtstart, datetime)
    assert event.dtstart.utcoffset() == timedelta(0)
