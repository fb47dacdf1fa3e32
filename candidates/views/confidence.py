"""Who knows of a candidate, and who may not judge them."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.http import Request
from candidates import actions, queries
from candidates.forms import KeepOutForm, QuietForm
from candidates.http import candidacy_for, candidate_page, declared_first
from candidates.models import Candidacy
from searches.http import done, tried
from searches.rules import require


def _candidacy(request: Request, pk: int) -> Candidacy:
    candidacy = candidacy_for(request, pk)
    require(request.user, "candidates.keep_quiet", candidacy)
    return candidacy


@require_safe
@login_required
@declared_first
def confidence(request: Request, pk: int) -> HttpResponse:
    return _show(request, _candidacy(request, pk))


def _show(request: Request, candidacy: Candidacy, **forms: object) -> HttpResponse:
    context = candidate_page(
        request,
        candidacy,
        "Candidate",
        quiet=forms.get("quiet") or _quiet_form(request, candidacy),
        keep_out=forms.get("keep_out") or KeepOutForm(),
        kept_out=candidacy.kept_out.all(),
    )
    return render(request, "candidates/confidence.html", context)


def _quiet_form(request: Request, candidacy: Candidacy, data: object = None) -> QuietForm:
    known = queries.who_knows(candidacy) | {request.user.pk}
    return QuietForm(data, people=queries.who_may_know(candidacy.search), known=known)


@require_POST
@login_required
@declared_first
def quiet(request: Request, pk: int) -> HttpResponse:
    candidacy = _candidacy(request, pk)
    form = _quiet_form(request, candidacy, request.POST)
    if form.is_valid() and tried(
        form,
        lambda: actions.keep_quiet(candidacy=candidacy, who=form.people_chosen(), by=request.user),
    ):
        return redirect("candidates:confidence", candidacy.pk)
    return _show(request, candidacy, quiet=form)


@require_POST
@login_required
@declared_first
def make_known(request: Request, pk: int) -> HttpResponse:
    candidacy = _candidacy(request, pk)
    done(request, lambda: actions.make_known(candidacy=candidacy, by=request.user))
    return redirect("candidates:confidence", candidacy.pk)


@require_POST
@login_required
@declared_first
def keep_out(request: Request, pk: int) -> HttpResponse:
    candidacy = _candidacy(request, pk)
    form = KeepOutForm(request.POST)
    if form.is_valid() and tried(
        form,
        lambda: actions.keep_out(candidacy=candidacy, by=request.user, **form.cleaned_data),
    ):
        return redirect("candidates:confidence", candidacy.pk)
    return _show(request, candidacy, keep_out=form)


@require_POST
@login_required
@declared_first
def let_judge(request: Request, pk: int, kept: int) -> HttpResponse:
    candidacy = _candidacy(request, pk)
    row = get_object_or_404(candidacy.kept_out, pk=kept)
    done(request, lambda: actions.let_judge(kept=row, by=request.user))
    return redirect("candidates:confidence", candidacy.pk)
