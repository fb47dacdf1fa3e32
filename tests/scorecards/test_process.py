"""How the process runs over the searches somebody runs: of what it is made, and of what never."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.db.models import Value
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from candidates.actions import set_stage
from candidates.models import NAMED, Access, Candidacy
from candidates.passage import PLACE, passages_of
from candidates.states import Stage
from offers.actions import begin_offer
from scorecards.models import Card
from scorecards.queries.process import Process, StageLine, process_of
from searches.actions import acting, grant
from searches.models import Role
from tests import factories
from tests.factories import crowd
from tests.factories import scorecards as make
from tests.scorecards.conftest import page_of

pytestmark = pytest.mark.django_db
WAY = ("talk", "shortlist", "enter_loop", "debrief", "offer", "hire")


def noon() -> datetime:
    """Today at noon in the search's own city, whose date is the same in summer and in winter."""
    return timezone.now().replace(hour=11, minute=0)


def moved(candidacy: Candidacy, *names: str) -> Candidacy:
    by = factories.hiring_manager_of(candidacy.search)
    with acting(candidacy.search_id, by) as search:
        for name in names:
            set_stage(search, candidacy, name, by)
    candidacy.refresh_from_db()
    return candidacy


def added(search, number: int = 1, *names: str) -> list[Candidacy]:
    rows = [make.candidacy(search, stage=Stage.ADDED) for _ in range(number)]
    return [moved(row, *names) for row in rows]


def shown(viewer) -> Process:
    found = process_of(viewer)
    assert found
    return found


def line(viewer, stage: str) -> StageLine:
    return next(line for line in shown(viewer).stages if line.stage == stage)


def read(user) -> str:
    client = Client()
    client.force_login(user)
    answer = client.get(reverse("scorecards:process"))
    assert answer.status_code == 200
    return page_of(answer)


# ---- Who goes on ------------------------------------------------------------------------------


def test_a_line_says_of_how_many_how_many_went_on(search, manager):
    added(search, 3)
    added(search, 3, "talk")
    found = line(manager, Stage.ADDED)
    assert (found.reached, found.went_on, found.share) == (6, 3, 50)


def test_who_skips_a_stage_has_reached_it(search, manager):
    added(search, 5, "enter_loop")
    assert line(manager, Stage.SHORTLISTED).reached == 5


@pytest.mark.parametrize("back", [("unlist",), ("stop",), ("withdraw",)])
def test_who_went_back_or_left_has_reached_what_they_reached(search, manager, back):
    added(search, 5, "talk", "shortlist", *back)
    found = line(manager, Stage.SHORTLISTED)
    assert (found.reached, found.went_on) == (5, 0)


def test_under_the_floor_there_is_the_number_and_no_share(search, manager):
    added(search, 4, "talk")
    assert line(manager, Stage.ADDED).share is None
    assert "Too few to say (4)" in read(manager)
    added(search, 1, "talk")
    assert line(manager, Stage.ADDED).share == 100


def test_the_floor_stands_on_the_page(manager):
    assert "fewer than five people or scorecards" in read(manager)


# ---- How long it takes ------------------------------------------------------------------------


def test_days_at_a_stage_are_the_median_and_the_range_of_who_left_it(search, manager):
    first = noon() - timedelta(days=30)
    with time_machine.travel(first, tick=False):
        rows = added(search, 6)
    for row, days in zip(rows, (1, 2, 4, 8, 20), strict=False):
        with time_machine.travel(first + timedelta(days=days), tick=False):
            moved(row, "talk")
    found = line(manager, Stage.ADDED)
    assert (found.median, found.least, found.most, len(found.days)) == (4, 1, 20, 5)


def test_under_the_floor_there_are_no_days(search, manager):
    added(search, 4, "talk")
    assert line(manager, Stage.ADDED).median is None


def test_two_stays_at_a_stage_are_one_persons_days(search, manager):
    now = noon()
    with time_machine.travel(now, tick=False):
        row = added(search, 1, "talk")[0]
    for days, move in ((3, "shortlist"), (4, "unlist"), (6, "shortlist")):
        with time_machine.travel(now + timedelta(days=days), tick=False):
            moved(row, move)
    assert line(manager, Stage.TALKING).days == [5]


# ---- Scorecards on time -----------------------------------------------------------------------


def late(card: Card) -> None:
    due = card.interview.card_due_at
    Card.objects.filter(pk=card.pk).update(submitted_at=due + timedelta(minutes=1))


def test_of_the_cards_that_were_due_it_says_how_many_came_in_time(search, manager):
    """Handed in at noon, before the evenings on which they are due."""
    row = make.candidacy(search)
    with time_machine.travel(noon() + timedelta(days=1), tick=False):
        held = [make.judged(row, key) for key in ("production", "board", "team")]
        late(held[0][0])
        found = shown(manager).cards
    assert (found.due, found.in_time, found.share, found.says) == (6, 5, 83, True)


def test_a_card_that_is_late_and_not_in_counts_as_late(search, manager):
    make.seat(make.interview(make.candidacy(search), hours_ago=60))
    assert (shown(manager).cards.due, shown(manager).cards.in_time) == (1, 0)


def test_what_is_not_due_yet_or_excused_is_not_counted(search, manager):
    make.seat(make.interview(make.candidacy(search), hours_ago=1))
    make.excused(make.seat(make.interview(make.candidacy(search), hours_ago=60)))
    assert shown(manager).cards.due == 0


def test_an_amendment_makes_no_second_card_and_no_later_one(search, manager):
    card = make.judged(make.candidacy(search))[0]
    Card.objects.create(
        interview=card.interview,
        author=card.author,
        amends=card,
        state="submitted",
        recommendation="no",
        why="Misheard.",
        amended_because="Misheard.",
        submitted_at=card.interview.card_due_at + timedelta(days=9),
    )
    assert (shown(manager).cards.due, shown(manager).cards.in_time) == (2, 2)


def test_cards_of_one_person_say_nothing_of_them(search, manager):
    ines = factories.user("Ines Kovač")
    for number in range(6):
        make.submitted(
            make.seat(make.interview(make.candidacy(search), hours_ago=9 * number), ines)
        )
    assert shown(manager).cards.due == 6
    assert not shown(manager).cards.says
    assert "Ines" not in read(manager)


def test_a_part_that_is_silent_cannot_be_worked_out_from_the_others(search, manager):
    for _ in range(3):
        make.judged(make.candidacy(search), "production")
    assert [part.says for part in shown(manager).parts] == [True]
    make.judged(make.candidacy(search), "board")
    assert shown(manager).cards.says
    assert shown(manager).parts == []


def test_parts_that_are_silent_together_stand_beside_the_others(search, manager):
    for _ in range(3):
        make.judged(make.candidacy(search), "production")
    for key in ("board", "team", "allocation"):
        make.judged(make.candidacy(search), key)
    assert sorted(part.says for part in shown(manager).parts) == [False, False, False, True]


def test_parts_that_are_silent_stand_in_one_line_and_not_in_the_table(search, manager):
    for _ in range(3):
        make.judged(make.candidacy(search), "production")
    for key in ("board", "team", "allocation"):
        make.judged(make.candidacy(search), key)
    silent = ", ".join(shown(manager).silent)
    assert f"to say it of one part alone: {silent}." in read(manager)
    assert all(f'rowheader">{part}<' not in read(manager) for part in shown(manager).silent)


# ---- Over which searches, and whom ------------------------------------------------------------


def test_who_runs_no_search_is_told_who_opens_it(search):
    client = Client()
    client.force_login(factories.member(search, Role.OBSERVER))
    answer = client.get(reverse("scorecards:process"))
    assert answer.status_code == 403
    assert "Who runs a search opens this page" in page_of(answer)


def test_a_search_one_only_observes_is_in_no_number(search, recruiter):
    other = factories.search()
    added(other, 7)
    added(search, 1)
    by = factories.hiring_manager_of(other)
    grant(other, user=recruiter, role=Role.OBSERVER, by=by)
    assert (shown(recruiter).searches, shown(recruiter).candidates) == (1, 1)


def test_a_search_one_no_longer_runs_is_in_no_number(search):
    assert process_of(factories.removed_member(search, Role.RECRUITER)) is None


def hidden(search) -> Candidacy:
    row = added(search, 1, "talk")[0]
    Candidacy.objects.filter(pk=row.pk).update(internal=True)
    return row


def test_an_internal_candidate_is_in_no_number_of_who_was_not_named(search, recruiter):
    added(search, 5)
    before = shown(recruiter)
    make.judged(hidden(search))
    assert shown(recruiter) == before


def test_a_seat_with_an_internal_candidate_puts_them_in_no_number(search, recruiter):
    before = shown(recruiter)
    make.submitted(make.seat(make.interview(hidden(search)), recruiter))
    assert shown(recruiter) == before


def test_who_was_named_counts_them(search, recruiter):
    row = hidden(search)
    Access.objects.create(candidacy=row, user=recruiter, role=NAMED)
    assert shown(recruiter).candidates == 1


# ---- Nothing of what anybody wrote or decided -------------------------------------------------


def judged_by(rating: int, recommendation: str) -> Process:
    """A search of its own, with one candidate whose cards say this and whose debrief is open."""
    search = factories.search()
    row = make.candidacy(search)
    flags = [make.flag()] if rating == 1 else []
    make.judged(row, ratings=rating, recommendation=recommendation, flags=flags)
    make.open_debrief(row)
    return shown(factories.hiring_manager_of(search))


def test_two_candidates_whose_cards_say_the_opposite_give_the_same_figures():
    assert judged_by(1, "strong_no") == judged_by(5, "strong_yes")


def decided_on(outcome: str, shut: bool):
    """A recruiter's own search with one candidate who was decided on; `shut`: to the recruiter,
    who owes a card there by now. Answers the recruiter."""
    search = factories.search()
    recruiter = factories.member(search, Role.RECRUITER)
    row = make.candidacy(search, stage=Stage.ADDED)
    moved(row, "enter_loop")
    make.decided(row, outcome)
    if outcome == "hire":
        begin_offer(candidacy=row, by=recruiter)
    else:
        moved(row, "stop")
    if shut:
        make.seat(make.interview(row, "board"), recruiter)
    return recruiter


def test_a_debrief_one_may_not_read_is_not_told_apart_by_its_decision():
    hired, stopped = decided_on("hire", shut=True), decided_on("no_hire", shut=True)
    assert shown(hired) == shown(stopped)
    assert line(hired, Stage.LOOP).went_on == 1
    assert line(hired, Stage.DEBRIEF).reached == 0


def test_a_debrief_one_may_read_tells_who_came_to_an_offer():
    hired, stopped = decided_on("hire", shut=False), decided_on("no_hire", shut=False)
    assert (line(hired, Stage.DEBRIEF).reached, line(hired, Stage.DEBRIEF).went_on) == (1, 1)
    assert (line(stopped, Stage.DEBRIEF).reached, line(stopped, Stage.DEBRIEF).went_on) == (1, 0)


def test_what_came_after_a_sealed_debrief_is_not_read(search):
    now = noon()
    with time_machine.travel(now, tick=False):
        row = added(search, 1, "enter_loop")[0]
    for days, move in ((2, "debrief"), (3, "reloop"), (7, "debrief"), (8, "offer")):
        with time_machine.travel(now + timedelta(days=days), tick=False):
            moved(row, move)
    found = Candidacy.objects.filter(pk=row.pk)
    (read_on,) = passages_of(found.annotate(sealed=Value(False)), Stage.DEBRIEF)
    (stopped,) = passages_of(found.annotate(sealed=Value(True)), Stage.DEBRIEF)
    assert (read_on.furthest, read_on.days["loop"]) == (PLACE["offer"], 6)
    assert (stopped.furthest, stopped.days) == (PLACE["debrief"], {"added": 0, "loop": 2})


def test_nothing_that_a_card_holds_is_fetched(search, manager):
    make.open_debrief(make.candidacy(search))
    with CaptureQueriesContext(connection) as queries:
        process_of(manager)
    asked = " ".join(query["sql"] for query in queries)
    assert "scorecards_card" in asked
    for word in ("recommendation", "rating", "redflag", "decision", '"words"', '"why"', "evidence"):
        assert word not in asked


# ---- What it costs ----------------------------------------------------------------------------


def test_it_costs_the_same_however_much_there_is(search, manager):
    row = added(search, 1, "talk", "shortlist", "enter_loop")[0]
    make.open_debrief(row)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            read(manager)
        return len(queries)

    cost()
    few = cost()
    crowd.copies_of_candidacy(row, 20)
    crowd.copies_of_search(search, 5)
    added(search, 9, "talk")
    assert cost() <= few
