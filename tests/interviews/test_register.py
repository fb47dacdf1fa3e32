"""What this room says on home, on the search's page, on the board, and in the log."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from candidates import tabs
from candidates.actions import declare_conflict
from interviews import actions, register
from interviews.models import Interview
from searches.models import Role
from searches.steps import blockers_of
from tests import factories
from tests.factories import candidates as people
from tests.factories import interviews as make


def says(lines) -> list[str]:
    return [line.say for line in lines]


# ---- Home ----


def test_a_panelist_has_the_kit_of_an_interview_to_come(interview):
    cto = make.panelist_of(interview, "cto")
    [line] = register.kits(cto)
    assert line.say == "Production deep-dive with Leila Haddad."
    assert line.url == interview.get_absolute_url()
    assert line.due == interview.starts_at


def test_nobody_else_has_it(interview):
    other = factories.member(interview.search, Role.PANELIST)
    assert not says(register.kits(other))
    assert not says(register.kits(factories.hiring_manager_of(interview.search)))


def test_who_was_replaced_has_it_no_more(interview, manager):
    cto, other = make.panelist_of(interview, "cto"), factories.user()
    actions.fill_seat(interview=interview, key="cto", email=other.email, name="", by=manager)
    assert not says(register.kits(cto))
    assert len(says(register.kits(other))) == 1


def test_the_kit_of_a_cancelled_interview_is_gone(interview, manager):
    actions.cancel_interview(interview=interview, by=manager)
    assert not says(register.kits(make.panelist_of(interview, "cto")))


def test_an_interview_that_is_over_asks_who_runs_the_search_whether_it_was_held(interview, manager):
    past = timezone.now() - timedelta(hours=5)
    Interview.objects.filter(pk=interview.pk).update(starts_at=past)
    assert says(register.to_confirm(manager)) == [
        "Was Production deep-dive with Leila Haddad held?"
    ]
    assert not says(register.kits(make.panelist_of(interview, "cto")))
    assert not says(register.to_confirm(make.panelist_of(interview, "cto")))


def test_a_seat_to_fill_is_told_to_who_runs_the_search(interview, manager, recruiter):
    cto = make.panelist_of(interview, "cto")
    declare_conflict(candidacy=interview.candidacy, answer="replace", by=cto)
    wanted = "Nobody sits as CTO in Production deep-dive with Leila Haddad."
    for person in (manager, recruiter):
        assert wanted in says(register.to_arrange(person))
    assert wanted not in says(register.to_arrange(factories.member(interview.search, "observer")))


def test_parts_to_plan_are_one_line_a_candidate(interview, manager):
    assert says(register.to_arrange(manager)) == ["Plan five interviews with Leila Haddad."]


def test_a_loop_to_set_up_is_told_from_the_candidates_on(draft, manager):
    assert not says(register.to_set_up(manager))
    people.candidacy(draft.search)
    draft.search.step = "candidates"
    draft.search.save()
    assert len(says(register.to_set_up(manager))) == 1
    make.open_loop(draft.search)
    assert not says(register.to_set_up(manager))


def test_two_interviews_today_offer_all_briefs(loop, search):
    soon = timezone.now() + timedelta(minutes=10)
    first = make.interview(people.candidacy(search), starts_at=soon, minutes=10)
    cto = make.panelist_of(first, "cto")
    assert "interviews today" not in str(says(register.kits(cto)))
    make.interview(people.candidacy(search), starts_at=soon + timedelta(minutes=10), minutes=10)
    lines = says(register.kits(cto))
    same_day = timezone.localdate(soon + timedelta(minutes=10)) == timezone.localdate()
    assert ("Two interviews today." in lines) == same_day


def test_home_costs_the_same_at_one_and_at_many(interview, search, manager):
    def cost() -> int:
        with CaptureQueriesContext(connection) as found:
            for source in (
                register.kits,
                register.to_arrange,
                register.to_confirm,
                register.to_set_up,
            ):
                list(source(manager))
        return len(found)

    before = cost()
    for number in range(4):
        make.interview(people.candidacy(search, f"Candidate {number}"))
    assert cost() == before <= 12


# ---- The step ----


def test_the_step_says_what_is_missing_before_the_loop_is_open(draft, manager):
    draft.search.step = "loop"
    [blocker] = blockers_of(draft.search, manager)
    assert blocker.says.startswith("The loop is not open.")
    assert blocker.who == "The hiring manager names its people."


def test_the_step_names_who_moves_next(loop, interview, recruiter, manager):
    loop.search.refresh_from_db()
    [blocker] = blockers_of(loop.search, manager)
    assert blocker.says == "Five interviews with Leila Haddad are to plan."
    assert blocker.who == "Ines Kovač plans."


@pytest.mark.parametrize("role", [Role.PANELIST, Role.APPROVER])
def test_who_does_not_see_all_candidates_reads_no_name(loop, interview, role):
    declare_conflict(
        candidacy=interview.candidacy, answer="replace", by=make.panelist_of(interview, "cto")
    )
    somebody = factories.member(loop.search, role)
    loop.search.refresh_from_db()
    said = str(blockers_of(loop.search, somebody))
    assert "Leila" not in said
    assert "One seat of interviews is empty." in said


def test_with_nothing_missing_the_next_interview_is_named(loop, candidacy, manager):
    for key in ("alignment", "production", "allocation", "trade_off", "team", "board"):
        make.interview(candidacy, key)
    loop.search.refresh_from_db()
    [blocker] = blockers_of(loop.search, manager)
    assert blocker.says.startswith("Next: “Alignment session with CTO and CEO”")


# ---- On a candidate's pages ----


def test_the_board_notes_the_next_interview(interview, candidacy, manager):
    make.interview(candidacy, "board")
    note = tabs.notes_of([candidacy], manager)[candidacy.pk]
    assert note.words.startswith("Production deep-dive, ")


def test_a_panelist_has_the_tab_and_an_approver_has_not(interview):
    cto = make.panelist_of(interview, "cto")
    approver = factories.member(interview.search, Role.APPROVER)
    assert register.tab(interview.candidacy, cto)
    assert register.tab(interview.candidacy, approver) is None
