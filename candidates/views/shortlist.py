from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.http import Request
from briefs.models import Brief
from candidates import actions, queries
from candidates.forms import ShortlistForm
from searches.http import done, page, search_for
from searches.rules import require


@require_http_methods(["GET", "POST"])
@login_required
def shortlist(request: Request, pk: int) -> HttpResponse:
    """Choose three to five, and have their PDF made for oneself."""
    search = search_for(request, pk)
    require(request.user, "candidates.manage", search)
    found = list(queries.for_shortlist(search, request.user))
    form = ShortlistForm(request.POST or None, candidacies=found)
    if form.is_valid():
        chosen = form.chosen()
        brief = done(
            request,
            lambda: actions.make_shortlist(search=search, chosen=chosen, by=request.user),
        )
        if brief:
            return redirect("briefs:detail", brief.pk)
    made = Brief.objects.filter(search=search, kind="shortlist", reader=request.user)
    context = page(
        search,
        form=form,
        count=len(found),
        plan=search.playbook.shortlist,
        made=made.order_by("-pk")[:10],
    )
    return render(request, "candidates/shortlist.html", context)
