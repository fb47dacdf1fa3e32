"""Fetch-with-access for candidacies: what every view of this room and those above begins with."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from accounts.http import Request
from candidates.models import Candidacy
from candidates.queries import needs_declaration
from candidates.tabs import tabs_of
from searches.errors import NotAllowed
from searches.http import page
from searches.rules import require


class Undeclared(NotAllowed):
    """The viewer has to say first whether they know the candidate. `declared_first` asks them."""

    def __init__(self, candidacy: Candidacy):
        super().__init__("Say first whether you know this candidate.")
        self.candidacy = candidacy


def candidacy_for(request: Request, pk: int) -> Candidacy:
    """The candidacy, for who may open it.

    Raises Http404 where it is out of the viewer's sight, Undeclared where they have to declare
    first (see `declared_first`), NotAllowed where they asked to be replaced.
    """
    visible = Candidacy.objects.visible_to(request.user).select_related(
        "candidate", "search__playbook_version"
    )
    candidacy = get_object_or_404(visible, pk=pk)
    must_be_open(request, candidacy)
    return candidacy


def must_be_open(request: Request, candidacy: Candidacy) -> None:
    """For views that fetch a record of their own: raises as `candidacy_for` does."""
    if needs_declaration(request.user, candidacy):
        raise Undeclared(candidacy)
    require(request.user, "candidates.open", candidacy)


View = Callable[..., HttpResponseBase]


def declared_first(view: View) -> View:
    """Below `login_required`: who has not declared is taken to that page, and back afterwards."""

    @wraps(view)
    def asked(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except Undeclared as undeclared:
            url = reverse("candidates:declare", args=[undeclared.candidacy.pk])
            back = request.get_full_path() if request.method == "GET" else ""
            return redirect(f"{url}?{urlencode({'next': back})}" if back else url)

    return asked


def candidate_page(
    request: Request, candidacy: Candidacy, here: str, **context: Any
) -> dict[str, Any]:
    """The context of a page of one candidacy: the search's own, and the tabs along its top.

    `here` is the label of the page's tab; the template includes candidates/tabs.html.
    """
    tabs = tabs_of(candidacy, request.user)
    return page(candidacy.search, candidacy=candidacy, tabs=tabs, here=here, **context)
