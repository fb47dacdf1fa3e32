"""When an interview is: clocks that skip an hour or repeat one, and every time a form refuses."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from accounts.templatetags.face import sentences
from accounts.zones import ZONES
from interviews.forms import PlanForm, as_planned
from interviews.models import Interview
from interviews.times import NoSuchTime, Twice, instant, offset_words

BERLIN = "Europe/Berlin"
SPRING, AUTUMN = date(2027, 3, 28), date(2027, 10, 31)
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(NOW, tick=False):
        yield


# ---- From a clock on the wall to an instant ----


def on_the_wall(moment: datetime, zone: str) -> datetime:
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


# Whole quarters of an hour over twenty years: every change of clocks lies on one.
MOMENTS = st.integers(1_600_000_000 // 900, 2_200_000_000 // 900).map(
    lambda quarter: datetime.fromtimestamp(quarter * 900, UTC)
)


@given(MOMENTS, st.sampled_from(ZONES))
def test_an_instant_shows_the_clock_it_came_from(moment, zone):
    wanted = moment.replace(tzinfo=None)
    try:
        found = instant(wanted.date(), wanted.time(), zone)
    except NoSuchTime as gap:
        earlier, later = (m.replace(tzinfo=None) for m in gap.either)
        assert earlier < wanted < later
    except Twice as twice:
        first, second = twice.both
        assert first.astimezone(UTC) < second.astimezone(UTC)
        assert on_the_wall(first, zone) == on_the_wall(second, zone) == wanted
    else:
        assert on_the_wall(found.astimezone(UTC), zone) == wanted


@given(MOMENTS, st.sampled_from(ZONES))
def test_every_instant_has_a_clock_that_leads_back_to_it(moment, zone):
    here = moment.astimezone(ZoneInfo(zone))
    found = instant(here.date(), here.time(), zone, which=here.fold)
    assert found.astimezone(UTC) == moment


def test_half_past_two_does_not_exist_when_clocks_go_forward():
    with pytest.raises(NoSuchTime) as gap:
        instant(SPRING, time(2, 30), BERLIN)
    assert [m.strftime("%H:%M") for m in gap.value.either] == ["01:30", "03:30"]


def test_half_past_two_comes_twice_when_clocks_go_back():
    with pytest.raises(Twice):
        instant(AUTUMN, time(2, 30), BERLIN)
    first, second = (instant(AUTUMN, time(2, 30), BERLIN, which) for which in (0, 1))
    assert second.astimezone(UTC) - first.astimezone(UTC) == timedelta(hours=1)


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        ("UTC", "UTC"),
        ("Europe/Berlin", "UTC+1"),
        ("Asia/Kolkata", "UTC+5:30"),
        ("America/New_York", "UTC\u22125"),
        ("America/St_Johns", "UTC\u22123:30"),
    ],
)
def test_an_offset_in_words(zone, words):
    assert offset_words(NOW.astimezone(ZoneInfo(zone))) == words


# ---- The form ----


def form(**changed) -> PlanForm:
    given = {"day": "2027-01-12", "time": "14:00", "minutes": "60", "zone": BERLIN, "place": ""}
    return PlanForm(given | changed)


def wrong(**changed) -> dict[str, list[str]]:
    found = form(**changed)
    assert not found.is_valid()
    return found.errors


def test_a_day_a_clock_and_a_zone_make_an_instant():
    found = form()
    assert found.is_valid()
    assert found.planned()["starts_at"] == datetime(2027, 1, 12, 13, tzinfo=UTC)


def test_a_time_the_clock_skips_is_refused_with_the_times_around_it():
    [says] = wrong(day="2027-03-28", time="02:30")["time"]
    assert says.startswith("Clocks in Berlin go forward on Sun\u00a028\u00a0Mar\u00a02027:")
    assert says.endswith("there is no 02:30. Choose 01:30 or 03:30.")


def test_a_time_that_comes_twice_is_asked_back():
    found = form(day="2027-10-31", time="02:30")
    [says] = found.errors["which"]
    assert says == (
        "Clocks in Berlin go back that night, and 02:30 comes twice. Choose which is meant."
    )
    assert [label for _, label in found.fields["which"].choices] == [
        "the first 02:30 (UTC+2)",
        "the second 02:30 (UTC+1)",
    ]
    assert not found.fields["which"].widget.is_hidden


@pytest.mark.parametrize(("which", "hour"), [("0", 0), ("1", 1)])
def test_the_chosen_one_of_two_times_is_taken(which, hour):
    found = form(day="2027-10-31", time="02:30", which=which)
    assert found.is_valid()
    assert found.planned()["starts_at"] == datetime(2027, 10, 31, hour, 30, tzinfo=UTC)


def test_a_time_that_has_passed_is_asked_back():
    found = form(day="2026-11-20")
    [says] = found.errors["was_held"]
    assert "has passed. Tick this if the interview took place then" in says
    assert not found.fields["was_held"].widget.is_hidden


def test_a_time_that_has_passed_is_taken_when_it_took_place_then():
    assert form(day="2026-11-20", was_held="on").is_valid()


def test_a_time_to_come_asks_nothing_more():
    found = form()
    assert found.fields["was_held"].widget.is_hidden
    assert found.fields["which"].widget.is_hidden


def test_a_day_more_than_a_year_ahead_is_refused():
    [says] = wrong(day="2036-01-12")["day"]
    assert says == (
        "This is more than a year ahead. The last day is Tue\u00a023\u00a0Nov\u00a02027."
    )


def test_a_day_more_than_a_year_ago_is_refused_even_when_ticked():
    [says] = wrong(day="2006-01-12", was_held="on")["day"]
    assert says == "This is more than a year ago. Check the year."


@pytest.mark.parametrize(
    ("day", "clock", "zone"),
    [("0001-01-01", "00:05", BERLIN), ("9999-12-31", "23:55", "America/New_York")],
)
def test_the_first_and_the_last_day_there_is_are_refused(day, clock, zone):
    assert "day" in wrong(day=day, time=clock, zone=zone, was_held="on")


@pytest.mark.parametrize("zone", ["Berlin", "Europe/Atlantis", "CET", "", "../etc/passwd"])
def test_an_unknown_zone_is_refused(zone):
    assert "zone" in wrong(zone=zone)


def test_an_unknown_zone_is_told_what_would_be_right():
    [says] = wrong(zone="Europe/Atlantis")["zone"]
    assert says == "This zone is not known. Choose one from the list, such as Europe/Berlin."


@pytest.mark.parametrize(
    ("minutes", "says"),
    [
        ("0", "“Minutes” is too low. The least is 10."),
        ("-60", "“Minutes” is too low. The least is 10."),
        ("481", "“Minutes” is too high. The most is 480."),
    ],
)
def test_a_length_nobody_sits_through_is_refused(minutes, says):
    assert sentences(form(minutes=minutes)["minutes"]) == [says]


@pytest.mark.parametrize("minutes", ["", "an hour", "６０", "1e2", "60.5", "1_0"])
def test_a_length_that_is_no_number_is_refused(minutes):
    assert "minutes" in wrong(minutes=minutes)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("day", ""),
        ("day", "2027-02-30"),
        ("day", "0001-01-01"),
        ("day", "9999-12-31"),
        ("time", "25:00"),
        ("time", ""),
        ("place", "Room\u202e3"),
        ("place", "x" * 301),
    ],
)
def test_what_is_no_day_time_or_place_is_refused_at_its_field(field, value):
    assert field in wrong(**{field: value})


def test_a_planned_interview_fills_the_form_with_its_own_clock():
    starts_at = datetime(2027, 7, 12, 12, 0, tzinfo=UTC)
    interview = Interview(starts_at=starts_at, minutes=45, zone=BERLIN, place="Room 3")
    again = PlanForm(as_planned(interview))
    assert again.is_valid()
    assert again.planned() == {
        "starts_at": starts_at,
        "minutes": 45,
        "zone": BERLIN,
        "place": "Room 3",
    }


@pytest.mark.parametrize(
    ("starts_at", "minutes", "due"),
    [
        # At six in the evening of the day, where it was planned ...
        (datetime(2027, 7, 12, 8, tzinfo=UTC), 60, datetime(2027, 7, 12, 16, tzinfo=UTC)),
        # ... and never sooner than two hours after the end.
        (datetime(2027, 7, 12, 15, tzinfo=UTC), 60, datetime(2027, 7, 12, 18, tzinfo=UTC)),
    ],
)
def test_a_card_is_due_in_the_evening_of_the_interview(starts_at, minutes, due):
    interview = Interview(starts_at=starts_at, minutes=minutes, zone=BERLIN)
    assert interview.card_due_at.astimezone(UTC) == due
