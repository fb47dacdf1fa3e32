"""What was promised: the offer's commitments and the team, for both sides."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from accounts.http import Request
from onboarding import actions
from onboarding.forms import PromiseForm
from onboarding.http import Door, both_sides, plan_for
from onboarding.models import Hire, Promise
from onboarding.queries.promises import promised, team
from onboarding.states import HIRE_MOVES
from searches.http import done, tried
from searches.rules import require


@require_safe
@both_sides
def promises(request: HttpRequest, door: Door) -> HttpResponse:
    return _show(request, door)


def _show(request: HttpRequest, door: Door, wrong: Any = None) -> HttpResponse:
    """`wrong` is a form that was not right, and the promise it belongs to."""
    given = dict([wrong] if wrong else [])
    rows = [
        (row, given.get(row.promise.pk) or PromiseForm(auto_id=f"p{row.promise.pk}_%s"))
        for row in promised(door.plan)
    ]
    context = {
        "promised": rows,
        "wrong": wrong[1] if wrong else None,
        "team": [
            (hire, hire.late(door.plan.search.today), moves) for hire, moves in team(door.plan)
        ],
    }
    return door.show(request, "onboarding/promises.html", **context)


@require_POST
@both_sides
def promise(request: HttpRequest, door: Door, promise: int) -> HttpResponse:
    if not door.hired:
        require(door.by, "onboarding.sign_off", door.plan)
    row = get_object_or_404(Promise, pk=promise, plan=door.plan)
    form = PromiseForm(request.POST, auto_id=f"p{row.pk}_%s")
    if form.is_valid() and tried(
        form, lambda: actions.judge_promise(promise=row, by=door.by, **form.cleaned_data)
    ):
        return redirect(door.to("promises"))
    return _show(request, door, (row.pk, form))


@require_POST
@login_required
def hire(request: Request, pk: int, hire: int) -> HttpResponse:
    """One of the moves of a place in the team: the button says which."""
    door = Door(plan_for(request, pk), request.user)
    require(request.user, "onboarding.run", door.plan)
    row = get_object_or_404(Hire, pk=hire, plan=door.plan)
    name = request.POST.get("move", "")
    if name in {move.name for move in HIRE_MOVES}:
        done(request, lambda: actions.move_hire(hire=row, name=name, by=request.user))
    return redirect(door.to("promises"))
