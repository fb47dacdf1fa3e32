"""Candidates that search partners put forward: looked at, taken, declined, and told of."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import Request
from candidates import actions, partners
from candidates.actions.partners import is_partner_now
from candidates.duplicates import known_in
from candidates.forms import DeclineForm, TakeForm, TellForm
from candidates.http import candidacy_for, candidate_page, declared_first
from candidates.models import Submission
from candidates.off_limits import fence_of, says
from candidates.papers import handed_out
from candidates.states import SUBMISSION_MOVES, SubmissionState
from searches.http import done, page, search_for, tried
from searches.moves import open_to
from searches.rules import require

A_PAGE = 50


def reviewed(request: Request, pk: int, number: int) -> Submission:
    search = search_for(request, pk)
    require(request.user, "candidates.end", search)
    row = get_object_or_404(partners.submissions_in(search, request.user), pk=number)
    row.search = search
    return row


@require_safe
@login_required
def submissions(request: Request, pk: int) -> HttpResponse:
    search = search_for(request, pk)
    require(request.user, "candidates.end", search)
    rows = partners.submissions_in(search, request.user)
    answered = rows.exclude(state=SubmissionState.OPEN).order_by("-answered_at", "-pk")
    context = page(
        search,
        waiting=rows.filter(state=SubmissionState.OPEN).order_by("pk"),
        page_of=Paginator(answered, A_PAGE).get_page(request.GET.get("page")),
    )
    return render(request, "candidates/submissions.html", context)


@require_safe
@login_required
def submission(request: Request, pk: int, submission: int) -> HttpResponse:
    row = reviewed(request, pk, submission)
    return _show(request, row, DeclineForm(), TakeForm())


def _show(request: Request, row: Submission, form: DeclineForm, taking: TakeForm) -> HttpResponse:
    moves = {move.name: move for move in open_to(SUBMISSION_MOVES, row.state)}
    stopped = fence_of(row.search).meets(row) if moves else None
    context = page(
        row.search,
        row=row,
        form=form,
        taking=taking,
        moves=moves,
        alike=known_in(row.search, request.user).matches(row) if moves else [],
        stopped=says(stopped) if stopped else "",
        shut="" if row.search.is_running else row.search.get_life_display(),
    )
    return render(request, "candidates/submission.html", context)


@require_POST
@login_required
def take(request: Request, pk: int, submission: int) -> HttpResponse:
    row = reviewed(request, pk, submission)
    require(request.user, "candidates.manage", row.search)
    matches = known_in(row.search, request.user).matches(row)
    form = TakeForm(request.POST)
    # The same address is refused; what only looks alike is asked about.
    if matches and not any(match.same_address for match in matches) and not form.is_valid():
        return _show(request, row, DeclineForm(), form)
    said = f"{row} is a candidate now. {row.partner} is told by mail that there is word."
    taken = done(request, lambda: actions.take_submission(submission=row, by=request.user), said)
    return redirect(taken or _address_of(row))


@require_POST
@login_required
def decline(request: Request, pk: int, submission: int) -> HttpResponse:
    row = reviewed(request, pk, submission)
    form = DeclineForm(request.POST)
    if not form.is_valid():
        return _show(request, row, form, TakeForm())
    done(
        request,
        lambda: actions.decline_submission(submission=row, said=form.said(), by=request.user),
        f"Declined. {row.partner} is told by mail that there is word.",
    )
    return redirect("candidates:submissions", row.search_id)


@require_POST
@login_required
def erase(request: Request, pk: int, submission: int) -> HttpResponse:
    row = reviewed(request, pk, submission)
    require(request.user, "candidates.erase", row.search)
    erased = done(
        request,
        lambda: actions.erase_submission(submission=row, by=request.user),
        "Erased. What the partner sent of them is gone.",
    )
    return (
        redirect("candidates:submissions", row.search_id) if erased else redirect(_address_of(row))
    )


def _address_of(row: Submission) -> str:
    return reverse("candidates:submission", args=[row.search_id, row.pk])


@require_safe
@login_required
def cv(request: Request, pk: int, submission: int) -> FileResponse:
    row = reviewed(request, pk, submission)
    return handed_out(row.cv, f"submission-{row.pk}.{row.cv_kind}")


@require_http_methods(["GET", "POST"])
@login_required
@declared_first
def tell(request: Request, pk: int, submission: int) -> HttpResponse:
    candidacy = candidacy_for(request, pk)
    require(request.user, "candidates.end", candidacy)
    row = get_object_or_404(candidacy.submissions.select_related("partner"), pk=submission)
    form = TellForm(request.POST or None)
    if form.is_valid() and tried(
        form,
        lambda: actions.tell_partner(submission=row, by=request.user, **form.cleaned_data),
    ):
        return redirect(candidacy)
    context = candidate_page(
        request, candidacy, "Candidate", form=form, row=row, reads=is_partner_now(row)
    )
    return render(request, "candidates/tell.html", context)
