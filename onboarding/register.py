"""What this room tells the rooms below it: its step, its lines on home, its words in the log."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from onboarding.models import CheckIn, Deliverable, Plan
from onboarding.states import DeliverableState, PlanState
from searches import home, steps, wording
from searches.home import Waiting
from searches.models import Membership, Role, Search, Step
from searches.steps import Blocker

WORDS = {
    "plan.prepared": "prepared the 90-day plan",
    "plan.started": "recorded the start: the 90 days run",
    "deliverable.handed_in": "handed in evidence for a deliverable",
    "deliverable.signed_off": "signed a deliverable off",
    "deliverable.sent_back": "sent a deliverable back",
    "guard.broken": "recorded that a guard was not kept",
    "check_in.written": "wrote a check-in",
    "plan.finished": "closed the 90 days",
}


def blockers(search: Search, viewer: User) -> list[Blocker]:
    plan = Plan.objects.visible_to(viewer).filter(candidacy__search=search).order_by("-pk").first()
    if plan is None:
        return []
    url = plan.get_absolute_url()
    if plan.state == PlanState.WAITING:
        says = f"The start is planned for {plan.starts_on:%-d %b %Y}."
        return [Blocker(says, "The hiring manager records the day they started.", url, "The plan")]
    waiting = Deliverable.objects.filter(phase__plan=plan, state=DeliverableState.IN).count()
    if waiting:
        says = "Evidence waits for sign-off."
        return [Blocker(says, "The hiring manager signs it off.", url, "The plan")]
    return []


def _evening(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(18)))


def _managed(user: User):
    rows = Membership.objects.current().filter(user=user, role=Role.HIRING_MANAGER)
    return Plan.objects.visible_to(user).filter(candidacy__search__in=rows.values("search"))


def to_sign(user: User) -> Iterator[Waiting]:
    rows = Deliverable.objects.filter(
        phase__plan__in=_managed(user), state=DeliverableState.IN
    ).select_related("phase__plan__candidacy__candidate")
    for row in rows:
        plan = row.phase.plan
        yield Waiting(
            say=f"Sign off “{row.text}” by {plan.candidacy}.",
            url=plan.get_absolute_url(),
            action="Read it and sign off",
            due=_evening(max(row.due_on, timezone.localdate())),
            state="Evidence is in",
        )


def to_start(user: User) -> Iterator[Waiting]:
    rows = _managed(user).filter(state=PlanState.WAITING).select_related("candidacy__candidate")
    for plan in rows:
        yield Waiting(
            say=f"Record the day {plan.candidacy} starts.",
            url=plan.get_absolute_url(),
            action="Open the plan",
            why="The 90 days count from it.",
            due=_evening(plan.starts_on),
        )


def to_check_in(user: User) -> Iterator[Waiting]:
    soon = timezone.localdate() + timedelta(days=7)
    rows = CheckIn.objects.filter(
        plan__in=_managed(user), plan__state=PlanState.RUNNING, manager_at=None, due_on__lte=soon
    ).select_related("plan__candidacy__candidate")
    for row in rows:
        yield Waiting(
            say=f"{row.title} with {row.plan.candidacy}.",
            url=row.plan.get_absolute_url(),
            action="Write your side",
            due=_evening(row.due_on),
        )


def register() -> None:
    steps.register(
        Step.PLAN,
        page=lambda search: reverse("onboarding:of_search", args=[search.pk]),
        blockers=blockers,
    )
    for source in (to_sign, to_start, to_check_in):
        home.register(source, Role.HIRING_MANAGER)
    wording.register(WORDS)
