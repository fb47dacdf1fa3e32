"""The kit of one interview, what goes with it, and one's own day."""

from functools import partial
from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import Request
from candidates.http import candidacy_for, candidate_page, declared_first
from candidates.models import Candidacy, Claim
from candidates.queries import may_open
from interviews import actions
from interviews.calendar import calendar_file
from interviews.cards import due_of
from interviews.emails import panel_words
from interviews.forms import ProbeForm
from interviews.http import interview_for
from interviews.models import Interview, Part
from interviews.queries import (
    Day,
    day_of,
    feed_of,
    kit_of,
    latest_briefs,
    my_meetings,
    my_readings,
    own_parts,
)
from interviews.queries.kit import claims_to_ask
from interviews.states import InterviewState
from interviews.views.planning import TAB
from mail.actions import absolute
from searches.http import done, page, tried
from searches.rules import may, require


@require_safe
@login_required
@declared_first
def kit(request: Request, pk: int) -> HttpResponse:
    row = interview_for(request, pk)
    require(request.user, "interviews.read_kit", row)
    hand = kit_of(row, request.user)
    context = page(
        row.search,
        kit=hand,
        interview=row,
        candidacy=row.candidacy,
        brief=latest_briefs(request.user, [row]).get(row.pk) if hand.own_seat else None,
        asks=may(request.user, "interviews.place_probe", row),
    )
    return render(request, "interviews/kit.html", context)


@require_safe
@login_required
def mine(request: Request) -> HttpResponse:
    """My day: what I sit in, what I have to read, which scorecards I owe."""
    feed = feed_of(request.user)
    address = absolute(reverse("interviews:feed", args=[feed.token])) if feed else ""
    context = {
        "day": day_of(request.user),
        "readings": my_readings(request.user),
        "due": due_of(request.user),
        "now": timezone.now(),
        "meetings": my_meetings(request.user),
        "feed": feed,
        "address": address,
        "webcal": urlsplit(address)._replace(scheme="webcal").geturl() if feed else "",
    }
    return render(request, "interviews/mine.html", context)


@require_POST
@login_required
@declared_first
def request_brief(request: Request, pk: int) -> HttpResponse:
    row = interview_for(request, pk)
    require(request.user, "interviews.take_brief", row)
    brief = done(request, lambda: actions.request_panel_brief(interview=row, by=request.user))
    return redirect("briefs:detail", brief.pk) if brief else redirect(row)


@require_POST
@login_required
@declared_first
def merge_briefs(request: Request, pk: int) -> HttpResponse:
    """One brief of all the parts of a candidate that I sit in."""
    row = candidacy_for(request, pk)
    require(request.user, "interviews.take_briefs", row)
    parts = list(own_parts(request.user, row).with_kit().order_by("starts_at", "pk"))
    if not parts:
        messages.info(request, "There is no interview to come here that you sit in.")
        return redirect("interviews:mine")
    brief = done(
        request,
        lambda: actions.request_merged_brief(candidacy=row, interviews=parts, by=request.user),
    )
    return redirect("briefs:detail", brief.pk) if brief else redirect("interviews:mine")


@require_POST
@login_required
def briefs_today(request: Request) -> HttpResponse:
    """The briefs of one's day at once, one a candidate; without those not yet declared on."""
    made = [
        done(
            request,
            partial(
                actions.request_merged_brief, candidacy=candidacy, interviews=rows, by=request.user
            ),
        )
        for candidacy, rows in _to_come(day_of(request.user))
        if may_open(request.user, candidacy)
    ]
    if any(made):
        messages.success(request, "Your panel briefs for today are being made, one a candidate.")
    else:
        messages.info(request, "There is no interview today whose kit is open to you.")
    return redirect("interviews:mine")


def _to_come(day: Day) -> list[tuple[Candidacy, list[Interview]]]:
    """Today's interviews that are not held yet, by candidacy."""
    found: dict[int, list[Interview]] = {}
    for held in day.today:
        if held.interview.state == InterviewState.PLANNED:
            found.setdefault(held.interview.candidacy_id, []).append(held.interview)
    return [(rows[0].candidacy, rows) for rows in found.values()]


@require_safe
@login_required
@declared_first
def calendar(request: Request, pk: int) -> HttpResponse:
    """The calendar file again, for who sits in the interview."""
    row = interview_for(request, pk)
    require(request.user, "interviews.take_brief", row)
    if row.starts_at is None:
        raise Http404
    over = row.state == InterviewState.CANCELLED
    summary, words = panel_words(row)
    content = calendar_file(
        row,
        to=request.user.email,
        method="CANCEL" if over else "REQUEST",
        summary=summary,
        words=words,
        sequence=row.sequence,
    )
    return HttpResponse(
        content,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="interview.ics"'},
    )


@require_http_methods(["GET", "POST"])
@login_required
@declared_first
def probe(request: Request, pk: int, part: int) -> HttpResponse:
    """Put a question for this candidate in a part's kit."""
    row = candidacy_for(request, pk)
    require(request.user, "interviews.place_probe", row)
    where = get_object_or_404(Part, pk=part, loop__search=row.search)
    claims = claims_to_ask(row)
    chosen = next((c for c in claims if str(c.pk) == request.GET.get("claim")), None)
    given = {"text": chosen.text} if chosen else None
    form = ProbeForm(request.POST or None, initial=given)
    if form.is_valid() and tried(
        form,
        lambda: actions.place_probe(
            candidacy=row, part=where, text=form.cleaned_data["text"], by=request.user
        ),
    ):
        messages.success(request, f"The question stands in the kit of “{where}”.")
        return redirect("interviews:candidacy", row.pk)
    placed = row.probes.filter(part__key=where.key)
    context = candidate_page(request, row, TAB, form=form, part=where, placed=placed, claims=claims)
    return render(request, "interviews/probe.html", context)


@require_POST
@login_required
@declared_first
def ask_about(request: Request, pk: int, part: int, claim: int) -> HttpResponse:
    """One step: the question suggested by a claim, put in a part's kit."""
    row = candidacy_for(request, pk)
    require(request.user, "interviews.place_probe", row)
    where = get_object_or_404(Part, pk=part, loop__search=row.search)
    about = get_object_or_404(Claim, pk=claim, candidacy=row)
    done(
        request,
        lambda: actions.ask_about(claim=about, part=where, by=request.user),
        f"The question stands in the kit of “{where}”.",
    )
    return redirect("interviews:probe", row.pk, where.pk)
