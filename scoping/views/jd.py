from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import Request
from scoping import actions, queries
from scoping.exports import FORMS
from scoping.forms import BecauseForm
from scoping.jd_pages import draft_page, fixed_page, form_of, words_of
from scoping.models import JobDescription
from scoping.states import JdState
from scoping.views.saving import Attempt, as_json, attempt, both_of, is_draft
from searches.http import done, page, search_for
from searches.models import Search
from searches.rules import may, require


@require_http_methods(["GET", "POST"])
@login_required
def jd(request: Request, pk: int) -> HttpResponse:
    """The draft to whoever writes it; else the version in force, or the draft to read."""
    search = search_for(request, pk)
    if request.method == "POST":
        require(request.user, "scoping.write_jd", search)
        return _save(request, search)
    row = queries.jd_for(request.user, search)
    require(request.user, "scoping.read_jd", row)
    if not row.scope_id:
        return render(request, "scoping/jd_waits.html", page(search))
    if row.state == JdState.DRAFT and may(request.user, "scoping.write_jd", search):
        return _draft(request, row)
    return _fixed(request, row)


@require_POST
@login_required
def approve_jd(request: Request, pk: int) -> HttpResponse:
    """Save what the approver's page holds, then approve it."""
    search = search_for(request, pk)
    require(request.user, "scoping.approve_jd", search)
    tried = _attempt(request, search)
    if tried.saved is None:
        return _not_saved(request, search, tried)
    done(
        request,
        lambda: actions.approve_jd(jd=tried.saved, by=request.user),
        "The job description is approved. Candidates come next.",
    )
    return redirect("scoping:jd", search.pk)


@require_POST
@login_required
def check_jd(request: Request, pk: int) -> HttpResponse:
    """What is found in the texts as they are being written. Writes nothing."""
    search = search_for(request, pk)
    require(request.user, "scoping.write_jd", search)
    row = queries.jd_for(request.user, search)
    form = form_of(row, queries.content_of(row), request.POST)
    context = page(search, **draft_page(request.user, row, form))
    return render(request, "scoping/jd_check.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def reopen_jd(request: Request, pk: int) -> HttpResponse:
    search = search_for(request, pk)
    require(request.user, "scoping.approve_jd", search)
    form = BecauseForm(request.POST or None)
    if form.is_valid() and done(
        request,
        lambda: actions.reopen_jd(search=search, by=request.user, **form.cleaned_data),
        "A new version is open. The approved one holds until this one is approved.",
    ):
        return redirect("scoping:jd", search.pk)
    return render(request, "scoping/reopen_jd.html", page(search, form=form))


@require_safe
@login_required
def jd_version(request: Request, pk: int, number: int) -> HttpResponse:
    return _fixed(request, _version(request, pk, number))


@require_POST
@login_required
def jd_pdf(request: Request, pk: int, number: int) -> HttpResponse:
    row = _version(request, pk, number)
    brief = done(request, lambda: actions.request_jd_pdf(jd=row, by=request.user))
    return redirect("briefs:detail", brief.pk) if brief else redirect("scoping:jd", pk)


@require_safe
@login_required
def jd_as(request: Request, pk: int, number: int, form: str) -> HttpResponse:
    """A version as a file for another place."""
    row = _version(request, pk, number)
    require(request.user, "scoping.export_jd", row)
    if form not in FORMS:
        raise Http404
    answer = HttpResponse(FORMS[form].text(row), content_type=FORMS[form].content_type)
    name = slugify(f"job-description-{row.search.shown_outside}-{row.number}")
    answer["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return answer


def _version(request: Request, pk: int, number: int) -> JobDescription:
    search = search_for(request, pk)
    rows = search.job_descriptions.select_related("approved_by", "scope")
    row = get_object_or_404(rows, number=number)
    row.search = search
    require(request.user, "scoping.read_jd", row)
    return row


def _save(request: Request, search: Search) -> HttpResponse:
    tried = _attempt(request, search)
    if is_draft(request):
        return as_json(tried)
    if tried.saved is None:
        return _not_saved(request, search, tried)
    return redirect("scoping:jd", search.pk)


def _attempt(request: Request, search: Search) -> Attempt:
    row = queries.jd_for(request.user, search)
    form = form_of(row, queries.content_of(row), request.POST)

    def save(content: dict[str, Any]) -> JobDescription:
        draft = actions.begin_jd(search=search, by=request.user)
        return actions.save_jd(jd=draft, revision=form.seen, by=request.user, **content)

    return attempt(form, request.POST, row, save, merge=not is_draft(request))


def _draft(request: Request, row: JobDescription) -> HttpResponse:
    form = form_of(row, queries.content_of(row))
    context = page(row.search, **draft_page(request.user, row, form))
    return render(request, "scoping/jd.html", context | {"revision": row.revision})


def _not_saved(request: Request, search: Search, tried: Attempt) -> HttpResponse:
    """The page again with all that was typed, and what somebody else wrote beside it."""
    if not tried.current.scope_id:
        raise Http404
    row, form, revision = tried.current, tried.form, tried.form.data.get("revision")
    if tried.names:
        form, revision = form_of(row, tried.mine), row.revision
    if not form.errors and tried.says != actions.STALE:  # that one stands in the page
        messages.error(request, tried.says)
    both = both_of(tried, partial(words_of, search.playbook))
    context = page(search, **draft_page(request.user, row, form, both))
    return render(request, "scoping/jd.html", context | {"revision": revision})


def _fixed(request: Request, row: JobDescription) -> HttpResponse:
    context = page(row.search, **fixed_page(request.user, row))
    return render(request, "scoping/jd_fixed.html", context)
