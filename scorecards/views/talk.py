"""While the panel talks: notes, second votes, and what keeps every open page the same."""

from typing import cast

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh, trigger_client_event

from accounts.http import Request, link_closed
from accounts.models import Link, User
from candidates.http import declared_first
from scorecards import actions
from scorecards.forms import NoteForm, VoteForm
from scorecards.models import SecondVote
from scorecards.queries.talk import first_votes_of, last_event_in
from scorecards.views.debriefs import open_candidacy, show_debrief
from searches.http import done, tried
from searches.rules import require

STOP_POLLING = 286
"""What htmx takes for: do not ask again."""


def the_debrief(pk: int, place: str) -> HttpResponse:
    return redirect(f"{reverse('scorecards:debrief', args=[pk])}#{place}")


@require_safe
def pulse(request: HttpRequest, pk: int) -> HttpResponse:
    """Asked every second by an open debrief: has anything happened since it was made?

    Who was signed out elsewhere is told so, and it stops: the page stays, with what is typed.
    Where the debrief closed again, or the viewer left the search, the whole page is asked for,
    and is no longer there.
    """
    by_htmx = "HX-Request" in request.headers
    if by_htmx and not request.user.is_authenticated:
        return render(request, "scorecards/pulse.html", {"pk": pk}, status=STOP_POLLING)
    try:
        return _beat(cast(Request, request), pk)
    except (Http404, PermissionDenied):
        if by_htmx:
            return HttpResponseClientRefresh()
        raise


@login_required
def _beat(request: Request, pk: int) -> HttpResponse:
    """Yes or no; where yes, the page asks for itself, and for what moved since it was made."""
    candidacy = open_candidacy(request, pk)
    if request.GET.get("seen") == str(last_event_in(candidacy)):
        return HttpResponse(status=204)
    return trigger_client_event(HttpResponse(), "moved")


@require_POST
@login_required
@declared_first
def take_note(request: Request, pk: int) -> HttpResponse:
    candidacy = open_candidacy(request, pk)
    require(request.user, "scorecards.take_note", candidacy)
    form = NoteForm(candidacy.search.playbook.competencies, request.POST)
    if form.is_valid() and tried(
        form,
        lambda: actions.take_note(candidacy=candidacy, by=request.user, **form.cleaned_data),
    ):
        return the_debrief(pk, "said")
    return show_debrief(request, candidacy, note_form=form)


@require_POST
@login_required
@declared_first
def ask_votes(request: Request, pk: int) -> HttpResponse:
    candidacy = open_candidacy(request, pk)
    require(request.user, "scorecards.ask_votes", candidacy)
    done(
        request,
        lambda: actions.ask_second_votes(candidacy=candidacy, by=request.user),
        "Second votes are asked for. Who is not in the room votes by the link in the mail.",
    )
    return the_debrief(pk, "second")


@require_POST
@login_required
@declared_first
def show_votes(request: Request, pk: int) -> HttpResponse:
    candidacy = open_candidacy(request, pk)
    require(request.user, "scorecards.show_votes", candidacy)
    done(request, lambda: actions.show_votes(candidacy=candidacy, by=request.user))
    return the_debrief(pk, "second")


@require_POST
@login_required
@declared_first
def vote(request: Request, pk: int) -> HttpResponse:
    """One's own second vote, from the debrief's page."""
    candidacy = open_candidacy(request, pk)
    row = get_object_or_404(
        SecondVote.objects.filter(round__debrief__closed_at=None),
        round__debrief__candidacy=candidacy,
        voter=request.user,
    )
    form = VoteForm(request.POST)
    if _voted(form, row, request.user):
        return the_debrief(pk, "second")
    return show_debrief(request, candidacy, vote_form=form)


def _voted(form: VoteForm, row: SecondVote, by: User | Link) -> bool:
    return form.is_valid() and tried(
        form,
        lambda: actions.give_second_vote(vote=row, by=by, **form.said()),
    )


@require_http_methods(["GET", "POST"])
def second_vote(request: HttpRequest, token: str) -> HttpResponse:
    """Behind the link in the mail, for who is not in the room. Reading it changes nothing."""
    link = Link.objects.open_with(token, actions.SECOND_VOTE)
    row = actions.vote_of(link.about, link) if link else None
    if link is None or row is None or row.round.closed_at:
        return link_closed(request)
    form = VoteForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and _voted(form, row, link):
        return redirect("scorecards:voted")
    context = {
        "vote": row,
        "search": row.search,
        "form": form,
        "first": first_votes_of(row.candidacy.pk, row.voter_id),
    }
    return render(request, "scorecards/second_vote.html", context)


@require_safe
def voted(request: HttpRequest) -> HttpResponse:
    """Afterwards. Tells nothing of anybody, so it needs no link."""
    return render(request, "scorecards/voted.html")
