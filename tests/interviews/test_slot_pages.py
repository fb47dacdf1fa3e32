"""Times a candidate chooses from: the candidate's page, and the recruiter's form."""

import re
from datetime import UTC, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.templatetags.face import meeting
from interviews.forms import SlotsForm
from interviews.models import Interview, Proposal
from interviews.queries import free_slots
from searches.errors import Refused
from tests.factories import candidates as people
from tests.factories import interviews as make
from tests.interviews.acts import BERLIN, TORONTO, hour, propose, take
from tests.interviews.conftest import page_of


def url(proposal) -> str:
    return reverse("interviews:choose", args=[proposal.link.token])


# ---- The candidate's page ----


def said(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page_of(response)))


def test_the_page_shows_the_times_on_both_clocks(proposal):
    page = said(Client().get(url(proposal), {"zone": TORONTO}))
    for day in (10, 11, 12):
        assert meeting(hour(day), BERLIN, TORONTO, hour(day, 10)).replace("\xa0", " ") in page


def test_without_a_zone_it_shows_those_of_the_plan(proposal):
    page = said(Client().get(url(proposal)))
    assert meeting(hour(10), BERLIN, BERLIN, hour(10, 10)).replace("\xa0", " ") in page
    assert "your time" not in page


@pytest.mark.parametrize("zone", ["Nowhere/City", "", "../etc/passwd", "\x00"])
def test_a_zone_that_is_none_is_left_aside(proposal, zone):
    assert Client().get(url(proposal), {"zone": zone}).status_code == 200


def test_a_choice_on_the_page_plans_and_closes(proposal):
    slot = proposal.slots.all()[1]
    response = Client().post(url(proposal), {"slot": slot.pk, "zone": TORONTO})
    assert response["Location"] == reverse("interviews:chosen")
    row = Interview.objects.get()
    assert (row.starts_at, row.candidate_zone) == (slot.starts_at, TORONTO)


def test_a_time_that_clashes_is_not_shown_and_the_others_stay(proposal, search):
    make.interview(people.candidacy(search, "Mateus"), starts_at=hour(10))
    assert [slot.starts_at for slot in free_slots(proposal)] == [hour(11), hour(12)]
    page = page_of(Client().get(url(proposal)))
    assert page.count('type="radio"') == 2


def test_one_that_is_taken_while_the_page_is_open_is_a_sentence_at_the_field(proposal, search):
    slot = proposal.slots.all()[0]
    make.interview(people.candidacy(search, "Mateus"), starts_at=hour(10))
    response = Client().post(url(proposal), {"slot": slot.pk, "zone": TORONTO})
    assert "This time is no longer free. Choose another one." in page_of(response)
    assert not proposal.candidacy.interviews.exists()


def test_when_all_have_passed_the_page_asks_when_they_could(proposal):
    with time_machine.travel(hour(12) + timedelta(hours=2), tick=False):
        page = page_of(Client().get(url(proposal)))
        assert "None of the times is free any more" in page
        response = Client().post(url(proposal), {"refuse": "1", "words": "Next week."})
    assert response.status_code == 302
    proposal.refresh_from_db()
    assert (proposal.state, proposal.words) == ("declined", "Next week.")


def test_refusing_needs_words_and_keeps_the_zone(proposal):
    response = Client().post(url(proposal), {"refuse": "1", "words": " ", "zone": TORONTO})
    assert "Say in a sentence when you could." in page_of(response)
    assert "your\xa0time" in page_of(response)


def test_nothing_chosen_is_a_sentence(proposal):
    response = Client().post(url(proposal), {"zone": BERLIN})
    assert "No time is chosen." in page_of(response)


def test_the_page_names_nobody_of_the_panel(proposal, manager):
    page = page_of(Client().get(url(proposal)))
    for seat in proposal.part.seats.exclude(user=None).select_related("user"):
        assert seat.user.name not in page
    assert manager.email in page


def test_what_is_in_the_way_otherwise_is_told_without_names(proposal, loop, manager):
    proposal.part.seats.update(user=None)
    with pytest.raises(Refused) as refusal:
        take(proposal)
    assert manager.email in str(refusal.value)
    assert "scores" not in str(refusal.value)


def test_the_page_costs_the_same_for_two_times_and_for_eight(loop, search):
    def cost(number: int) -> int:
        row = propose(
            people.candidacy(search, f"Number {number}"),
            slots=[hour(10 * number + n) for n in range(number)],
        )
        Client().get(url(row))
        with CaptureQueriesContext(connection) as queries:
            Client().get(url(row))
        return len(queries)

    assert cost(2) == cost(8)


# ---- The recruiter's form ----


def rows(*pairs, **more) -> dict[str, str]:
    data = {"minutes": "60", "zone": BERLIN, "place": "Room 3"} | more
    for n, (day, clock) in enumerate(pairs, 1):
        data |= {f"day_{n}": day, f"time_{n}": clock}
    return data


def days(*ahead: int) -> list[str]:
    today = timezone.localdate(timezone=ZoneInfo(BERLIN))
    return [(today + timedelta(days=n)).isoformat() for n in ahead]


@pytest.fixture
def send(loop, candidacy, manager, as_):
    def sent(data):
        args = [candidacy.pk, loop.parts.get(key="production").pk]
        return as_(manager).post(reverse("interviews:propose", args=args), data)

    return sent


def test_times_are_proposed_on_the_clocks_of_their_zone(send):
    first, second = days(10, 11)
    assert send(rows((first, "09:00"), (second, "16:30"))).status_code == 302
    [one, two] = Proposal.objects.get().slots.all()
    assert one.starts_at.astimezone(ZoneInfo(BERLIN)).strftime("%Y-%m-%d %H:%M") == f"{first} 09:00"
    assert two.starts_at.tzinfo == UTC
    assert two.starts_at.astimezone(ZoneInfo(BERLIN)).strftime("%H:%M") == "16:30"


def test_a_single_time_is_no_choice(send):
    response = send(rows((days(10)[0], "09:00")))
    assert "Propose at least two times" in page_of(response)


def test_the_same_time_twice_is_said_at_the_second(send):
    [day] = days(10)
    response = send(rows((day, "09:00"), (day, "09:00")))
    assert "This is time 1 already." in page_of(response)


def test_half_a_time_is_said_at_the_missing_half(send):
    first, second = days(10, 11)
    response = send(rows((first, "09:00"), (second, ""), ("", "10:00")))
    assert "Say when it begins." in page_of(response)
    assert "Choose the day of this time." in page_of(response)


def test_a_past_time_is_refused_at_its_row(send):
    response = send(rows((days(-3)[0], "09:00"), (days(10)[0], "09:00")))
    assert "has passed. Choose a time to come." in page_of(response)
    assert not Proposal.objects.exists()


@time_machine.travel("2027-01-10T12:00:00Z", tick=False)
def test_a_skipped_time_is_refused_and_a_double_one_asked_about():
    form = SlotsForm(rows(("2027-03-28", "02:30"), ("2027-10-31", "02:30")))
    assert "there is no 02:30" in form.errors["time_1"][0]
    assert "comes twice" in form.errors["which_2"][0]
    chosen = SlotsForm(rows(("2027-03-29", "02:30"), ("2027-10-31", "02:30"), which_2="1"))
    assert chosen.is_valid()
    assert chosen.proposed()["slots"][1].isoformat() == "2027-10-31T01:30:00+00:00"


def test_a_clash_stands_at_its_row_and_what_was_typed_stays(send, search):
    first, second = days(10, 11)
    at = timezone.datetime.fromisoformat(f"{second}T09:00").replace(tzinfo=ZoneInfo(BERLIN))
    make.interview(people.candidacy(search, "Mateus"), starts_at=at)
    page = page_of(send(rows((first, "09:00"), (second, "09:00"))))
    assert "Priya Nair is in another interview from" in page
    assert f'value="{first}"' in page
    assert not Proposal.objects.exists()


def test_the_interviews_page_shows_what_is_with_the_candidate(proposal, manager, as_):
    page = said(as_(manager).get(reverse("interviews:candidacy", args=[proposal.candidacy_id])))
    assert "With the candidate" in page
    assert meeting(hour(10), BERLIN, "UTC", hour(10, 10)).replace("\xa0", " ") in page
    assert "Withdraw these times" in page
