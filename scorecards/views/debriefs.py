"""The debrief: opened, read, decided. Sealed to who may not read it, whatever it holds."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import Request
from candidates.http import candidacy_for, candidate_page, declared_first
from candidates.models import Candidacy
from scorecards import actions
from scorecards.forms import DecisionForm, FlagForm
from scorecards.models import RedFlag
from scorecards.queries.agreement import agreement_in
from scorecards.queries.debrief import debriefing_of, packets_for
from scorecards.queries.debriefing import Debriefing
from scorecards.queries.pictures import pictures_of
from scorecards.queries.waiting import debriefs_in
from scorecards.states import FLAG_MOVES
from searches.http import done, page, search_for
from searches.moves import open_to
from searches.rules import may, require


def open_candidacy(request: Request, pk: int) -> Candidacy:
    """The candidacy whose debrief the viewer may read now; sealed otherwise."""
    candidacy = candidacy_for(request, pk)
    require(request.user, "scorecards.read_debrief", candidacy)
    return candidacy


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@declared_first
def debrief(request: Request, pk: int) -> HttpResponse:
    candidacy = open_candidacy(request, pk)
    if request.method == "POST":
        require(request.user, "scorecards.decide", candidacy)
    actions.read_debrief(candidacy=candidacy, by=request.user)
    shown = debriefing_of(candidacy, request.user)
    form = decision_form(request, shown)
    if form.is_valid() and _decided(request, candidacy, form):
        return redirect("scorecards:debrief", pk)
    context = candidate_page(
        request,
        candidacy,
        "Debrief",
        debriefing=shown,
        pictures=pictures_of(shown),
        agreement=agreement_in(candidacy.search, request.user),
        form=form,
        may_decide=may(request.user, "scorecards.decide", candidacy),
        may_settle=may(request.user, "scorecards.settle_flag", candidacy),
        papers=packets_for(request.user, candidacy),
    )
    return render(request, "scorecards/debrief.html", context)


def decision_form(request: Request, shown: Debriefing) -> DecisionForm:
    standing = shown.standing_decision
    return DecisionForm(
        shown.judgement.rule_met,
        request.POST if request.method == "POST" else None,
        initial={"after": standing.pk if standing else None},
    )


def _decided(request: Request, candidacy: Candidacy, form: DecisionForm) -> bool:
    given = {"override": "", **form.cleaned_data}
    return done(
        request,
        lambda: actions.decide(candidacy=candidacy, by=request.user, **given),
        "The decision is recorded.",
    )


@require_POST
@login_required
@declared_first
def open_debrief(request: Request, pk: int) -> HttpResponse:
    candidacy = candidacy_for(request, pk)
    require(request.user, "scorecards.open_debrief", candidacy)
    opened = done(
        request,
        lambda: actions.open_debrief(candidacy=candidacy, by=request.user),
        "The debrief is open. Who sat on the panel was told.",
    )
    return redirect("scorecards:debrief" if opened else "scorecards:cards", pk)


@require_POST
@login_required
@declared_first
def packet(request: Request, pk: int) -> HttpResponse:
    candidacy = open_candidacy(request, pk)
    brief = actions.request_packet(candidacy=candidacy, by=request.user)
    return redirect("briefs:detail", brief.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@declared_first
def flag(request: Request, pk: int, flag: int) -> HttpResponse:
    candidacy = open_candidacy(request, pk)
    require(request.user, "scorecards.settle_flag", candidacy)
    rows = RedFlag.objects.filter(card__interview__candidacy=candidacy)
    row = get_object_or_404(
        rows.select_related("card__author", "card__interview__part", "settled_by"), pk=flag
    )
    moves = [m for m in open_to(FLAG_MOVES, row.state) if may(request.user, m.perm, row)]
    form = FlagForm(moves, request.POST if request.method == "POST" else None)
    if form.is_valid() and _settled(request, row, form):
        return redirect("scorecards:debrief", pk)
    context = candidate_page(request, candidacy, "Debrief", flag=row, form=form, moves=moves)
    return render(request, "scorecards/flag.html", context)


def _settled(request: Request, row: RedFlag, form: FlagForm) -> bool:
    return done(
        request,
        lambda: actions.settle_flag(flag=row, by=request.user, **form.cleaned_data),
        f"“{row.name}” is settled.",
    )


@require_safe
@login_required
def debriefs(request: Request, pk: int) -> HttpResponse:
    search = search_for(request, pk)
    context = page(search, debriefs=debriefs_in(search, request.user))
    return render(request, "scorecards/debriefs.html", context)
