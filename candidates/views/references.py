"""References: notes of a call, a request in writing, and the referee's own page."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import Request, link_closed
from accounts.models import Link
from candidates import actions, queries
from candidates.forms import AskForm, RefereeForm, ReferenceForm
from candidates.http import declared_first
from candidates.models import Reference
from candidates.states import ReferenceState
from candidates.views.papers import managed, paper
from searches.http import done, tried


@require_http_methods(["GET", "POST"])
@login_required
@declared_first
def add(request: Request, pk: int) -> HttpResponse:
    candidacy = managed(request, pk)
    form = ReferenceForm(request.POST or None)
    if form.is_valid() and tried(
        form,
        lambda: actions.add_reference(candidacy=candidacy, by=request.user, **form.cleaned_data),
    ):
        return redirect(candidacy)
    asked = candidacy.search.playbook.shortlist.reference_questions
    return paper(request, candidacy, "candidates/reference.html", form=form, asked=asked)


@require_http_methods(["GET", "POST"])
@login_required
@declared_first
def change(request: Request, pk: int, reference: int) -> HttpResponse:
    """Notes of a call; what a referee wrote is theirs and has no page here."""
    candidacy = managed(request, pk)
    row = get_object_or_404(candidacy.references.filter(link=None), pk=reference)
    form = ReferenceForm(request.POST or None)
    form.initial = {name: getattr(row, name) for name in form.fields}
    if form.is_valid() and tried(
        form,
        lambda: actions.change_reference(reference=row, by=request.user, **form.cleaned_data),
    ):
        return redirect(candidacy)
    asked = candidacy.search.playbook.shortlist.reference_questions
    context = {"form": form, "asked": asked, "reference": row}
    return paper(request, candidacy, "candidates/reference.html", **context)


@require_http_methods(["GET", "POST"])
@login_required
@declared_first
def ask(request: Request, pk: int) -> HttpResponse:
    candidacy = managed(request, pk)
    form = AskForm(request.POST or None)
    if form.is_valid() and tried(
        form,
        lambda: actions.ask_in_writing(candidacy=candidacy, by=request.user, **form.cleaned_data),
    ):
        return redirect(candidacy)
    questions = RefereeForm()
    return paper(request, candidacy, "candidates/ask.html", form=form, questions=questions)


@require_POST
@login_required
@declared_first
def close(request: Request, pk: int, reference: int) -> HttpResponse:
    candidacy = managed(request, pk)
    row = get_object_or_404(candidacy.references, pk=reference)
    said = f"The address sent to {row.name} is closed."
    done(request, lambda: actions.close_reference(reference=row, by=request.user), said)
    return redirect(candidacy)


@require_http_methods(["GET", "POST"])
def refer(request: HttpRequest, token: str) -> HttpResponse:
    """The referee's page. Reading it changes nothing; every closed link answers alike."""
    link = Link.objects.open_with(token, actions.REFERENCE)
    rows = Reference.objects.select_related(
        "candidacy__candidate", "candidacy__search__playbook_version"
    )
    row = rows.filter(link=link, state=ReferenceState.ASKED).first() if link else None
    if link is None or row is None:
        return link_closed(request)
    form = RefereeForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and tried(
        form, lambda: actions.answer_reference(by=link, **form.cleaned_data)
    ):
        return redirect("candidates:referred")
    search = row.candidacy.search
    context = {
        "form": form,
        "row": row,
        "search": search,
        "until": link.expires_at,
        "readers": queries.who_is_told(row.candidacy),
    }
    return render(request, "candidates/refer.html", context)


@require_safe
def referred(request: HttpRequest) -> HttpResponse:
    """After answering. Tells nothing of anybody, so it needs no link."""
    return render(request, "candidates/referred.html")
