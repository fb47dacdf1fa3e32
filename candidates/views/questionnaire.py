"""The questionnaire: which way, the conversation's page, and the candidate's own page."""

from dataclasses import dataclass
from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import Request, link_closed
from accounts.models import Link, User
from accounts.templatetags.face import clock_filter, sentences
from candidates import actions, own, queries
from candidates.forms import AnswersForm, WayForm
from candidates.http import candidacy_for, candidate_page, declared_first
from candidates.models import Candidacy, Questionnaire
from searches.errors import Refused, Stale
from searches.http import done, page, search_for
from searches.models import Search
from searches.rules import may, require


@require_http_methods(["GET", "POST"])
@login_required
def way(request: Request, pk: int) -> HttpResponse:
    search = search_for(request, pk)
    require(request.user, "candidates.manage", search)
    form = WayForm(request.POST or None)
    if form.is_valid():
        chosen = form.cleaned_data["way"]
        done(
            request,
            lambda: actions.choose_way(search=search, way=chosen, by=request.user),
            "That is how every candidate of this search is asked.",
        )
        return redirect("candidates:way", search.pk)
    context = page(
        search, form=form, fixed=queries.way_of(search), questions=queries.questions_of(search)
    )
    return render(request, "candidates/way.html", context)


@require_http_methods(["GET", "POST"])
@login_required
@declared_first
def questionnaire(request: Request, pk: int) -> HttpResponse:
    """The answers, or how far they are; in a conversation the form in which they are typed."""
    candidacy = candidacy_for(request, pk)
    row = queries.questionnaire_of(candidacy)
    if request.method == "POST":
        require(request.user, "candidates.type_answers", candidacy)
        if row is None:
            messages.error(request, "Begin the conversation first.")
            return redirect("candidates:questionnaire", pk)
        outcome = write(request, row, candidacy.search, request.user)
        if outcome.response is not None:
            return outcome.response
        if outcome.submitted or outcome.saved:
            return redirect("candidates:questionnaire", pk)
        return _show(request, candidacy, row, form=outcome.form, theirs=outcome.theirs)
    return _show(request, candidacy, row)


def _show(
    request: Request, candidacy: Candidacy, row: Questionnaire | None, **more: object
) -> HttpResponse:
    search = candidacy.search
    types = may(request.user, "candidates.type_answers", candidacy)
    typing = row is not None and not row.submitted_at and row.way == "conversation" and types
    if typing and more.get("form") is None:
        more["form"] = form_of(cast(Questionnaire, row), search)
    context = candidate_page(
        request,
        candidacy,
        "Questionnaire",
        row=row,
        way=queries.way_of(search),
        answers=queries.worded(search, row.answers) if row and row.submitted_at else [],
        questions=queries.questions_of(search),
        part=queries.questionnaire_part(search),
        manages=may(request.user, "candidates.manage", candidacy),
        types=types,
        typing=typing,
        now=timezone.now(),
        **more,
    )
    return render(request, "candidates/questionnaire.html", context)


@require_POST
@login_required
@declared_first
def send(request: Request, pk: int) -> HttpResponse:
    candidacy = candidacy_for(request, pk)
    require(request.user, "candidates.manage", candidacy)
    done(
        request,
        lambda: actions.send_questionnaire(candidacy=candidacy, by=request.user),
        f"The questions are on their way to {candidacy.candidate}.",
    )
    return redirect("candidates:questionnaire", pk)


@require_POST
@login_required
@declared_first
def close(request: Request, pk: int) -> HttpResponse:
    candidacy = candidacy_for(request, pk)
    require(request.user, "candidates.manage", candidacy)
    done(
        request,
        lambda: actions.close_questionnaire(candidacy=candidacy, by=request.user),
        f"The address sent to {candidacy.candidate} is closed.",
    )
    return redirect("candidates:questionnaire", pk)


@require_POST
@login_required
@declared_first
def begin(request: Request, pk: int) -> HttpResponse:
    candidacy = candidacy_for(request, pk)
    require(request.user, "candidates.type_answers", candidacy)
    done(request, lambda: actions.begin_conversation(candidacy=candidacy, by=request.user))
    return redirect("candidates:questionnaire", pk)


@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """The candidate's page. Reading it changes nothing; every closed link answers alike."""
    link = Link.objects.open_with(token, actions.QUESTIONNAIRE)
    rows = Questionnaire.objects.select_related(
        "candidacy__candidate", "candidacy__search__playbook_version"
    )
    row = rows.filter(pk=link.about, link=link, submitted_at=None).first() if link else None
    if link is None or row is None:
        return link_closed(request)
    search = row.candidacy.search
    form, theirs = form_of(row, search), None
    if request.method == "POST":
        outcome = write(request, row, search, link)
        if outcome.response is not None:
            return outcome.response
        if outcome.submitted:
            return redirect("candidates:answered")
        if outcome.saved:
            return redirect("candidates:answer", token)
        form, theirs = outcome.form, outcome.theirs
    context = {
        "form": form,
        "theirs": theirs,
        "row": row,
        "search": search,
        "until": link.expires_at,
        "readers": queries.who_is_told(row.candidacy),
        "own_page": own.own_url(row.candidacy, link.email),
        "part": queries.questionnaire_part(search),
    }
    return render(request, "candidates/answer.html", context)


@require_safe
def answered(request: HttpRequest) -> HttpResponse:
    """After submitting. Tells nothing of anybody, so it needs no link."""
    return render(request, "candidates/answered.html")


# ---- Writing answers, whoever writes -----------------------------------------------------


@dataclass
class Outcome:
    """What came of a save: a finished response, or a form to show again with what was typed."""

    form: AnswersForm
    response: HttpResponse | None = None
    theirs: list[queries.Answer] | None = None
    saved: bool = False
    submitted: bool = False


def form_of(row: Questionnaire, search: Search) -> AnswersForm:
    return AnswersForm(initial={**row.answers, "revision": row.revision}, search=search)


def write(request: HttpRequest, row: Questionnaire, search: Search, by: User | Link) -> Outcome:
    """Save or submit what was sent; by itself while typing (`X-Draft`) it only saves."""
    by_itself = "X-Draft" in request.headers
    submitting = "submit" in request.POST and not by_itself
    form = AnswersForm(request.POST, search=search, submitting=submitting)
    outcome = Outcome(form)
    if not form.is_valid():
        if by_itself:
            says = " ".join(said for box in form for said in sentences(box))
            outcome.response = JsonResponse({"message": f"Not saved. {says}"}, status=400)
        return outcome
    act = actions.submit_answers if submitting else actions.save_answers
    given = {"answers": form.answers(), "revision": form.cleaned_data["revision"]}
    try:
        saved = act(questionnaire=row, by=by, **given)
    except Stale as stale:
        return _both(outcome, stale, search, by_itself)
    except Refused as refusal:
        return _refused(request, outcome, refusal, by_itself)
    outcome.saved, outcome.submitted = True, submitting
    if by_itself:
        at = clock_filter(timezone.now())
        outcome.response = JsonResponse({"saved": at, "revision": saved.revision})
    return outcome


def _both(outcome: Outcome, stale: Stale, search: Search, by_itself: bool) -> Outcome:
    """Somebody saved first: the writer keeps their words and is shown the other's beside them."""
    if by_itself:
        says = "This was changed elsewhere meanwhile. Save to see both texts."
        outcome.response = JsonResponse({"conflict": True, "message": says}, status=409)
        return outcome
    current = cast(Questionnaire, stale.current)
    mine = outcome.form.answers()
    both = queries.worded(search, current.answers)
    outcome.theirs = [answer for answer in both if answer.text != mine[answer.key]]
    data = {**mine, "revision": current.revision}
    outcome.form = AnswersForm(data, search=search)
    return outcome


def _refused(request: HttpRequest, outcome: Outcome, refusal: Refused, by_itself: bool) -> Outcome:
    if by_itself:
        outcome.response = JsonResponse({"message": str(refusal)}, status=400)
    else:
        messages.error(request, str(refusal))
    return outcome
