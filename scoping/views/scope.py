from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import Request
from scoping import actions, queries
from scoping.forms import BecauseForm, ScopeForm
from scoping.models import Scope
from scoping.pages import draft_page, fixed_page, words_of
from scoping.reading import Given
from scoping.states import ScopeState
from scoping.views.saving import Attempt, as_json, attempt, both_of, is_draft
from searches.http import done, page, search_for
from searches.models import Search
from searches.rules import may, require


@require_http_methods(["GET", "POST"])
@login_required
def scope(request: Request, pk: int) -> HttpResponse:
    """The draft to whoever fills it; else the version in force, or the draft to read."""
    search = search_for(request, pk)
    require(request.user, "scoping.read_scope", search)
    if request.method == "POST":
        return _save(request, search)
    row = queries.scope_at_hand(search)
    if row.state == ScopeState.DRAFT and may(request.user, "scoping.fill_scope", search):
        return _draft(request, row)
    return _fixed(request, row)


@require_POST
@login_required
def sign(request: Request, pk: int) -> HttpResponse:
    """Save what the signer's page holds, then sign it."""
    search = search_for(request, pk)
    require(request.user, "scoping.sign_scope", search)
    tried = _attempt(request, search)
    if tried.saved is None:
        return _not_saved(request, search, tried)
    if done(
        request,
        lambda: actions.sign_scope(scope=tried.saved, by=request.user),
        "The scope is signed. The job description comes next.",
    ):
        return redirect("scoping:jd", search.pk)
    return redirect("scoping:scope", search.pk)


@require_POST
@login_required
def preview(request: Request, pk: int) -> HttpResponse:
    """What the answers in the form come to, while they are being given. Writes nothing."""
    search = search_for(request, pk)
    require(request.user, "scoping.fill_scope", search)
    row = queries.scope_at_hand(search)
    form = ScopeForm(request.POST, playbook=search.playbook)
    form.is_valid()
    said = Given(**form.content())
    context = page(search, **draft_page(request.user, row, form, said, one=_one(request)))
    return render(request, "scoping/preview.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def reopen(request: Request, pk: int) -> HttpResponse:
    search = search_for(request, pk)
    require(request.user, "scoping.sign_scope", search)
    form = BecauseForm(request.POST or None)
    if form.is_valid() and done(
        request,
        lambda: actions.reopen_scope(search=search, by=request.user, **form.cleaned_data),
        "A new version is open. The signed one holds until this one is signed.",
    ):
        return redirect("scoping:scope", search.pk)
    signed = queries.signed_scope(search)
    return render(request, "scoping/reopen.html", page(search, form=form, signed=signed))


@require_safe
@login_required
def version(request: Request, pk: int, number: int) -> HttpResponse:
    search = search_for(request, pk)
    require(request.user, "scoping.read_scope", search)
    row = get_object_or_404(search.scopes.select_related("signed_by"), number=number)
    row.search = search
    return _fixed(request, row)


def _save(request: Request, search: Search) -> HttpResponse:
    require(request.user, "scoping.fill_scope", search)
    tried = _attempt(request, search)
    if is_draft(request):
        return as_json(tried)
    if tried.saved is None:
        return _not_saved(request, search, tried)
    return redirect(_at(search, request.POST.get("at", "") or _one(request)))


def _one(request: Request) -> str:
    """The place of the piece to show alone; "" for all on one page."""
    return request.GET.get("one", "")


def _at(search: Search, one: str) -> str:
    url = reverse("scoping:scope", args=[search.pk])
    return url if one in ("", "all") else f"{url}?{urlencode({'one': one})}"


def _attempt(request: Request, search: Search) -> Attempt:
    form = ScopeForm(request.POST, playbook=search.playbook)

    def save(content: dict[str, Any]) -> Scope:
        row = actions.begin_scope(search=search, by=request.user)
        return actions.save_scope(scope=row, revision=form.seen, by=request.user, **content)

    row = queries.scope_at_hand(search)
    return attempt(form, request.POST, row, save, merge=not is_draft(request))


def _draft(request: Request, row: Scope) -> HttpResponse:
    form = ScopeForm(playbook=row.search.playbook, said=row.said)
    context = page(row.search, **draft_page(request.user, row, form, row.said, one=_one(request)))
    return render(request, "scoping/scope.html", context | {"revision": row.revision})


def _not_saved(request: Request, search: Search, tried: Attempt) -> HttpResponse:
    """The page again with all that was typed, and what somebody else wrote beside it."""
    row, form, revision = tried.current, tried.form, tried.form.data.get("revision")
    if tried.names:
        said = Given(**tried.mine)
        form, revision = ScopeForm(playbook=search.playbook, said=said), row.revision
    else:
        said = Given(**form.content())
    if not form.errors and tried.says != actions.STALE:  # that one stands in the page
        messages.error(request, tried.says)
    both = both_of(tried, partial(words_of, search.playbook, facts=row.facts))
    context = page(search, **draft_page(request.user, row, form, said, both, _one(request)))
    return render(request, "scoping/scope.html", context | {"revision": revision})


def _fixed(request: Request, row: Scope) -> HttpResponse:
    context = page(row.search, **fixed_page(request.user, row))
    return render(request, "scoping/scope_fixed.html", context)
