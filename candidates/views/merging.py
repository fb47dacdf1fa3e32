"""Who may stand in the search twice: side by side, and put together."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import Request
from candidates import actions, queries
from candidates.duplicates import in_words, keys_of, pairs_in, told_apart_in
from candidates.http import candidacy_for, declared_first
from candidates.models import Candidacy
from searches.http import done, page, search_for
from searches.rules import require


@require_safe
@login_required
def doubles(request: Request, pk: int) -> HttpResponse:
    search = search_for(request, pk)
    require(request.user, "candidates.manage", search)
    context = page(
        search,
        pairs=pairs_in(search, request.user),
        apart=told_apart_in(search, request.user),
    )
    return render(request, "candidates/doubles.html", context)


@require_http_methods(["GET", "POST"])
@login_required
@declared_first
def merge(request: Request, pk: int, other: int) -> HttpResponse:
    """Both side by side; the one that is kept is chosen with a button of its own."""
    if one := _one_already(request, pk, other):
        return redirect(one)
    rows = _pair(request, pk, other)
    kept = next((row for row in rows if str(row.pk) == request.POST.get("keep")), None)
    if kept is not None and len({row.search_id for row in rows}) == 1:
        gone = next((row for row in rows if row.pk != kept.pk), kept)
        said = "The two are one now."
        if done(request, lambda: actions.merge(kept=kept, gone=gone, by=request.user), said):
            return redirect(kept)
    return render(request, "candidates/merge.html", _side_by_side(rows))


@require_POST
@login_required
@declared_first
def apart(request: Request, pk: int, other: int) -> HttpResponse:
    one, two = _pair(request, pk, other)
    said = f"{one.candidate} and {two.candidate} stay two."
    done(request, lambda: actions.tell_apart(one=one, other=two, by=request.user), said)
    return redirect("candidates:doubles", one.search_id)


@require_POST
@login_required
@declared_first
def compare_again(request: Request, pk: int, other: int) -> HttpResponse:
    one, two = _pair(request, pk, other)
    done(request, lambda: actions.compare_again(one=one, other=two, by=request.user))
    return redirect("candidates:merge", pk, other)


def _one_already(request: Request, pk: int, other: int) -> Candidacy | None:
    """The row that both went into meanwhile: somebody else was first, or another page of one's."""
    visible = Candidacy.objects.visible_to(request.user)
    one, two = (
        queries.stand_for([number]).filter(pk__in=visible).first() for number in (pk, other)
    )
    if pk == other or one is None or one != two:
        return None
    messages.info(request, "These two are one already.")
    return one


def _pair(request: Request, pk: int, other: int) -> list[Candidacy]:
    rows = [candidacy_for(request, number) for number in (pk, other)]
    for row in rows:
        require(request.user, "candidates.manage", row)
    return rows


def _side_by_side(rows: list[Candidacy]) -> dict[str, object]:
    one, other = rows
    held = queries.held_by(rows)
    shared = keys_of(one.candidate) & keys_of(other.candidate)
    return page(
        one.search,
        rows=[{"row": row, "holds": held[row.pk]} for row in rows],
        whys=in_words(kind for kind, _ in shared),
        one_search=one.search_id == other.search_id and one.pk != other.pk,
    )
