"""Which questions told the truth: over searches for who runs them, and for each rater alone."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.http import Request
from onboarding.differences import HIRES
from onboarding.queries.truth import own_truth, truth_of
from scorecards.queries.process import AUTHORS


@require_safe
@login_required
def truth(request: Request) -> HttpResponse:
    found = truth_of(request.user)
    if found is None:
        raise PermissionDenied("Who runs a search opens this page.")
    context = {"truth": found, "floor": HIRES, "authors": AUTHORS}
    return render(request, "onboarding/truth.html", context)


@require_safe
@login_required
def my_truth(request: Request) -> HttpResponse:
    """There is no address for anybody else's."""
    return render(request, "onboarding/my_truth.html", {"own": own_truth(request.user)})
