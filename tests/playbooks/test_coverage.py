"""Every competency is rated by two different people, even with the optional seats empty."""

from hypothesis import given
from hypothesis import strategies as st

from playbooks.checks.loop import coverage, raters
from playbooks.schema import Part, SeatPlan

SEATS = st.builds(
    SeatPlan,
    key=st.sampled_from(["ceo", "cto", "cfo", "engineer"]),
    title=st.just("Somebody"),
    duty=st.sampled_from(["scoring", "observing"]),
    need=st.sampled_from(["required", "optional", "substitutable"]),
)


def loop_with(caio, seats):
    """The CAIO playbook with only these seats for the first part, which alone rates finance."""
    parts = [p.model_copy(update={"focus": ("people",)}) for p in caio.parts]
    parts[0] = caio.parts[0].model_copy(update={"focus": ("finance",), "seats": tuple(seats)})
    return caio.model_copy(update={"parts": tuple(parts)})


@given(seats=st.lists(SEATS, min_size=1, max_size=5))
def test_two_people_who_score_and_must_be_there_are_needed(caio, seats):
    counted = {s.key for s in seats if s.duty == "scoring" and s.need != "optional"}
    complaints = [says for _, says in coverage(loop_with(caio, seats)) if "'finance'" in says]
    assert bool(complaints) == (len(counted) < 2)


def test_the_same_person_in_two_parts_counts_once(caio):
    people = raters("strategy", [caio.part("alignment"), caio.part("allocation")])
    assert people == {"cto", "ceo"}


def test_each_competency_has_the_people_the_plan_says(caio):
    parts = caio.parts_of("full_time")
    people = {c.key: raters(c.key, parts) for c in caio.competencies}
    readers = {"first_reader", "second_reader"}
    assert people == {
        "production": readers | {"cto", "ml_engineer"},
        "strategy": readers | {"cto", "ceo"},
        "finance": {"ceo", "cpo", "cfo"},
        "governance": readers | {"cto", "ml_engineer", "board_member"},
        "people": {"cto", "ceo", "team_one", "team_two"},
        "stakeholders": {"cpo", "cfo", "board_member"},
    }


def test_two_people_rate_each_competency_within_one_part(caio):
    """So that it holds whoever is named: within a part, seats are different people."""
    for engagement in caio.engagements:
        for competency in caio.competencies:
            held = [p for p in caio.parts_of(engagement.key) if competency.key in p.focus]
            most = max(len(raters(competency.key, [part])) for part in held)
            assert most >= 2, (engagement.key, competency.key)


def test_optional_are_the_board_observer_and_the_third_of_the_team(caio):
    optional = {seat.key for part in caio.parts for seat in part.seats if seat.need == "optional"}
    assert optional == {"board_observer", "team_three"}


def test_cpo_and_cfo_are_substitutable_by_two_others_than_ceo_and_board_member(caio):
    part: Part = caio.part("trade_off")
    assert {seat.key: set(seat.distinct_from) for seat in part.seats} == {
        "cpo": {"cfo", "ceo", "board_member"},
        "cfo": {"cpo", "ceo", "board_member"},
    }
    assert {seat.need for seat in part.seats} == {"substitutable"}
