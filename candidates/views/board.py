"""The candidates of one search: the board, the table and its file, one added."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import Request
from candidates import actions, exporting, pipeline, queries
from candidates.duplicates import Match, known_in
from candidates.forms import AddForm
from candidates.models import Candidacy
from candidates.pipeline import Wanted
from searches.errors import Refused
from searches.http import page, search_for
from searches.models import Search
from searches.rules import may, require

A_PAGE = 50


@require_safe
@login_required
def board(request: Request, pk: int) -> HttpResponse:
    search = search_for(request, pk)
    if not may(request.user, "candidates.read_all", search):
        return _mine(request, search)
    counts = queries.counts_of(search, request.user)
    context = page(
        search,
        columns=queries.board_of(search, request.user),
        counts=counts,
        clock=pipeline.clock_of(search, counts["shortlisted"]),
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
    """The pipeline as a table. What it shows stands in its address, and nowhere else."""
    search = search_for(request, pk)
    require(request.user, "candidates.read_all", search)
    wanted = Wanted.of(request.GET)
    found = pipeline.rows_of(search, request.user, wanted)
    shown = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    context = page(
        search,
        rows=pipeline.table_of(list(shown), search, request.user),
        shown=shown,
        wanted=wanted,
        headings=pipeline.headings_of(wanted),
        manages=may(request.user, "candidates.manage", search),
        here=f"{request.path}{wanted.address}&page={shown.number}",
        **_choices(),
    )
    return render(request, "candidates/list.html", context)


def _choices() -> dict[str, object]:
    """What the table can be narrowed to and sorted by."""
    stages = [(s.value, s.label) for s in queries.ON_BOARD] + [(queries.LEFT, "Left")]
    sorts = [
        (way + name, f"{label}{', reversed' if way else ''}")
        for name, label in pipeline.COLUMNS.items()
        for way in ("", "-")
    ]
    return {
        "stages": stages,
        "channels": Candidacy.Channel.choices,
        "levels": list(pipeline.LEVELS.items()),
        "sorts": sorts,
    }


@require_POST
@login_required
def export(request: Request, pk: int) -> HttpResponse:
    """The table as it is narrowed and sorted, all its pages; a POST, since it is put on record."""
    search = search_for(request, pk)
    require(request.user, "candidates.export", search)
    form = "xlsx" if request.POST.get("form") == "xlsx" else "csv"
    found = list(pipeline.rows_of(search, request.user, Wanted.of(request.POST)))
    rows = pipeline.table_of(found, search, request.user)
    actions.export_candidates(search=search, by=request.user)
    make, mimetype = exporting.FORMS[form]
    answer = HttpResponse(make(exporting.cells_of(rows)), content_type=mimetype)
    name = exporting.file_name(search, form)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@require_http_methods(["GET", "POST"])
@login_required
def add(request: Request, pk: int) -> HttpResponse:
    search = search_for(request, pk)
    require(request.user, "candidates.manage", search)
    form = AddForm(request.POST or None)
    alike: list[Match] = []
    if form.is_valid():
        matches = known_in(search, request.user).matches(form.person())
        # The same address is refused; what only looks alike is asked about.
        sure = form.cleaned_data["anyway"] or any(match.same_address for match in matches)
        alike = [] if sure else matches
        if not alike and (row := _added(request, search, form)):
            return redirect(row)
    return render(request, "candidates/add.html", page(search, form=form, alike=alike))


def _added(request: Request, search: Search, form: AddForm) -> Candidacy | None:
    try:
        return actions.add_candidate(
            search=search,
            person=form.person(),
            internal=form.cleaned_data["internal"],
            by=request.user,
        )
    except Refused as refusal:
        form.add_error(refusal.field or "email", str(refusal))
        return None
