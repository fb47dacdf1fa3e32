"""Workbooks for the import tests: right ones, and the tricks."""

import io
import struct
import zipfile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
BOOK = (
    f'<workbook xmlns="{MAIN}" xmlns:r="{REL}"><sheets>'
    '<sheet name="People" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
LEADS = (
    '<Relationships><Relationship Id="rId1" Type="worksheet" Target="worksheets/sheet1.xml"{}/>'
    "</Relationships>"
)
GOOD = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>name</t></is></c>'
    '<c r="B1" t="inlineStr"><is><t>email</t></is></c></row>'
    '<row r="2"><c r="A2" t="inlineStr"><is><t>Ada Lind</t></is></c>'
    '<c r="B2" t="inlineStr"><is><t>ada@example.com</t></is></c></row>'
)


def sheet(rows: str = GOOD, head: str = "") -> str:
    return f'{head}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'


def packed(members: dict[str, str | bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return content.getvalue()


def xlsx(rows: str = GOOD, *, without: str = "", **more: str | bytes) -> bytes:
    """A workbook of one sheet. `more` are further members, with __ for / in their names."""
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": BOOK,
        "xl/_rels/workbook.xml.rels": LEADS.format(""),
        "xl/worksheets/sheet1.xml": sheet(rows),
    }
    members |= {name.replace("__", "/"): text for name, text in more.items()}
    members.pop(without, None)
    return packed(members)


def with_member(name: str, text: str | bytes = "x") -> bytes:
    return packed(
        {
            "xl/workbook.xml": BOOK,
            "xl/_rels/workbook.xml.rels": LEADS.format(""),
            "xl/worksheets/sheet1.xml": sheet(),
            name: text,
        }
    )


def cell(address: str, inside: str, kind: str = "n") -> str:
    return f'<c r="{address}" t="{kind}">{inside}</c>'


def line(number: int, cells: str) -> str:
    return f'<row r="{number}">{cells}</row>'


def words(address: str, text: str) -> str:
    return cell(address, f"<is><t>{text}</t></is>", "inlineStr")


HEAD = line(1, words("A1", "name") + words("B1", "email"))


def lying(content: bytes, size: int) -> bytes:
    """The archive whose directory says that its last member unpacks to `size` bytes."""
    changed = bytearray(content)
    at = changed.rfind(b"PK\x01\x02")
    changed[at + 24 : at + 28] = struct.pack("<I", size)
    return bytes(changed)


def bomb(megabytes: int) -> bytes:
    """Strings that unpack to so much, from a thousandth of it."""
    text = f'<sst xmlns="{MAIN}"><si><t>{"a" * 1024 * 1024 * megabytes}</t></si></sst>'
    return with_member("xl/sharedStrings.xml", text)
