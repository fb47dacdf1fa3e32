"""The table as a file. No cell of it is read as a formula by whatever opens it."""

import csv
import io
from collections.abc import Callable, Sequence

from django.utils.text import slugify

from candidates import xlsx
from candidates.pipeline import Row
from searches.models import Search

HEADINGS = (
    "Name",
    "Title there",
    "Employer",
    "Mail address",
    "Telephone",
    "Stage",
    "Days there",
    "How we met",
    "Signal",
    "Last change",
)
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""How a cell begins that a spreadsheet may calculate; in East Asia it takes wide signs too."""
Cells = Sequence[Sequence[str | int]]


def cells_of(rows: Sequence[Row]) -> Cells:
    """What the table shows its reader, and how to reach people; nothing of hopes for pay."""
    return [HEADINGS, *(_line(row) for row in rows)]


def _line(row: Row) -> list[str | int]:
    candidacy, person = row.card.candidacy, row.card.candidacy.candidate
    # Before declaring: name, employer and where they stand.
    more = ("", "", "") if row.closed else (person.title, person.email, person.phone)
    title, email, phone = more
    return [
        person.name,
        title,
        person.employer,
        email,
        phone,
        candidacy.get_stage_display(),
        row.card.days,
        row.met,
        row.level,
        row.changed.isoformat(),
    ]


def as_csv(cells: Cells) -> bytes:
    """UTF-8 with its mark, since Excel takes a file without one for something else."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([[harmless(cell) for cell in line] for line in cells])
    return text.getvalue().encode("utf-8-sig")


def is_formula(cell: str) -> bool:
    """Also behind apostrophes, so that what was made harmless can be told from what was typed."""
    return cell.lstrip("'").startswith(FORMULA)


def harmless(cell: str | int) -> str | int:
    """Behind an apostrophe where it would be a formula."""
    return f"'{cell}" if isinstance(cell, str) and is_formula(cell) else cell


FORMS: dict[str, tuple[Callable[[Cells], bytes], str]] = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "xlsx": (
        xlsx.write,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
}


def file_name(search: Search, form: str) -> str:
    """With the alias: a file lies about in folders that others see."""
    return f"{slugify(search.shown_outside) or 'search'}-candidates.{form}"
