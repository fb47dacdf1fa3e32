"""Candidates of a search side by side. Who is not open to the viewer is nowhere on the page."""

from collections.abc import Iterable
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.http import Request
from candidates.models import Candidacy
from scorecards import actions
from scorecards.queries.compare import Comparison, columns_of, open_to_compare, side_by_side
from scorecards.queries.order import order_of
from scorecards.queries.pictures import axis, the_key
from searches.http import page, search_for

BY_MEAN = "mean"
"""Nothing is put in order until somebody asks."""


@require_safe
@login_required
def compare(request: Request, pk: int) -> HttpResponse:
    search = search_for(request, pk)
    found = open_to_compare(search, request.user)
    if len(found) < 2:
        return render(request, "scorecards/compare.html", page(search))
    shown, note = side_by_side(found, request.GET.getlist("with"))
    actions.read_debriefs(candidacies=shown, by=request.user)
    columns = columns_of(search, shown, request.user)
    ordered = request.GET.get("order") == BY_MEAN
    order = order_of(columns) if ordered else None
    context = page(
        search,
        comparison=Comparison(order.columns if order else columns),
        found=found[::-1],
        shown=shown,
        note=note,
        ordered=ordered,
        order=order,
        as_opened=address(shown),
        by_mean=address(shown, order=BY_MEAN),
        key=the_key(),
        axis=axis(),
    )
    return render(request, "scorecards/compare.html", context)


def address(shown: Iterable[Candidacy], **more: str) -> str:
    """The same people again, so that the address can be handed on."""
    return f"?{urlencode([('with', row.pk) for row in shown] + list(more.items()))}"
