"""A panelist at their own card. Nobody else is ever shown these pages."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import Request
from candidates.http import candidate_page, declared_first, must_be_open
from candidates.models import Candidacy
from interviews.models import Interview
from scorecards import actions
from scorecards.actions.cards import revealed_to
from scorecards.content import content_of
from scorecards.forms import AmendForm, CardForm, QuestionForm
from scorecards.models import Card
from scorecards.queries.desk import Desk, desk_of
from scorecards.states import CardState
from scorecards.views.saving import draft_answer
from searches.errors import Refused, Stale
from searches.http import done, tried
from searches.rules import may, require

AMENDED = "The amendment stands beside the scorecard, with today's date."
SEALED_NOW = "Your scorecard is submitted and sealed. Others read it once the debrief is open."


def desk_for(request: Request, pk: int) -> Desk:
    """The viewer's own desk at an interview.

    Raises Http404 where the candidate is out of sight, and answers everybody else who has no card
    to write there with the same sentence, whatever cards there are.
    """
    # Wider than the interviews one sits in: a draft outlives its author's seat.
    interviews = Interview.objects.filter(candidacy__in=Candidacy.objects.visible_to(request.user))
    interview = get_object_or_404(
        interviews.select_related(
            "part__loop", "candidacy__candidate", "candidacy__search__playbook_version"
        ),
        pk=pk,
    )
    require(request.user, "scorecards.write", interview)
    must_be_open(request, interview.candidacy)
    return desk_of(request.user, interview)


def desk_page(request: Request, desk: Desk, **more: Any) -> dict[str, Any]:
    candidacy = desk.interview.candidacy
    readable = may(request.user, "scorecards.read_debrief", candidacy)
    return candidate_page(
        request,
        candidacy,
        "Debrief",
        desk=desk,
        interview=desk.interview,
        debrief_is_open=readable,
        **more,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@declared_first
def card(request: Request, pk: int) -> HttpResponse:
    desk = desk_for(request, pk)
    if request.method == "POST":
        return _written(request, desk)
    if desk.shut or desk.card.state != CardState.DRAFT:
        return _read(request, desk)
    return _form(request, desk, CardForm(desk.shape, desk.content, revision=desk.card.revision))


def _read(request: Request, desk: Desk, typed: CardForm | None = None) -> HttpResponse:
    """A card that is not, or no more, written; with what was `typed` too late, not to lose it."""
    stands = desk.wordings[-1].content if desk.wordings else desk.content
    context = desk_page(
        request,
        desk,
        question_form=QuestionForm(),
        too_late=typed.differences(stands) if typed else [],
    )
    return render(request, "scorecards/own.html", context)


def _form(request: Request, desk: Desk, form: CardForm, **more: Any) -> HttpResponse:
    context = desk_page(request, desk, form=form, question_form=QuestionForm(), **more)
    return render(request, "scorecards/card.html", context)


def _written(request: Request, desk: Desk) -> HttpResponse:
    """Save what was typed; seal it when asked to and when it is whole."""
    form = CardForm(desk.shape, desk.content, request.POST)
    if not form.is_valid():
        return _form(request, desk, form)
    try:
        saved = _save(request, desk, form)
        form.now_at(saved.revision)
        if "submit" in request.POST:
            if not form.whole():
                return _form(request, desk_of(request.user, desk.interview), form)
            _submit(request, desk, form, saved.revision)
    except Stale as stale:
        current = cast(Card, stale.current)
        form.now_at(current.revision)
        both = form.differences(content_of(current))
        return _form(request, desk, form, both=both, conflict=f"{stale} Both texts are below.")
    except Refused as refusal:
        messages.error(request, str(refusal))
        return _read(request, desk_of(request.user, desk.interview), form)
    messages.success(request, SEALED_NOW if "submit" in request.POST else "The draft is saved.")
    url = desk.card.get_absolute_url()
    return redirect(f"{url}#flags" if "more" in request.POST else url)


def _save(request: Request, desk: Desk, form: CardForm) -> Card:
    return actions.save_card(
        interview=desk.interview,
        revision=form.cleaned_data["revision"] or 0,
        content=form.content(),
        by=request.user,
    )


def _submit(request: Request, desk: Desk, form: CardForm, revision: int) -> Card:
    return actions.submit_card(
        interview=desk.interview, revision=revision, content=form.content(), by=request.user
    )


@require_POST
@login_required
@declared_first
def draft(request: Request, pk: int) -> JsonResponse:
    """Where the card saves itself while somebody writes."""
    desk = desk_for(request, pk)
    form = CardForm(desk.shape, desk.content, request.POST)
    return draft_answer(form, lambda: _save(request, desk, form))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@declared_first
def amend(request: Request, pk: int) -> HttpResponse:
    desk = desk_for(request, pk)
    if not desk.wordings:
        messages.error(request, "A scorecard is amended once it is submitted.")
        return redirect("scorecards:card", pk)
    last = desk.wordings[-1]
    revealed = revealed_to(request.user, desk.interview)
    # Flags once shown stand as they are; only what is new is added beside them.
    content = last.content | ({"flags": []} if revealed else {})
    given = request.POST if request.method == "POST" else None
    about = {"after": last.card.pk, "sealed": not revealed}
    form = AmendForm(desk.shape, content, given, initial=about)
    more: dict[str, Any] = {"revealed": revealed}
    if form.is_valid() and form.whole():
        try:
            _amend(request, desk, form)
        except Stale as stale:
            more = _behind(request, desk, form, stale)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, AMENDED)
            return redirect("scorecards:card", pk)
    return render(request, "scorecards/amend.html", desk_page(request, desk, form=form, **more))


def _amend(request: Request, desk: Desk, form: AmendForm) -> Card:
    return actions.amend_card(
        card=desk.card,
        after=form.cleaned_data["after"] or 0,
        content=form.content(),
        because=form.cleaned_data["amended_because"],
        sealed=form.cleaned_data["sealed"],
        by=request.user,
    )


def _behind(request: Request, desk: Desk, form: AmendForm, stale: Stale) -> dict[str, Any]:
    """For the page again: what is typed, on top of what stands by now; both, where they differ."""
    stands = cast(Card, stale.current)
    revealed = revealed_to(request.user, desk.interview)
    form.now_after(stands.pk, sealed=not revealed)
    elsewhere = stands.pk != form.cleaned_data["after"]
    both = form.differences(content_of(stands)) if elsewhere else []
    return {"revealed": revealed, "both": both, "conflict": str(stale)}


@require_POST
@login_required
@declared_first
def take_up(request: Request, pk: int) -> HttpResponse:
    desk = desk_for(request, pk)
    done(request, lambda: actions.take_up_card(interview=desk.interview, by=request.user))
    return redirect("scorecards:card", pk)


@require_POST
@login_required
@declared_first
def pass_question(request: Request, pk: int) -> HttpResponse:
    desk = desk_for(request, pk)
    form = QuestionForm(request.POST)
    if form.is_valid() and tried(
        form,
        lambda: actions.pass_question(
            interview=desk.interview, text=form.cleaned_data["text"], by=request.user
        ),
    ):
        messages.success(request, "The recruiter has the question, without your name.")
        return redirect("scorecards:card", pk)
    context = desk_page(request, desk, question_form=form)
    return render(request, "scorecards/pass_question.html", context)
