"""Reminders stopped for one card, from the mail or on the card's page, and begun again."""

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from accounts.models import Link
from interviews.models import Interview, Seat
from scorecards import actions
from scorecards.models import ReminderStop
from scorecards.queries.reminders import to_remind
from searches.errors import NotAllowed, Refused
from tests.factories import scorecards as make
from tests.scorecards.reminding import STARTS, at, beat


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
