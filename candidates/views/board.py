"""The candidates of one search: the board, the list, one added, many imported."""

import base64
import binascii

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import Request
from candidates import actions, importing, queries
from candidates.forms import AddForm, ImportForm
from candidates.states import Stage
from searches.errors import Refused
from searches.http import done, page, search_for
from searches.models import Search
from searches.rules import may, require

A_PAGE = 50
SHOWN_BEFORE_IMPORT = 20


@require_safe
@login_required
def board(request: Request, pk: int) -> HttpResponse:
    search = search_for(request, pk)
    if not may(request.user, "candidates.read_all", search):
        return _mine(request, search)
    context = page(
        search,
        columns=queries.board_of(search, request.user),
        counts=queries.counts_of(search, request.user),
        manages=may(request.user, "candidates.manage", search),
    )
    return render(request, "candidates/board.html", context)


def _mine(request: Request, search: Search) -> HttpResponse:
    """A panelist or an approver: those they were let in to, and no stage."""
    rows = list(queries.list_of(search, request.user))
    cards = queries.cards_of(rows, search, request.user)
    return render(request, "candidates/mine.html", page(search, cards=cards))


@require_safe
@login_required
def everyone(request: Request, pk: int) -> HttpResponse:
    search = search_for(request, pk)
    require(request.user, "candidates.read_all", search)
    stage, words = request.GET.get("stage", ""), request.GET.get("words", "").strip()[:100]
    stage = stage if stage in (*Stage.values, queries.LEFT) else ""
    found = queries.list_of(search, request.user, stage, words.replace("\0", ""))
    rows = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    context = page(
        search,
        cards=queries.cards_of(list(rows), search, request.user),
        rows=rows,
        stage=stage,
        words=words,
        stages=[(s.value, s.label) for s in queries.ON_BOARD] + [(queries.LEFT, "Left")],
    )
    return render(request, "candidates/list.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def add(request: Request, pk: int) -> HttpResponse:
    search = search_for(request, pk)
    require(request.user, "candidates.manage", search)
    form = AddForm(request.POST or None)
    if form.is_valid():
        person, internal = form.person(), form.cleaned_data["internal"]
        try:
            candidacy = actions.add_candidate(
                search=search, person=person, internal=internal, by=request.user
            )
        except Refused as refusal:
            form.add_error("email", str(refusal))
        else:
            return redirect(candidacy)
    return render(request, "candidates/add.html", page(search, form=form))


@require_http_methods(["GET", "POST"])
@login_required
def import_file(request: Request, pk: int) -> HttpResponse:
    """The file is read and shown first; a second step, with the same bytes, takes it in."""
    search = search_for(request, pk)
    require(request.user, "candidates.manage", search)
    if "content" in request.POST:
        return _take_in(request, search)
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        return _preview(request, search, form.cleaned_data["file"])
    return render(request, "candidates/import.html", _import_page(search, form=form))


def _read(search: Search, content: bytes) -> importing.Sheet:
    return importing.read(content, queries.emails_of(search))


def _import_page(search: Search, **context) -> dict[str, object]:
    return page(
        search, columns=importing.COLUMNS, channels=importing.Candidacy.Channel.choices, **context
    )


def _preview(request: Request, search: Search, content: bytes) -> HttpResponse:
    sheet = _read(search, content)
    context = {
        "form": ImportForm(),
        "sheet": sheet,
        "shown": sheet.people[:SHOWN_BEFORE_IMPORT],
        "content": base64.b64encode(content).decode() if sheet.good else "",
    }
    return render(request, "candidates/import.html", _import_page(search, **context))


def _take_in(request: Request, search: Search) -> HttpResponse:
    try:
        content = base64.b64decode(request.POST["content"], validate=True)
    except (binascii.Error, ValueError):
        content = b""
    sheet = _read(search, content)
    if not sheet.good:  # the search has changed since the preview, or the bytes were tampered with
        return _preview(request, search, content)
    count = len(sheet.people)
    said = f"{count} candidates were added." if count > 1 else "One candidate was added."
    done(
        request,
        lambda: actions.import_candidates(search=search, people=sheet.people, by=request.user),
        said,
    )
    return redirect("candidates:list", search.pk)
