"""Reminders: sent by hand, and stopped or wanted again by who gets them."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import Request, link_closed
from accounts.models import Link
from candidates.http import candidacy_for, declared_first
from interviews.models import Interview
from scorecards import actions
from scorecards.queries.reminders import owing
from scorecards.views.cards import desk_for
from searches.errors import NotAllowed, Refused
from searches.http import done
from searches.rules import require


@require_POST
@login_required
@declared_first
def remind(request: Request, pk: int, user: int) -> HttpResponse:
    """One mail to one person who owes a card; at most one a day."""
    interview = get_object_or_404(Interview.objects.visible_to(request.user), pk=pk)
    candidacy = candidacy_for(request, interview.candidacy_id)
    interview.candidacy = candidacy
    require(request.user, "scorecards.remind", interview)
    if user == request.user.pk:
        raise NotAllowed("You need no mail to remember your own scorecard.")
    seats = interview.seats.current().scoring().select_related("user")
    seat = get_object_or_404(seats, user__pk=user)
    done(
        request,
        lambda: actions.remind_by_hand(interview=interview, user=seat.user, by=request.user),
        f"{seat.user} is reminded by mail.",
    )
    return redirect("scorecards:cards", candidacy.pk)


@require_POST
@login_required
@declared_first
def reminders(request: Request, pk: int) -> HttpResponse:
    """On one's own card: no more reminders, or reminders again."""
    desk = desk_for(request, pk)
    seat = desk.interview.seats.current().scoring().filter(user=request.user).first()
    if seat is None:
        raise Http404
    if "again" in request.POST:
        done(
            request,
            lambda: actions.resume_reminders(seat=seat, by=request.user),
            "You are reminded of this scorecard again.",
        )
    else:
        done(
            request,
            lambda: actions.stop_reminders(seat=seat, by=request.user),
            "No more reminders come for this scorecard.",
        )
    return redirect("scorecards:card", pk)


@require_http_methods(["GET", "POST"])
def enough(request: HttpRequest, token: str) -> HttpResponse:
    """Behind the link in a reminder. Reading it changes nothing; closed links answer alike."""
    link = Link.objects.open_with(token, actions.ENOUGH)
    seat = owing().filter(pk=link.about).first() if link else None
    if link is None or seat is None:
        return link_closed(request)
    if request.method == "POST":
        try:
            actions.stop_reminders(seat=seat, by=link)
        except Refused:  # the card came in meanwhile
            return link_closed(request)
        return redirect("scorecards:stopped")
    return render(request, "scorecards/enough.html", {"seat": seat, "interview": seat.interview})


@require_safe
def stopped(request: HttpRequest) -> HttpResponse:
    """Afterwards. Tells nothing of anybody, so it needs no link."""
    return render(request, "scorecards/stopped.html")
