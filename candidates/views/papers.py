"""Documents, claims and the portfolio of one candidate."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import Request
from candidates import actions
from candidates.forms import CheckForm, ClaimForm, DocumentForm, SystemForm
from candidates.http import candidacy_for, candidate_page, declared_first
from candidates.models import Candidacy, Document
from candidates.papers import handed_out
from candidates.views.candidate import show
from searches.http import done, tried
from searches.rules import require


def managed(request: Request, pk: int) -> Candidacy:
    candidacy = candidacy_for(request, pk)
    require(request.user, "candidates.manage", candidacy)
    return candidacy


@require_POST
@login_required
@declared_first
def add_document(request: Request, pk: int) -> HttpResponse:
    candidacy = managed(request, pk)
    form = DocumentForm(request.POST, request.FILES)
    if not form.is_valid():
        return show(request, candidacy, document_form=form)
    paper = form.cleaned_data["file"]
    done(
        request,
        lambda: actions.add_document(candidacy=candidacy, by=request.user, **paper._asdict()),
    )
    return redirect(candidacy)


@require_safe
@login_required
@declared_first
def document(request: Request, pk: int, document: int) -> FileResponse:
    candidacy = candidacy_for(request, pk)
    row: Document = get_object_or_404(candidacy.documents, pk=document)
    row.candidacy = candidacy
    return handed_out(row.file, row.download_name)


@require_POST
@login_required
@declared_first
def remove_document(request: Request, pk: int, document: int) -> HttpResponse:
    candidacy = managed(request, pk)
    row = get_object_or_404(candidacy.documents, pk=document)
    done(request, lambda: actions.remove_document(document=row, by=request.user), "It is gone.")
    return redirect(candidacy)


def paper(request: Request, candidacy: Candidacy, template: str, **context: Any) -> HttpResponse:
    return render(request, template, candidate_page(request, candidacy, "Candidate", **context))


@require_http_methods(["GET", "POST"])
@login_required
@declared_first
def add_claim(request: Request, pk: int) -> HttpResponse:
    candidacy = managed(request, pk)
    form = ClaimForm(request.POST or None)
    if form.is_valid() and tried(
        form,
        lambda: actions.add_claim(candidacy=candidacy, by=request.user, **form.cleaned_data),
    ):
        return redirect(candidacy)
    return paper(request, candidacy, "candidates/claim.html", form=form)


@require_http_methods(["GET", "POST"])
@login_required
@declared_first
def change_claim(request: Request, pk: int, claim: int) -> HttpResponse:
    candidacy = managed(request, pk)
    row = get_object_or_404(candidacy.claims, pk=claim)
    form = ClaimForm(request.POST or None, initial={"text": row.text, "source": row.source})
    if form.is_valid() and tried(
        form,
        lambda: actions.change_claim(claim=row, by=request.user, **form.cleaned_data),
    ):
        return redirect(candidacy)
    return paper(request, candidacy, "candidates/claim.html", form=form, claim=row)


@require_http_methods(["GET", "POST"])
@login_required
@declared_first
def check_claim(request: Request, pk: int, claim: int) -> HttpResponse:
    candidacy = managed(request, pk)
    row = get_object_or_404(candidacy.claims.select_related("checked_by"), pk=claim)
    given = {"of": row.text, "state": row.state, "how": row.how_checked}
    form = CheckForm(request.POST or None, initial=given)
    if form.is_valid() and tried(
        form,
        lambda: actions.check_claim(claim=row, by=request.user, **form.cleaned_data),
    ):
        return redirect(candidacy)
    return paper(request, candidacy, "candidates/check.html", form=form, claim=row)


@require_http_methods(["GET", "POST"])
@login_required
@declared_first
def add_system(request: Request, pk: int) -> HttpResponse:
    candidacy = managed(request, pk)
    form = SystemForm(request.POST or None)
    if form.is_valid() and tried(
        form,
        lambda: actions.add_system(candidacy=candidacy, by=request.user, **form.cleaned_data),
    ):
        return redirect(candidacy)
    return paper(request, candidacy, "candidates/system.html", form=form)


@require_http_methods(["GET", "POST"])
@login_required
@declared_first
def change_system(request: Request, pk: int, system: int) -> HttpResponse:
    candidacy = managed(request, pk)
    row = get_object_or_404(candidacy.systems, pk=system)
    initial = {name: getattr(row, name) for name in SystemForm.base_fields}
    form = SystemForm(request.POST or None, initial=initial)
    if form.is_valid() and tried(
        form,
        lambda: actions.change_system(system=row, by=request.user, **form.cleaned_data),
    ):
        return redirect(candidacy)
    return paper(request, candidacy, "candidates/system.html", form=form, system=row)
