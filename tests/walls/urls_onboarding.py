"""The 90-day plan: between the person hired, their manager and the recruiter; observers read."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from candidates.models import Candidacy
from candidates.states import LIVE
from onboarding.models import (
    Closed,
    Deliverable,
    EarlyWarning,
    Guard,
    Outcome,
    OutcomeRating,
    Plan,
    Review,
)
from onboarding.states import ClosingStep
from tests.factories import candidates as make_candidates
from tests.factories import offers, outcomes
from tests.factories import onboarding as make
from tests.walls.matrix import MANAGES, PLANTED, RUNS, SEES_ALL, Url, World

Args = tuple[Any, ...]


def candidacy(world: World):
    return offers.chosen(world.search, f"{PLANTED} Haddad")


def waiting(world: World) -> Args:
    return (make.waiting(candidacy(world)).pk,)


def running_plan(world: World) -> Plan:
    """With the planted word in everything that people write on a plan, and a doubt left open."""
    row = candidacy(world)
    row.decisions.update(doubts=f"{PLANTED} doubt")
    began = world.search.today - timedelta(days=35)
    plan = make.running(row, began, commitments=f"{PLANTED} promise")
    make.warned(plan, what=f"{PLANTED} risk")
    make.updated(plan, done=f"{PLANTED} done")
    return plan


def running(world: World) -> Args:
    return (running_plan(world).pk,)


def of_search(world: World) -> Args:
    return (world.search.pk,)


def to_close(world: World) -> Args:
    running_plan(world)
    Candidacy.objects.filter(search=world.search, stage__in=LIVE).update(stage="stopped")
    return (world.search.pk,)


def first_step(world: World) -> Args:
    return (*to_close(world), "told")


def to_fill(world: World) -> Args:
    args = to_close(world)
    by = world.manager
    for step in ClosingStep:
        Closed.objects.create(search=world.search, step=step, done_by=by)
    return args


def who_left(world: World) -> tuple[str]:
    """The address of somebody who has left; a PLANTED word stands in nothing they see of others."""
    from candidates.actions import send_own_page, stop

    row = make_candidates.candidacy(world.search, "Ola Nordmann", email="ola@example.com")
    link = send_own_page(candidacy=row, by=world.recruiter)
    stop(candidacy=row, because="Others fit this role better", by=world.recruiter)
    return (link.token,)


def a_deliverable(world: World) -> Args:
    plan = running_plan(world)
    row = Deliverable.objects.filter(phase__plan=plan).first()
    assert row is not None
    return plan.pk, row.pk


def handed_in(world: World) -> Args:
    plan = running_plan(world)
    return plan.pk, make.handed_in(plan).pk


def with_file(world: World) -> Args:
    plan = running_plan(world)
    return plan.pk, make.handed_in(plan, file=make.paper()).pk


def a_guard(world: World) -> Args:
    plan = running_plan(world)
    row = Guard.objects.filter(phase__plan=plan).first()
    assert row is not None
    return plan.pk, row.pk


def first(name: str) -> Callable[[World], Args]:
    """The plan, and the first of its rows of that name."""

    def build(world: World) -> Args:
        plan = running_plan(world)
        row = getattr(plan, name).order_by("pk")[0]
        return plan.pk, row.pk

    return build


def an_empty_check(world: World) -> Args:
    plan = running_plan(world)
    return plan.pk, plan.check_ins.order_by("-pk")[0].pk


def a_point(world: World) -> Args:
    plan = running_plan(world)
    return plan.pk, plan.watch_points.all()[0].pk, 30


def asked_of_the_hired(world: World) -> Args:
    plan = running_plan(world)
    EarlyWarning.objects.filter(plan=plan).update(raised_by=world.manager)
    return plan.pk, plan.warnings.all()[0].pk


def due_review(world: World) -> Args:
    plan = running_plan(world)
    Review.objects.filter(plan=plan).update(due_on=world.search.today)
    return (plan.pk,)


def whole_review(world: World) -> Args:
    (pk,) = due_review(world)
    make.reviewed(Plan.objects.get(pk=pk))
    return (pk,)


def finishable(world: World) -> Args:
    plan = running_plan(world)
    now = plan.created_at
    Deliverable.objects.filter(phase__plan=plan).update(
        state="signed", evidence="x", signed_by=world.manager, signed_at=now
    )
    return (plan.pk,)


def by_link(build: Callable[[World], Args]) -> Callable[[World], Args]:
    """The same thing by the link of the person hired."""

    def made(world: World) -> Args:
        pk, *rest = build(world)
        link = Plan.objects.get(pk=pk).link
        assert link is not None
        return (link.token, *rest)

    return made


def to_start(world: World, pk: int) -> dict[str, str]:
    return {"started_on": f"{Plan.objects.get(pk=pk).created_at:%Y-%m-%d}"}


def to_leave(world: World, pk: int) -> dict[str, str]:
    return {"left_on": f"{world.search.today}", "because": "Another role."}


def to_move(world: World, pk: int, deliverable: int) -> dict[str, str]:
    was = Deliverable.objects.get(pk=deliverable).due_on
    now = world.search.today + timedelta(days=20)
    return {"was": f"{was}", "now": f"{now}", "because": "Waits for the audit."}


def to_review(world: World, *args: Any) -> dict[str, str]:
    return make.review_form(Review.objects.order_by("-pk")[0], by_hired=False)


def to_answer_review(world: World, *args: Any) -> dict[str, str]:
    return make.review_form(Review.objects.order_by("-pk")[0], by_hired=True)


def past_six_months(world: World) -> tuple[int, str]:
    return outcomes.hired(candidacy(world)).pk, "day_90"


def an_outcome(world: World, pk: int, moment: str) -> dict[str, str]:
    return outcomes.fields(Plan.objects.get(pk=pk), record="1")


def recorded(world: World) -> Outcome:
    """With the planted word in it, and a doubt of the debrief still to answer."""
    plan = outcomes.hired(candidacy(world))
    plan.candidacy.decisions.update(doubts=f"{PLANTED}: does she hand work over?")
    return outcomes.recorded(plan, says=PLANTED)


def of_outcome(world: World) -> tuple[int, str]:
    row = recorded(world)
    return row.plan_id, row.moment


def to_correct(world: World) -> tuple[int, str, int]:
    row = recorded(world)
    rating = OutcomeRating.objects.filter(outcome=row).first()
    assert rating is not None
    return row.plan_id, row.moment, rating.pk


def over_searches(world: World) -> tuple[()]:
    recorded(world)
    return ()


RUN_ONE = RUNS | {"stranger"}
"""Who runs this search, and the stranger, who runs another."""
CORRECTION = {"value": "4", "evidence": "It held.", "because": "I had missed it."}
EVIDENCE = {"evidence": "23 systems."}
WORDS = {"words": "Met a vendor."}
KEPT = {"kept": "not_kept", "words": "None yet."}
SEEN = {"says": "seen", "words": "Twice, in public."}


def to_warn(world: World, *args: Any) -> dict[str, str]:
    return {
        "what": "The data contract is late.",
        "since": f"{world.search.today}",
        "way_out": "Begin with the second source.",
    }


URLS = [
    Url("onboarding:of_search", of_search, get=SEES_ALL),
    Url("onboarding:plan", running, get=SEES_ALL),
    Url("onboarding:start", waiting, post=RUNS, data=to_start),
    Url("onboarding:finish", finishable, post=MANAGES),
    Url("onboarding:send_address", running, post=RUNS),
    Url("onboarding:close_address", running, post=RUNS),
    Url("onboarding:left", running, post=MANAGES, data=to_leave),
    Url("onboarding:brief", running, post=SEES_ALL),
    Url("onboarding:deliverable", handed_in, get=SEES_ALL),
    Url("onboarding:hand_in", a_deliverable, post=RUNS, data=EVIDENCE),
    Url("onboarding:evidence_file", with_file, get=SEES_ALL),
    Url("onboarding:sign", handed_in, post=MANAGES),
    Url(
        "onboarding:owner",
        a_deliverable,
        post=MANAGES,
        data=lambda world, *args: {"owner": str(world.recruiter.pk)},
    ),
    Url("onboarding:due", a_deliverable, post=MANAGES, data=to_move),
    Url("onboarding:guard", a_guard, post=RUNS, data=WORDS),
    Url("onboarding:check_in", first("check_ins"), get=SEES_ALL, post=MANAGES, data=WORDS),
    Url("onboarding:update_brief", first("check_ins"), post=SEES_ALL),
    Url("onboarding:warnings", running, get=SEES_ALL, post=MANAGES, data=to_warn),
    Url("onboarding:warning", first("warnings"), post=MANAGES, data=WORDS),
    Url("onboarding:promises", running, get=SEES_ALL),
    Url("onboarding:promise", first("promises"), post=MANAGES, data=KEPT),
    Url("onboarding:hire", first("hires"), post=RUNS, data={"move": "begin"}),
    Url("onboarding:watch", running, get=MANAGES),
    Url("onboarding:answer_watch", a_point, post=MANAGES, data=SEEN),
    Url("onboarding:review", due_review, get=SEES_ALL, post=MANAGES, data=to_review),
    Url("onboarding:review_brief", whole_review, post=SEES_ALL),
    Url("onboarding:outcome", past_six_months, get=SEES_ALL, post=MANAGES, data=an_outcome),
    Url("onboarding:outcome_draft", past_six_months, post=MANAGES, data=an_outcome),
    Url("onboarding:correct_outcome", to_correct, post=MANAGES, data=CORRECTION),
    Url(
        "onboarding:answer_doubts",
        of_outcome,
        post=MANAGES,
        data={"came": "true", "words": "She kept the rota."},
    ),
    Url("onboarding:truth", over_searches, get=RUN_ONE, only=RUN_ONE),
    Url("onboarding:my_truth", over_searches, everyone=True),
    Url("onboarding:mine", by_link(running), public=True, get=SEES_ALL),
    Url("onboarding:mine_deliverable", by_link(handed_in), public=True, get=SEES_ALL),
    Url(
        "onboarding:mine_hand_in", by_link(a_deliverable), public=True, post=SEES_ALL, data=EVIDENCE
    ),
    Url("onboarding:mine_evidence_file", by_link(with_file), public=True, get=SEES_ALL),
    Url(
        "onboarding:mine_check_in",
        by_link(an_empty_check),
        public=True,
        get=SEES_ALL,
        post=SEES_ALL,
        data={"done": "The audit."},
    ),
    Url(
        "onboarding:mine_warnings",
        by_link(running),
        public=True,
        get=SEES_ALL,
        post=SEES_ALL,
        data=to_warn,
    ),
    Url(
        "onboarding:mine_warning",
        by_link(asked_of_the_hired),
        public=True,
        post=SEES_ALL,
        data=WORDS,
    ),
    Url("onboarding:mine_promises", by_link(running), public=True, get=SEES_ALL),
    Url(
        "onboarding:mine_promise", by_link(first("promises")), public=True, post=SEES_ALL, data=KEPT
    ),
    Url(
        "onboarding:mine_review",
        by_link(due_review),
        public=True,
        get=SEES_ALL,
        post=SEES_ALL,
        data=to_answer_review,
    ),
    Url("onboarding:closing", to_close, get=RUNS),
    Url("onboarding:close_step", first_step, post=RUNS, data={"words": f"{PLANTED} by voice."}),
    Url("onboarding:fill", to_fill, post=MANAGES),
    Url(
        "onboarding:again",
        who_left,
        public=True,
        get=SEES_ALL,
        post=SEES_ALL,
        data={"yes": "yes"},
    ),
]
