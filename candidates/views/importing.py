"""Many candidates from one file: its columns, what it would bring, and then all of it or none."""

import base64
import binascii

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.http import Request
from accounts.models import User
from candidates import actions, importing, queries
from candidates.actions import Person
from candidates.duplicates import known_in
from candidates.forms import ImportForm
from candidates.importing import FIELDS, Grid, Sheet
from candidates.models import Candidacy
from candidates.off_limits import fence_of
from searches.http import done, page, search_for
from searches.models import Search
from searches.rules import require

SHOWN = 20
"""How many people of a file are shown before they are taken in."""
MOST_SAID = 200
"""How many wrong lines, and doubles, one page names; the rest are counted."""
SAMPLES = 2


@require_http_methods(["GET", "POST"])
@login_required
def import_file(request: Request, pk: int) -> HttpResponse:
    """A file is read and shown; with the same bytes it is read anew, and at last taken in."""
    search = search_for(request, pk)
    require(request.user, "candidates.manage", search)
    if "content" in request.POST:
        return _go_on(request, search, _bytes_in(request.POST["content"]))
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        content = form.cleaned_data["file"]
        return _show(request, search, content, _read(search, request.user, content))
    return render(request, "candidates/import.html", _page(search, form=form))


def _bytes_in(content: str) -> bytes:
    try:
        return base64.b64decode(content, validate=True)
    except (binascii.Error, ValueError):
        return b""


def _read(search: Search, viewer: User, content: bytes, said: list[str] | None = None) -> Sheet:
    """As somebody said the columns now, or once for such a file, or as they can be guessed."""
    grid = importing.grid_of(content)
    columns = said or queries.columns_said(search, importing.digest_of(grid.headings))
    fits = columns if columns and len(columns) == len(grid.headings) else None
    return importing.read(content, known_in(search, viewer), fits, grid, fence_of(search))


def _go_on(request: Request, search: Search, content: bytes) -> HttpResponse:
    said = _columns_in(request)
    sheet = _read(search, request.user, content, said)
    if said and sheet.columns == said:
        headings = importing.digest_of(sheet.grid.headings)
        done(
            request,
            lambda: actions.remember_columns(
                search=search, headings=headings, columns=said, by=request.user
            ),
        )
    people = sheet.people + (sheet.alike if request.POST.get("alike") == "add" else [])
    # Since it was shown somebody may have been added, or the bytes been tampered with.
    as_shown = request.POST.get("count", "") == f"{len(sheet.people)}"
    if "take" in request.POST and sheet.good and people and as_shown:
        return _take_in(request, search, people)
    return _show(request, search, content, sheet)


def _columns_in(request: Request) -> list[str] | None:
    """A field for each column; what is no field leaves its column out."""
    said = request.POST.getlist("column")
    return [name if name in FIELDS else "" for name in said] or None


def _take_in(request: Request, search: Search, people: list[Person]) -> HttpResponse:
    count = len(people)
    done(
        request,
        lambda: actions.import_candidates(search=search, people=people, by=request.user),
        f"{count} candidates were added." if count > 1 else "One candidate was added.",
    )
    return redirect("candidates:list", search.pk)


def _show(request: Request, search: Search, content: bytes, sheet: Sheet) -> HttpResponse:
    columns = _columns(sheet.grid, sheet.columns)
    context = {
        "left_out": [column["heading"] for column in columns if not column["chosen"]],
        "form": ImportForm(),
        "sheet": sheet,
        "shown": sheet.people[:SHOWN],
        "problems": sheet.problems[:MOST_SAID],
        "doubles": sheet.doubles[:MOST_SAID],
        "columns": columns,
        "content": base64.b64encode(content).decode() if sheet.grid.lines else "",
    }
    return render(request, "candidates/import.html", _page(search, **context))


def _columns(grid: Grid, chosen: list[str]) -> list[dict[str, object]]:
    """Each column with its heading, what its first lines hold, and what it is taken for."""
    if not grid.lines or len(chosen) != len(grid.headings):
        return []
    first = [cells for _, cells in grid.lines[:SAMPLES]]
    return [
        {
            "heading": heading,
            "holds": [cells[n] for cells in first if n < len(cells) and cells[n].strip()],
            "chosen": chosen[n],
        }
        for n, heading in enumerate(grid.headings)
    ]


def _page(search: Search, **context: object) -> dict[str, object]:
    channels = Candidacy.Channel.choices
    return page(search, fields=list(FIELDS.items()), channels=channels, **context)
