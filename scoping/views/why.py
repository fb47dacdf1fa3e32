from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.http import Request
from scoping.queries import names_of, scope_named
from scoping.why import why as reasons
from searches.http import page, search_for
from searches.rules import require


@require_safe
@login_required
def why(request: Request, pk: int, kind: str, key: str) -> HttpResponse:
    """Which answers and which rule put something there; `?version=` of another than the scope in
    force."""
    search = search_for(request, pk)
    require(request.user, "scoping.read_scope", search)
    scope = scope_named(search, request.GET.get("version", ""))
    try:
        found = reasons(scope, kind, key, names_of(scope.said_by))
    except KeyError:
        raise Http404 from None
    context = page(search, why=found, scope=scope, row=search.playbook_version)
    return render(request, "scoping/why.html", context)
