"""The weekly status: one page that travels. No internal candidate is in it, and nothing judges."""

import io
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from briefs.actions import make as render
from briefs.models import Brief
from briefs.queries import brief_for
from candidates import tabs, weekly
from candidates.actions import keep_quiet, make_status, merge, move, stop, withdraw
from candidates.models import Candidacy
from candidates.tabs import Note
from interviews.models import Interview
from searches.actions import turn
from searches.errors import NotAllowed, Refused
from searches.models import Event, Role, Search, Step
from tests import factories
from tests.candidates.conftest import page_of
from tests.factories import candidates as make
from tests.factories import scorecards as judged

SECRET = "Hidewell"
BERLIN = ZoneInfo("Europe/Berlin")


def said(lines: list[dict]) -> dict[str, int]:
    return {line["says"]: line["count"] for line in lines}


def status(search: Search, by) -> dict:
    return make_status(search=search, by=by).snapshot


def listed(search: Search, name: str, by, **more) -> Candidacy:
    row = make.candidacy(search, name, **more)
    return move(candidacy=row, name="shortlist", by=by)


def since(row: Candidacy, moment: datetime) -> None:
    """As if they had come, and to where they stand, at that moment."""
    Candidacy.objects.filter(pk=row.pk).update(added_at=moment, stage_since=moment)
    # The log takes no change, so a test goes round its model.
    Event.objects.filter(record_id=row.pk).update(at=moment)


def midnight_a_week_ago(search: Search) -> datetime:
    first = search.today - timedelta(days=7)
    return datetime(first.year, first.month, first.day, tzinfo=BERLIN)


# ---- What it says --------------------------------------------------------------------------


def test_it_says_where_the_search_stands_and_who_moves_next(search, recruiter, candidacy):
    snapshot = status(search, recruiter)
    assert (snapshot["step"], snapshot["place"]) == ("Candidates", "step 3 of 7")
    (line,) = snapshot["way"]["lines"]
    assert line["says"] == "Nobody is on the shortlist; it takes three."
    assert line["who"] == "Ines Kovač puts candidates on it."
    assert snapshot["next"].startswith("Once the shortlist stands")


@pytest.mark.parametrize(("days", "week"), [(0, 1), (6, 1), (7, 2), (20, 3)])
def test_weeks_are_counted_from_the_day_it_was_opened(search, recruiter, days, week):
    opened = timezone.now() - timedelta(days=days)
    Search.objects.filter(pk=search.pk).update(opened_at=opened)
    assert status(search, recruiter)["heading"] == f"Week {week} of Chief AI Officer"


def test_what_changed_is_told_by_how_many(search, manager, recruiter):
    for name in ("Ada", "Bo"):
        listed(search, name, manager)
    row = make.candidacy(search, "Cy")
    move(candidacy=row, name="talk", by=manager)
    move(candidacy=row, name="enter_loop", by=manager)
    assert said(status(search, recruiter)["changes"]) == {
        "Added": 3,
        "Conversation begun": 1,
        "Put on the shortlist": 2,
        "Taken into the loop": 1,
    }


def test_what_was_taken_back_is_not_told(search, manager, recruiter):
    move(candidacy=listed(search, "Ada", manager), name="unlist", by=manager)
    assert "Put on the shortlist" not in said(status(search, recruiter)["changes"])


def test_who_left_is_told_by_reason(search, manager, recruiter):
    for name in ("Ada", "Bo"):
        make.gone(make.candidacy(search, name))
    withdraw(candidacy=make.candidacy(search, "Cy"), because="Took another offer", by=manager)
    assert said(status(search, recruiter)["left"]) == {
        "Stopped: The role has changed": 2,
        "Withdrew: Took another offer": 1,
    }


def test_a_reason_in_free_words_stays_behind(search, manager, recruiter, candidacy):
    stop(candidacy=candidacy, because=f"We take our own {SECRET}; rated 2 of 5", by=manager)
    snapshot = status(search, recruiter)
    assert said(snapshot["left"]) == {"Stopped: another reason": 1}
    assert SECRET not in str(snapshot)


def test_the_days_are_the_searchs_own(search, recruiter, manager):
    first = midnight_a_week_ago(search)
    within, before = (listed(search, name, manager) for name in ("Ada", "Bo"))
    since(within, first)
    since(before, first - timedelta(seconds=1))
    snapshot = status(search, recruiter)
    assert said(snapshot["changes"]) == {"Added": 1, "Put on the shortlist": 1}
    assert snapshot["people"][0]["days"] == 7


def test_who_left_longer_ago_is_not_told(search, recruiter, candidacy):
    since(make.gone(candidacy), midnight_a_week_ago(search) - timedelta(seconds=1))
    assert status(search, recruiter)["left"] == []


def test_only_who_is_on_the_shortlist_or_beyond_is_named(search, manager, recruiter):
    listed(search, "Ada Lind", manager, title="VP ML", employer="Kestrel")
    make.candidacy(search, "Just Added")
    make.gone(listed(search, "Has Left", manager))
    snapshot = status(search, recruiter)
    (person,) = snapshot["people"]
    assert (person["name"], person["line"], person["stage"]) == (
        "Ada Lind",
        "VP ML, Kestrel",
        "Shortlisted",
    )
    assert "Just Added" not in str(snapshot)
    assert "Has Left" not in str(snapshot)


def test_a_planned_interview_is_told_by_its_day_where_the_search_is(
    search, manager, recruiter, monkeypatch
):
    from interviews.register import notes

    monkeypatch.setattr(tabs, "_notes", [notes])
    row = listed(search, "Ada", manager)
    interview = judged.interview(row, "production")
    late = datetime(2099, 3, 3, 23, 30, tzinfo=ZoneInfo("UTC"))
    Interview.objects.filter(pk=interview.pk).update(state="planned", starts_at=late)
    assert status(search, recruiter)["people"][0]["next"].endswith("Wed\xa04\xa0Mar\xa02099")


def test_those_in_play_are_told_by_how_much_their_way_here_says(search, recruiter):
    make.candidacy(search, "Ada", channel="engineers")
    make.candidacy(search, "Bo", channel="lists")
    make.candidacy(search, "Cy")
    make.gone(make.candidacy(search, "Di", channel="engineers"))
    assert said(status(search, recruiter)["levels"]) == {
        "High signal": 1,
        "Low signal": 1,
        "Not noted": 1,
    }


def test_guidance_stands_on_it_while_the_shortlist_is_made(search, manager, recruiter):
    listed(search, "Ada", manager)
    assert status(search, recruiter)["guidance"] == (
        "Guidance: 3 to 5 on the shortlist within 10 days of opening. "
        "This is day 0, with one on it."
    )


def test_guidance_is_over_once_the_shortlist_stood(search, manager, recruiter):
    for name in ("Ada", "Bo", "Cy"):
        listed(search, name, manager)
    search.refresh_from_db()
    assert status(search, recruiter)["guidance"] == ""


def test_a_row_that_went_into_another_does_no_harm(search, manager, recruiter):
    one, other = (listed(search, name, manager) for name in ("Ada", "Ada Again"))
    merge(kept=one, gone=other, by=manager)
    snapshot = status(search, recruiter)
    assert said(snapshot["changes"]) == {"Added": 1, "Put on the shortlist": 1}
    assert [person["name"] for person in snapshot["people"]] == ["Ada"]


def test_more_people_than_fit_are_counted(search, manager, recruiter, monkeypatch):
    monkeypatch.setattr(weekly, "MOST_PEOPLE", 1)
    for name in ("Ada", "Bo", "Cy"):
        listed(search, name, manager)
    snapshot = status(search, recruiter)
    assert (len(snapshot["people"]), snapshot["more"], snapshot["on_shortlist"]) == (1, 2, 3)


# ---- What it never says --------------------------------------------------------------------


@pytest.fixture
def hidden(search, manager, recruiter) -> Candidacy:
    """An internal candidate on the shortlist, known to everybody who may make a status."""
    row = listed(search, f"Ada {SECRET}", manager, employer=f"{SECRET} AB", channel="engineers")
    return keep_quiet(candidacy=row, who=[manager, recruiter], by=manager)


@pytest.mark.usefixtures("hidden")
def test_an_internal_candidate_is_neither_named_nor_counted(search, manager):
    snapshot = status(search, manager)
    assert SECRET not in str(snapshot)
    assert (snapshot["in_play"], snapshot["on_shortlist"]) == (0, 0)
    for part in ("changes", "left", "people", "levels", "ids"):
        assert snapshot[part] == [], part
    assert snapshot["way"]["lines"][0]["says"] == "There are no candidates yet."


def test_an_internal_candidate_who_left_is_not_counted(search, manager, hidden):
    make.gone(hidden)
    assert status(search, manager)["left"] == []


def test_who_is_let_in_to_an_internal_candidate_makes_the_same_paper(search, manager, hidden):
    make.declared(hidden, manager)
    assert SECRET not in str(status(search, manager))


def test_what_waits_at_later_steps_leaves_an_internal_candidate_out(search, manager, hidden):
    judged.submitted(judged.seat(judged.interview(hidden, "questionnaire")))
    for step in Step.values[2:]:
        Search.objects.filter(pk=search.pk).update(step=step)
        snapshot = make_status(search=search, by=manager).snapshot
        assert SECRET not in str(snapshot), step


def test_what_a_card_says_is_nowhere_in_it(search, manager, recruiter):
    row = listed(search, "Ada Lind", manager)
    judged.judged(row, says="Vellichor", recommendation="no", flags=[judged.flag()])
    judged.open_debrief(row)
    Search.objects.filter(pk=search.pk).update(step="debrief")
    snapshot = make_status(search=search, by=recruiter).snapshot
    assert [line["says"] for line in snapshot["way"]["lines"]] == [
        "The debrief on Ada Lind is open."
    ]
    assert "Vellichor" not in str(snapshot)
    assert "Bluffs" not in str(snapshot)
    words = str(snapshot).lower()
    judges = ("rating", "recommend", "flag", "score:", "mean", "strong")
    assert not [word for word in judges if word in words]


# ---- Who makes and reads it ----------------------------------------------------------------


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.PANELIST, Role.APPROVER])
def test_who_does_not_run_the_search_makes_none(search, role):
    with pytest.raises(NotAllowed):
        make_status(search=search, by=factories.member(search, role))


def test_it_is_made_while_the_search_is_paused(search, manager, recruiter):
    turn(search=search, name="pause", because="The budget is frozen.", by=manager)
    snapshot = status(search, recruiter)
    assert "The budget is frozen." in snapshot["way"]["lines"][0]["says"]
    assert snapshot["next"] == ""


def test_the_maker_says_first_whether_they_know_who_is_named(search, manager):
    row = listed(search, "Ada", manager)
    brief = make_status(search=search, by=manager)
    make.let_in(row, manager)
    with pytest.raises(Refused, match="whether you know them"):
        make_status(search=search, by=manager)
    with pytest.raises(NotAllowed):
        brief_for(manager, brief.pk)


def test_only_its_maker_opens_it(search, manager, recruiter):
    brief = make_status(search=search, by=recruiter)
    assert brief_for(recruiter, brief.pk) == brief
    with pytest.raises(NotAllowed):
        brief_for(manager, brief.pk)


def test_it_is_closed_once_somebody_in_it_has_become_internal(search, manager, recruiter):
    row = listed(search, "Ada", manager)
    brief = make_status(search=search, by=recruiter)
    keep_quiet(candidacy=row, who=[recruiter], by=manager)
    with pytest.raises(NotAllowed):
        brief_for(recruiter, brief.pk)


def test_the_same_twice_is_made_once(search, recruiter, candidacy):
    assert make_status(search=search, by=recruiter) == make_status(search=search, by=recruiter)


# ---- The paper and its page ----------------------------------------------------------------


def test_its_cover_and_file_name_carry_the_alias(db):
    search = factories.search(alias="Project Heron")
    brief = make_status(search=search, by=factories.hiring_manager_of(search))
    assert brief.title == "Week 1 of Project Heron"
    assert brief.file_name == f"status-{search.today}-project-heron.pdf"
    assert search.company not in str(brief.snapshot)
    assert search.title not in str(brief.snapshot)


def test_it_becomes_one_page(search, manager, recruiter):
    for name in ("Ada <b>Lind</b>", "Bo Berg", "Cy Lund", "Di Dahl", "Ed Ek"):
        listed(search, name, manager, channel="peers")
    make.gone(make.candidacy(search, "Fa"))
    brief = make_status(search=search, by=recruiter)
    render(brief.pk)
    brief.refresh_from_db()
    assert brief.state == Brief.State.READY, brief.problem
    (page,) = PdfReader(io.BytesIO(brief.file.read())).pages
    text = page.extract_text()
    assert "Ada <b>Lind</b>" in text
    assert "prepared for Ines Kovač" in text


def test_one_press_on_the_board_makes_it(as_, search, recruiter):
    client, url = as_(recruiter), reverse("candidates:status", args=[search.pk])
    board = page_of(client.get(reverse("candidates:list", args=[search.pk])))
    assert f'method="post" action="{url}"' in board
    assert client.post(url)["Location"] == reverse("briefs:detail", args=[Brief.objects.get().pk])


def test_its_page_lists_those_one_made_oneself(as_, search, manager, recruiter):
    make_status(search=search, by=recruiter)
    url = reverse("candidates:status", args=[search.pk])
    assert "Week 1 of Chief AI Officer" in page_of(as_(recruiter).get(url))
    assert "Week 1 of Chief AI Officer" not in page_of(as_(manager).get(url))


def test_a_refusal_is_a_sentence_on_its_page(as_, search, manager):
    make.let_in(listed(search, "Ada", manager), manager)
    url = reverse("candidates:status", args=[search.pk])
    assert "whether you know them" in page_of(as_(manager).post(url, follow=True))
    assert not Brief.objects.exists()


def test_notes_of_other_rooms_are_asked_without_internal_candidates(
    search, manager, hidden, monkeypatch
):
    asked = []

    def notes(rows, viewer):
        asked.extend(rows)
        return {row.pk: Note("info", "Interview 2") for row in rows}

    monkeypatch.setattr(tabs, "_notes", [notes])
    row = listed(search, "Ada", manager)
    status(search, manager)
    assert asked == [row]


def test_how_somebody_was_met_is_not_counted_before_the_maker_declares(search, manager):
    row = make.candidacy(search, "Ada", channel="engineers")
    make.let_in(row, manager)
    assert said(status(search, manager)["levels"]) == {"Not noted": 1}
