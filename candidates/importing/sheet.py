"""What a file would bring: who is added, who seems to be here already, and what is wrong."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from accounts.models import normal_email
from accounts.templatetags.face import sentences
from candidates.actions import Person
from candidates.duplicates import Known, Match
from candidates.forms import CandidateForm
from candidates.importing.columns import guess, wrong_with
from candidates.importing.files import Grid, Problem, grid_of
from candidates.models import Candidacy
from candidates.off_limits import Fence, refusal

# A channel may be written as the page shows it, or by its short name.
CHANNELS = {str(c.label).casefold(): c.value for c in Candidacy.Channel} | {
    c.value: c.value for c in Candidacy.Channel
}
CELLS = (
    "The first line has {} cells, this one {}. Put a cell that holds a comma in quotation marks."
)


@dataclass(frozen=True)
class Double:
    """A line that may be somebody who is here already, or stands in the file twice."""

    line: int
    person: Person
    match: Match


@dataclass
class Sheet:
    """What a file holds: people and doubles, or what is wrong with it, line by line."""

    grid: Grid
    columns: list[str]
    people: list[Person] = field(default_factory=list)
    doubles: list[Double] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def good(self) -> bool:
        return bool(self.people or self.alike) and not self.problems

    @property
    def alike(self) -> list[Person]:
        """Doubles that may still be somebody else: an address tells people apart, a name not."""
        return [double.person for double in self.doubles if not double.match.same_address]


def read(
    content: bytes,
    known: Known | None = None,
    columns: Sequence[str] | None = None,
    grid: Grid | None = None,
    fence: Fence | None = None,
) -> Sheet:
    """`known` is everybody in the search; `columns` a field for each column, else guessed; `fence`
    the search's list of who is off limits.

    `grid` is what `grid_of` made of the content, for who has asked it already.
    """
    grid = grid or grid_of(content)
    sheet = Sheet(grid, list(columns or guess(grid.headings)), problems=list(grid.problems))
    if not sheet.problems:
        wrong = wrong_with(grid.headings, sheet.columns)
        sheet.problems = [Problem(1, says) for says in wrong]
    if not sheet.problems:
        _read_lines(sheet, known or Known(), fence or Fence())
    return sheet


def _read_lines(sheet: Sheet, known: Known, fence: Fence) -> None:
    form = CandidateForm({})  # one form for all rows: making one costs more than cleaning it
    addresses: dict[str, int] = {}
    before = Known()
    for line, cells in sheet.grid.lines:
        if len(cells) != len(sheet.grid.headings):
            says = CELLS.format(len(sheet.grid.headings), len(cells))
            sheet.problems.append(Problem(line, says))
            continue
        wrong = _wrong(form, _data(sheet.columns, cells), addresses)
        addresses.setdefault(normal_email(form.data.get("email", "")), line)
        if not wrong and (row := fence.refuses(form.person())):
            wrong = [refusal(row)]
        sheet.problems += [Problem(line, says) for says in wrong]
        if not wrong:
            _take(sheet, line, form.person(), known, before)


def _take(sheet: Sheet, line: int, person: Person, known: Known, before: Known) -> None:
    matches = known.matches(person) or before.matches(person)
    if matches:
        match = next((m for m in matches if m.same_address), matches[0])
        sheet.doubles.append(Double(line, person, match))
    else:
        sheet.people.append(person)
    before.add(person, f"line {line}")


def _data(columns: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    data = {name: cell.strip() for name, cell in zip(columns, cells, strict=True) if name}
    halves = [data.pop("first_name", ""), data.pop("last_name", "")]
    data.setdefault("name", " ".join(filter(None, halves)))
    channel = data.get("channel", "")
    return data | {"channel": CHANNELS.get(channel.casefold(), channel)}


def _wrong(form: CandidateForm, data: dict[str, str], addresses: dict[str, int]) -> list[str]:
    """What is wrong with one row, in sentences. Leaves the row's clean data in the form."""
    form.data = data
    form.full_clean()
    wrong = [says for bound in form for says in sentences(bound)] if form.errors else []
    email = normal_email(data.get("email", ""))
    if email and email in addresses:
        wrong.append(f"The address {email} stands in line {addresses[email]} already. Keep one.")
    return wrong
