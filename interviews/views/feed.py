"""A person's own calendar: the private address, and what calendars read there."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from accounts.http import Request, link_closed
from accounts.models import Link, User
from interviews import actions
from interviews.calendar import Entry, feed_file
from interviews.emails import panel_words
from interviews.invitations import debrief_words
from interviews.queries import diary_of


@require_POST
@login_required
def make(request: Request) -> HttpResponse:
    """A new address; the one before it stops working."""
    actions.make_feed(by=request.user)
    messages.success(request, "This is your calendar's address. An earlier one works no more.")
    return redirect("interviews:mine")


@require_POST
@login_required
def end(request: Request) -> HttpResponse:
    actions.end_feed(by=request.user)
    messages.success(request, "Your calendar's address has ended.")
    return redirect("interviews:mine")


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """Whoever holds the address reads it: aliases, times and places, nothing else."""
    link = Link.objects.open_with(token, actions.FEED)
    user = User.objects.filter(pk=link.about, is_active=True).first() if link else None
    if user is None:
        return link_closed(request)
    diary = diary_of(user)
    entries = [Entry(row, *panel_words(row)) for row in diary.interviews]
    entries += [Entry(row, *debrief_words(row)) for row in diary.meetings]
    return HttpResponse(feed_file(entries), content_type="text/calendar; charset=utf-8")
