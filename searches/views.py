from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import Request
from searches import actions, wording
from searches.forms import NamePersonForm, OpenSearchForm
from searches.http import done, page, search_for
from searches.models import Event, Membership, Search
from searches.queries import people_of
from searches.rules import may
from searches.steps import blockers_of


@require_safe
@login_required
def searches(request: Request) -> HttpResponse:
    found = Search.objects.visible_to(request.user).order_by("-opened_at")
    return render(request, "searches/list.html", {"searches": found})


@require_http_methods(["GET", "POST"])
@login_required
def new(request: Request) -> HttpResponse:
    if not request.user.can_open_searches:
        raise PermissionDenied("An administrator says who may open searches. Ask yours.")
    form = OpenSearchForm(request.POST or None, initial={"zone": request.user.zone})
    if form.is_valid():
        search = actions.open_search(by=request.user, **form.cleaned_data)
        return redirect("scoping:scope", search.pk)
    return render(request, "searches/new.html", {"form": form})


@require_safe
@login_required
def detail(request: Request, pk: int) -> HttpResponse:
    search = search_for(request, pk)
    events = Event.objects.filter(search=search).select_related("user").order_by("-number")[:12]
    context = page(
        search,
        blockers=blockers_of(search, request.user),
        lines=wording.read(events),
        people=people_of(search),
    )
    return render(request, "searches/detail.html", context)


@require_safe
@login_required
def log(request: Request, pk: int) -> HttpResponse:
    search = search_for(request, pk)
    events = Event.objects.filter(search=search).select_related("user").order_by("-number")
    lines = wording.read(events)
    return render(
        request,
        "searches/log.html",
        page(search, lines=lines, unbroken=wording.unbroken(search)),
    )


@require_http_methods(["GET", "POST"])
@login_required
def people(request: Request, pk: int) -> HttpResponse:
    search = search_for(request, pk)
    form = NamePersonForm(request.POST or None)
    if form.is_valid() and done(
        request,
        lambda: actions.name_person(search=search, by=request.user, **form.cleaned_data),
    ):
        messages.success(request, f"{form.cleaned_data['name']} is on the search.")
        return redirect("searches:people", search.pk)
    context = page(
        search,
        form=form,
        people=people_of(search),
        may_invite=may(request.user, "searches.invite", search),
    )
    return render(request, "searches/people.html", context)


@require_POST
@login_required
def remove(request: Request, pk: int, membership: int) -> HttpResponse:
    search = search_for(request, pk)
    row = get_object_or_404(Membership.objects.current(), pk=membership, search=search)
    done(
        request,
        lambda: actions.remove_person(search=search, user=row.user, role=row.role, by=request.user),
        f"{row.user} is no longer {row.get_role_display()}.",
    )
    return redirect("searches:people", search.pk)
