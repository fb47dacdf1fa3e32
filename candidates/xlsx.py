"""Excel workbooks, as far as a table of text goes: its first sheet read, and one written.

Nothing is unpacked to disk, no formula is evaluated, no entity is resolved and no other file is
fetched. What is packed is read up to a limit, whatever its directory says.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from xml.parsers import expat
from xml.sax.saxutils import escape

from candidates.uploads import ACTIVE, PACKED, UNREADABLE

MOST_MEMBERS = 500
UNPACKED = 60 * 1024 * 1024
MEMBER_READ = 30 * 1024 * 1024
MOST_COLUMNS = 100
MOST_CELLS = 1_500_000

BROKEN = "This workbook is broken. Save it anew as .xlsx, or as CSV with UTF-8."
LOCKED = "The workbook is locked with a password. Save it without one."
WORKING = "This workbook holds macros or active parts. Save it as .xlsx or CSV without them."
LINKED = "This workbook takes values from other files. Save a copy that holds the values alone."
TOO_LARGE = "Unpacked, this workbook is far too large. Save its first sheet as CSV."
NO_SHEET = "This workbook has no sheet with cells. Save it anew as .xlsx."
FORMULA = "A cell of this line holds a formula. Paste it as a value: nothing is calculated here."
ERROR = "A cell of this line holds an error of the spreadsheet. Put it right there."
WIDE = f"The sheet has more than {MOST_COLUMNS} columns. Remove those that are not needed."

BOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
STRINGS = "xl/sharedStrings.xml"
CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})", re.ASCII)
UNSHOWN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


class Unreadable(Exception):
    """Why a workbook cannot be read, in a sentence, and the line where that shows."""

    def __init__(self, says: str, line: int = 1):
        super().__init__(says)
        self.says, self.line = says, line


# ---- Reading -------------------------------------------------------------------------------


def read(content: bytes) -> list[tuple[int, list[str]]]:
    """The cells of the first sheet as text: each line that has any, with its number.

    Raises Unreadable.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_members(archive.infolist())
            strings = _strings(_member(archive, STRINGS))
            return _lines(_member(archive, _first_sheet(archive)), strings)
    except UNREADABLE:
        raise Unreadable(BROKEN) from None
    except expat.ExpatError:
        raise Unreadable(BROKEN) from None


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    names = [member.filename.casefold() for member in members]
    if BOOK.casefold() not in names:
        raise Unreadable(NO_SHEET)
    if any(member.flag_bits & 1 for member in members):
        raise Unreadable(LOCKED)
    if any(member.compress_type not in PACKED for member in members):
        raise Unreadable(BROKEN)
    if len(names) != len(set(names)) or len(names) > MOST_MEMBERS:
        raise Unreadable(BROKEN)
    if any(name.startswith(("/", "\\")) or ".." in name or "\\" in name for name in names):
        raise Unreadable(BROKEN)
    if sum(member.file_size for member in members) > UNPACKED:
        raise Unreadable(TOO_LARGE)
    if any(word in name for name in names for word in ACTIVE):
        raise Unreadable(WORKING)
    if any("externallinks/" in name or name == "xl/connections.xml" for name in names):
        raise Unreadable(LINKED)


def _member(archive: zipfile.ZipFile, name: str) -> bytes:
    """A member, nothing for one that is not there. Its stated size is not believed."""
    if name not in archive.namelist():
        return b""
    with archive.open(name) as member:
        content = member.read(MEMBER_READ + 1)
    if len(content) > MEMBER_READ:
        raise Unreadable(TOO_LARGE)
    return content


class Reader:
    """An XML parser that tells of elements by their own names, and refuses declared entities."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.StartElementHandler = lambda name, given: self.begin(_own(name), given)
        self.parser.EndElementHandler = lambda name: self.end(_own(name))
        self.parser.CharacterDataHandler = self.text

    def _refuse(self, *_: object) -> None:
        raise Unreadable(BROKEN)

    def begin(self, name: str, given: dict[str, str]) -> None: ...
    def end(self, name: str) -> None: ...
    def text(self, words: str) -> None: ...

    def parse(self, content: bytes) -> None:
        self.parser.Parse(content, True)


def _own(name: str) -> str:
    return name.rsplit(" ", 1)[-1]


class Elements(Reader):
    """The attributes of every element of one name."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self.found: list[dict[str, str]] = []

    def begin(self, name: str, given: dict[str, str]) -> None:
        if name == self.name:
            self.found.append({_own(key): value for key, value in given.items()})


def _first_sheet(archive: zipfile.ZipFile) -> str:
    """Where the first sheet is, as the workbook says, within its own folder."""
    sheets, relations = Elements("sheet"), Elements("Relationship")
    sheets.parse(_member(archive, BOOK))
    relations.parse(_member(archive, RELATIONS))
    targets = {row.get("Id", ""): row for row in relations.found}
    for sheet in sheets.found:
        relation = targets.get(sheet.get("id", ""), {})
        path = "xl/" + relation.get("Target", "").removeprefix("/xl/").removeprefix("xl/")
        if relation.get("TargetMode") != "External" and path in archive.namelist():
            return path
    raise Unreadable(NO_SHEET)


class Strings(Reader):
    """The shared texts: each <si>, its runs put together, without how it is pronounced."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.parts: list[str] = []
        self.inside = self.aside = False

    def begin(self, name: str, given: dict[str, str]) -> None:
        if name == "si":
            self.parts = []
        self.inside = name == "t" and not self.aside
        self.aside = self.aside or name == "rPh"

    def end(self, name: str) -> None:
        self.inside = False
        if name == "rPh":
            self.aside = False
        if name == "si":
            self.found.append("".join(self.parts))

    def text(self, words: str) -> None:
        if self.inside:
            self.parts.append(words)


def _strings(content: bytes) -> list[str]:
    strings = Strings()
    if content:
        strings.parse(content)
    return strings.found


class Cells(Reader):
    """The rows of a sheet. Where a cell stands is what its address says, or the next place."""

    def __init__(self, strings: list[str]) -> None:
        super().__init__()
        self.strings = strings
        self.rows: list[tuple[int, dict[int, str]]] = []
        self.row: dict[int, str] = {}
        self.line = self.column = self.cells = 0
        self.kind = self.value = ""
        self.inside = False

    def begin(self, name: str, given: dict[str, str]) -> None:
        if name == "row":
            self.line = int(given.get("r", self.line + 1))
            self.column = -1
            self.row = {}
            self._one_more()
        elif name == "c":
            self._place(given.get("r", ""))
            self.kind, self.value = given.get("t", "n"), ""
        elif name == "f":
            raise Unreadable(FORMULA, self.line)
        self.inside = name in ("v", "t")

    def _place(self, address: str) -> None:
        at = CELL.fullmatch(address)
        self.column = _column(at.group(1)) if at else self.column + 1
        if not self.line:
            raise Unreadable(BROKEN)
        self._one_more()

    def _one_more(self) -> None:
        """Rows count as well: an empty one takes six bytes, which pack to nothing."""
        self.cells += 1
        if self.cells > MOST_CELLS:
            raise Unreadable(TOO_LARGE, max(self.line, 1))

    def text(self, words: str) -> None:
        if self.inside:
            self.value += words

    def end(self, name: str) -> None:
        self.inside = False
        if name == "c" and self.value:
            if self.kind == "e":
                raise Unreadable(ERROR, self.line)
            if self.column >= MOST_COLUMNS:
                raise Unreadable(WIDE, self.line)
            if not self.row:  # rows without a value cost nothing, however many there are
                self.rows.append((self.line, self.row))
            self.row[self.column] = self._shown()

    def _shown(self) -> str:
        if self.kind == "s":
            return self.strings[int(self.value)]
        if self.kind == "b":
            return "yes" if self.value == "1" else "no"
        return _plain(self.value) if self.kind == "n" else self.value


def _column(letters: str) -> int:
    """'A' is 0, 'AA' is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _plain(number: str) -> str:
    """A telephone that a spreadsheet took for a number: 4.72200E+9 -> 4722000000."""
    try:
        value = float(number)
    except ValueError:
        return number
    return str(int(value)) if abs(value) < 1e15 and value == int(value) else number


def _lines(content: bytes, strings: list[str]) -> list[tuple[int, list[str]]]:
    cells = Cells(strings)
    try:
        cells.parse(content)
    except (IndexError, ValueError):
        raise Unreadable(BROKEN, cells.line or 1) from None
    rows = [(line, row) for line, row in cells.rows if any(v.strip() for v in row.values())]
    if not rows:
        raise Unreadable(NO_SHEET)
    return [(line, [row.get(n, "") for n in range(max(row) + 1)]) for line, row in rows]


# ---- Writing -------------------------------------------------------------------------------

_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
    'relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.spreadsheetml.worksheet+xml"/></Types>'
)
_RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/{kind}" Target="{target}"/></Relationships>'
)
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_BOOK = (
    f'<workbook xmlns="{_MAIN}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships"><sheets><sheet name="{name}" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def write(rows: Sequence[Sequence[str | int]], name: str = "Candidates") -> bytes:
    """A workbook of one sheet. Text is typed as text, so that no cell is read as a formula."""
    members = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELS.format(kind="officeDocument", target="xl/workbook.xml"),
        BOOK: _BOOK.format(name=escape(name)),
        RELATIONS: _RELS.format(kind="worksheet", target="worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": "".join(_sheet(rows)),
    }
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, text in members.items():
            archive.writestr(path, _HEAD + text)
    return content.getvalue()


def _sheet(rows: Sequence[Sequence[str | int]]) -> Iterator[str]:
    yield f'<worksheet xmlns="{_MAIN}"><sheetData>'
    for number, row in enumerate(rows, 1):
        yield f'<row r="{number}">{"".join(map(_cell, row))}</row>'
    yield "</sheetData></worksheet>"


def _cell(value: str | int) -> str:
    if isinstance(value, int):
        return f"<c><v>{value}</v></c>"
    text = escape(UNSHOWN.sub("", value), {"\r": "&#13;"})
    return f'<c t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
