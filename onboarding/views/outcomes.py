"""What came of a hire: one page to record it and, once it is recorded, to look back."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import Request
from accounts.templatetags.face import clock_filter
from onboarding import actions
from onboarding.forms import CorrectionForm, DoubtsForm, OutcomeForm
from onboarding.http import plan_for
from onboarding.models import Outcome, OutcomeRating, Plan
from onboarding.queries import outcomes as queries
from onboarding.queries.outcomes import Desk
from searches.errors import Refused, Stale
from searches.http import page, tried
from searches.rules import may, require

RECORD = "onboarding.record_outcome"


def desk_for(request: Request, pk: int, moment: str) -> Desk:
    """One moment of a plan, for who may read the plan. 404 for a moment that does not exist."""
    plan = plan_for(request, pk)
    due = next((due for due in queries.moments_of(plan) if due.moment == moment), None)
    if due is None:
        raise Http404
    return queries.desk_of(plan, due)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def outcome(request: Request, pk: int, moment: str) -> HttpResponse:
    desk = desk_for(request, pk, moment)
    if request.method == "POST":
        require(request.user, RECORD, desk.plan)
        return _written(request, desk)
    if desk.recorded:
        return _beside(request, desk)
    return _page(request, desk, OutcomeForm(desk))


def _page(request: Request, desk: Desk, form: OutcomeForm, **more: object) -> HttpResponse:
    """Before it is recorded: nothing of the scorecards is read for this page, and its only way on
    leads back to the plan. No steps of the search along the top either: one is the debrief."""
    context: dict[str, Any] = {"desk": desk, "plan": desk.plan, "search": desk.plan.search}
    context |= {"form": form, **more}
    context["writes"] = (
        desk.due.opens and not desk.due.passed and may(request.user, RECORD, desk.plan)
    )
    return render(request, "onboarding/outcome_form.html", context)


def _written(request: Request, desk: Desk) -> HttpResponse:
    """Keep what was typed; record it when asked to and when it is whole."""
    form = OutcomeForm(desk, request.POST)
    record = "record" in request.POST
    act = actions.record_outcome if record else actions.save_outcome
    if not form.is_valid() or (record and not form.whole()):
        return _page(request, desk, form)
    try:
        _act(act, request, desk, form)
    except Stale as stale:
        current = cast(Outcome, stale.current)
        form.now_at(current.revision)
        both = form.differences(queries.typed_in(desk.competencies, current))
        return _page(request, desk, form, both=both, conflict=f"{stale} Both texts are below.")
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _refused(request, desk_for(request, desk.plan.pk, desk.due.moment), form)
    messages.success(request, "Recorded." if record else "The draft is saved.")
    return redirect("onboarding:outcome", desk.plan.pk, desk.due.moment)


def _refused(request: Request, desk: Desk, form: OutcomeForm) -> HttpResponse:
    """What it is by now, with why, and with what was typed where no form is left for it."""
    if desk.recorded:
        return _beside(request, desk, typed=form)
    return _page(request, desk, form)


def _act(act, request: Request, desk: Desk, form: OutcomeForm) -> Outcome:
    return act(
        plan=desk.plan,
        moment=desk.due.moment,
        revision=form.cleaned_data["revision"] or 0,
        content=form.given_ratings(),
        by=request.user,
    )


@require_POST
@login_required
def outcome_draft(request: Request, pk: int, moment: str) -> JsonResponse:
    """Where the page saves itself while somebody writes."""
    desk = desk_for(request, pk, moment)
    require(request.user, RECORD, desk.plan)
    form = OutcomeForm(desk, request.POST)
    if not form.is_valid():
        field, problems = next(iter(form.errors.items()))
        says = f"Not saved. {form.fields[field].label}: {problems[0]}"
        return JsonResponse({"message": says}, status=400)
    try:
        saved = _act(actions.save_outcome, request, desk, form)
    except Stale as stale:
        says = f"{stale} Save the draft to see both texts."
        return JsonResponse({"conflict": True, "message": says}, status=409)
    except Refused as refusal:
        return JsonResponse({"message": str(refusal)}, status=400)
    at = clock_filter(saved.saved_at or timezone.now())
    return JsonResponse({"saved": at, "revision": saved.revision})


def _beside(
    request: Request,
    desk: Desk,
    *,
    correction: CorrectionForm | None = None,
    wrong: int | None = None,
    answer: DoubtsForm | None = None,
    typed: OutcomeForm | None = None,
) -> HttpResponse:
    """Once it is recorded. `correction` is what was typed on the rating `wrong`, `typed` what was
    to be recorded where somebody recorded it meanwhile."""
    assert desk.row is not None  # it is recorded
    desk.row.plan = desk.plan
    writes = may(request.user, RECORD, desk.plan)
    shown = queries.beside(desk.row, request.user)
    context = page(
        desk.plan.search,
        plan=desk.plan,
        desk=desk,
        shown=shown,
        lines=[
            (line, correction if line.rating.pk == wrong else _correction_of(line.rating))
            for line in shown.lines
        ],
        wrong=wrong,
        correction=correction,
        writes=writes,
        runs=may(request.user, "onboarding.run", desk.plan),
        doubts=queries.doubts_of(desk.plan) if writes else "",
        answer=answer or DoubtsForm(),
        typed=typed,
    )
    return render(request, "onboarding/outcome.html", context)


def _correction_of(rating: OutcomeRating, data: QueryDict | None = None) -> CorrectionForm:
    """One of several on a page, each with ids of its own."""
    return CorrectionForm(data, auto_id=f"rating_{rating.pk}_%s")


def _recorded(plan: Plan, moment: str) -> Outcome:
    return get_object_or_404(Outcome.objects.recorded(), plan=plan, moment=moment)


@require_POST
@login_required
def correct_outcome(request: Request, pk: int, moment: str, rating: int) -> HttpResponse:
    desk = desk_for(request, pk, moment)
    require(request.user, RECORD, desk.plan)
    outcome = _recorded(desk.plan, moment)
    row = get_object_or_404(OutcomeRating, pk=rating, outcome=outcome, corrects=None)
    form = _correction_of(row, request.POST)
    if form.is_valid() and tried(
        form,
        lambda: actions.correct_outcome(rating=row, by=request.user, **form.cleaned_data),
    ):
        messages.success(request, "The correction stands beside the record, with today’s date.")
        return redirect(outcome)
    return _beside(request, desk, correction=form, wrong=row.pk)


@require_POST
@login_required
def answer_doubts(request: Request, pk: int, moment: str) -> HttpResponse:
    desk = desk_for(request, pk, moment)
    require(request.user, RECORD, desk.plan)
    outcome, form = _recorded(desk.plan, moment), DoubtsForm(request.POST)
    if form.is_valid() and tried(
        form,
        lambda: actions.answer_doubts(outcome=outcome, by=request.user, **form.cleaned_data),
    ):
        messages.success(request, "Saved.")
        return redirect(outcome)
    return _beside(request, desk, answer=form)
