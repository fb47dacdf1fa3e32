"""All parts that are still to plan for a candidate, in one day; and the debrief meeting."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import Request
from accounts.templatetags.face import when
from candidates.http import candidacy_for, candidate_page, declared_first
from candidates.models import Candidacy
from interviews import actions
from interviews.forms import DayForm, MeetingForm, as_planned
from interviews.models import Meeting, Part
from interviews.queries import (
    DayPlan,
    meeting_of,
    open_loop_of,
    plan_of_day,
    unplanned,
    with_debrief,
)
from interviews.states import MeetingState
from interviews.views.planning import TAB
from searches.http import done, tried
from searches.rules import require

AS_IT_COMES = {"time": "09:00", "between": 15, "midday": 45}
MORNING = {"meets": True, "meets_at": "09:00", "meets_for": 45}


@require_http_methods(["GET", "POST"])
@login_required
@declared_first
def whole_day(request: Request, pk: int) -> HttpResponse:
    """An address with a day in it shows what would be planned; sending the form plans it."""
    row = candidacy_for(request, pk)
    require(request.user, "interviews.plan", row)
    parts = unplanned(row, open_loop_of(row.search))
    form = _form(request, row, parts)
    shown = _shown(form, row) if form.is_valid() else None
    if request.method == "POST" and shown and tried(form, lambda: _plan(form, row, request)):
        messages.success(request, "All of them are planned. Everybody is told by mail.")
        return redirect("interviews:candidacy", row.pk)
    context = candidate_page(request, row, TAB, form=form, parts=parts, day=shown)
    return render(request, "interviews/day.html", context)


def _form(request: Request, candidacy: Candidacy, parts: list[Part]) -> DayForm:
    asked = request.POST if request.method == "POST" else request.GET
    sent = asked if "day" in asked or request.method == "POST" else None
    given = {"zone": candidacy.search.zone, "parts": [part.pk for part in parts]}
    meets = meeting_of(candidacy) is None
    return DayForm(sent, parts=parts, meets=meets, initial=AS_IT_COMES | MORNING | given)


def _shown(form: DayForm, candidacy: Candidacy) -> DayPlan:
    day, debrief = plan_of_day(candidacy, form.cleaned_data["times"]), form.debrief()
    return with_debrief(day, candidacy.search, candidacy, **debrief) if debrief else day


def _plan(form: DayForm, candidacy: Candidacy, request: Request) -> object:
    data = form.cleaned_data
    return actions.plan_day(
        candidacy=candidacy,
        times=data["times"],
        zone=data["zone"],
        place=data["place"],
        debrief=form.debrief(),
        by=request.user,
    )


# ---- The debrief meeting ----


@require_http_methods(["GET", "POST"])
@login_required
@declared_first
def debrief_meeting(request: Request, pk: int) -> HttpResponse:
    """Set it, or change its time and place."""
    row = candidacy_for(request, pk)
    require(request.user, "interviews.plan", row)
    meeting = meeting_of(row)
    given = as_planned(meeting) if meeting else {"zone": row.search.zone, "minutes": 45}
    form = MeetingForm(request.POST or None, initial=given)
    if form.is_valid() and tried(form, lambda: _meet(row, meeting, form.planned(), request)):
        at = when(form.cleaned_data["starts_at"], form.cleaned_data["zone"])
        says = f"The debrief meeting is set for {at}. Its people are told by mail."
        messages.success(request, says)
        return redirect("interviews:candidacy", row.pk)
    context = candidate_page(request, row, TAB, form=form, meeting=meeting)
    return render(request, "interviews/meeting.html", context)


def _meet(
    row: Candidacy, meeting: Meeting | None, planned: dict[str, Any], request: Request
) -> Meeting:
    if meeting:
        return actions.move_meeting(meeting=meeting, by=request.user, **planned)
    return actions.plan_meeting(candidacy=row, by=request.user, **planned)


@require_POST
@login_required
@declared_first
def call_off(request: Request, pk: int) -> HttpResponse:
    row = candidacy_for(request, pk)
    require(request.user, "interviews.plan", row)
    meeting = get_object_or_404(Meeting, candidacy=row, state=MeetingState.PLANNED)
    done(
        request,
        lambda: actions.cancel_meeting(meeting=meeting, by=request.user),
        "The debrief meeting is cancelled. Its people are told by mail.",
    )
    return redirect("interviews:candidacy", row.pk)
