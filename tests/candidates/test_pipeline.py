"""The pipeline as a table: what is asked of it in the address, its order, and the clock."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from candidates import pipeline
from candidates.actions import Person, import_candidates, move
from candidates.models import Candidacy
from candidates.pipeline import COLUMNS, LEVELS, Wanted, clock_of, levels_of, rows_of, table_of
from candidates.states import Stage
from searches.models import Search
from tests import factories
from tests.candidates.conftest import page_of
from tests.factories import candidates as make


def names(search, viewer, **asked) -> list[str]:
    return [row.candidate.name for row in rows_of(search, viewer, Wanted.of(asked))]


@pytest.fixture
def three(search, manager) -> list[Candidacy]:
    """Cy came first and by themselves, Ada by engineers and is in conversation, Bo by a firm."""
    now = timezone.now()
    rows = []
    for number, (name, channel) in enumerate(
        (("Cy Dahl", "inbound"), ("Ada Lind", "engineers"), ("Bo Berg", "firm"))
    ):
        row = make.candidacy(search, name, channel=channel)
        since = now - timedelta(days=number)
        Candidacy.objects.filter(pk=row.pk).update(stage_since=since, changed_at=since)
        rows.append(row)
    Candidacy.objects.filter(pk=rows[1].pk).update(stage="talking")
    return rows


# ---- Channels and their level --------------------------------------------------------------


def test_every_channel_has_the_level_that_the_playbook_gives_it():
    levels = levels_of(factories.caio())
    assert {channel: levels[channel] for channel in Candidacy.Channel.values} == {
        "engineers": "high",
        "portfolio": "high",
        "firm": "mid",
        "peers": "mid",
        "inbound": "low",
        "lists": "low",
    }


def test_a_playbook_that_grades_no_channel_gives_no_level():
    playbook = factories.caio()
    silent = playbook.model_copy(
        update={"shortlist": playbook.shortlist.model_copy(update={"signals": ()})}
    )
    assert levels_of(silent) == {}


def test_a_level_is_said_in_words(as_, recruiter, search):
    row = make.candidacy(search, channel="engineers")
    for address in (reverse("candidates:all", args=[search.pk]), row.get_absolute_url()):
        assert "High signal" in page_of(as_(recruiter).get(address))


# ---- Order ---------------------------------------------------------------------------------

ORDERS = {
    "": ["Cy Dahl", "Ada Lind", "Bo Berg"],
    "name": ["Ada Lind", "Bo Berg", "Cy Dahl"],
    "-name": ["Cy Dahl", "Bo Berg", "Ada Lind"],
    "stage": ["Cy Dahl", "Bo Berg", "Ada Lind"],
    "-stage": ["Ada Lind", "Cy Dahl", "Bo Berg"],
    "days": ["Cy Dahl", "Ada Lind", "Bo Berg"],
    "-days": ["Bo Berg", "Ada Lind", "Cy Dahl"],
    "level": ["Ada Lind", "Bo Berg", "Cy Dahl"],
    "-level": ["Cy Dahl", "Bo Berg", "Ada Lind"],
    "change": ["Cy Dahl", "Ada Lind", "Bo Berg"],
    "-change": ["Bo Berg", "Ada Lind", "Cy Dahl"],
}


@pytest.mark.parametrize("sort", ORDERS)
def test_the_table_stands_in_the_order_asked_for(search, manager, three, sort):
    assert names(search, manager, sort=sort) == ORDERS[sort]


def test_every_column_sorts_both_ways():
    assert {sort.removeprefix("-") for sort in ORDERS if sort} == set(COLUMNS)


def test_names_are_sorted_without_regard_to_capitals(search, manager):
    for name in ("bea", "Ada", "Cy"):
        make.candidacy(search, name)
    assert names(search, manager, sort="name") == ["Ada", "bea", "Cy"]


def test_who_was_met_in_a_way_without_a_level_stands_last(search, manager, three):
    make.candidacy(search, "Nobody Knows")
    assert names(search, manager, sort="level")[-1] == "Nobody Knows"


def test_what_is_equal_stands_in_the_order_they_came(search, manager):
    for name in ("Zoe", "Ada", "Mo"):
        make.candidacy(search, name, channel="firm")
    assert names(search, manager, sort="level") == ["Zoe", "Ada", "Mo"]
    assert names(search, manager, sort="-level") == ["Zoe", "Ada", "Mo"]


def test_a_heading_is_a_link_that_turns_round_when_it_sorts_already(as_, recruiter, search, three):
    url = reverse("candidates:all", args=[search.pk])
    plain = page_of(as_(recruiter).get(url + "?stage=added"))
    assert 'href="?stage=added&amp;sort=name"' in plain
    assert "aria-sort" not in plain
    sorted_ = page_of(as_(recruiter).get(url + "?stage=added&sort=name"))
    assert 'href="?stage=added&amp;sort=-name"' in sorted_
    assert 'aria-sort="ascending"' in sorted_
    assert 'aria-sort="descending"' in page_of(as_(recruiter).get(url + "?sort=-name"))


# ---- Narrowing -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"stage": "talking"}, ["Ada Lind"]),
        ({"channel": "firm"}, ["Bo Berg"]),
        ({"level": "low"}, ["Cy Dahl"]),
        ({"level": "mid"}, ["Bo Berg"]),
        ({"level": "high"}, ["Ada Lind"]),
        ({"words": "ada"}, ["Ada Lind"]),
        ({"level": "high", "stage": "added"}, []),
        ({"stage": "left"}, []),
    ],
)
def test_the_table_is_narrowed(search, manager, three, asked, found):
    assert names(search, manager, **asked) == found


@pytest.mark.parametrize(
    "asked",
    [
        {"sort": "candidate__email"},
        {"sort": "--name"},
        {"sort": "-"},
        {"sort": "?"},
        {"stage": "'; DROP TABLE"},
        {"channel": "Channel.FIRM"},
        {"level": "0"},
        {"words": "\0"},
        {"page": "-1"},
        {"words": "   "},
    ],
)
def test_a_hostile_address_is_as_if_nothing_had_been_asked(search, manager, three, asked):
    assert Wanted.of(asked) == Wanted()
    assert names(search, manager, **asked) == ORDERS[""]


@given(st.dictionaries(st.sampled_from(["stage", "channel", "level", "sort", "words"]), st.text()))
def test_whatever_is_asked_comes_back_from_its_own_address(asked):
    from django.http import QueryDict

    wanted = Wanted.of(asked)
    assert Wanted.of(QueryDict(wanted.address.removeprefix("?"))) == wanted


def test_the_pages_keep_what_was_asked(as_, recruiter, search, monkeypatch):
    from candidates.views import board

    monkeypatch.setattr(board, "A_PAGE", 2)
    for name in ("Ada", "Bea", "Cy"):
        make.candidacy(search, name, channel="firm")
    url = reverse("candidates:all", args=[search.pk])
    page = page_of(as_(recruiter).get(url + "?sort=-name&level=mid&evil=%22%3E%3Cb%3E"))
    assert 'href="?level=mid&amp;sort=-name&amp;page=2"' in page
    assert "evil" not in page[page.index("<main") :]


# ---- What is not shown ---------------------------------------------------------------------


def test_how_somebody_was_met_is_not_shown_before_declaring(search, manager, three):
    make.let_in(three[1], manager)
    row = next(
        r
        for r in table_of(list(rows_of(search, manager, Wanted())), search, manager)
        if r.card.candidacy == three[1]
    )
    assert (row.met, row.level, row.card.line) == ("", "", "Norrland Payments")


@pytest.mark.parametrize("asked", [{"channel": "engineers"}, {"level": "high"}])
def test_nor_can_it_be_asked_for(search, manager, three, asked):
    make.let_in(three[1], manager)
    assert names(search, manager, **asked) == []


def test_nor_does_the_order_tell_of_it(search, manager, three):
    make.let_in(three[1], manager)
    assert names(search, manager, sort="level")[-1] == "Ada Lind"


def test_somebody_of_another_search_is_not_in_the_table(search, manager, three):
    elsewhere = factories.search(by=factories.user("Somebody else", can_open_searches=True))
    make.candidacy(elsewhere, "Zoe Away")
    assert "Zoe Away" not in names(search, manager)


# ---- Days and change -----------------------------------------------------------------------


def test_days_at_a_stage_are_counted_where_the_search_is_run(search, manager, candidacy):
    Candidacy.objects.update(stage_since=noon(search, 4).replace(hour=0, minute=5))
    (row,) = table_of(list(rows_of(search, manager, Wanted())), search, manager)
    assert row.card.days == 4


def test_a_card_on_the_board_says_how_long_somebody_is_there(as_, recruiter, search, candidacy):
    url = reverse("candidates:list", args=[search.pk])
    assert "Here since today" in page_of(as_(recruiter).get(url))
    Candidacy.objects.update(stage_since=noon(search, 12))
    assert "12 days at this stage" in page_of(as_(recruiter).get(url))


CHANGES = {
    "a claim": lambda row, by: make.claim(row),
    "a reference": lambda row, by: make.reference(row),
    "a production system": lambda row, by: make.system(row),
    "a move": lambda row, by: move(candidacy=row, name="talk", by=by),
    "the questionnaire": lambda row, by: make.answered(row),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_gathered_and_a_move_are_the_last_change(candidacy, manager, change):
    before = timezone.now()
    Candidacy.objects.update(changed_at=before - timedelta(days=3))
    CHANGES[change](candidacy, manager)
    candidacy.refresh_from_db()
    assert candidacy.changed_at >= before


def test_a_scorecard_is_no_change_that_the_table_shows(search, manager):
    from tests.factories import scorecards

    card_of = scorecards.seat(scorecards.interview(scorecards.candidacy(search)))
    row = card_of.interview.candidacy
    before = Candidacy.objects.get(pk=row.pk).changed_at
    scorecards.submitted(card_of)
    assert Candidacy.objects.get(pk=row.pk).changed_at == before


# ---- The clock -----------------------------------------------------------------------------


def noon(search: Search, days: int) -> datetime:
    """Noon so many days ago where the search is run, whatever the clocks did since."""
    day = search.today - timedelta(days=days)
    return datetime.combine(day, time(12), ZoneInfo(search.zone))


def opened(search: Search, days: int) -> Search:
    search.opened_at = noon(search, days)
    search.save()
    return search


@pytest.mark.parametrize("days", [0, 4, 10, 11, 40])
def test_the_clock_counts_days_since_opening(search, days):
    clock = clock_of(opened(search, days), 0)
    assert clock is not None
    assert (clock.day, clock.of, clock.minimum, clock.maximum) == (days, 10, 3, 5)
    assert clock.over == (days > 10)


def test_the_clock_stops_when_the_shortlist_stands(search):
    assert clock_of(search, 3) is None


def test_the_clock_is_guidance_and_no_alarm(as_, recruiter, search):
    url = reverse("candidates:list", args=[search.pk])
    opened(search, 4)
    assert "Day 4 of 10. Guidance: 3 to 5 on the shortlist within 10 days" in page_of(
        as_(recruiter).get(url)
    )
    opened(search, 40)
    page = page_of(as_(recruiter).get(url))
    assert "Day 40. Guidance" in page
    line = page[page.index("head-meta") : page.index("Guidance")]
    assert "state-stop" not in line
    assert "state-care" not in line


# ---- Cost ----------------------------------------------------------------------------------


def test_two_thousand_cost_as_many_queries_as_two(as_, search, recruiter):
    url = reverse("candidates:all", args=[search.pk]) + "?sort=-level&words=e"
    browser = as_(recruiter)

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(url).status_code == 200
        return len(asked)

    channels = list(Candidacy.Channel)
    people = [Person(name=f"Person {n}", channel=channels[n % 6]) for n in range(2_000)]
    import_candidates(search=search, people=people[:2], by=recruiter)
    at_two = cost()
    import_candidates(search=search, people=people[2:], by=recruiter)
    assert cost() == at_two
    assert at_two <= 12


def test_every_stage_and_level_is_known_to_the_table():
    assert set(LEVELS) == {"high", "mid", "low"}
    assert {Wanted.of({"stage": stage}).stage for stage in Stage} == set(Stage.values)
    assert set(pipeline.SIGNALS) == set(Candidacy.Channel)
