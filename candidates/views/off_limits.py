"""Where nobody is approached, and who is not: the list of one search."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import Request
from candidates import actions
from candidates.forms import OffLimitsForm
from searches.http import done, page, search_for, tried
from searches.rules import require


@require_http_methods(["GET", "POST"])
@login_required
def off_limits(request: Request, pk: int) -> HttpResponse:
    search = search_for(request, pk)
    require(request.user, "candidates.manage", search)
    form = OffLimitsForm(request.POST or None)
    if form.is_valid() and tried(
        form,
        lambda: actions.put_off_limits(search=search, by=request.user, **form.cleaned_data),
    ):
        return redirect("candidates:off_limits", search.pk)
    rows = search.off_limits.select_related("added_by")
    return render(request, "candidates/off_limits.html", page(search, form=form, rows=rows))


@require_POST
@login_required
def remove(request: Request, pk: int, row: int) -> HttpResponse:
    search = search_for(request, pk)
    require(request.user, "candidates.manage", search)
    found = get_object_or_404(search.off_limits, pk=row)
    done(
        request,
        lambda: actions.take_off_limits(row=found, by=request.user),
        f"{found} is off the list.",
    )
    return redirect("candidates:off_limits", search.pk)
