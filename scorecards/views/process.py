"""How the process runs, over searches; and for administrators, whether groups go on alike."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.http import Request
from scorecards.queries.groups import AT_A_TIME, groups_for
from scorecards.queries.process import AUTHORS, process_of
from scorecards.rules import opens_process
from scorecards.statistics import FLOOR


@require_safe
@login_required
def process(request: Request) -> HttpResponse:
    if not opens_process(request.user):
        raise PermissionDenied("Who runs a search opens this page, and an administrator.")
    context = {
        "process": process_of(request.user),
        "groups": groups_for(request.user),
        "floor": FLOOR,
        "authors": AUTHORS,
        "searches_needed": AT_A_TIME,
    }
    return render(request, "scorecards/process.html", context)
