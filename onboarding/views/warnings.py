"""Early warnings of a plan, for both sides."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST

from onboarding import actions
from onboarding.forms import WarningForm, WordsForm
from onboarding.http import Door, both_sides
from onboarding.models import EarlyWarning
from onboarding.queries.plans import all_warnings
from searches.http import done, tried
from searches.rules import require


@require_http_methods(["GET", "HEAD", "POST"])
@both_sides
def warnings(request: HttpRequest, door: Door) -> HttpResponse:
    """All of them, and a form to raise one."""
    if request.method == "POST" and not door.hired:
        require(door.by, "onboarding.sign_off", door.plan)
    form = WarningForm(request.POST or None, initial={"since": door.plan.search.today})
    if form.is_valid() and tried(
        form, lambda: actions.raise_warning(plan=door.plan, by=door.by, **form.cleaned_data)
    ):
        return redirect(door.to("plan"))
    return _show(request, door, form=form)


def _show(
    request: HttpRequest, door: Door, form: WarningForm | None = None, answer: Any = None
) -> HttpResponse:
    """`answer` is a form that was not right, and the warning it belongs to."""
    given = dict([answer] if answer else [])
    rows = [
        (row, given.get(row.pk) or WordsForm(auto_id=f"w{row.pk}_%s"))
        for row in all_warnings(door.plan)
    ]
    context = {
        "warnings": rows,
        "answer": answer[1] if answer else None,
        "form": form or WarningForm(initial={"since": door.plan.search.today}),
    }
    return door.show(request, "onboarding/warnings.html", **context)


@require_POST
@both_sides
def warning(request: HttpRequest, door: Door, warning: int) -> HttpResponse:
    """Answer it, or say that it is settled: two buttons of one form."""
    if not door.hired:
        require(door.by, "onboarding.sign_off", door.plan)
    row = get_object_or_404(EarlyWarning, pk=warning, plan=door.plan)
    if "settle" in request.POST:
        done(request, lambda: actions.settle_warning(warning=row, by=door.by), "Settled.")
        return redirect(door.to("warnings"))
    form = WordsForm(request.POST, auto_id=f"w{row.pk}_%s")
    if form.is_valid() and tried(
        form,
        lambda: actions.answer_warning(warning=row, by=door.by, words=form.cleaned_data["words"]),
    ):
        return redirect(door.to("warnings"))
    return _show(request, door, answer=(row.pk, form))
