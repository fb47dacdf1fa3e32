"""Recording what came of a hire: once a moment, with its evidence, corrected beside the record."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from onboarding import actions
from onboarding.models import Outcome, OutcomeRating
from onboarding.models.outcomes import due_on
from searches.actions import turn
from searches.errors import NotAllowed, Refused, Stale
from searches.home import lines_for
from searches.models import Event, Role
from tests import factories
from tests.factories import offers
from tests.factories import onboarding as plans
from tests.factories import outcomes as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def candidacy():
    return offers.chosen(factories.search())


@pytest.fixture
def plan(candidacy):
    return make.hired(candidacy)


@pytest.fixture
def manager(candidacy):
    return factories.hiring_manager_of(candidacy.search)


def write(act, plan, by, values=2, *, revision=0, moment="day_90", **more):
    content = make.content(plan, values, **more)
    return act(plan=plan, moment=moment, revision=revision, content=content, by=by)


def rating(outcome, competency="production") -> OutcomeRating:
    return outcome.ratings.get(competency=competency, corrects=None)


def lines(user) -> list[str]:
    return [line.say for line in lines_for(user) if "what came of" in line.say]


# ---- When ------------------------------------------------------------------------------------


def test_day_90_counts_the_start_as_day_1_and_month_six_is_the_same_day_of_the_month(plan):
    plan.starts_on = plan.starts_on.replace(year=2026, month=3, day=10)
    assert f"{due_on(plan, 'day_90')}" == "2026-06-07"
    assert f"{due_on(plan, 'month_six')}" == "2026-09-10"


def test_it_can_be_recorded_from_a_week_before(plan, manager):
    make.begun(plan, 89 - 7)
    assert write(actions.record_outcome, plan, manager).recorded_at


def test_it_cannot_be_recorded_earlier(plan, manager):
    make.begun(plan, 89 - 8)
    with pytest.raises(Refused, match="can be recorded from"):
        write(actions.record_outcome, plan, manager)
    assert not Outcome.objects.exists()


def test_before_the_start_nothing_is_recorded(candidacy, manager):
    with pytest.raises(Refused, match="record the start first"):
        write(actions.record_outcome, plans.waiting(candidacy), manager)


def test_a_closed_plan_can_still_be_recorded(plan, manager):
    type(plan).objects.filter(pk=plan.pk).update(state="done")
    assert write(actions.record_outcome, plan, manager).recorded_at


def test_in_a_paused_search_it_is_still_recorded(plan, manager):
    turn(
        search=plan.search, name="pause", because="The other hire waits for the budget.", by=manager
    )
    assert write(actions.record_outcome, plan, manager).recorded_at


def test_both_moments_are_recorded_apart(plan, manager):
    write(actions.record_outcome, plan, manager, 2)
    write(actions.record_outcome, plan, manager, 4, moment="month_six")
    assert list(Outcome.objects.values_list("moment", flat=True)) == ["day_90", "month_six"]


@pytest.mark.parametrize("act", [actions.record_outcome, actions.save_outcome])
def test_day_90_is_not_recorded_once_month_six_is(plan, manager, act):
    """Who recorded month six has looked back at what the panel said."""
    write(actions.record_outcome, plan, manager, moment="month_six")
    with pytest.raises(Refused, match="Day 90 stays without a record"):
        write(act, plan, manager)
    assert not Outcome.objects.filter(moment="day_90").exists()


def test_a_draft_of_month_six_does_not_end_day_90(plan, manager):
    write(actions.save_outcome, plan, manager, moment="month_six")
    assert write(actions.record_outcome, plan, manager).recorded_at


# ---- What ------------------------------------------------------------------------------------


def test_every_competency_of_the_playbook_is_recorded_with_its_evidence(plan, manager):
    outcome = write(actions.record_outcome, plan, manager, 2)
    keys = [one.key for one in plan.search.playbook.competencies]
    assert [each.competency for each in outcome.ratings.all()] == keys
    assert {(each.value, bool(each.evidence)) for each in outcome.ratings.all()} == {(2, True)}


def test_it_may_be_said_that_it_cannot_be_said_yet(plan, manager):
    outcome = write(actions.record_outcome, plan, manager, {"production": 3})
    assert rating(outcome, "people").value is None
    assert rating(outcome).value == 3


def test_a_number_needs_its_evidence(plan, manager):
    content = make.content(plan)
    content["people"]["evidence"] = " "
    with pytest.raises(Refused, match="Leading people: a number needs its evidence"):
        actions.record_outcome(plan=plan, moment="day_90", revision=0, content=content, by=manager)
    assert not Outcome.objects.exists()


@pytest.mark.parametrize("value", ["6", "0", "-1", "", "x", "2.5"])
def test_a_number_off_the_scale_is_refused(plan, manager, value):
    with pytest.raises(Refused, match="from 1 to 5"):
        write(actions.record_outcome, plan, manager, {"production": value})
    assert not Outcome.objects.exists()


def test_a_competency_left_out_is_refused(plan, manager):
    content = make.content(plan)
    del content["people"]
    with pytest.raises(Refused, match="Leading people"):
        actions.record_outcome(plan=plan, moment="day_90", revision=0, content=content, by=manager)


@pytest.mark.parametrize(
    ("wrong", "name"),
    [({"value": 6}, "outcome_from_1_to_5"), ({"evidence": ""}, "outcome_has_evidence")],
)
def test_the_database_refuses_it_too(plan, manager, wrong, name):
    outcome = write(actions.record_outcome, plan, manager)
    with pytest.raises(IntegrityError), transaction.atomic():
        outcome.ratings.update(**wrong)


# ---- Who -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "role", [Role.RECRUITER, Role.OBSERVER, Role.PANELIST, Role.APPROVER, Role.PARTNER]
)
@pytest.mark.parametrize("act", [actions.record_outcome, actions.save_outcome])
def test_only_the_hiring_manager_records(plan, role, act):
    with pytest.raises(NotAllowed):
        write(act, plan, factories.member(plan.search, role))
    assert not Outcome.objects.exists()


@pytest.mark.parametrize("role", [Role.RECRUITER, Role.OBSERVER])
def test_who_reads_the_plan_reads_the_record_and_no_draft(plan, manager, role):
    reader = factories.member(plan.search, role)
    write(actions.save_outcome, plan, manager)
    assert not Outcome.objects.visible_to(reader).exists()
    write(actions.record_outcome, plan, manager, revision=1)
    assert Outcome.objects.visible_to(reader).exists()


@pytest.mark.parametrize("role", [Role.PANELIST, Role.APPROVER, Role.PARTNER])
def test_others_read_no_record(plan, manager, role):
    write(actions.record_outcome, plan, manager)
    assert not Outcome.objects.visible_to(factories.member(plan.search, role)).exists()


# ---- Drafts, and the second time -------------------------------------------------------------


def test_a_draft_keeps_what_is_half_typed(plan, manager):
    row = write(actions.save_outcome, plan, manager, {"production": "3"})
    assert row.draft["production"]["value"] == "3"
    assert (row.recorded_at, row.revision) == (None, 1)
    assert not row.ratings.exists()


def test_recording_ends_the_draft(plan, manager):
    write(actions.save_outcome, plan, manager, 3)
    row = write(actions.record_outcome, plan, manager, 2, revision=1)
    assert (row.draft, rating(row).value) == ({}, 2)


@pytest.mark.parametrize("act", [actions.record_outcome, actions.save_outcome])
def test_what_is_recorded_is_fixed(plan, manager, act):
    outcome = write(actions.record_outcome, plan, manager, 2)
    with pytest.raises(Refused, match="recorded already"):
        write(act, plan, manager, 5, revision=1)
    assert {each.value for each in outcome.ratings.all()} == {2}


@pytest.mark.parametrize("act", [actions.record_outcome, actions.save_outcome])
def test_what_was_saved_elsewhere_is_not_overwritten(plan, manager, act):
    write(actions.save_outcome, plan, manager, 3)
    with pytest.raises(Stale) as stale:
        write(act, plan, manager, 2)
    assert stale.value.current.revision == 1
    assert Outcome.objects.get().draft["production"]["value"] == "3"


def test_it_is_on_the_log_without_a_word_of_it(plan, manager):
    outcome = write(actions.record_outcome, plan, manager)
    event = Event.objects.get(verb="outcome.recorded")
    assert (event.record_id, event.fields) == (outcome.pk, ["recorded_at"])


# ---- Corrections -----------------------------------------------------------------------------


def correct(outcome, by, value="4", evidence="The launch held.", because="I missed the launch."):
    return actions.correct_outcome(
        rating=rating(outcome), value=value, evidence=evidence, because=because, by=by
    )


def test_a_correction_stands_beside_the_record_with_its_date(plan, manager):
    outcome = write(actions.record_outcome, plan, manager)
    later = correct(outcome, manager)
    assert (rating(outcome).value, later.value) == (2, 4)
    assert later.corrects == rating(outcome)
    assert timezone.now() - later.at < timedelta(minutes=1)


def test_a_correction_says_why(plan, manager):
    outcome = write(actions.record_outcome, plan, manager)
    with pytest.raises(Refused, match="why it is corrected") as refused:
        correct(outcome, manager, because="typo")
    assert refused.value.field == "because"
    assert not OutcomeRating.objects.exclude(corrects=None).exists()


@pytest.mark.parametrize("value", ["6", "0", "x", ""])
def test_a_correction_stays_on_the_scale(plan, manager, value):
    outcome = write(actions.record_outcome, plan, manager)
    with pytest.raises(Refused, match="from 1 to 5"):
        correct(outcome, manager, value)


def test_a_correction_needs_its_evidence(plan, manager):
    outcome = write(actions.record_outcome, plan, manager)
    with pytest.raises(Refused, match="a number needs its evidence"):
        correct(outcome, manager, evidence="  ")


def test_the_same_correction_twice_is_one(plan, manager):
    outcome = write(actions.record_outcome, plan, manager)
    correct(outcome, manager)
    with pytest.raises(Refused, match="stands there already"):
        correct(outcome, manager)
    assert OutcomeRating.objects.exclude(corrects=None).count() == 1


def test_a_recruiter_corrects_nothing(plan, manager):
    outcome = write(actions.record_outcome, plan, manager)
    with pytest.raises(NotAllowed):
        correct(outcome, offers.recruiter_of(plan.search))


# ---- Doubts ----------------------------------------------------------------------------------


def answer(outcome, by, came="true", words="She kept the rota to herself."):
    return actions.answer_doubts(outcome=outcome, came=came, words=words, by=by)


@pytest.fixture
def outcome(plan, manager):
    plan.candidacy.decisions.update(doubts="Does she hand work over?")
    return write(actions.record_outcome, plan, manager)


def test_what_became_of_the_doubts_is_said_once_in_words(outcome, manager):
    row = answer(outcome, manager)
    assert (row.get_doubts_came_display(), row.doubts_words) == (
        "It came true",
        "She kept the rota to herself.",
    )
    with pytest.raises(Refused, match="answered already"):
        answer(outcome, manager, "not", "She did after all.")


@pytest.mark.parametrize(("came", "words"), [("maybe", "A sentence."), ("true", "  ")])
def test_an_answer_to_the_doubts_needs_both(outcome, manager, came, words):
    with pytest.raises(Refused):
        answer(outcome, manager, came, words)
    outcome.refresh_from_db()
    assert outcome.doubts_at is None


def test_without_a_doubt_there_is_nothing_to_answer(plan, manager):
    with pytest.raises(Refused, match="left no doubt open"):
        answer(write(actions.record_outcome, plan, manager), manager)


def test_doubts_wait_for_the_record(plan, manager):
    """They are the manager's own words of then: nothing of then is asked before the record."""
    plan.candidacy.decisions.update(doubts="Does she hand work over?")
    draft = write(actions.save_outcome, plan, manager)
    with pytest.raises(Refused, match="not recorded yet"):
        answer(draft, manager)


def test_a_recruiter_answers_no_doubts(outcome, plan):
    with pytest.raises(NotAllowed):
        answer(outcome, offers.recruiter_of(plan.search))


# ---- Home ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days_ago", "expected"),
    [
        (81, []),
        (82, ["Record what came of Leila Haddad: day 90."]),
        (120, ["Record what came of Leila Haddad: day 90."]),
        (
            200,
            [
                "Record what came of Leila Haddad: day 90.",
                "Record what came of Leila Haddad: month six.",
            ],
        ),
    ],
)
def test_home_asks_for_every_moment_that_has_come_the_earlier_first(
    plan, manager, days_ago, expected
):
    make.begun(plan, days_ago)
    assert lines(manager) == expected


def test_home_asks_no_more_once_it_is_recorded(plan, manager):
    make.begun(plan, 100)
    write(actions.record_outcome, plan, manager)
    assert lines(manager) == []


def test_home_asks_no_more_for_day_90_once_month_six_is_recorded(plan, manager):
    make.begun(plan, 200)
    write(actions.record_outcome, plan, manager, moment="month_six")
    assert lines(manager) == []


def test_home_asks_the_hiring_manager_alone(plan):
    make.begun(plan, 100)
    assert lines(offers.recruiter_of(plan.search)) == []


def test_home_asks_nothing_before_the_start(candidacy, manager):
    make.begun(plans.waiting(candidacy), 100)
    assert lines(manager) == []
