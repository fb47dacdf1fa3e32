"""The six-month review: each side answers once, and reads the other once both have."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import Request
from briefs.models import Brief
from briefs.queries import papers_of
from onboarding import actions
from onboarding.briefs import REVIEW
from onboarding.forms import ReviewForm
from onboarding.http import Door, both_sides, plan_for
from onboarding.models import Review
from searches.http import done, tried
from searches.rules import require


def _of(door: Door) -> Review:
    row = Review.objects.select_related("manager").filter(plan=door.plan).first()
    if row is None:
        raise Http404
    row.plan = door.plan
    return row


@require_http_methods(["GET", "HEAD", "POST"])
@both_sides
def review(request: HttpRequest, door: Door) -> HttpResponse:
    if request.method == "POST" and not door.hired:
        require(door.by, "onboarding.sign_off", door.plan)
    row = _of(door)
    indicators = list(row.indicators.all())
    form = ReviewForm(
        request.POST or None,
        asks=row.hired_asks if door.hired else row.manager_asks,
        indicators=[] if door.hired else indicators,
    )
    if form.is_valid() and tried(form, lambda: _answer(door, form)):
        return redirect(door.to("review"))
    mine = door.hired or door.signs
    context = {
        "review": row,
        "indicators": indicators,
        "form": form,
        "writes": mine and not (row.hired_at if door.hired else row.manager_at),
        "is_open": door.plan.search.today >= row.due_on - actions.EARLIEST,
        "opens_on": actions.opens_on(row),
        "papers": _papers(door, row),
    }
    return door.show(request, "onboarding/review.html", **context)


def _papers(door: Door, row: Review) -> list[Brief]:
    if door.hired:
        return []
    return list(papers_of(door.user, REVIEW, row)[:3])


def _answer(door: Door, form: ReviewForm) -> None:
    if door.hired:
        actions.answer_review(plan=door.plan, answers=form.answers(), by=door.by)
    else:
        actions.give_review(plan=door.plan, answers=form.answers(), seen=form.seen(), by=door.user)


@require_POST
@login_required
def review_brief(request: Request, pk: int) -> HttpResponse:
    door = Door(plan_for(request, pk), request.user)
    _of(door)
    made = done(request, lambda: actions.request_review(plan=door.plan, by=request.user))
    if not made:
        return redirect(door.to("review"))
    return redirect("briefs:detail", made.pk)
