from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import Request
from searches import actions, home, wording
from searches.forms import EditSearchForm, LifeForm, NamePersonForm, OpenSearchForm
from searches.http import done, page, search_for, tried
from searches.models import Membership, Role, Search
from searches.moves import open_to
from searches.queries import seats_of
from searches.rules import may, require
from searches.states import LIFE_MOVES
from searches.steps import blockers_of

MARKS = frozenset({"search.opened", "search.advanced"})
"""Lines of the log that a page lets stand out."""


@require_safe
@login_required
def searches(request: Request) -> HttpResponse:
    found = Search.objects.visible_to(request.user).order_by("-opened_at", "-pk")
    shown = Paginator(found, 50).get_page(request.GET.get("page"))
    context = {
        "page_of": shown,
        "partnered": home.partnered(request.user),
        "runs_any": home.runs_any(request.user),
    }
    return render(request, "searches/list.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def new(request: Request) -> HttpResponse:
    return _open(request, {"zone": request.user.zone})


@require_http_methods(["GET", "POST"])
@login_required
def start_from(request: Request, pk: int) -> HttpResponse:
    """The next search, which begins with what this one says."""
    source = search_for(request, pk)
    require(request.user, "searches.start_from", source)
    names = {name: getattr(source, name) for name in ("title", "company", "zone")}
    return _open(request, names | {"playbook_version": source.playbook_version_id}, source)


def _open(request: Request, initial: dict[str, Any], source: Search | None = None) -> HttpResponse:
    if not request.user.can_open_searches:
        raise PermissionDenied(actions.MAY_NOT_OPEN)
    form = OpenSearchForm(request.POST or None, initial=initial)
    if form.is_valid():
        search = actions.open_search(by=request.user, source=source, **form.cleaned_data)
        return redirect("scoping:scope", search.pk)
    return render(request, "searches/new.html", {"form": form, "source": source})


@require_safe
@login_required
def detail(request: Request, pk: int) -> HttpResponse:
    search = search_for(request, pk)
    events = wording.lines_for(search, request.user).exclude(verb__in=wording.small())[:40]
    people = seats_of(search)
    context = page(
        search,
        blockers=blockers_of(search, request.user),
        lines=wording.read(events, fold=True)[:12],
        people=people,
        may_invite=may(request.user, "searches.invite", search),
        may_edit=may(request.user, "searches.edit", search),
        may_start_from=request.user.can_open_searches
        and may(request.user, "searches.start_from", search),
        marks=MARKS,
        managers=[seat.user for seat in people if Role.HIRING_MANAGER in seat.roles],
    )
    return render(request, "searches/detail.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def edit(request: Request, pk: int) -> HttpResponse:
    search = search_for(request, pk)
    require(request.user, "searches.edit", search)
    initial = {name: getattr(search, name) for name in EditSearchForm.base_fields}
    form = EditSearchForm(request.POST or None, initial=initial)
    if form.is_valid() and done(
        request,
        lambda: actions.change_search(search=search, by=request.user, **form.cleaned_data),
        "Saved. What was sent or made before keeps the names it was sent with.",
    ):
        return redirect("searches:detail", search.pk)
    return render(request, "searches/edit.html", page(search, form=form))


@require_http_methods(["GET", "POST"])
@login_required
def life(request: Request, pk: int) -> HttpResponse:
    """Why a search was paused, closed or taken up again; and, for who leads it, what may follow."""
    search = search_for(request, pk)
    if request.method == "POST":
        require(request.user, "searches.edit", search)
    moves = [move for move in open_to(LIFE_MOVES, search.life) if move.label]
    form = LifeForm(request.POST or None)
    name = request.POST.get("move", "")
    if form.is_valid() and name in {move.name for move in LIFE_MOVES if move.label}:
        because = form.cleaned_data["because"]
        act = partial(actions.turn, search=search, name=name, because=because, by=request.user)
        if tried(form, act):
            return redirect("searches:life", search.pk)
    context = page(
        search,
        form=form,
        moves=moves if may(request.user, "searches.edit", search) else [],
        changes=search.life_changes.select_related("by"),
    )
    return render(request, "searches/life.html", context)


@require_safe
@login_required
def log(request: Request, pk: int) -> HttpResponse:
    search = search_for(request, pk)
    shown = Paginator(wording.lines_for(search, request.user), 100).get_page(
        request.GET.get("page")
    )
    context = page(
        search,
        page_of=shown,
        lines=wording.read(shown.object_list),
        unbroken=wording.unbroken(search),
    )
    return render(request, "searches/log.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def people(request: Request, pk: int) -> HttpResponse:
    search = search_for(request, pk)
    if request.method == "POST":
        require(request.user, "searches.invite", search)
    names_managers = may(request.user, "searches.name_manager", search)
    form = NamePersonForm(request.POST or None, names_managers=names_managers)
    if form.is_valid() and done(
        request,
        lambda: actions.name_person(search=search, by=request.user, **form.cleaned_data),
    ):
        messages.success(request, f"{form.cleaned_data['name']} is on the search.")
        return redirect("searches:people", search.pk)
    seats = seats_of(search)
    context = page(
        search,
        form=form,
        people=seats,
        only_manager=sum(Role.HIRING_MANAGER in seat.roles for seat in seats) == 1,
        names_managers=names_managers,
        may_invite=may(request.user, "searches.invite", search),
    )
    return render(request, "searches/people.html", context)


@require_POST
@login_required
def remove(request: Request, pk: int, membership: int) -> HttpResponse:
    search = search_for(request, pk)
    require(request.user, "searches.invite", search)
    row = get_object_or_404(Membership.objects.current(), pk=membership, search=search)
    done(
        request,
        lambda: actions.remove_person(search=search, user=row.user, role=row.role, by=request.user),
        f"{row.user} is no longer {row.get_role_display()}.",
    )
    return redirect("searches:people", search.pk)


@require_POST
@login_required
def invite_again(request: Request, pk: int, membership: int) -> HttpResponse:
    search = search_for(request, pk)
    require(request.user, "searches.invite", search)
    row = get_object_or_404(Membership.objects.current(), pk=membership, search=search)
    done(
        request,
        lambda: actions.invite_again(search=search, user=row.user, by=request.user),
        f"A new invitation to {row.user.email} is on its way. The earlier one no longer works.",
    )
    return redirect("searches:people", search.pk)
