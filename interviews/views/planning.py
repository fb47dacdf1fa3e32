"""A candidate's interviews: planning them, moving them, who sits in them."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import Request
from accounts.templatetags.face import when
from candidates.http import candidacy_for, candidate_page, declared_first
from candidates.models import Candidacy
from interviews import actions
from interviews.forms import PersonForm, PlanForm, as_planned
from interviews.http import interview_for
from interviews.models import Interview, LoopSeat, Part
from interviews.queries import (
    Slot,
    interviews_of,
    meeting_of,
    open_loop_of,
    people_near,
    places_for,
    proposals_of,
    slots_of,
    with_load,
)
from searches.http import done, tried
from searches.rules import may, require

TAB = "Interviews"


@require_safe
@login_required
@declared_first
def candidacy(request: Request, pk: int) -> HttpResponse:
    """One candidate's way through the loop; a panelist sees their own interviews in it."""
    row = candidacy_for(request, pk)
    require(request.user, "interviews.read_loop", row)
    loop, interviews = open_loop_of(row.search), interviews_of(row, request.user)
    if may(request.user, "interviews.read_all", row):
        slots = slots_of(loop, interviews)
        proposals = proposals_of(row)
        for slot in slots:
            slot.proposal = proposals.get(slot.part.key)
    else:
        slots = [Slot(interview.part, interview) for interview in interviews]
    plans = may(request.user, "interviews.plan", row) and not row.ended
    context = candidate_page(
        request,
        row,
        TAB,
        slots=slots,
        loop=loop,
        plans=plans,
        asks=may(request.user, "interviews.place_probe", row),
        to_plan=sum(slot.is_to_plan for slot in slots) if plans else 0,
        meeting=meeting_of(row),
        has_seats=plans and bool(interviews),
    )
    return render(request, "interviews/candidacy.html", context)


@require_http_methods(["GET", "POST"])
@login_required
@declared_first
def plan(request: Request, pk: int, part: int) -> HttpResponse:
    row = candidacy_for(request, pk)
    require(request.user, "interviews.plan", row)
    where = get_object_or_404(Part, pk=part, loop__search=row.search)
    given = {"minutes": where.minutes, "zone": row.search.zone}
    form = PlanForm(request.POST or None, initial=given)
    if form.is_valid() and tried(
        form,
        lambda: actions.plan_interview(
            candidacy=row, part=where, by=request.user, **form.planned()
        ),
    ):
        at = when(form.cleaned_data["starts_at"], form.cleaned_data["zone"])
        messages.success(request, f"“{where}” is planned for {at}. {_told(row)}")
        return redirect("interviews:candidacy", row.pk)
    context = candidate_page(
        request,
        row,
        TAB,
        form=form,
        part=where,
        places=places_for(row, where),
        proposal=proposals_of(row).get(where.key),
    )
    return render(request, "interviews/plan.html", context)


def _told(candidacy: Candidacy) -> str:
    if candidacy.candidate.email:
        return "The panel and the candidate are told by mail."
    return "The panel is told by mail. The candidate has no mail address here: tell them yourself."


@require_http_methods(["GET", "POST"])
@login_required
@declared_first
def move(request: Request, pk: int) -> HttpResponse:
    row = interview_for(request, pk)
    require(request.user, "interviews.plan", row)
    if row.starts_at is None:
        messages.error(request, "Reading the answers has no time to change.")
        return redirect("interviews:candidacy", row.candidacy_id)
    form = PlanForm(request.POST or None, initial=as_planned(row))
    if form.is_valid() and tried(
        form,
        lambda: actions.move_interview(interview=row, by=request.user, **form.planned()),
    ):
        at = when(form.cleaned_data["starts_at"], form.cleaned_data["zone"])
        messages.success(request, f"“{row.part}” is planned for {at}. {_told(row.candidacy)}")
        return redirect("interviews:candidacy", row.candidacy_id)
    context = candidate_page(request, row.candidacy, TAB, form=form, part=row.part, interview=row)
    return render(request, "interviews/plan.html", context)


def _simple(request: Request, pk: int, act: Callable[..., Interview], said: str) -> HttpResponse:
    row = interview_for(request, pk)
    require(request.user, "interviews.plan", row)
    done(request, lambda: act(interview=row, by=request.user), said.format(row.part))
    return redirect("interviews:candidacy", row.candidacy_id)


@require_POST
@login_required
@declared_first
def hold(request: Request, pk: int) -> HttpResponse:
    return _simple(request, pk, actions.hold_interview, "“{}” was held.")


@require_POST
@login_required
@declared_first
def cancel(request: Request, pk: int) -> HttpResponse:
    return _simple(
        request, pk, actions.cancel_interview, "“{}” is cancelled. All are told by mail."
    )


@require_http_methods(["GET", "POST"])
@login_required
@declared_first
def fill(request: Request, pk: int, key: str) -> HttpResponse:
    """Put somebody in a seat of this interview, in place of whoever sits there."""
    row = interview_for(request, pk)
    require(request.user, "interviews.plan", row)
    place = get_object_or_404(LoopSeat, part=row.part_id, key=key)
    near = people_near(row.search)
    form = PersonForm(request.POST or None, people=near)
    if form.is_valid() and tried(
        form,
        lambda: actions.fill_seat(interview=row, key=key, by=request.user, **form.person_named()),
    ):
        messages.success(request, f"{form.cleaned_data['name']} sits as {place.title}.")
        return redirect("interviews:candidacy", row.candidacy_id)
    now = row.seats.current().filter(key=key).select_related("user").first()
    context = candidate_page(
        request,
        row.candidacy,
        TAB,
        form=form,
        interview=row,
        place=place,
        now=now,
        near=with_load(near, request.user),
    )
    return render(request, "interviews/fill.html", context)
