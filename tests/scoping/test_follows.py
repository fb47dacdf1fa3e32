"""What follows from a scope beside weights and pay: questions, 90 days, the team, own or buy."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbooks.reader import CAIO, read
from playbooks.schema import Condition
from scoping.follows import milestones, own_or_buy, questions, team
from scoping.jd import values_of
from tests.factories import scoping as made

PLAYBOOK = read(CAIO)


def values(playbook=PLAYBOOK, archetype=None, **changed):
    facts = made.FACTS | changed.pop("facts", {})
    return values_of(playbook, made.ANSWERS | changed, facts, archetype)


def keys(found):
    return [milestone.deliverable.key for milestone in found]


def test_the_90_days_ask_for_an_inventory_in_every_search():
    for kind in PLAYBOOK.archetypes:
        assert "inventory" in keys(milestones(values(archetype=kind.key)))


def test_the_90_days_differ_with_the_answer_on_the_ai_act():
    assert "listed_uses" in keys(milestones(values(ai_act="high_risk")))
    assert "listed_uses" not in keys(milestones(values(ai_act="none")))


def test_the_90_days_differ_with_the_kind_sought():
    found = {
        kind.key: tuple(keys(milestones(values(archetype=kind.key))))
        for kind in PLAYBOOK.archetypes
    }
    assert len(set(found.values())) == len(found)


def test_milestones_keep_the_plan_s_order_and_days():
    found = milestones(values())
    assert [m.phase.position for m in found] == sorted(m.phase.position for m in found)
    assert all(m.phase.starts_day <= m.deliverable.due_day <= m.phase.ends_day for m in found)


def test_no_milestone_shows_a_placeholder():
    for milestone in milestones(values_of(PLAYBOOK, {}, {})):
        assert "{" not in milestone.text


def test_a_question_that_does_not_fit_the_search_is_left_out():
    first, *rest = PLAYBOOK.questions_bank
    test = Condition(answer="build_buy", **{"is": ("build",)})
    bank = [first.model_copy(update={"when": (test,)}), *rest[:1]]
    assert questions(values(build_buy="buy"), bank) == bank[1:]
    assert questions(values(build_buy="build"), bank) == bank


def test_core_questions_are_the_same_in_every_search():
    core = {key for part in PLAYBOOK.parts for key in part.core_questions}
    assert all(not PLAYBOOK.question(key).tests for key in core)


def test_the_team_is_hired_in_order_from_the_planned_start():
    found = team(values(facts={"start_by": "2027-03-01", "direct_reports": {}}))
    assert found[0].role.key == "ml_lead"
    assert (found[0].begins, found[0].ends) == (date(2027, 3, 1), date(2027, 3, 30))
    starts = [one.begins for one in found if one.begins]
    assert starts == sorted(starts)


def test_who_is_there_already_is_counted_and_not_hired():
    found = {one.role.key: one for one in team(values())}
    assert (found["governance_analyst"].here, found["governance_analyst"].begins) == (1, None)
    assert found["program_manager"].here == 0
    assert found["program_manager"].begins is not None


@pytest.mark.parametrize("start", [None, "", "soon", "2027-13-01", "9999-12-31"])
def test_without_a_start_the_order_stands_without_dates(start):
    assert all(one.begins is None for one in team(values(facts={"start_by": start})))


@given(counts=st.one_of(st.none(), st.text(), st.dictionaries(st.text(), st.text())))
def test_a_team_of_any_shape_is_read(counts):
    team(values(facts={"direct_reports": counts}))


def test_owning_and_buying_are_both_named():
    assert {item.side for item in own_or_buy(values())} == {"own", "buy"}
