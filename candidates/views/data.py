"""What is held on a candidate: a copy to hand to them, and taking them out of everything."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import Request, link_closed
from candidates import actions, copies
from candidates.forms import EraseForm
from candidates.http import candidacy_for, candidate_page, declared_first
from candidates.models import Candidacy
from candidates.queries import also_here, erased_in
from candidates.states import LIVE
from candidates.views.own import behind
from searches.http import page, search_for, tried
from searches.rules import require

ERASED = "Erased. What was held on them here is gone, and their files are being deleted."


@require_http_methods(["GET", "POST"])
@login_required
@declared_first
def data(request: Request, pk: int) -> HttpResponse:
    candidacy = candidacy_for(request, pk)
    require(request.user, "candidates.erase", candidacy)
    form = EraseForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and tried(form, lambda: _erase(request, candidacy, form)):
        messages.success(request, ERASED)
        return redirect("candidates:erased", candidacy.search_id)
    context = candidate_page(
        request,
        candidacy,
        "Candidate",
        form=form,
        parts=copies.held_on(candidacy),
        live=candidacy.stage in LIVE,
        also=also_here(candidacy, request.user),
    )
    return render(request, "candidates/data.html", context)


def _erase(request: Request, candidacy: Candidacy, form: EraseForm) -> None:
    ground = form.cleaned_data["ground"]
    actions.erase(candidacy=candidacy, ground=ground, by=request.user)


@require_POST
@login_required
@declared_first
def copy(request: Request, pk: int) -> HttpResponse:
    """A POST, since it is put on record."""
    candidacy = candidacy_for(request, pk)
    require(request.user, "candidates.erase", candidacy)
    actions.copy_for(candidacy=candidacy, by=request.user)
    answer = HttpResponse(copies.as_zip(candidacy), content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="{copies.file_name(candidacy)}"'
    return answer


@require_safe
@login_required
def erased(request: Request, pk: int) -> HttpResponse:
    """That somebody was erased, when, by whom and why: all that is left to read of them."""
    search = search_for(request, pk)
    require(request.user, "candidates.read_all", search)
    context = page(search, rows=erased_in(search, request.user))
    return render(request, "candidates/erased.html", context)


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, token: str) -> HttpResponse:
    """The candidate asks for it on their own page, and is told what follows before they do."""
    link, candidacy = behind(token)
    if link is None or candidacy is None:
        return link_closed(request)
    if request.method == "POST":
        actions.ask_to_be_erased(candidacy=candidacy, by=link)
        messages.success(request, "Noted. Who runs this search sees it on their first page.")
        return redirect("candidates:own", token)
    context = {"candidacy": candidacy, "search": candidacy.search, "token": token}
    context["may_leave"] = candidacy.stage in LIVE
    return render(request, "candidates/ask_erased.html", context)
