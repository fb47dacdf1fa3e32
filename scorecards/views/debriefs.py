"""The debrief: opened, read, decided. Sealed to who may not read it, whatever it holds."""

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import Request
from briefs.queries import papers_of
from candidates.http import candidacy_for, candidate_page, declared_first
from candidates.models import Candidacy
from scorecards import actions
from scorecards.forms import DecisionForm, NoteForm, VoteForm
from scorecards.models import Decision
from scorecards.queries.agreement import agreement_in
from scorecards.queries.board import board_of
from scorecards.queries.debrief import BOARD, PACKET, debriefing_of
from scorecards.queries.debriefing import Debriefing
from scorecards.queries.pictures import pictures_of
from scorecards.queries.talk import last_event_in, moved_since, notes_of, votes_of
from scorecards.queries.waiting import debriefs_in
from searches.errors import Stale
from searches.http import done, page, search_for
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
        form = decision_form(debriefing_of(candidacy, request.user), request.POST)
        if form.is_valid() and _decided(request, candidacy, form):
            return redirect("scorecards:debrief", pk)
        return show_debrief(request, candidacy, form=form)
    return show_debrief(request, candidacy)


def show_debrief(
    request: Request,
    candidacy: Candidacy,
    *,
    form: DecisionForm | None = None,
    note_form: NoteForm | None = None,
    vote_form: VoteForm | None = None,
) -> HttpResponse:
    """The page of the room, with whichever form could not be taken as it was sent."""
    viewer = request.user
    actions.read_debrief(candidacy=candidacy, by=viewer)
    seen = last_event_in(candidacy)  # before the rest is read: what comes meanwhile is asked for
    shown = debriefing_of(candidacy, viewer)
    context = candidate_page(
        request,
        candidacy,
        "Debrief",
        debriefing=shown,
        pictures=pictures_of(shown),
        agreement=agreement_in(candidacy.search, viewer),
        said=notes_of(candidacy),
        votes=votes_of(shown.debrief, viewer),
        form=form or decision_form(shown),
        note_form=note_form or NoteForm(candidacy.search.playbook.competencies),
        vote_form=vote_form or VoteForm(),
        papers=papers_of(viewer, PACKET, candidacy)[:3],
        seen=seen,
        moved=moved_since(request.GET.get("seen", ""), candidacy),
        **{name: may(viewer, f"scorecards.{perm}", candidacy) for name, perm in ASKED.items()},
    )
    return render(request, "scorecards/debrief.html", context)


ASKED = {
    "may_decide": "decide",
    "may_tend": "tend_flag",
    "may_note": "take_note",
    "may_ask_votes": "ask_votes",
}
"""What the page shows a form or a button for."""


def decision_form(shown: Debriefing, given: QueryDict | None = None) -> DecisionForm:
    standing = shown.standing_decision
    after = standing.pk if standing else None
    return DecisionForm(shown.judgement.rule_met, given, initial={"after": after})


def _decided(request: Request, candidacy: Candidacy, form: DecisionForm) -> bool:
    given = {"override": "", **form.cleaned_data}

    def decide() -> Decision:
        try:
            return actions.decide(candidacy=candidacy, by=request.user, **given)
        except Stale as stale:  # the page that follows shows what stands
            form.now_after(cast(Decision | None, stale.current))
            raise

    return done(request, decide, "The decision is recorded.")


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


@require_safe
@login_required
@declared_first
def board(request: Request, pk: int) -> HttpResponse:
    """The debrief on one page, for who has a minute. Nothing is done here."""
    candidacy = open_candidacy(request, pk)
    viewer = request.user
    actions.read_debrief(candidacy=candidacy, by=viewer)
    shown = debriefing_of(candidacy, viewer)
    context = candidate_page(
        request,
        candidacy,
        "Debrief",
        board=board_of(shown, votes_of(shown.debrief, viewer)),
        picture=pictures_of(shown).score,
        papers=papers_of(viewer, BOARD, candidacy)[:3],
    )
    return render(request, "scorecards/board.html", context)


@require_POST
@login_required
@declared_first
def board_paper(request: Request, pk: int) -> HttpResponse:
    candidacy = open_candidacy(request, pk)
    brief = actions.request_board_page(candidacy=candidacy, by=request.user)
    return redirect("briefs:detail", brief.pk)


@require_safe
@login_required
def debriefs(request: Request, pk: int) -> HttpResponse:
    search = search_for(request, pk)
    lines = debriefs_in(search, request.user)
    several = sum(line.readable for line in lines) > 1
    context = page(search, debriefs=lines, may_compare=several)
    return render(request, "scorecards/debriefs.html", context)
