"""The recruiter and the questions that were passed on."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import Request
from scorecards import actions
from scorecards.forms import PlaceForm
from scorecards.models import PassedQuestion
from scorecards.queries.questions import later_parts, questions_in
from searches.http import done, page, search_for
from searches.rules import require


@require_safe
@login_required
def questions(request: Request, pk: int) -> HttpResponse:
    search = search_for(request, pk)
    require(request.user, "scorecards.place", search)
    context = page(search, questions=questions_in(search, request.user))
    return render(request, "scorecards/questions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def question(request: Request, pk: int, question: int) -> HttpResponse:
    search = search_for(request, pk)
    require(request.user, "scorecards.place", search)
    row = get_object_or_404(questions_in(search, request.user), pk=question)
    if request.method == "POST" and "decline" in request.POST:
        done(
            request,
            lambda: actions.decline_question(question=row, by=request.user),
            "The question is declined.",
        )
        return redirect("scorecards:questions", search.pk)
    parts = later_parts(row.interview.candidacy)
    given = request.POST if request.method == "POST" else None
    form = PlaceForm(parts, given, initial={"text": row.text})
    if form.is_valid() and _placed(request, row, form):
        return redirect("scorecards:questions", search.pk)
    context = page(search, question=row, form=form, parts=parts)
    return render(request, "scorecards/question.html", context)


def _placed(request: Request, row: PassedQuestion, form: PlaceForm) -> bool:
    part, text = form.cleaned_data["part"], form.cleaned_data["text"]
    return done(
        request,
        lambda: actions.place_question(question=row, part=part, text=text, by=request.user),
        f"The question is in the kit of “{part}”.",
    )
