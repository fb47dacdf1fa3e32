"""Which cards are in; excusing one; the gates."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import Request
from accounts.models import User
from candidates.http import candidacy_for, candidate_page, declared_first
from candidates.models import Candidacy
from interviews.models import Interview, Part
from scorecards import actions
from scorecards.forms import BecauseForm, GateForm
from scorecards.queries.gates import gate_page_of
from scorecards.queries.progress import progress_of
from searches.errors import NotAllowed
from searches.http import done
from searches.rules import require


@require_safe
@login_required
@declared_first
def cards(request: Request, pk: int) -> HttpResponse:
    candidacy = candidacy_for(request, pk)
    context = candidate_page(
        request, candidacy, "Debrief", progress=progress_of(candidacy, request.user)
    )
    return render(request, "scorecards/cards.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@declared_first
def excuse(request: Request, pk: int, user: int) -> HttpResponse:
    interview = get_object_or_404(
        Interview.objects.visible_to(request.user).select_related("part"), pk=pk
    )
    candidacy = candidacy_for(request, interview.candidacy_id)
    interview.candidacy = candidacy
    require(request.user, "scorecards.excuse", interview)
    if user == request.user.pk:
        raise NotAllowed(actions.NOT_ONES_OWN)
    seat = get_object_or_404(
        interview.seats.current().scoring().select_related("user"), user_id=user
    )
    form = BecauseForm(request.POST or None, label=f"Why is {seat.user} excused?")
    if form.is_valid() and _excused(request, interview, seat.user, form):
        return redirect("scorecards:cards", candidacy.pk)
    context = candidate_page(
        request, candidacy, "Debrief", form=form, interview=interview, seat=seat
    )
    return render(request, "scorecards/excuse.html", context)


def _excused(request: Request, interview: Interview, user: User, form: BecauseForm) -> bool:
    return done(
        request,
        lambda: actions.excuse_card(
            interview=interview, user=user, because=form.cleaned_data["because"], by=request.user
        ),
        f"{user} owes no scorecard for “{interview.part}” any more.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@declared_first
def gate(request: Request, pk: int, part: int) -> HttpResponse:
    candidacy = candidacy_for(request, pk)
    require(request.user, "scorecards.gate", candidacy)
    row = gate_of(candidacy, part)
    form = GateForm(request.POST or None, label="Why? In a sentence")
    if form.is_valid() and _decided(request, candidacy, row, form):
        return redirect("scorecards:cards", candidacy.pk)
    shown = gate_page_of(request.user, candidacy, row)
    if shown.ready:
        actions.read_gate(candidacy=candidacy, part=row, by=request.user)
    context = candidate_page(request, candidacy, "Debrief", gate=shown, form=form)
    return render(request, "scorecards/gate.html", context)


def gate_of(candidacy: Candidacy, pk: int) -> Part:
    """A part of the candidacy's that ends in a gate."""
    standing = Interview.objects.standing().filter(candidacy=candidacy)
    row = Part.objects.filter(pk=pk, gate=True, interviews__in=standing).first()
    if row is None:
        raise Http404
    return row


def _decided(request: Request, candidacy: Candidacy, part: Part, form: GateForm) -> bool:
    go = form.cleaned_data["go"]
    return done(
        request,
        lambda: actions.decide_gate(
            candidacy=candidacy,
            part=part,
            go=go,
            because=form.cleaned_data["because"],
            by=request.user,
        ),
        f"{candidacy} goes on." if go else f"{candidacy} is out of the search.",
    )
