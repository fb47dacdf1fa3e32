"""The loop's page: its parts and people, what is missing, opening it, changing it."""

from collections.abc import Iterable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import Request
from accounts.models import User
from interviews import actions
from interviews.asides import asides_of
from interviews.forms import ChangeLoopForm, OpenLoopForm, SeatForm
from interviews.models import Interview, LoopSeat
from interviews.queries import (
    Coverage,
    coverage,
    draft_of,
    load_of,
    loop_to_show,
    people_near,
    versions_of,
    with_load,
)
from scoping.queries import signed_scope
from searches.errors import Refused
from searches.http import done, page, search_for
from searches.models import Search
from searches.rules import may, require


@require_safe
@login_required
def loop(request: Request, pk: int, number: int = 0) -> HttpResponse:
    """The version being set up, else the open one; or the version asked for by its number."""
    search = search_for(request, pk)
    require(request.user, "interviews.read_loop", search)
    versions = versions_of(search)
    shown = loop_to_show(versions, number)
    if number and shown is None:
        raise Http404
    sets_up = may(request.user, "interviews.set_up", search)
    board = coverage(shown) if shown else None
    if board and sets_up:
        load_the_board(board, request.user)
    context = page(
        search,
        loop=shown,
        board=board,
        versions=versions,
        sets_up=sets_up,
        in_use=Interview.objects.filter(part__loop=shown).exists(),
        form=OpenLoopForm(),
        signed=shown is not None or signed_scope(search) is not None,
        asides=asides_of(search, request.user) if shown else [],
    )
    return render(request, "interviews/loop.html", context)


def load_the_board(board: Coverage, viewer: User) -> None:
    """Beside who is named, how much they have to do: for who names people."""
    load = load_of(board.people, viewer)
    for part in board.parts:
        for place in part.seats.all():
            place.load = load.get(place.user_id or 0)  # type: ignore[attr-defined]


@require_POST
@login_required
def begin(request: Request, pk: int) -> HttpResponse:
    search = search_for(request, pk)
    require(request.user, "interviews.set_up", search)
    done(request, lambda: actions.begin_loop(search=search, by=request.user))
    return redirect("interviews:loop", search.pk)


@require_POST
@login_required
def open_(request: Request, pk: int) -> HttpResponse:
    search = search_for(request, pk)
    require(request.user, "interviews.set_up", search)
    draft = draft_of(search)
    if draft is None:
        messages.error(request, "There is no version to open. The loop is open, or not begun.")
        return redirect("interviews:loop", search.pk)
    form = OpenLoopForm(request.POST)
    if not form.is_valid():
        context = page(
            search,
            loop=draft,
            board=coverage(draft),
            sets_up=True,
            form=form,
            signed=True,
            asides=asides_of(search, request.user),
        )
        return render(request, "interviews/loop.html", context)
    why = form.cleaned_data["short_because"]
    done(
        request,
        lambda: actions.open_loop(loop=draft, short_because=why, by=request.user),
        "The loop is open. Its people are on the panel.",
    )
    return redirect("interviews:loop", search.pk)


@require_http_methods(["GET", "POST"])
@login_required
def change(request: Request, pk: int) -> HttpResponse:
    search = search_for(request, pk)
    require(request.user, "interviews.set_up", search)
    form = ChangeLoopForm(request.POST or None)
    if form.is_valid():
        because = form.cleaned_data["because"]
        done(
            request,
            lambda: actions.change_loop(search=search, because=because, by=request.user),
            "This is the new version. The open one stands until you open this one.",
        )
        return redirect("interviews:loop", search.pk)
    return render(request, "interviews/change.html", page(search, form=form))


@require_http_methods(["GET", "POST"])
@login_required
def seat(request: Request, pk: int, seat: int) -> HttpResponse:
    """Name somebody for one seat."""
    search = search_for(request, pk)
    require(request.user, "interviews.set_up", search)
    rows = LoopSeat.objects.select_related("part__loop", "user")
    row = get_object_or_404(rows, pk=seat, part__loop__search=search)
    same = LoopSeat.objects.filter(part__loop=row.part.loop, key=row.key).exclude(pk=row.pk)
    near = people_near(search)
    form = SeatForm(
        request.POST or None,
        people=near,
        elsewhere=list(same.values_list("part__title", flat=True)),
    )
    if form.is_valid() and _named(request, row, form):
        return redirect("interviews:loop", search.pk)
    row.part.loop.search = search
    place = row.part.plan.seat(row.key)
    context = page(
        search,
        seat=row,
        plan=row.part.plan,
        place=place,
        distinct=_titles(search, place.distinct_from),
        near=with_load(near, request.user),
        form=form,
    )
    return render(request, "interviews/seat.html", context)


def _titles(search: Search, keys: Iterable[str]) -> str:
    """'CEO, CFO'."""
    titles = {seat.key: seat.title for part in search.playbook.parts for seat in part.seats}
    return ", ".join(titles[key] for key in keys)


def _named(request: Request, row: LoopSeat, form: SeatForm) -> bool:
    try:
        named = actions.name_seat(
            seat=row,
            by=request.user,
            only_here=form.cleaned_data.get("only_here", False),
            **form.person_named(),
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, f"{named.user} sits as {named.title} in “{named.part}”.")
    return True


@require_POST
@login_required
def clear(request: Request, pk: int, seat: int) -> HttpResponse:
    search = search_for(request, pk)
    require(request.user, "interviews.set_up", search)
    row = get_object_or_404(LoopSeat, pk=seat, part__loop__search=search)
    done(
        request,
        lambda: actions.clear_seat(seat=row, by=request.user),
        f"Nobody is named as {row.title} now.",
    )
    return redirect("interviews:loop", search.pk)
