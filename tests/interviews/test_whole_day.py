"""A whole day at once: how it is laid out, what its preview says, and that it is all or nothing."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from accounts.zones import ZONES
from interviews import actions
from interviews.day import Pauses, laid_out, next_business_day
from interviews.forms import DayForm
from interviews.models import Interview, Meeting
from interviews.times import NoSuchTime, instant
from mail.models import Mail
from searches.errors import Refused
from searches.models import Role
from tests import factories
from tests.factories import candidates as people
from tests.factories import interviews as make
from tests.interviews.conftest import page_of

BERLIN = "Europe/Berlin"
PARTS = ["alignment", "production", "allocation", "trade_off", "team", "board"]

# ---- How a day is laid out ----

# In Europe and in America clocks change on these days, among all the others.
CHANGES = [date(2027, 3, 28), date(2027, 10, 31), date(2027, 3, 14), date(2027, 11, 7)]
DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31)) | st.sampled_from(CHANGES)
CLOCKS = st.times(time(0), time(23)).map(lambda t: t.replace(second=0, microsecond=0))
LENGTHS = st.lists(st.integers(10, 480), min_size=1, max_size=8)
PAUSES = st.builds(Pauses, st.integers(0, 180), st.integers(0, 180))


def first_of(day: date, clock: time, zone: str, which: int) -> datetime:
    try:
        return instant(day, clock, zone, which)
    except NoSuchTime as gap:
        return gap.either[1]


@given(
    DAYS | st.sampled_from(CHANGES), CLOCKS, st.sampled_from(ZONES), LENGTHS, PAUSES, st.booleans()
)
def test_parts_never_overlap_keep_their_pause_and_read_back(
    day, clock, zone, lengths, pauses, second
):
    first = first_of(day, clock, zone, int(second))
    found = laid_out(first, lengths, pauses, zone)
    assert found[0] == first.astimezone(UTC)
    ends = [at + timedelta(minutes=m) for at, m in zip(found, lengths, strict=True)]
    gaps = [after - end for end, after in zip(ends, found[1:], strict=False)]
    short, long = (
        timedelta(minutes=m) for m in (pauses.between, max(pauses.between, pauses.midday))
    )
    assert all(gap in (short, long) for gap in gaps)
    assert short == long or gaps.count(long) <= 1
    for at in found:
        here = at.astimezone(ZoneInfo(zone))
        again = instant(here.date(), here.time(), zone, here.fold)
        assert again.astimezone(UTC) == at


def clocks(found: list[datetime], zone: str = BERLIN) -> list[str]:
    return [at.astimezone(ZoneInfo(zone)).strftime("%H:%M") for at in found]


def laid(at: str, *lengths: int, day: str = "2027-01-12", between: int = 15, midday: int = 45):
    first = instant(date.fromisoformat(day), time.fromisoformat(at), BERLIN, 0)
    return clocks(laid_out(first, lengths, Pauses(between, midday), BERLIN))


def test_the_longer_pause_comes_before_the_first_part_after_noon():
    assert laid("09:00", 60, 75, 75, 60) == ["09:00", "10:15", "11:45", "13:45"]


def test_a_day_that_begins_after_noon_has_no_midday_pause():
    assert laid("12:30", 60, 60) == ["12:30", "13:45"]


def test_a_part_that_runs_over_midday_is_followed_by_no_late_lunch():
    assert laid("09:00", 400, 60) == ["09:00", "15:55"]


def test_a_midday_pause_shorter_than_the_others_changes_nothing():
    assert laid("11:00", 60, 60, between=30, midday=10) == ["11:00", "12:30"]


def test_an_hour_that_clocks_skip_is_no_pause():
    assert laid("01:00", 60, 60, day="2027-03-28", between=0) == ["01:00", "03:00"]


@pytest.mark.parametrize(
    ("day", "after"),
    [
        ("2027-01-11", "2027-01-12"),
        ("2027-01-15", "2027-01-18"),
        ("2027-01-16", "2027-01-18"),
        ("2027-01-17", "2027-01-18"),
    ],
)
def test_the_next_business_morning_is_on_no_weekend(day, after):
    assert next_business_day(date.fromisoformat(day)) == date.fromisoformat(after)


# ---- Planning it ----


@pytest.fixture
def monday():
    today = timezone.localdate(timezone=ZoneInfo(BERLIN)) + timedelta(days=14)
    return today + timedelta(days=-today.weekday())


def sent(loop, day: date, **changed) -> dict:
    parts = [str(p.pk) for p in loop.parts.exclude(kind="questionnaire")]
    return {
        "day": day.isoformat(),
        "time": "09:00",
        "between": "10",
        "midday": "30",
        "zone": BERLIN,
        "place": "Room 3",
        "parts": parts,
        "meets": "on",
        "meets_at": "09:00",
        "meets_for": "45",
    } | changed


def url(candidacy) -> str:
    return reverse("interviews:day", args=[candidacy.pk])


def test_the_preview_shows_each_part_with_its_people_and_plans_nothing(
    loop, candidacy, manager, as_, monday
):
    page = page_of(as_(manager).get(url(candidacy), sent(loop, monday)))
    for part in loop.parts.exclude(kind="questionnaire"):
        assert part.title in page
    for name in ("Priya Nair", "Henrik Dahl", "Dagny Voss"):
        assert name in page
    assert "Plan all and tell all" in page
    assert not Interview.objects.exists()
    assert not Mail.objects.filter(kind__startswith="interview_").exists()


def test_plan_all_plans_what_the_preview_showed(loop, candidacy, manager, as_, monday):
    response = as_(manager).post(url(candidacy), sent(loop, monday))
    assert response.status_code == 302
    rows = list(Interview.objects.order_by("starts_at"))
    assert [row.part.key for row in rows] == PARTS
    assert clocks([rows[0].starts_at]) == ["09:00"]
    gaps = [b.starts_at - a.ends_at for a, b in pairwise(rows)]
    assert sorted(gaps)[:-1] == [timedelta(minutes=10)] * (len(gaps) - 1)
    assert max(gaps) == timedelta(minutes=30)


def test_the_debrief_is_set_for_the_next_business_morning(loop, candidacy, manager, as_, monday):
    friday = monday + timedelta(days=4)
    as_(manager).post(url(candidacy), sent(loop, friday))
    meeting = Meeting.objects.get()
    here = meeting.starts_at.astimezone(ZoneInfo(BERLIN))
    assert (here.date(), here.hour) == (friday + timedelta(days=3), 9)


def test_without_its_tick_no_debrief_is_set(loop, candidacy, manager, as_, monday):
    data = {k: v for k, v in sent(loop, monday).items() if k != "meets"}
    as_(manager).post(url(candidacy), data)
    assert Interview.objects.count() == len(PARTS)
    assert not Meeting.objects.exists()


def test_a_part_left_out_stays_to_plan(loop, candidacy, manager, as_, monday):
    board = loop.parts.get(key="board")
    parts = [pk for pk in sent(loop, monday)["parts"] if pk != str(board.pk)]
    as_(manager).post(url(candidacy), sent(loop, monday, parts=parts))
    assert not Interview.objects.filter(part=board).exists()
    assert Interview.objects.count() == len(PARTS) - 1


@pytest.fixture
def busy_cfo(loop, search, monday):
    """The CFO is in another candidate's interview at eleven that day."""
    other = people.candidacy(search, "Mateus Carvalho")
    at = instant(monday, time(8), BERLIN)
    return make.interview(other, "trade_off", starts_at=at, minutes=480)


def test_every_clash_is_shown_by_name_before_anything_is_planned(
    busy_cfo, loop, candidacy, manager, as_, monday
):
    page = page_of(as_(manager).get(url(candidacy), sent(loop, monday)))
    assert "Ingrid Solheim is in another interview from" in page
    assert "Yusuf Demir is in another interview from" in page
    assert "Plan all and tell all" not in page
    assert "Mateus" not in page


def test_one_clash_and_none_is_planned(busy_cfo, loop, candidacy, manager, as_, monday):
    mail = Mail.objects.count()
    response = as_(manager).post(url(candidacy), sent(loop, monday))
    assert response.status_code == 200
    assert "Ingrid Solheim is in another interview" in page_of(response)
    assert not candidacy.interviews.exists()
    assert not Meeting.objects.exists()
    assert Mail.objects.count() == mail


def test_a_refused_debrief_takes_the_day_with_it(loop, candidacy, manager, monday):
    part = loop.parts.get(key="production")
    at = instant(monday, time(9), BERLIN)
    with pytest.raises(Refused, match="Priya Nair is in another interview"):
        actions.plan_day(
            candidacy=candidacy,
            times=[(part, at)],
            zone=BERLIN,
            place="",
            debrief={"starts_at": at, "minutes": 45},
            by=manager,
        )
    assert not Interview.objects.exists()


def test_a_day_that_would_run_past_midnight_is_refused_at_its_field(
    loop, candidacy, manager, as_, monday
):
    page = page_of(as_(manager).get(url(candidacy), sent(loop, monday, time="20:00")))
    assert "would end on the next day" in page
    assert "Plan all and tell all" not in page


def test_a_skipped_hour_is_refused_and_a_double_one_is_asked_about(loop, candidacy, manager, as_):
    parts = list(loop.parts.exclude(kind="questionnaire"))
    spring = DayForm(_lists(sent(loop, date(2027, 3, 28), time="02:30")), parts=parts)
    assert "there is no 02:30" in spring.errors["time"][0]
    autumn = DayForm(_lists(sent(loop, date(2027, 10, 31), time="02:30")), parts=parts)
    assert "comes twice" in autumn.errors["which"][0]


def _lists(data: dict):
    query = QueryDict(mutable=True)
    for name, value in data.items():
        query.setlist(name, value if isinstance(value, list) else [value])
    return query


def test_a_part_planned_meanwhile_is_not_planned_twice(loop, candidacy, manager, as_, monday):
    data = sent(loop, monday)
    make.interview(candidacy, "board")
    response = as_(manager).post(url(candidacy), data)
    assert response.status_code == 200
    assert "no longer to plan" in page_of(response)
    assert candidacy.interviews.count() == 1


def test_a_day_that_has_passed_is_refused(loop, candidacy, manager, as_):
    gone = timezone.localdate() - timedelta(days=2)
    assert "has passed" in page_of(as_(manager).get(url(candidacy), sent(loop, gone)))


@pytest.mark.parametrize("role", [Role.PANELIST, Role.OBSERVER])
def test_only_who_runs_the_search_plans_a_day(loop, candidacy, as_, role, monday):
    somebody = factories.member(loop.search, role)
    if role == Role.PANELIST:
        people.declared(candidacy, somebody)
    assert as_(somebody).post(url(candidacy), sent(loop, monday)).status_code == 403
    assert not Interview.objects.exists()


def test_a_preview_costs_as_many_queries_for_one_part_as_for_six(
    loop, candidacy, manager, as_, monday
):
    browser = as_(manager)

    def cost(parts: list[str]) -> int:
        with CaptureQueriesContext(connection) as queries:
            browser.get(url(candidacy), sent(loop, monday, parts=parts))
        return len(queries)

    every = sent(loop, monday)["parts"]
    cost(every)
    assert cost(every) == cost(every[:1])
