from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.http import Request
from briefs.models import Brief
from candidates import actions
from searches.http import done, page, search_for
from searches.rules import require


@require_http_methods(["GET", "POST"])
@login_required
def status(request: Request, pk: int) -> HttpResponse:
    """This week's status, made with one button here or on the board; and those made before."""
    search = search_for(request, pk)
    require(request.user, "candidates.status", search)
    if request.method == "POST":
        brief = done(request, lambda: actions.make_status(search=search, by=request.user))
        return redirect("briefs:detail", brief.pk) if brief else redirect("candidates:status", pk)
    made = Brief.objects.filter(search=search, kind="status", reader=request.user)
    context = page(search, made=made.order_by("-pk")[:26])
    return render(request, "candidates/status.html", context)
