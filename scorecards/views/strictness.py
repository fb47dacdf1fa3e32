"""How strictly the signed-in person rates. There is no address for anybody else's."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.http import Request
from scorecards.queries.strictness import own_strictness


@require_safe
@login_required
def my_strictness(request: Request) -> HttpResponse:
    return render(request, "scorecards/strictness.html", {"own": own_strictness(request.user)})
