"""The monthly update and its answer: one page for both sides."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import Request
from briefs.queries import papers_of
from onboarding import actions
from onboarding.actions.updates import stamp
from onboarding.briefs import UPDATE
from onboarding.forms import AnswerForm, UpdateForm
from onboarding.http import Door, both_sides, plan_for
from onboarding.models import CheckIn
from onboarding.models.updates import PARTS
from searches.http import done, tried
from searches.rules import require


def _of(door: Door, pk: int) -> CheckIn:
    row = get_object_or_404(CheckIn.objects.select_related("manager"), pk=pk, plan=door.plan)
    row.plan = door.plan
    return row


@require_http_methods(["GET", "HEAD", "POST"])
@both_sides
def check_in(request: HttpRequest, door: Door, check: int) -> HttpResponse:
    """The person hired writes the update here, their manager the answer; others read."""
    if request.method == "POST" and not door.hired:
        require(door.by, "onboarding.sign_off", door.plan)
    row = _of(door, check)
    form = _form(request, door, row)
    if form.is_valid():
        if tried(form, lambda: _write(door, row, form)):
            return redirect(door.to("check_in", row.pk))
        row = _of(door, check)
        form.show_anew(stamp(row))
    papers = [] if door.hired else papers_of(door.user, UPDATE, row)
    context = {"check": row, "form": form, "papers": papers, "today": door.plan.search.today}
    return door.show(request, "onboarding/update.html", **context)


def _form(request: HttpRequest, door: Door, row: CheckIn) -> Any:
    if door.hired:
        given = {name: getattr(row, name) for name, _ in PARTS} | {"seen": stamp(row)}
        return UpdateForm(request.POST or None, initial=given)
    return AnswerForm(
        request.POST or None, initial={"words": row.manager_words, "seen": stamp(row)}
    )


def _write(door: Door, row: CheckIn, form: Any) -> None:
    if door.hired:
        said = form.cleaned_data
        actions.write_update(check=row, said=said, seen=said["seen"], by=door.by)
    else:
        actions.answer_update(check=row, by=door.user, **form.cleaned_data)


@require_POST
@login_required
def update_brief(request: Request, pk: int, check: int) -> HttpResponse:
    door = Door(plan_for(request, pk), request.user)
    row = _of(door, check)
    made = done(request, lambda: actions.request_update(check=row, by=request.user))
    if not made:
        return redirect(door.to("check_in", row.pk))
    return redirect("briefs:detail", made.pk)
