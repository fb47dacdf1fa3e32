"""One deliverable: what is asked for, whose it is, what shows it is done, and the sign-off."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.text import slugify
from django.views.decorators.http import require_POST, require_safe

from accounts.http import Request
from accounts.templatetags.face import day
from candidates.papers import handed_out
from onboarding import actions
from onboarding.forms import DueForm, EvidenceForm, OwnerForm, SignForm
from onboarding.http import Door, both_sides, plan_for
from onboarding.models import Deliverable
from searches.http import tried
from searches.rules import require


def _of(door: Door, pk: int) -> Deliverable:
    rows = Deliverable.objects.select_related("phase", "owner", "signed_by")
    row = get_object_or_404(rows, pk=pk, phase__plan=door.plan)
    row.phase.plan = door.plan
    return row


def _show(request: HttpRequest, door: Door, row: Deliverable, **forms: Any) -> HttpResponse:
    seen = actions.stamp(row)
    given = {"evidence": row.evidence, "evidence_url": row.evidence_url, "seen": seen}
    context = {
        "item": row,
        "moved": row.moved.select_related("by"),
        "today": door.plan.counted_on,
        "evidence": EvidenceForm(initial=given, deliverable=row),
        "sign": SignForm(initial={"seen": seen}),
    }
    if door.signs:
        context["owner"] = OwnerForm(deliverable=row)
        context["due"] = DueForm(initial={"now": row.due_on, "was": row.due_on})
    return door.show(request, "onboarding/deliverable.html", **(context | forms))


@require_safe
@both_sides
def deliverable(request: HttpRequest, door: Door, deliverable: int) -> HttpResponse:
    return _show(request, door, _of(door, deliverable))


@require_POST
@both_sides
def hand_in(request: HttpRequest, door: Door, deliverable: int) -> HttpResponse:
    if not door.hired:
        require(door.by, "onboarding.run", door.plan)
    row = _of(door, deliverable)
    form = EvidenceForm(request.POST, request.FILES, deliverable=row)
    if form.is_valid():
        if tried(form, lambda: actions.hand_in(deliverable=row, by=door.by, **form.cleaned_data)):
            return redirect(door.to("deliverable", row.pk))
        row = _of(door, row.pk)
        form.show_anew(actions.stamp(row))
    return _show(request, door, row, evidence=form, wrong="evidence")


@require_safe
@both_sides
def evidence_file(request: HttpRequest, door: Door, deliverable: int) -> FileResponse:
    row = _of(door, deliverable)
    name = f"{slugify(door.plan.candidacy.alias)}-evidence-{row.pk}.{row.file_kind}"
    return handed_out(row.file, name)


@require_POST
@login_required
def sign(request: Request, pk: int, deliverable: int) -> HttpResponse:
    """Sign a deliverable off, or send it back: two buttons of one form."""
    door = Door(plan_for(request, pk), request.user)
    require(request.user, "onboarding.sign_off", door.plan)
    row, form = _of(door, deliverable), SignForm(request.POST)
    act = actions.send_back if "back" in request.POST else actions.sign_off
    if form.is_valid() and tried(
        form, lambda: act(deliverable=row, by=request.user, **form.cleaned_data)
    ):
        return redirect(door.plan)
    return _show(request, door, _of(door, deliverable), sign=form, wrong="sign")


@require_POST
@login_required
def owner(request: Request, pk: int, deliverable: int) -> HttpResponse:
    door = Door(plan_for(request, pk), request.user)
    require(request.user, "onboarding.sign_off", door.plan)
    row = _of(door, deliverable)
    form = OwnerForm(request.POST, deliverable=row)
    if form.is_valid() and tried(
        form,
        lambda: actions.name_owner(
            deliverable=row, owner=form.people.get(form.cleaned_data["owner"]), by=request.user
        ),
    ):
        return redirect(door.to("deliverable", row.pk))
    return _show(request, door, row, owner=form, wrong="owner")


@require_POST
@login_required
def due(request: Request, pk: int, deliverable: int) -> HttpResponse:
    door = Door(plan_for(request, pk), request.user)
    require(request.user, "onboarding.sign_off", door.plan)
    row, form = _of(door, deliverable), DueForm(request.POST)
    if form.is_valid() and tried(
        form, lambda: actions.move_due(deliverable=row, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, f"Due on {day(_of(door, deliverable).due_on)}.")
        return redirect(door.to("deliverable", row.pk))
    return _show(request, door, _of(door, deliverable), due=form, wrong="due")
