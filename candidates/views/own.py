"""The candidate's own page, behind a private link; and giving that link, or taking it back.

A candidate opens it on a phone, in the evening: what comes next, with whom, what to bring.
"""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import Request, link_closed
from accounts.models import Link
from candidates import actions, own, queries
from candidates.forms import LeaveForm, NeedsForm, VoluntaryForm
from candidates.http import candidacy_for, declared_first
from candidates.models import Candidacy
from candidates.states import LIVE
from searches.http import done, tried
from searches.rules import require


@require_http_methods(["GET", "POST"])
def own_page(request: HttpRequest, token: str) -> HttpResponse:
    """Reading it changes nothing; every closed link answers alike."""
    link, candidacy = behind(token)
    if link is None or candidacy is None:
        return link_closed(request)
    form = NeedsForm(_sent(request), initial={"needs": candidacy.needs})
    if form.is_valid() and tried(
        form, lambda: actions.say_needs(candidacy=candidacy, by=link, **form.cleaned_data)
    ):
        messages.success(request, "Noted. Who runs this search has been told.")
        return redirect("candidates:own", token)
    return _page(request, link, candidacy, form=form)


def _page(
    request: HttpRequest,
    link: Link,
    candidacy: Candidacy,
    form: NeedsForm | None = None,
    asked: VoluntaryForm | None = None,
) -> HttpResponse:
    steps = own.own_steps(candidacy)
    context = {
        "candidacy": candidacy,
        "search": candidacy.search,
        "stands": own.STANDS[candidacy.stage],
        "steps": steps,
        "next": own.next_of(steps),
        "may_leave": candidacy.stage in LIVE,
        "given": own.given_by(candidacy),
        "answers": queries.answers_of(candidacy),
        "readers": queries.who_is_told(candidacy),
        "partners": [row.partner for row in candidacy.submissions.select_related("partner")],
        "form": form or NeedsForm(initial={"needs": candidacy.needs}),
        "asked": asked or VoluntaryForm(),
        "counted": own.is_counted(candidacy),
        "token": link.token,
        "until": link.expires_at,
    }
    return render(request, "candidates/own.html", context)


@require_POST
def counted(request: HttpRequest, token: str) -> HttpResponse:
    """What is only counted; sent with nothing said, it is taken back."""
    link, candidacy = behind(token)
    if link is None or candidacy is None:
        return link_closed(request)
    asked = VoluntaryForm(request.POST)
    if not asked.is_valid() or not tried(
        asked, lambda: actions.say_voluntarily(candidacy=candidacy, by=link, **asked.cleaned_data)
    ):
        return _page(request, link, candidacy, asked=asked)
    said = any(asked.cleaned_data.values())
    messages.success(request, "Noted, to be counted." if said else "Nothing is held of these.")
    return redirect("candidates:own", token)


@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """One question before the end: a reason helps, and may be left out."""
    link, candidacy = behind(token)
    if link is None or candidacy is None:
        return link_closed(request)
    form = LeaveForm(_sent(request))
    if form.is_valid() and tried(
        form,
        lambda: actions.withdraw_themselves(candidacy=candidacy, by=link, **form.cleaned_data),
    ):
        return redirect("candidates:own", token)
    context = {
        "candidacy": candidacy,
        "search": candidacy.search,
        "may_leave": candidacy.stage in LIVE,
        "stands": own.STANDS[candidacy.stage],
        "form": form,
        "token": token,
    }
    return render(request, "candidates/leave.html", context)


def behind(token: str) -> tuple[Link | None, Candidacy | None]:
    link = Link.objects.open_with(token, own.OWN_PAGE)
    rows = Candidacy.objects.select_related("candidate", "search__playbook_version")
    return link, rows.filter(pk=link.about).first() if link else None


def _sent(request: HttpRequest) -> QueryDict | None:
    """What was sent, even where it is nothing: no reason and no words are answers here."""
    return request.POST if request.method == "POST" else None


@require_POST
@login_required
@declared_first
def send(request: Request, pk: int) -> HttpResponse:
    candidacy = candidacy_for(request, pk)
    require(request.user, "candidates.manage", candidacy)
    done(
        request,
        lambda: actions.send_own_page(candidacy=candidacy, by=request.user),
        f"{candidacy.candidate} gets it by mail. An address they had before is closed.",
    )
    return redirect(candidacy)


@require_POST
@login_required
@declared_first
def close(request: Request, pk: int) -> HttpResponse:
    candidacy = candidacy_for(request, pk)
    require(request.user, "candidates.end", candidacy)
    done(
        request,
        lambda: actions.close_own_page(candidacy=candidacy, by=request.user),
        "Their address is closed.",
    )
    return redirect(candidacy)
