"""The pages of the loop and of planning: what a wrong entry says, and what they all cost."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from interviews import actions
from interviews.models import Interview, Loop, LoopSeat, Probe, Seat
from tests import factories
from tests.factories import candidates as people
from tests.factories import interviews as make
from tests.interviews.conftest import page_of


def url(name: str, *args) -> str:
    return reverse(f"interviews:{name}", args=args)


def planned(**changed) -> dict[str, str]:
    day = timezone.localdate() + timedelta(days=20)
    return {
        "day": day.isoformat(),
        "time": "14:00",
        "minutes": "60",
        "zone": "Europe/Berlin",
        "place": "Room 3",
    } | changed


# ---- Setting up and opening ----


def test_the_loop_is_set_up_with_one_button(search, manager, as_):
    from tests.factories import scoping

    scoping.signed_scope(search)
    assert "Set up the loop" in page_of(as_(manager).get(url("loop", search.pk)))
    as_(manager).post(url("begin", search.pk))
    assert Loop.objects.get().state == "draft"


def test_an_unsigned_scope_is_said(search, manager, as_):
    page = page_of(as_(manager).get(url("loop", search.pk)))
    assert "The scope is not signed yet" in page
    assert "Set up the loop" not in page


def test_what_is_missing_is_named_with_a_way_to_it(draft, manager, as_):
    page = page_of(as_(manager).get(url("loop", draft.search_id)))
    cto = LoopSeat.objects.get(part__loop=draft, part__key="production", key="cto")
    assert "Nobody is named as CTO in “Production deep-dive”." in page
    assert url("seat", draft.search_id, cto.pk) in page
    assert "“Production AI judgement” is assessed by nobody; it needs two people." in page


def test_a_person_is_named_by_mail_address_and_name(draft, manager, as_):
    seat = LoopSeat.objects.get(part__loop=draft, part__key="production", key="cto")
    given = {"name": "Priya Nair", "email": "priya@example.com"}
    as_(manager).post(url("seat", draft.search_id, seat.pk), given)
    seat.refresh_from_db()
    assert (seat.user.name, seat.user.email) == ("Priya Nair", "priya@example.com")


def test_a_person_is_chosen_from_those_on_the_search(draft, manager, recruiter, as_):
    seat = LoopSeat.objects.get(part__loop=draft, part__key="production", key="cto")
    as_(manager).post(url("seat", draft.search_id, seat.pk), {"person": recruiter.pk})
    seat.refresh_from_db()
    assert seat.user == recruiter


def test_somebody_of_another_search_is_not_among_them(draft, manager, as_):
    seat = LoopSeat.objects.get(part__loop=draft, part__key="production", key="cto")
    stranger = factories.user("Quill Feather")
    response = as_(manager).post(url("seat", draft.search_id, seat.pk), {"person": stranger.pk})
    assert "is not one of the choices" in page_of(response)
    assert "Quill Feather" not in page_of(response)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"name": ""}, "The name is empty. Write it, or choose somebody above."),
        ({"name": "Priya", "email": "priya"}, "is not a mail address"),
        ({"name": "\u3164", "email": "p@example.com"}, "The name is empty"),
    ],
)
def test_a_seat_named_wrong_says_what_would_be_right(draft, manager, as_, given, says):
    seat = LoopSeat.objects.get(part__loop=draft, part__key="production", key="cto")
    response = as_(manager).post(url("seat", draft.search_id, seat.pk), given)
    assert says in page_of(response)
    seat.refresh_from_db()
    assert seat.user is None


def test_a_refusal_stands_on_the_form_and_keeps_what_was_typed(draft, manager, as_):
    given = {"name": "Priya Nair", "email": "priya@example.com"}
    seats = {s.key: s for s in LoopSeat.objects.filter(part__loop=draft, part__key="production")}
    as_(manager).post(url("seat", draft.search_id, seats["cto"].pk), given)
    response = as_(manager).post(url("seat", draft.search_id, seats["ml_engineer"].pk), given)
    page = page_of(response)
    assert "Priya Nair sits in this part already, as CTO. Name another." in page
    assert 'value="priya@example.com"' in page


def test_opening_short_without_a_reason_opens_nothing(draft, manager, as_):
    make.name(draft, {"cto": factories.user()})
    response = as_(manager).post(url("open", draft.search_id), {"short_because": ""}, follow=True)
    assert "The loop is not whole" in page_of(response)
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_a_loop_that_is_open_already_is_not_opened_again(loop, manager, as_):
    response = as_(manager).post(url("open", loop.search_id), {"short_because": ""}, follow=True)
    assert "There is no version to open." in page_of(response)


def test_the_reason_for_opening_short_stands_on_the_page(draft, manager, as_):
    make.name(draft, {"cto": factories.user()})
    as_(manager).post(url("open", draft.search_id), {"short_because": "A firm of nine."})
    page = page_of(as_(manager).get(url("loop", draft.search_id)))
    assert "A firm of nine." in page


# ---- Planning ----


def test_a_part_is_planned_by_its_form(loop, candidacy, manager, as_):
    part = loop.parts.get(key="production")
    response = as_(manager).post(url("plan", candidacy.pk, part.pk), planned())
    assert response["Location"] == url("candidacy", candidacy.pk)
    row = Interview.objects.get()
    assert (row.zone, row.minutes, row.place) == ("Europe/Berlin", 60, "Room 3")


def test_a_clash_stands_on_the_form_and_keeps_what_was_typed(loop, search, manager, as_):
    part = loop.parts.get(key="production")
    first, second = people.candidacy(search, "Leila"), people.candidacy(search, "Mateus")
    as_(manager).post(url("plan", first.pk, part.pk), planned())
    page = page_of(as_(manager).post(url("plan", second.pk, part.pk), planned(place="Room 9")))
    assert "is in another interview" in page
    assert 'value="Room 9"' in page
    assert Interview.objects.count() == 1


def test_an_entry_that_is_wrong_changes_nothing_and_says_so(loop, candidacy, manager, as_):
    part = loop.parts.get(key="production")
    response = as_(manager).post(url("plan", candidacy.pk, part.pk), planned(minutes="0"))
    assert "“Minutes” is too low. The least is 10." in page_of(response)
    assert not Interview.objects.exists()


def test_the_reading_of_answers_has_no_time_to_change(loop, candidacy, manager, as_):
    reading = make.reading(candidacy)
    response = as_(manager).get(url("move", reading.pk), follow=True)
    assert "has no time to change" in page_of(response)


@pytest.mark.parametrize("name", ["hold", "cancel"])
def test_a_wrong_move_is_a_sentence_and_changes_nothing(loop, candidacy, manager, as_, name):
    row = make.interview(candidacy)
    if name == "cancel":
        actions.cancel_interview(interview=row, by=manager)
    response = as_(manager).post(url(name, row.pk), follow=True)
    assert re.search("Say afterwards that it was held|cancelled already", page_of(response))


def test_a_replacement_is_made_by_its_form(interview, manager, as_):
    given = {"name": "Another CTO", "email": "another@example.com"}
    as_(manager).post(url("fill", interview.pk, "cto"), given)
    assert make.seat_of(interview, "cto").user.email == "another@example.com"


def test_a_question_is_placed_by_its_form(interview, recruiter, as_):
    page = url("probe", interview.candidacy_id, interview.part_id)
    as_(recruiter).post(page, {"text": "What did you keep?"})
    assert Probe.objects.get().text == "What did you keep?"


def test_an_empty_question_is_refused_at_its_field(interview, recruiter, as_):
    page = url("probe", interview.candidacy_id, interview.part_id)
    assert "The question is empty." in page_of(as_(recruiter).post(page, {"text": " "}))


# ---- What a page costs ----


def queries(browser, path: str) -> int:
    with CaptureQueriesContext(connection) as found:
        assert browser.get(path).status_code == 200
    return len(found)


def many(search, count: int = 4) -> None:
    """More candidates, interviews, people and questions in the same search."""
    for number in range(count):
        candidacy = people.candidacy(search, f"Candidate {number}")
        row = make.interview(candidacy)
        people.claim(candidacy)
        Probe.objects.create(
            candidacy=candidacy, part=row.part, text="Why?", placed_by=search.opened_by
        )


def test_the_loops_page_costs_the_same_whoever_sits_in_it(draft, manager, as_):
    browser, page = as_(manager), url("loop", draft.search_id)
    make.name(draft, {"cto": factories.user()})
    before = queries(browser, page)
    make.open_loop(draft.search)
    many(draft.search, 2)
    assert queries(browser, page) == before <= 13


def test_a_candidates_interviews_cost_the_same_at_one_and_at_many(
    loop, interview, candidacy, recruiter, as_
):
    browser, page = as_(recruiter), url("candidacy", candidacy.pk)
    before = queries(browser, page)
    for key in ("alignment", "allocation", "trade_off", "board"):
        make.interview(candidacy, key)
    make.reading(candidacy)
    assert queries(browser, page) == before <= 14


def test_a_kit_costs_the_same_with_little_and_with_much_in_it(interview, recruiter, as_):
    browser, page = as_(recruiter), url("kit", interview.pk)
    before = queries(browser, page)
    for number in range(5):
        people.claim(interview.candidacy, f"Claim {number}")
        Probe.objects.create(
            candidacy=interview.candidacy,
            part=interview.part,
            text=f"Why {number}?",
            placed_by=recruiter,
        )
    people.answered(interview.candidacy)
    assert queries(browser, page) == before <= 14


def test_my_interviews_cost_the_same_at_one_and_at_many(interview, search, as_):
    browser = as_(make.panelist_of(interview, "cto"))
    before = queries(browser, url("mine"))
    many(search)
    assert queries(browser, url("mine")) == before <= 12


def test_planning_costs_the_same_with_one_and_with_many_planned(interview, search, manager, as_):
    page = url("plan", interview.candidacy_id, interview.part.loop.parts.get(key="team").pk)
    before = queries(as_(manager), page)
    many(search)
    assert queries(as_(manager), page) == before <= 14


def test_seats_are_not_asked_for_one_by_one(loop, candidacy):
    """Every seat taken is a row; planning them makes no query that grows with the search."""
    make.interview(candidacy)
    assert Seat.objects.count() == 2
