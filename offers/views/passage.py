"""From the yes to the first day: one page, and what is done on it."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.http import Request
from candidates.http import candidate_page, declared_first
from candidates.models import Candidacy
from offers import actions
from offers.actions.runner_ups import COMES_FROM
from offers.models import Passage, RunnerUp, Touchpoint
from offers.passage_forms import CounterForm, KeepWarmForm, RenegeForm, ResignedForm, WordsKeptForm
from offers.states import COUNTER_RISK
from offers.views.building import offer_for
from searches.http import done, tried
from searches.models import Step
from searches.rules import may, require
from searches.steps import rail


def passage_for(request: Request, pk: int) -> Passage:
    """Of an offer in sight: 404 to who sees none, 403 to its approvers."""
    offer = offer_for(request, pk)
    require(request.user, "offers.accompany", offer)
    row = get_object_or_404(Passage.objects.select_related("recorded_by"), offer=offer)
    row.offer = offer
    return row


def _may_be_kept_warm(request: Request, row: Passage) -> QuerySet[Candidacy]:
    known = Candidacy.objects.visible_to(request.user).select_related("candidate")
    rows = known.filter(search=row.search, stage__in=COMES_FROM)
    warm = row.runner_ups.current().values("candidacy")
    return rows.exclude(pk__in=warm).order_by("candidate__name", "pk")


def _show(request: Request, row: Passage, **forms: Any) -> HttpResponse:
    """`forms` carries what was typed into one that was not right."""
    user = request.user
    words = (
        Touchpoint.objects.visible_to(user)
        .filter(passage=row)
        .select_related("candidacy__candidate", "done_by")
    )
    choices = _may_be_kept_warm(request, row)
    warm = RunnerUp.objects.visible_to(user).current().filter(passage=row)
    dates = {"resigned_on": row.resigned_on, "notice_ends_on": row.notice_ends_on}
    counter = {"counter": row.counter, "words": row.counter_words}
    plan = next(step for step in rail(row.search) if step.name == Step.PLAN.label)
    context = {
        "passage": row,
        "offer": row.offer,
        "open": [one for one in words if not one.done_at],
        "kept": [one for one in words if one.done_at],
        "warm": warm.select_related("candidacy__candidate", "named_by"),
        "names": may(user, "offers.name_runner_up", row),
        "choices": choices,
        "risk": row.under_way and row.counter in COUNTER_RISK,
        "plan_url": plan.url,
        "resigned": ResignedForm(initial=dates),
        "counter": CounterForm(initial=counter),
        "touch": WordsKeptForm(),
        "keep": KeepWarmForm(choices=choices),
        "renege": RenegeForm(),
    }
    page = candidate_page(request, row.candidacy, "To the first day", **(context | forms))
    return render(request, "offers/passage.html", page)


@require_safe
@login_required
@declared_first
def passage(request: Request, pk: int) -> HttpResponse:
    return _show(request, passage_for(request, pk))


@require_POST
@login_required
@declared_first
def resigned(request: Request, pk: int) -> HttpResponse:
    row, form = passage_for(request, pk), ResignedForm(request.POST)
    if form.is_valid() and tried(
        form,
        lambda: actions.record_resignation(passage=row, by=request.user, **form.cleaned_data),
    ):
        return redirect(row)
    return _show(request, row, resigned=form)


@require_POST
@login_required
@declared_first
def counter(request: Request, pk: int) -> HttpResponse:
    row, form = passage_for(request, pk), CounterForm(request.POST)
    if form.is_valid() and tried(
        form,
        lambda: actions.note_counter_offer(passage=row, by=request.user, **form.cleaned_data),
    ):
        return redirect(row)
    return _show(request, row, counter=form)


@require_POST
@login_required
@declared_first
def touch(request: Request, pk: int, row: int) -> HttpResponse:
    on, form = passage_for(request, pk), WordsKeptForm(request.POST)
    words = get_object_or_404(Touchpoint.objects.visible_to(request.user), pk=row, passage=on)
    if form.is_valid() and tried(
        form,
        lambda: actions.keep_touch(touchpoint=words, by=request.user, **form.cleaned_data),
    ):
        return redirect(on)
    return _show(request, on, touch=form, wrong=words.pk)


@require_POST
@login_required
@declared_first
def keep_warm(request: Request, pk: int) -> HttpResponse:
    row = passage_for(request, pk)
    require(request.user, "offers.name_runner_up", row)
    form = KeepWarmForm(request.POST, choices=_may_be_kept_warm(request, row))
    if form.is_valid() and tried(
        form,
        lambda: actions.name_runner_up(passage=row, by=request.user, **form.cleaned_data),
    ):
        return redirect(row)
    return _show(request, row, keep=form)


@require_POST
@login_required
@declared_first
def let_go(request: Request, pk: int, row: int) -> HttpResponse:
    on = passage_for(request, pk)
    require(request.user, "offers.name_runner_up", on)
    warm = get_object_or_404(RunnerUp.objects.visible_to(request.user), pk=row, passage=on)
    done(
        request,
        lambda: actions.let_go(runner_up=warm, by=request.user),
        f"{warm.candidacy} is not kept warm any more. They stand where they stood.",
    )
    return redirect(on)


@require_POST
@login_required
@declared_first
def take_back(request: Request, pk: int) -> HttpResponse:
    row, form = passage_for(request, pk), RenegeForm(request.POST)
    if form.is_valid() and tried(
        form, lambda: actions.renege(passage=row, by=request.user, **form.cleaned_data)
    ):
        return redirect(row)
    return _show(request, row, renege=form)
