"""The plan itself: its start, its phases with their guards, its end, its PDF."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.http import Request
from briefs.queries import papers_of
from onboarding import actions
from onboarding.briefs import PLAN
from onboarding.forms import LeftForm, StartForm, WordsForm
from onboarding.http import Door, both_sides, plan_for
from onboarding.models import Guard, Plan, Review, WatchPoint
from onboarding.queries import plans as queries
from onboarding.queries.outcomes import moments_of
from onboarding.states import PlanState
from searches.http import done, page, search_for, tried
from searches.rules import may, require


@require_safe
@login_required
def of_search(request: Request, pk: int) -> HttpResponse:
    search = search_for(request, pk)
    require(request.user, "onboarding.read", search)
    plans = Plan.objects.visible_to(request.user).filter(candidacy__search=search)
    plan = plans.order_by("-pk").first()
    if plan:
        return redirect(plan)
    return render(request, "onboarding/none.html", page(search))


@require_safe
@login_required
def plan(request: Request, pk: int) -> HttpResponse:
    return _show(request, Door(plan_for(request, pk), request.user))


def _show(request: Request, door: Door, **forms: Any) -> HttpResponse:
    """The plan's page; `forms` carries what was typed into one that was not right."""
    plan, by = door.plan, request.user
    shown = queries.shown(plan)
    watches = may(by, "onboarding.watch", plan)
    points = WatchPoint.objects.visible_to(by).filter(plan=plan).count() if watches else 0
    context = {
        "shown": shown,
        "watched": points,
        "moments": moments_of(plan),
        "start": StartForm(initial={"started_on": plan.starts_on if plan.is_due else None}),
        "words": WordsForm(),
        "left": LeftForm(),
        "papers": papers_of(by, PLAN, plan),
    }
    return door.show(request, "onboarding/plan.html", **(context | forms))


@require_POST
@login_required
def start(request: Request, pk: int) -> HttpResponse:
    plan = plan_for(request, pk)
    require(request.user, "onboarding.run", plan)
    form = StartForm(request.POST)
    if form.is_valid() and tried(
        form, lambda: actions.start_plan(plan=plan, by=request.user, **form.cleaned_data)
    ):
        return redirect(plan)
    return _show(request, Door(plan, request.user), start=form)


@require_POST
@login_required
def finish(request: Request, pk: int) -> HttpResponse:
    plan = plan_for(request, pk)
    done(
        request, lambda: actions.finish_plan(plan=plan, by=request.user), "The 90 days are closed."
    )
    return redirect(plan)


@require_POST
@login_required
def left(request: Request, pk: int) -> HttpResponse:
    plan, form = plan_for(request, pk), LeftForm(request.POST)
    require(request.user, "onboarding.sign_off", plan)
    if form.is_valid() and tried(
        form, lambda: actions.leave_plan(plan=plan, by=request.user, **form.cleaned_data)
    ):
        return redirect(plan)
    return _show(request, Door(plan_for(request, pk), request.user), left=form)


@require_POST
@login_required
def send_address(request: Request, pk: int) -> HttpResponse:
    plan = plan_for(request, pk)
    require(request.user, "onboarding.run", plan)
    said = f"{plan.candidacy} gets it by mail. The address they had before is closed."
    done(request, lambda: actions.send_address(plan=plan, by=request.user), said)
    return redirect(plan)


@require_POST
@login_required
def close_address(request: Request, pk: int) -> HttpResponse:
    plan = plan_for(request, pk)
    require(request.user, "onboarding.run", plan)
    said = "Their address is closed."
    done(request, lambda: actions.close_address(plan=plan, by=request.user), said)
    return redirect(plan)


@require_POST
@login_required
def brief(request: Request, pk: int) -> HttpResponse:
    plan = plan_for(request, pk)
    made = done(request, lambda: actions.request_brief(plan=plan, by=request.user))
    return redirect("briefs:detail", made.pk) if made else redirect(plan)


@require_POST
@login_required
def guard(request: Request, pk: int, guard: int) -> HttpResponse:
    plan = plan_for(request, pk)
    require(request.user, "onboarding.run", plan)
    row, form = get_object_or_404(Guard, pk=guard, phase__plan=plan), WordsForm(request.POST)
    if form.is_valid() and tried(
        form,
        lambda: actions.break_guard(guard=row, because=form.cleaned_data["words"], by=request.user),
    ):
        return redirect(plan)
    return _show(request, Door(plan, request.user), words=form, wrong_guard=row.pk)


@require_safe
@both_sides
def mine(request: HttpRequest, door: Door) -> HttpResponse:
    """The plan for the person hired, behind their own link. Reading it changes nothing."""
    shown = queries.shown(door.plan)
    asked = list(_asked(door, shown))
    return door.show(request, "onboarding/mine.html", shown=shown, asked=asked)


def _asked(door: Door, shown: queries.Shown) -> Iterator[tuple[str, str]]:
    """What waits for the person hired, and where: what was sent back, an update, the review."""
    if door.plan.state == PlanState.RUNNING:
        for item in shown.sent_back:
            yield f"Sent back: {item.text}", door.to("deliverable", item.pk)
        for check in shown.check_ins:
            if not check.hired_at and check.due_on <= shown.today:
                yield f"Your update: {check.title}", door.to("check_in", check.pk)
    review = Review.objects.filter(plan=door.plan, hired_at=None).first()
    if review and not door.plan.left and review.due_on - actions.EARLIEST <= shown.today:
        yield "The review is open", door.to("review")
