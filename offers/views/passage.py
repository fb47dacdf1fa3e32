"""From the yes to the first day: one page, and what is done on it."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
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
from offers.passage_forms import (
    CounterForm,
    KeepWarmForm,
    MoveForm,
    RenegeForm,
    ResignedForm,
    WordsKeptForm,
)
from offers.states import COUNTER_RISK
from offers.views.building import offer_for
from searches.http import done, tried
from searches.models import Step
from searches.rules import may, require
from searches.steps import rail

Act = Callable[..., object]


def passage_for(request: Request, pk: int) -> Passage:
    """Of an offer in sight: 404 to who sees none, 403 to its approvers."""
    offer = offer_for(request, pk)
    require(request.user, "offers.accompany", offer)
    rows = Passage.objects.select_related("recorded_by").prefetch_related("moves__by")
    row = get_object_or_404(rows, offer=offer)
    row.offer = offer
    return row


def _may_be_kept_warm(request: Request, row: Passage) -> QuerySet[Candidacy]:
    known = Candidacy.objects.visible_to(request.user).select_related("candidate")
    rows = known.filter(search=row.search, stage__in=COMES_FROM)
    warm = row.runner_ups.current().values("candidacy")
    return rows.exclude(pk__in=warm).order_by("candidate__name", "pk")


def _show(request: Request, row: Passage, **given: Any) -> HttpResponse:
    """`given` carries what was typed into a form that was not right."""
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
        "move": MoveForm(initial={"was": row.first_day}),
        "counter": CounterForm(initial=counter),
        "touch": WordsKeptForm(),
        "keep": KeepWarmForm(choices=choices),
        "renege": RenegeForm(),
    }
    page = candidate_page(request, row.candidacy, "To the first day", **(context | given))
    return render(request, "offers/passage.html", page)


@require_safe
@login_required
@declared_first
def passage(request: Request, pk: int) -> HttpResponse:
    return _show(request, passage_for(request, pk))


def _take(
    request: Request, row: Passage, name: str, form: forms.Form, act: Act, **more: Any
) -> HttpResponse:
    """Do what one of the page's forms says; where that is refused, the page with it as it was."""
    if form.is_valid() and tried(form, lambda: act(by=request.user, **form.cleaned_data)):
        return redirect(row)
    return _show(request, row, **{name: form}, **more)


@require_POST
@login_required
@declared_first
def resigned(request: Request, pk: int) -> HttpResponse:
    row = passage_for(request, pk)
    act = partial(actions.record_resignation, passage=row)
    return _take(request, row, "resigned", ResignedForm(request.POST), act)


@require_POST
@login_required
@declared_first
def move(request: Request, pk: int) -> HttpResponse:
    row = passage_for(request, pk)
    form = MoveForm(request.POST.dict())
    act = partial(actions.move_first_day, passage=row)
    if form.is_valid() and tried(form, lambda: act(by=request.user, **form.cleaned_data)):
        return redirect(row)
    form.now_from(row.first_day)
    return _show(request, row, move=form)


@require_POST
@login_required
@declared_first
def counter(request: Request, pk: int) -> HttpResponse:
    row = passage_for(request, pk)
    act = partial(actions.note_counter_offer, passage=row)
    return _take(request, row, "counter", CounterForm(request.POST), act)


@require_POST
@login_required
@declared_first
def touch(request: Request, pk: int, row: int) -> HttpResponse:
    on = passage_for(request, pk)
    words = get_object_or_404(Touchpoint.objects.visible_to(request.user), pk=row, passage=on)
    act = partial(actions.keep_touch, touchpoint=words)
    return _take(request, on, "touch", WordsKeptForm(request.POST), act, wrong=words.pk)


@require_POST
@login_required
@declared_first
def keep_warm(request: Request, pk: int) -> HttpResponse:
    row = passage_for(request, pk)
    require(request.user, "offers.name_runner_up", row)
    form = KeepWarmForm(request.POST, choices=_may_be_kept_warm(request, row))
    return _take(request, row, "keep", form, partial(actions.name_runner_up, passage=row))


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
    row = passage_for(request, pk)
    act = partial(actions.renege, passage=row)
    return _take(request, row, "renege", RenegeForm(request.POST), act)
