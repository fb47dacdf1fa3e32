"""Closing a search with a hire; and what somebody who left says about being written to."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import Request, link_closed
from accounts.models import Link
from candidates import own
from candidates.models import Candidacy
from onboarding import actions
from onboarding.closing_forms import AgainForm, ClosingForm
from onboarding.closing_words import proposed_months
from onboarding.models import MayWrite
from onboarding.queries import closing as queries
from onboarding.states import ClosingStep
from searches.http import done, page, search_for, tried
from searches.models import Search
from searches.rules import may, require

MOST_SHOWN = 50


@require_safe
@login_required
def closing(request: Request, pk: int) -> HttpResponse:
    search = search_for(request, pk)
    require(request.user, "onboarding.close_search", search)
    return _show(request, search)


def _show(request: Request, search: Search, form: ClosingForm | None = None) -> HttpResponse:
    user = request.user
    plan = queries.started_plan(search, user)
    turn = queries.next_step(search)
    kept = list(queries.kept_of(search, user))
    fresh = ClosingForm(step=turn, initial={"months": proposed_months(search.calendar)})
    if form and form.step != turn:
        _say_elsewhere(request, form)
        form = None
    context: dict[str, Any] = {
        "plan": plan,
        "parts": queries.steps_of(search, plan) if plan else [],
        "all_done": turn is None,
        "may_fill": may(user, "searches.edit", search),
        "in_play": queries.in_play(search, user)[:MOST_SHOWN],
        "unanswered": queries.unanswered(search, user)[:MOST_SHOWN],
        "not_told": queries.not_told(search, user)[:MOST_SHOWN],
        "kept": kept[:MOST_SHOWN],
        "more_kept": max(len(kept) - MOST_SHOWN, 0),
        "said": next((row for row in search.closed_steps.all() if row.months), None),
        "not_taken": queries.not_taken(search, user),
        "form": form or fresh,
    }
    return render(request, "onboarding/closing.html", page(search, **context))


def _say_elsewhere(request: Request, form: ClosingForm) -> None:
    """Another window went on meanwhile: why this was refused, and what was typed, which the form
    of the step that is next has no place for."""
    says = " ".join(str(problem) for problems in form.errors.values() for problem in problems)
    typed = str(form.data.get("words", "")).strip()
    messages.error(request, f"{says} You had written: “{typed}”" if typed else says)


@require_POST
@login_required
def close_step(request: Request, pk: int, step: str) -> HttpResponse:
    search = search_for(request, pk)
    require(request.user, "onboarding.close_search", search)
    if step not in ClosingStep.values:
        raise Http404
    form = ClosingForm(request.POST, step=step)
    if form.is_valid() and tried(
        form,
        lambda: actions.close_step(search=search, step=step, by=request.user, **form.cleaned_data),
    ):
        return redirect("onboarding:closing", search.pk)
    return _show(request, search, form)


@require_POST
@login_required
def fill(request: Request, pk: int) -> HttpResponse:
    search = search_for(request, pk)
    require(request.user, "searches.edit", search)
    done(
        request,
        lambda: actions.fill_search(search=search, by=request.user),
        "The search is closed. The 90 days go on.",
    )
    return redirect("onboarding:closing", search.pk)


@require_http_methods(["GET", "POST"])
def again(request: HttpRequest, token: str) -> HttpResponse:
    """One question, behind the link of the candidate's own page."""
    link = Link.objects.open_with(token, own.OWN_PAGE)
    rows = Candidacy.objects.select_related("candidate", "search")
    candidacy = rows.filter(pk=link.about).first() if link else None
    if link is None or candidacy is None or not candidacy.ended:
        return link_closed(request)
    said = MayWrite.objects.filter(candidacy=candidacy).first()
    form = AgainForm(request.POST or None, initial={"yes": _word(said)})
    if form.is_valid() and tried(
        form,
        lambda: actions.say_may_write(
            candidacy=candidacy, yes=form.cleaned_data["yes"] == "yes", by=link
        ),
    ):
        return redirect("candidates:own", token)
    back = reverse("candidates:own", args=[token])
    context = {"candidacy": candidacy, "search": candidacy.search, "form": form, "back": back}
    return render(request, "onboarding/again.html", context)


def _word(said: MayWrite | None) -> str:
    if said is None:
        return ""
    return "yes" if said.yes else "no"
