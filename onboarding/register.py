"""What this room tells the rooms below it: its step, its lines on home, its words in the log."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Count, Q
from django.urls import reverse

from accounts.models import User
from candidates import copies
from onboarding import closing
from onboarding.actions.outcomes import EARLY
from onboarding.actions.review import EARLIEST
from onboarding.copies import of_the_plan, papers_of_the_plan
from onboarding.models import (
    CheckIn,
    Deliverable,
    EarlyWarning,
    Outcome,
    Plan,
    Review,
    WatchPoint,
)
from onboarding.models.outcomes import due_on
from onboarding.models.watch import DAYS_ASKED
from onboarding.states import DeliverableState, Moment, PlanState, WarningState
from searches import home, steps, wording
from searches.business_days import add_business_days
from searches.home import Waiting
from searches.models import Membership, Role, Search, Step
from searches.steps import Blocker

SOON = timedelta(days=7)
NO_DAYS = timedelta(0)
WORDS = {
    "plan.prepared": "prepared the 90-day plan",
    "plan.lapsed": "let the 90-day plan end: nobody comes to it",
    "plan.started": "recorded the start: the 90 days run",
    "plan.address_given": "sent the person hired a new address of their plan",
    "plan.address_closed": "closed the address of the person hired",
    "deliverable.handed_in": "handed in evidence for a deliverable",
    "deliverable.signed_off": "signed a deliverable off",
    "deliverable.sent_back": "sent a deliverable back",
    "deliverable.owned": "said whose a deliverable is",
    "deliverable.moved": "moved the day on which a deliverable is due",
    "guard.broken": "recorded that a guard was not kept",
    "update.written": "wrote a monthly update",
    "check_in.written": "answered a monthly update",
    "warning.raised": "raised an early warning",
    "warning.answered": "answered an early warning",
    "warning.settled": "said that an early warning is settled",
    "promise.judged": "said whether a promise is kept",
    "hire.moved": "moved on a place in the team",
    "watch.answered": "answered a question of the plan",
    "review.answered": "answered the review",
    "plan.finished": "closed the 90 days",
    "plan.left": "recorded that the person hired left",
    "closing.told": "recorded that everybody who was in the search is told",
    "closing.staff": "recorded that the staff are told",
    "closing.announced": "recorded the announcement",
    "closing.access": "ended the access of who no longer needs it",
    "closing.retention": "said how long data is kept",
    "may_write.said": "said whether they may be written to again",
    "outcome.recorded": "recorded what came of the hire",
    "outcome.corrected": "corrected what came of the hire, beside the record",
    "outcome.doubts_answered": "said what became of the doubts left open",
}


def blockers(search: Search, viewer: User) -> list[Blocker]:
    plan = Plan.objects.visible_to(viewer).filter(candidacy__search=search).order_by("-pk").first()
    if plan is None:
        return []
    url = plan.get_absolute_url()
    if plan.state == PlanState.WAITING:
        says = f"The start is planned for {plan.starts_on:%-d %b %Y}."
        return [Blocker(says, "The hiring manager records the day they started.", url, "The plan")]
    return [] if plan.left else [*_warned(plan), *_unsigned(plan, url)]


def _warned(plan: Plan) -> Iterator[Blocker]:
    """Which warnings are open, and which side moves."""
    url = reverse("onboarding:warnings", args=[plan.pk])
    for row in plan.warnings.filter(state=WarningState.OPEN):
        who = "The hiring manager answers it." if row.by_hired else "The person hired answers it."
        yield Blocker(f"An early warning is open: {row}", who, url, "Early warnings", inside=True)


def _unsigned(plan: Plan, url: str) -> Iterator[Blocker]:
    waits = Deliverable.objects.filter(phase__plan=plan, state=DeliverableState.IN)
    if plan.state == PlanState.RUNNING and waits.exists():
        says = "Evidence waits for sign-off."
        yield Blocker(says, "The hiring manager signs it off.", url, "The plan")


Plans = dict[int, Plan]
BELONGS = "candidacy__candidate", "candidacy__search"


def waiting(user: User) -> Iterator[Waiting]:
    """What the plans ask of their hiring manager. Who manages none costs one query."""
    rows = Membership.objects.current().filter(user=user, role=Role.HIRING_MANAGER)
    managed = Plan.objects.visible_to(user).filter(candidacy__search__in=rows.values("search"))
    plans = {plan.pk: plan for plan in managed.select_related(*BELONGS)}
    if plans:
        for lines in LINES:
            yield from lines(plans)


def to_answer(plans: Plans) -> Iterator[Waiting]:
    """Early warnings, first of all: one to answer, or one of which it is to be said how it went."""
    rows = EarlyWarning.objects.filter(plan__in=plans, plan__left=False)
    for row in rows.exclude(state=WarningState.SETTLED):
        who = plans[row.plan_id].candidacy
        url = reverse("onboarding:warnings", args=[row.plan_id])
        if row.state == WarningState.ANSWERED:
            yield Waiting(f"Say whether this is settled: {row}", url, "Read the answer")
        elif row.by_hired:
            yield Waiting(
                say=f"{who} warns early: {row}",
                url=url,
                action="Answer the warning",
                why="They propose a way out.",
                due=row.raised_at + timedelta(days=1),
                state="Open",
            )
        else:
            says = f"{who} has not answered your early warning: {row}"
            yield Waiting(says, url, "Read it again")


def to_sign(plans: Plans) -> Iterator[Waiting]:
    rows = Deliverable.objects.filter(
        phase__plan__in=plans, phase__plan__left=False, state=DeliverableState.IN
    )
    for row in rows.select_related("phase"):
        plan = plans[row.phase.plan_id]
        yield Waiting(
            say=f"Sign off “{row.text}” by {plan.candidacy}.",
            url=reverse("onboarding:deliverable", args=[plan.pk, row.pk]),
            action="Read it and sign off",
            due=home.evening(_to_sign_by(row, plan.search)),
            state="Evidence is in",
        )


def _to_sign_by(row: Deliverable, search: Search) -> date:
    """The day it is due, or the business day after it came, where that is later. It does not move
    on with today: what is late stays late."""
    assert row.handed_in_at is not None  # it is in
    came = search.day_of(row.handed_in_at)
    return max(row.due_on, add_business_days(came, 1, search.calendar))


def to_start(plans: Plans) -> Iterator[Waiting]:
    for plan in plans.values():
        if plan.state == PlanState.WAITING:
            yield Waiting(
                say=f"Record the day {plan.candidacy} starts.",
                url=plan.get_absolute_url(),
                action="Open the plan",
                why="The 90 days count from it.",
                due=home.evening(plan.starts_on),
            )


def _latest(plans: Plans) -> date:
    """The latest of the days that it is where their searches are run."""
    return max(plan.search.today for plan in plans.values())


def to_check_in(plans: Plans) -> Iterator[Waiting]:
    """Updates that are in, and check-ins that are due whether or not one came."""
    today = _latest(plans)
    rows = CheckIn.objects.filter(
        Q(due_on__lte=today + SOON, hired_at__isnull=False) | Q(due_on__lte=today),
        plan__in=plans,
        plan__state=PlanState.RUNNING,
        manager_at=None,
    )
    for row in rows:
        if row.due_on - (SOON if row.hired_at else NO_DAYS) > plans[row.plan_id].search.today:
            continue
        yield Waiting(
            say=f"{row.title} with {plans[row.plan_id].candidacy}.",
            url=reverse("onboarding:check_in", args=[row.plan_id, row.pk]),
            action="Answer the update" if row.hired_at else "Write your side",
            due=home.evening(row.due_on),
            state="The update is in" if row.hired_at else "No update yet",
        )


def to_watch(plans: Plans) -> Iterator[Waiting]:
    """Watch points that ask their question of day 30, 60 or 90; a line a plan and day."""
    said = {f"said_{day}": Count("answers", filter=Q(answers__day=day)) for day in DAYS_ASKED}
    points = WatchPoint.objects.filter(plan__in=plans).exclude(plan__state=PlanState.WAITING)
    asked: dict[tuple[int, int], Plan] = {}
    for point in points.annotate(**said):
        plan = plans[point.plan_id]
        for day in DAYS_ASKED:
            came = plan.day(day) <= plan.search.today and plan.asks(plan.day(day))
            if came and not getattr(point, f"said_{day}"):
                asked[plan.pk, day] = plan
    for (pk, day), plan in asked.items():
        yield Waiting(
            say=f"Say what you have seen of the doubts about {plan.candidacy}, day {day}.",
            url=reverse("onboarding:watch", args=[pk]),
            action="Answer for yourself",
            why="Hiring managers of this search alone read the answer.",
            due=home.evening(plan.day(day)),
        )


def to_review(plans: Plans) -> Iterator[Waiting]:
    soon = _latest(plans) + EARLIEST
    for row in Review.objects.filter(plan__in=plans, manager_at=None, due_on__lte=soon):
        plan = plans[row.plan_id]
        if row.due_on - EARLIEST > plan.search.today or not plan.asks(row.due_on):
            continue
        yield Waiting(
            say=f"Review the first months with {plans[row.plan_id].candidacy}.",
            url=reverse("onboarding:review", args=[row.plan_id]),
            action="Write the review",
            why="Both sides answer, and neither reads the other’s before.",
            due=home.evening(row.due_on),
        )


def to_record(plans: Plans) -> Iterator[Waiting]:
    """Of each plan the moments that have come and are not recorded, the earlier first; none that
    a later record has closed."""
    recorded = Outcome.objects.filter(plan__in=plans).recorded()
    done = set(recorded.values_list("plan", "moment"))
    for plan in plans.values():
        if plan.state != PlanState.WAITING:
            passed = max((n for n, m in enumerate(Moment) if (plan.pk, m) in done), default=-1)
            for moment in list(Moment)[passed + 1 :]:
                due = due_on(plan, moment)
                if due - EARLY <= plan.search.today and plan.asks(due):
                    yield _outcome_due(plan, moment)


def _outcome_due(plan: Plan, moment: Moment) -> Waiting:
    return Waiting(
        say=f"Record what came of {plan.candidacy}: {moment.label.lower()}.",
        url=Outcome(plan=plan, moment=moment).get_absolute_url(),
        action="Record it",
        why="It is set beside what the panel foresaw, once it is recorded.",
        due=home.evening(due_on(plan, moment)),
    )


LINES = (
    to_answer,
    to_sign,
    to_start,
    to_check_in,
    to_watch,
    to_review,
    to_record,
    closing.to_close,
)


def register() -> None:
    steps.register(
        Step.PLAN,
        page=lambda search: reverse("onboarding:of_search", args=[search.pk]),
        blockers=blockers,
    )
    home.register(waiting, Role.HIRING_MANAGER)
    closing.register()
    wording.register(WORDS)
    copies.register(of_the_plan)
    copies.register_papers(papers_of_the_plan)
