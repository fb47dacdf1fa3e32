"""Watch points: a page of the hiring manager's, and of nobody else."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from accounts.http import Request
from onboarding import actions
from onboarding.forms import WatchForm
from onboarding.http import Door, plan_for
from onboarding.models import WatchPoint
from onboarding.models.watch import DAYS_ASKED
from onboarding.queries.watch import watched
from searches.http import tried
from searches.rules import require


@require_safe
@login_required
def watch(request: Request, pk: int) -> HttpResponse:
    return _show(request, _door(request, pk))


def _door(request: Request, pk: int) -> Door:
    plan = plan_for(request, pk)
    require(request.user, "onboarding.watch", plan)
    return Door(plan, request.user)


def _show(request: Request, door: Door, wrong: Any = None) -> HttpResponse:
    """`wrong` is a form that was not right, and the point and day it belongs to."""
    given = dict([wrong] if wrong else [])
    points = [
        (point, [(one, given.get((point.pk, one.day)) or _form(point, one.day)) for one in asked])
        for point, asked in watched(door.plan, request.user, door.plan.search.today)
    ]
    context = {"watched": points, "wrong": wrong[1] if wrong else None}
    return door.show(request, "onboarding/watch.html", **context)


def _form(point: WatchPoint, day: int, data: Any = None) -> WatchForm:
    return WatchForm(data, auto_id=f"w{point.pk}_{day}_%s")


@require_POST
@login_required
def answer_watch(request: Request, pk: int, point: int, day: int) -> HttpResponse:
    door = _door(request, pk)
    rows = WatchPoint.objects.visible_to(request.user).filter(plan=door.plan)
    row = get_object_or_404(rows, pk=point)
    if day not in DAYS_ASKED:
        raise Http404
    form = _form(row, day, request.POST)
    if form.is_valid() and tried(
        form,
        lambda: actions.answer_watch(point=row, day=day, by=request.user, **form.cleaned_data),
    ):
        return redirect(door.to("watch"))
    return _show(request, door, ((row.pk, day), form))
