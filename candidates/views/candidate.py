"""One candidate in one search: the page, what is noted, the moves, the end, and conflicts."""

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import Request
from candidates import actions, addresses, partners, queries
from candidates.actions import Person
from candidates.forms import CandidateForm, ConflictForm, DocumentForm, ReasonForm, TakeBackForm
from candidates.http import candidacy_for, candidate_page, declared_first
from candidates.models import Candidacy, Conflict, Message
from candidates.off_limits import fence_of, mark
from candidates.own import own_link
from candidates.pipeline import level_of
from candidates.states import BUTTONS, SEARCH_CLOSED, STAGE_MOVES, Stage
from searches.errors import Refused, Stale
from searches.http import done, page, tried
from searches.moves import open_to
from searches.rules import may, require


@require_safe
@login_required
@declared_first
def detail(request: Request, pk: int) -> HttpResponse:
    candidacy = candidacy_for(request, pk)
    return show(request, candidacy)


def show(request: Request, candidacy: Candidacy, **more) -> HttpResponse:
    """The candidate's page; also with a form on it that was sent and is not right yet."""
    manages = may(request.user, "candidates.manage", candidacy)
    sees_all = may(request.user, "candidates.read_all", candidacy)
    context = candidate_page(
        request,
        candidacy,
        "Candidate",
        manages=manages,
        sees_all=sees_all,
        moves=[m for m in open_to(STAGE_MOVES, candidacy.stage) if m.name in BUTTONS],
        documents=candidacy.documents.select_related("added_by").order_by("pk"),
        claims=candidacy.claims.select_related("checked_by"),
        level=level_of(candidacy),
        systems=queries.systems_of(candidacy),
        references=queries.references_of(candidacy) if sees_all else [],
        questionnaire=queries.questionnaire_of(candidacy),
        conflicts=queries.conflicts_of(candidacy) if sees_all else [],
        comes_back=candidacy.ended_because == SEARCH_CLOSED and candidacy.search.is_running,
        own_page=own_link(candidacy) if manages else None,
        address=_address(candidacy) if sees_all else "",
        messages_sent=_messages(candidacy) if sees_all else [],
        submissions=partners.submissions_of(candidacy) if manages else [],
        off_limits=_off_limits(candidacy) if manages else "",
        merges=candidacy.merges.select_related("by") if sees_all else [],
        document_form=more.pop("document_form", None) or DocumentForm(),
    )
    return render(request, "candidates/detail.html", context | more)


def _address(candidacy: Candidacy) -> str:
    person = candidacy.candidate
    return addresses.warning(person.email, person.employer, candidacy.search.company)


def _off_limits(candidacy: Candidacy) -> str:
    return mark(fence_of(candidacy.search).meets(candidacy.candidate))


def _messages(candidacy: Candidacy) -> list[Message]:
    """Nobody is written to before they have left."""
    return list(candidacy.messages.select_related("sent_by")) if candidacy.ended else []


@require_http_methods(["GET", "POST"])
@login_required
@declared_first
def change(request: Request, pk: int) -> HttpResponse:
    candidacy = candidacy_for(request, pk)
    require(request.user, "candidates.manage", candidacy)
    now = actions.noted_on(candidacy)
    form = CandidateForm(request.POST or None, initial=vars(now))
    theirs: list[tuple[str, str]] = []
    if form.is_valid():
        was = request.POST.get("was", "")
        try:
            actions.change_candidate(
                candidacy=candidacy, person=form.person(), was=was, by=request.user
            )
        except Stale as stale:
            now = actions.noted_on(cast(Candidacy, stale.current))
            theirs = _theirs(form, now)
        except Refused as refusal:
            form.add_error("email", str(refusal))
        else:
            return redirect(candidacy)
    context = candidate_page(
        request, candidacy, "Candidate", form=form, was=now.digest, theirs=theirs
    )
    return render(request, "candidates/change.html", context)


def _theirs(form: CandidateForm, now: Person) -> list[tuple[str, str]]:
    """What stands otherwise than the form would have it: label and words."""
    return [
        (str(box.label), getattr(now, box.name))
        for box in form
        if getattr(now, box.name) != form.cleaned_data[box.name]
    ]


@require_POST
@login_required
@declared_first
def move(request: Request, pk: int) -> HttpResponse:
    candidacy = candidacy_for(request, pk)
    name = request.POST.get("move", "")
    done(request, lambda: actions.move(candidacy=candidacy, name=name, by=request.user))
    return redirect(candidacy)


@require_http_methods(["GET", "POST"])
@login_required
@declared_first
def stop(request: Request, pk: int) -> HttpResponse:
    return _end(request, pk, Stage.STOPPED)


@require_http_methods(["GET", "POST"])
@login_required
@declared_first
def withdraw(request: Request, pk: int) -> HttpResponse:
    return _end(request, pk, Stage.WITHDRAWN)


ENDINGS = {Stage.STOPPED: actions.stop, Stage.WITHDRAWN: actions.withdraw}


def _end(request: Request, pk: int, ending: Stage) -> HttpResponse:
    candidacy = candidacy_for(request, pk)
    require(request.user, "candidates.manage", candidacy)
    form = ReasonForm(request.POST or None, ending=ending)
    if form.is_valid():
        because = form.cleaned_data["because"]
        end = ENDINGS[ending]
        if done(request, lambda: end(candidacy=candidacy, because=because, by=request.user)):
            return redirect(_after_the_end(request, candidacy))
        return redirect(candidacy)
    context = candidate_page(request, candidacy, "Candidate", form=form, stops=ending == "stopped")
    return render(request, "candidates/end.html", context)


def _after_the_end(request: Request, candidacy: Candidacy) -> str:
    """Back to the table one came from; else to a mail that may be written to them now."""
    board = reverse("candidates:list", args=[candidacy.search_id])
    if "next" in request.GET or not candidacy.candidate.email:
        return _back(request, board)
    return reverse("candidates:message", args=[candidacy.pk])


@require_http_methods(["GET", "POST"])
@login_required
@declared_first
def take_back(request: Request, pk: int) -> HttpResponse:
    candidacy = candidacy_for(request, pk)
    require(request.user, "candidates.manage", candidacy)
    form = TakeBackForm(request.POST or None)
    if form.is_valid() and tried(
        form,
        lambda: actions.take_back(candidacy=candidacy, by=request.user, **form.cleaned_data),
    ):
        return redirect(candidacy)
    context = candidate_page(request, candidacy, "Candidate", form=form)
    return render(request, "candidates/take_back.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def declare(request: Request, pk: int) -> HttpResponse:
    """Name and employer, and one question; nothing else of the candidate is on this page."""
    visible = Candidacy.objects.visible_to(request.user).select_related(
        "candidate", "search__playbook_version"
    )
    candidacy = get_object_or_404(visible, pk=pk)
    require(request.user, "candidates.declare", candidacy)
    said = candidacy.conflicts.filter(user=request.user).first()
    form = ConflictForm(request.POST or None)
    if form.is_valid():
        answer = form.cleaned_data
        done(
            request,
            lambda: actions.declare_conflict(candidacy=candidacy, by=request.user, **answer),
            SAID[answer["answer"]],
        )
        stays = answer["answer"] != Conflict.Answer.REPLACE
        return redirect(_back(request, candidacy.get_absolute_url()) if stays else "home")
    context = page(candidacy.search, candidacy=candidacy, form=form, said=said)
    return render(request, "candidates/declare.html", context)


SAID = {
    Conflict.Answer.NONE: "Noted: no conflict.",
    Conflict.Answer.KNOWS: "Noted. The debrief shows it.",
    Conflict.Answer.REPLACE: "Noted. Who runs the search finds somebody else.",
}


def _back(request: Request, otherwise: str) -> str:
    back = request.GET.get("next", "")
    ours = url_has_allowed_host_and_scheme(
        back, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return back if ours else otherwise
