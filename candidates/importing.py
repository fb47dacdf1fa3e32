"""Reading a table of candidates from a CSV file: all of it is right, or none of it is taken."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from accounts.models import normal_email
from accounts.templatetags.face import sentences
from candidates.actions import Person
from candidates.actions.people import TWICE
from candidates.forms import CandidateForm
from candidates.models import Candidacy

MOST_ROWS = 10_000
COLUMNS = ("name", "email", "phone", "employer", "title", "channel", "summary", "expects")
PAY = ("salary", "pay", "compensation", "package", "remuneration", "wage", "bonus")

ENCODING = (
    "The file is not in UTF-8. Save it anew: in Excel as “CSV UTF-8”, elsewhere as CSV with UTF-8."
)
EMPTY = f"The file is empty. Its first line names the columns: {', '.join(COLUMNS)}."
NAMELESS = f"There is no column “name”. The columns are: {', '.join(COLUMNS)}."


# A channel may be written as the page shows it, or by its short name.
CHANNELS = {str(c.label).casefold(): c.value for c in Candidacy.Channel} | {
    c.value: c.value for c in Candidacy.Channel
}


@dataclass(frozen=True)
class Problem:
    line: int
    says: str


@dataclass
class Sheet:
    """What a file holds: people, or what is wrong with it, line by line."""

    people: list[Person] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def good(self) -> bool:
        return bool(self.people) and not self.problems


def read(content: bytes, known: set[str] | None = None) -> Sheet:
    """`known` are the addresses that the search has already."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return Sheet(problems=[Problem(_line_of_bad_byte(content), ENCODING)])
    if "\0" in text:
        return Sheet(problems=[Problem(1, ENCODING)])
    if not text.strip():
        return Sheet(problems=[Problem(1, EMPTY)])
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    sheet = Sheet()
    try:
        columns = _columns(next(rows), sheet)
        if not sheet.problems:
            _read_rows(rows, columns, sheet, known or set())
    except csv.Error:
        sheet.problems.append(
            Problem(rows.line_num, "A quotation mark is opened and not closed, or closed too soon.")
        )
    if not sheet.people and not sheet.problems:
        sheet.problems.append(Problem(1, "There is no line under the names of the columns."))
    return sheet


def _line_of_bad_byte(content: bytes) -> int:
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return content[: error.start].count(b"\n") + 1
    return 1


def _delimiter(text: str) -> str:
    """Comma, semicolon (Excel in much of Europe) or tab: what the first line has most of."""
    first = text.splitlines()[0]
    return max(",;\t", key=first.count)


def _columns(header: Sequence[str], sheet: Sheet) -> list[str]:
    names = [name.strip().casefold() for name in header]
    for name in names:
        if any(word in name for word in PAY):
            says = f"“{name}” is not taken in: past pay is never stored. Remove the column."
            sheet.problems.append(Problem(1, says))
        elif name not in COLUMNS:
            says = f"“{name or 'a column without a name'}” is not known here. The columns are: "
            sheet.problems.append(Problem(1, says + ", ".join(COLUMNS) + "."))
    for name in sorted({n for n in names if names.count(n) > 1}):
        sheet.problems.append(Problem(1, f"The column “{name}” stands there twice. Keep one."))
    if "name" not in names:
        sheet.problems.append(Problem(1, NAMELESS))
    return names


def _numbered(rows: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line it begins at; a quoted cell may run over several lines."""
    begins = rows.line_num + 1  # type: ignore[attr-defined]
    for row in rows:
        yield begins, row
        begins = rows.line_num + 1  # type: ignore[attr-defined]


def _read_rows(
    rows: Iterator[list[str]], columns: list[str], sheet: Sheet, known: set[str]
) -> None:
    form = CandidateForm({})  # one form for all rows: making one costs more than cleaning it
    seen: dict[str, int] = {}
    for count, (line, cells) in enumerate(_numbered(rows), 1):
        if count > MOST_ROWS:
            says = f"A file holds at most {MOST_ROWS:,} candidates. Split it."
            sheet.problems.append(Problem(line, says))
            return
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(columns):
            says = f"The first line has {len(columns)} cells, this one {len(cells)}. "
            says += "Put a cell that holds a comma in quotation marks."
            sheet.problems.append(Problem(line, says))
            continue
        wrong = _wrong(form, _data(columns, cells), known, seen)
        seen.setdefault(normal_email(form.data.get("email", "")), line)
        sheet.problems += [Problem(line, says) for says in wrong]
        if not wrong:
            sheet.people.append(form.person())


def _data(columns: list[str], cells: list[str]) -> dict[str, str]:
    data = {name: cell.strip() for name, cell in zip(columns, cells, strict=True)}
    channel = data.get("channel", "")
    return data | {"channel": CHANNELS.get(channel.casefold(), channel)}


def _wrong(
    form: CandidateForm, data: dict[str, str], known: set[str], seen: dict[str, int]
) -> list[str]:
    """What is wrong with one row, in sentences. Leaves the row's clean data in the form."""
    form.data = data
    form.full_clean()
    wrong = [says for bound in form for says in sentences(bound)] if form.errors else []
    email = normal_email(data.get("email", ""))
    if email and email in seen:
        wrong.append(f"The address {email} stands in line {seen[email]} already. Keep one.")
    elif email in known:
        wrong.append(f"{TWICE.format(email)} Remove the line.")
    return wrong
