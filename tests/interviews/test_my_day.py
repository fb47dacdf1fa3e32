"""One's own day: what one sits in, in order; what is due; one brief a candidate. And the load."""

from datetime import UTC, datetime, timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from briefs.actions import make as render
from briefs.models import Brief
from candidates.actions import declare_conflict
from interviews import actions
from interviews.models import Interview, Seat
from interviews.queries import day_of, load_of
from searches.errors import NotAllowed, Refused
from searches.models import Role
from tests import factories
from tests.factories import candidates as people
from tests.factories import interviews as make
from tests.factories import scorecards as cards
from tests.interviews.conftest import page_of, visible

NOW = datetime(2027, 3, 2, 8, tzinfo=UTC)
"""A Tuesday, nine in Berlin."""


@pytest.fixture(autouse=True)
def frozen():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def manager_sits(search, manager):
    """The hiring manager is CTO and CEO of the loop: in several parts of each candidate."""
    manager.zone = "America/New_York"
    manager.save()
    make.open_loop(search, {"cto": manager})
    return manager


def at(hour: int, days: int = 0) -> datetime:
    return NOW.replace(hour=hour) + timedelta(days=days)


@pytest.fixture
def day(search, manager_sits):
    """Two parts of Leila's and one of Mateus's today, and one of Leila's tomorrow."""
    leila, mateus = people.candidacy(search, "Leila Haddad"), people.candidacy(search, "Mateus")
    rows = [
        make.interview(leila, "alignment", starts_at=at(14), minutes=60),
        make.interview(mateus, "production", starts_at=at(12), minutes=75),
        make.interview(leila, "production", starts_at=at(10), minutes=75),
    ]
    for candidacy in (leila, mateus):
        declare_conflict(candidacy=candidacy, answer="none", by=manager_sits)
    return rows


def mine(as_, user) -> str:
    return page_of(as_(user).get(reverse("interviews:mine")))


# ---- The page ----


def test_today_stands_in_order_with_time_both_ways_place_kit_and_card(day, manager_sits, as_):
    page = mine(as_, manager_sits)
    said = visible(page)
    assert said.index("Production deep-dive with Leila") < said.index("with Mateus")
    assert said.index("with Mateus") < said.index("Alignment session with CTO and CEO with Leila")
    assert "11:00\u00a0to\u00a012:15\u00a0Berlin (05:00\u00a0to\u00a006:15 your\u00a0time)" in page
    assert "Room 3" in page
    for row in day:
        assert reverse("interviews:kit", args=[row.pk]) in page
        assert reverse("scorecards:card", args=[row.pk]) in page


def test_who_observes_has_no_card_there(loop, candidacy, as_):
    carla = factories.user("Carla Ruiz")
    make.name(loop, {"board_observer": carla})
    row = make.interview(candidacy, "allocation", starts_at=at(12))
    assert reverse("scorecards:card", args=[row.pk]) not in mine(as_, carla)


def test_today_is_the_readers_own(day, manager_sits):
    """Eleven at night in New York is tomorrow in Berlin."""
    late = make.interview(day[0].candidacy, "trade_off", starts_at=at(3, days=1), minutes=60)
    actions.fill_seat(interview=late, key="cfo", email=manager_sits.email, name="", by=manager_sits)
    with timezone.override(ZoneInfo("America/New_York")):
        assert late in [held.interview for held in day_of(manager_sits).today]
    with timezone.override(ZoneInfo("Europe/Berlin")):
        assert late in [held.interview for held in day_of(manager_sits).later]


def test_what_was_held_today_stays_on_the_day(day, manager_sits, manager, as_):
    with time_machine.travel(at(12), tick=False):
        actions.hold_interview(interview=day[2], by=manager)
        page = mine(as_, manager_sits)
    assert "Production deep-dive with Leila" in visible(page)
    assert "Held" in visible(page)


def test_what_was_cancelled_does_not(day, manager_sits, manager, as_):
    actions.cancel_interview(interview=day[1], by=manager)
    assert "Mateus" not in mine(as_, manager_sits)


def test_what_is_still_due_leads_to_the_card(day, manager_sits, as_):
    assert "Still due" not in mine(as_, manager_sits)
    with time_machine.travel(at(20), tick=False):
        page = visible(mine(as_, manager_sits))
    assert "three scorecards still due" in page
    assert "Late" in page


def test_a_card_that_is_in_is_due_no_more(day, manager_sits, as_):
    with time_machine.travel(at(20), tick=False):
        for row in day:
            cards.submitted(make.seat_of(row, "cto"))
        assert "Still due" not in mine(as_, manager_sits)


def test_a_longer_day_asks_no_more_queries(day, manager_sits, search, as_):
    browser = as_(manager_sits)
    url = reverse("interviews:mine")
    browser.get(url)
    with CaptureQueriesContext(connection) as few:
        browser.get(url)
    for number in range(3):
        other = people.candidacy(search, f"Candidate {number}")
        make.interview(other, "production", starts_at=at(16 + 2 * number), minutes=60)
    with CaptureQueriesContext(connection) as many:
        browser.get(url)
    assert len(many) <= len(few)


# ---- Briefs ----


def test_one_click_makes_one_brief_a_candidate(day, manager_sits, as_):
    as_(manager_sits).post(reverse("interviews:briefs_today"))
    made = {(brief.kind, brief.about) for brief in Brief.objects.all()}
    assert made == {("merged_brief", day[0].candidacy_id), ("panel_brief", day[1].pk)}


def test_parts_of_another_day_are_not_in_the_brief_of_today(day, manager_sits, as_):
    make.interview(day[1].candidacy, "alignment", starts_at=at(9, days=1))
    as_(manager_sits).post(reverse("interviews:briefs_today"))
    assert Brief.objects.filter(kind="panel_brief", about=day[1].pk).count() == 1


def test_the_kit_offers_one_brief_of_all_the_parts_with_a_candidate(day, manager_sits, as_):
    url = reverse("interviews:merge_briefs", args=[day[0].candidacy_id])
    browser = as_(manager_sits)
    assert url in page_of(browser.get(reverse("interviews:kit", args=[day[0].pk])))
    assert url not in page_of(browser.get(reverse("interviews:kit", args=[day[1].pk])))
    response = browser.post(url)
    brief = Brief.objects.get()
    assert response["Location"] == reverse("briefs:detail", args=[brief.pk])
    assert brief.snapshot["interviews"] == [day[2].pk, day[0].pk]


@pytest.fixture
def merged(day, manager_sits):
    return actions.request_merged_brief(
        candidacy=day[0].candidacy, interviews=[day[0], day[2]], by=manager_sits
    )


def pages_of(brief: Brief) -> list[str]:
    render(brief.pk)
    brief.refresh_from_db()
    pdf = PdfReader(BytesIO(brief.file.read()))
    return [" ".join(page.extract_text().split()) for page in pdf.pages]


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York"])  # A4, Letter
def test_common_pages_come_once_and_each_part_after(day, manager_sits, zone):
    manager_sits.zone = zone
    manager_sits.save()
    brief = actions.request_merged_brief(
        candidacy=day[0].candidacy, interviews=[day[0], day[2]], by=manager_sits
    )
    pages = pages_of(brief)
    text = " ".join(pages)
    assert text.count("What you rate") == 1
    assert text.count("Not asked:") == 1
    purposes = [part["purpose"] for part in brief.snapshot["parts"]]
    assert 0 < text.index(purposes[0]) < text.index(purposes[1])
    assert len(pages) == 5


@pytest.mark.once
@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York"])  # A4, Letter
def test_each_part_takes_two_pages_of_it_at_most(loop, candidacy, search, zone):
    reader = factories.member(search, Role.PANELIST)
    reader.zone = zone
    reader.save()
    rows = []
    for number, part in enumerate(loop.parts.exclude(kind="questionnaire")):
        starts_at = at(9, days=number)
        row = make.interview(candidacy, part.key, starts_at=starts_at, minutes=part.minutes)
        Seat.objects.create(interview=row, user=reader, key="besides", title="CTO", duty="scoring")
        rows.append(row)
    people.declared(candidacy, reader)
    brief = actions.request_merged_brief(candidacy=candidacy, interviews=rows, by=reader)
    pages = pages_of(brief)
    begins = [
        next(n for n, page in enumerate(pages) if part["purpose"] in page)
        for part in brief.snapshot["parts"]
    ]
    ends = [*begins[1:], len(pages)]
    assert all(end - begin <= 2 for begin, end in zip(begins, ends, strict=True))


def test_each_competency_stands_once_with_the_parts_that_rate_it(merged):
    names = [line["name"] for line in merged.snapshot["competencies"]]
    assert len(names) == len(set(names))
    assert {title for line in merged.snapshot["competencies"] for title in line["rated_in"]} == {
        "Production deep-dive",
        "Alignment session with CTO and CEO",
    }


def test_it_holds_every_question_of_every_part(merged, search):
    asked = [q["text"] for part in merged.snapshot["parts"] for q in part["questions"]]
    plan = search.playbook
    wanted = [q.text for key in ("production", "alignment") for q in plan.core_questions(key)]
    assert asked == wanted


def test_title_file_and_cover_use_the_alias(merged):
    assert "Leila" not in merged.title + merged.file_name + merged.snapshot["heading"]


def test_who_left_one_of_the_parts_reads_it_no_more(merged, day, manager_sits, as_):
    render(merged.pk)
    url = reverse("briefs:download", args=[merged.pk])
    assert as_(manager_sits).get(url).status_code == 200
    other = factories.user("Ola Nordmann")
    actions.fill_seat(
        interview=day[0], key="cto", email=other.email, name=other.name, by=manager_sits
    )
    assert as_(manager_sits).get(url).status_code == 403


def test_nobody_else_reads_it(merged, recruiter, as_):
    render(merged.pk)
    assert as_(recruiter).get(reverse("briefs:download", args=[merged.pk])).status_code == 403


def test_who_sits_with_somebody_else_gets_none(day, recruiter):
    with pytest.raises(NotAllowed):
        actions.request_merged_brief(
            candidacy=day[0].candidacy, interviews=[day[0], day[2]], by=recruiter
        )


def test_a_part_one_does_not_sit_in_is_refused(day, manager_sits):
    board = make.interview(day[0].candidacy, "board", starts_at=at(17))
    with pytest.raises(Refused, match="do not sit in all of these"):
        actions.request_merged_brief(
            candidacy=day[0].candidacy, interviews=[day[0], board], by=manager_sits
        )


def test_who_has_not_declared_gets_none(search, manager_sits):
    ada = people.candidacy(search, "Ada Lind")
    rows = [
        make.interview(ada, "production", starts_at=at(10)),
        make.interview(ada, "alignment", starts_at=at(14)),
    ]
    with pytest.raises(Refused, match="whether you know the candidate"):
        actions.request_merged_brief(candidacy=ada, interviews=rows, by=manager_sits)


# ---- The kit's four tabs ----


def test_a_kit_has_its_four_tabs_on_one_page(day, manager_sits, as_):
    page = page_of(as_(manager_sits).get(reverse("interviews:kit", args=[day[0].pk])))
    for tab in ("prep", "candidate", "questions", "scorecard"):
        assert f'href="#{tab}"' in page
        assert f'id="{tab}"' in page


@pytest.mark.parametrize("who", ["recruiter", "observer"])
def test_a_lock_says_why_somebody_has_no_card(day, recruiter, as_, who):
    person = recruiter if who == "recruiter" else factories.member(day[0].search, Role.OBSERVER)
    page = page_of(as_(person).get(reverse("interviews:kit", args=[day[0].pk])))
    assert "Its scorecards open at the debrief." in page
    assert "To my scorecard" not in page


def test_a_cancelled_interview_says_that_it_has_no_card(day, recruiter, manager, as_):
    actions.cancel_interview(interview=day[0], by=manager)
    page = page_of(as_(recruiter).get(reverse("interviews:kit", args=[day[0].pk])))
    assert "This interview was cancelled, so it has no scorecard." in page


# ---- The load ----


def test_the_load_counts_interviews_to_come_and_cards_to_write(day, manager_sits, manager):
    make.interview(day[1].candidacy, "alignment", starts_at=at(9, days=7))
    make.interview(day[0].candidacy, "allocation", starts_at=at(9, days=15))
    load = load_of([manager_sits.pk], manager)[manager_sits.pk]
    assert (load.this_week, load.next_week, load.cards) == (3, 1, 0)
    with time_machine.travel(at(11), tick=False):
        load = load_of([manager_sits.pk], manager)[manager_sits.pk]
    assert (load.this_week, load.cards) == (2, 1)


@pytest.mark.parametrize(
    ("counts", "says"),
    [
        ((0, 0, 0), "Nothing to do this week or next"),
        ((2, 1, 1), "Two interviews this week, one next week, one scorecard to write"),
        ((0, 2, 0), "Two interviews next week"),
        ((0, 0, 3), "Three scorecards to write"),
    ],
)
def test_the_load_in_words(counts, says):
    from interviews.queries import Load

    assert Load(*counts).says == says


def test_a_search_one_is_not_on_adds_nothing(day, manager_sits):
    stranger = factories.user()
    assert load_of([manager_sits.pk], stranger)[manager_sits.pk].this_week == 0


def test_what_a_card_holds_changes_no_load(day, manager_sits, manager):
    with time_machine.travel(at(20), tick=False):
        before = load_of([manager_sits.pk], manager)
        cards.card(make.seat_of(day[0], "cto"), ratings=1)
        assert load_of([manager_sits.pk], manager) == before


def test_the_load_stands_where_seats_are_named(day, search, manager, as_):
    seat = search.loops.get().parts.get(key="board").seats.get(key="board_member")
    for url in (
        reverse("interviews:loop", args=[search.pk]),
        reverse("interviews:seat", args=[search.pk, seat.pk]),
        reverse("interviews:fill", args=[day[0].pk, "ceo"]),
    ):
        assert "Three interviews this week" in page_of(as_(manager).get(url))


def test_the_load_is_for_who_names_people(day, search, as_):
    observer = factories.member(search, Role.OBSERVER)
    url = reverse("interviews:loop", args=[search.pk])
    assert "interviews this week" not in page_of(as_(observer).get(url))


def test_the_load_of_many_asks_two_queries(day, manager, search):
    everybody = list(Interview.objects.values_list("seats__user", flat=True))
    with CaptureQueriesContext(connection) as queries:
        load_of(everybody, manager)
    assert len(queries) == 2
