"""The practice rating: one page to rate the case and, once it is shown, to read what came of it."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import Request
from scorecards import actions
from scorecards.forms import PracticeForm
from scorecards.models import Practice, PracticeSheet
from scorecards.queries.practice import Desk, desk_of, shown_to, typed_in
from scorecards.views.saving import draft_answer
from searches.errors import Refused, Stale
from searches.http import done, page, search_for
from searches.rules import may, require

SENT_NOW = "Your rating is in. You read the others’ once all are."


def practice_for(request: Request, pk: int, perm: str) -> Practice:
    """The practice rating of a search, for who holds the permission.

    Raises Http404 where it is not on.
    """
    search = search_for(request, pk)
    require(request.user, perm, search)
    row = get_object_or_404(Practice.objects.select_related("shown_by"), search=search)
    row.search = search
    return row


def form_of(desk: Desk, *data: object) -> PracticeForm:
    return PracticeForm(desk.competencies, *data, draft=desk.draft, revision=desk.revision)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def practice(request: Request, pk: int) -> HttpResponse:
    perm = "scorecards.practise" if request.method == "POST" else "scorecards.read_practice"
    desk = desk_of(practice_for(request, pk, perm), request.user)
    if request.method == "POST":
        return _written(request, desk)
    return _page(request, desk, form_of(desk))


def _page(request: Request, desk: Desk, form: PracticeForm, **more: object) -> HttpResponse:
    search = desk.practice.search
    context = page(
        search,
        desk=desk,
        form=form,
        shown=shown_to(desk.practice, request.user),
        may_end=may(request.user, "scorecards.end_practice", search),
        **more,
    )
    return render(request, "scorecards/practice.html", context)


def _written(request: Request, desk: Desk) -> HttpResponse:
    """Keep what was typed; send it when asked to and when it is whole."""
    form = form_of(desk, request.POST)
    act = actions.send_practice if "send" in request.POST else actions.save_practice
    if not form.is_valid() or ("send" in request.POST and not form.whole()):
        return _page(request, desk, form)
    try:
        _act(act, request, desk, form)
    except Stale as stale:
        current = cast(PracticeSheet, stale.current)
        form.now_at(current.revision)
        both = form.differences(typed_in(desk.competencies, current))
        return _page(request, desk, form, both=both, conflict=f"{stale} Both texts are below.")
    except Refused as refusal:
        messages.error(request, str(refusal))
        now = practice_for(request, desk.practice.search_id, "scorecards.read_practice")
        return _page(request, desk_of(now, request.user), form)
    messages.success(request, SENT_NOW if "send" in request.POST else "The draft is saved.")
    return redirect("scorecards:practice", desk.practice.search_id)


def _act(act, request: Request, desk: Desk, form: PracticeForm) -> PracticeSheet:
    return act(
        practice=desk.practice,
        revision=form.cleaned_data["revision"] or 0,
        content=form.given_ratings(),
        by=request.user,
    )


@require_POST
@login_required
def practice_draft(request: Request, pk: int) -> JsonResponse:
    """Where the page saves itself while somebody writes."""
    desk = desk_of(practice_for(request, pk, "scorecards.practise"), request.user)
    form = form_of(desk, request.POST)
    return draft_answer(form, lambda: _act(actions.save_practice, request, desk, form))


@require_POST
@login_required
def begin_practice(request: Request, pk: int) -> HttpResponse:
    search = search_for(request, pk)
    require(request.user, "scorecards.set_practice", search)
    done(
        request,
        lambda: actions.begin_practice(search=search, by=request.user),
        "The practice rating is on. It waits on Home for everybody who scores in the loop.",
    )
    return redirect("interviews:loop", pk)


@require_POST
@login_required
def drop_practice(request: Request, pk: int) -> HttpResponse:
    row = practice_for(request, pk, "scorecards.end_practice")
    done(
        request,
        lambda: actions.drop_practice(practice=row, by=request.user),
        "The practice rating is off.",
    )
    return redirect("interviews:loop", pk)


@require_POST
@login_required
def show_practice(request: Request, pk: int) -> HttpResponse:
    row = practice_for(request, pk, "scorecards.end_practice")
    done(request, lambda: actions.show_practice(practice=row, by=request.user))
    return redirect("scorecards:practice", pk)
