"""A file's lines and cells, whichever program wrote it: CSV, or an Excel workbook."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field

from candidates import xlsx
from candidates.exporting import is_formula

MOST_ROWS = 10_000
MOST_COLUMNS = xlsx.MOST_COLUMNS

ENCODING = (
    "The file is not in UTF-8. Save it anew: in Excel as “CSV UTF-8”, elsewhere as CSV with UTF-8."
)
EMPTY = "The file is empty. Its first line names the columns."
OLD_EXCEL = "This is an old Excel file, or one under a password. Save it as .xlsx or as CSV."
QUOTES = "A quotation mark is opened and not closed, or closed too soon."
ALONE = "There is no line under the names of the columns."
WIDE = f"The first line names more than {MOST_COLUMNS} columns. Remove those that are not needed."
MANY = f"A file holds at most {MOST_ROWS:,} candidates. Split it."


@dataclass(frozen=True)
class Problem:
    line: int
    says: str


@dataclass
class Grid:
    """The first line, and the others with their numbers; or what is wrong with the file."""

    headings: list[str] = field(default_factory=list)
    lines: list[tuple[int, list[str]]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def wrong(self, says: str, line: int = 1) -> "Grid":
        self.problems.append(Problem(line, says))
        return self


def grid_of(content: bytes) -> Grid:
    if content.startswith(b"PK\x03\x04"):
        return _checked(_from_xlsx(content))
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        return Grid().wrong(OLD_EXCEL)
    return _checked(_from_csv(content))


def _checked(grid: Grid) -> Grid:
    if grid.problems:
        return grid
    grid.headings = [" ".join(heading.split()) for heading in grid.headings]
    if len(grid.headings) > MOST_COLUMNS:
        return grid.wrong(WIDE)
    if not grid.lines:
        return grid.wrong(ALONE)
    if len(grid.lines) > MOST_ROWS:
        return grid.wrong(MANY, grid.lines[MOST_ROWS][0])
    return grid


def _from_xlsx(content: bytes) -> Grid:
    try:
        (_, headings), *lines = xlsx.read(content)
    except xlsx.Unreadable as reason:
        return Grid().wrong(reason.says, reason.line)
    # A sheet leaves empty cells at the end of a line out.
    wide = len(headings)
    return Grid(headings, [(line, cells + [""] * (wide - len(cells))) for line, cells in lines])


def _from_csv(content: bytes) -> Grid:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Grid().wrong(ENCODING, content[: error.start].count(b"\n") + 1)
    if "\0" in text:
        return Grid().wrong(ENCODING)
    if not text.strip():
        return Grid().wrong(EMPTY)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text), strict=True)
    grid = Grid()
    try:
        grid.headings = next(rows)
        for line, cells in _numbered(rows):
            if any(cell.strip() for cell in cells):
                grid.lines.append((line, [as_typed(cell) for cell in cells]))
            if len(grid.lines) > MOST_ROWS:
                break
    except csv.Error:
        return grid.wrong(QUOTES, rows.line_num)
    return grid


def delimiter_of(text: str) -> str:
    """Comma, semicolon (Excel in much of Europe) or tab: what the first line has most of."""
    first = "".join(text.splitlines()[:1])
    return max(",;\t", key=first.count)


def _numbered(rows: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line it begins at; a quoted cell may run over several lines."""
    begins = rows.line_num + 1  # type: ignore[attr-defined]
    for row in rows:
        yield begins, row
        begins = rows.line_num + 1  # type: ignore[attr-defined]


def as_typed(cell: str) -> str:
    """Without the apostrophe by which our own export, and others', keep a formula from being one"""
    return cell[1:] if cell.startswith("'") and is_formula(cell) else cell
