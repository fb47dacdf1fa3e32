"""Everything hostile that may be sent as a paper or as a table, in one list.

None of it is stored or taken in, each is answered with a sentence, and nothing is an error of ours.
The papers are told by their content in test_uploads.py; here they come through the page.
"""

import base64
import gzip

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from candidates import xlsx
from candidates.importing import read
from candidates.models import Candidate, Document
from tests.candidates import files, sheets
from tests.candidates.conftest import page_of

GOOD_CSV = b"name,email\nAda Lind,ada@example.com\n"
LAUGHS = (
    '<!DOCTYPE a [<!ENTITY b "ha">'
    + "".join(f'<!ENTITY b{n} "&b{n - 1};&b{n - 1};">' for n in range(1, 3))
    + "]>"
)
OUTSIDE = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'

# What is sent, under which name. It is a paper: only PDF and Word are.
PAPERS = {
    "an SVG that says it is a CV": (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "CV.svg"),
    "an SVG under the ending of a PDF": (b'<svg onload="alert(1)"/>', "CV.pdf"),
    "a page with a script": (b"<script>fetch('/')</script>", "CV.html"),
    "a page under the ending of a PDF": (b"<!doctype html><b>CV</b>", "CV.pdf"),
    "a program": (b"MZ" + b"\0" * 500, "CV.exe"),
    "a program under two endings": (b"MZ" + b"\0" * 500, "CV.pdf.exe"),
    "a Linux program": (b"\x7fELF" + b"\0" * 500, "CV.pdf"),
    "a shell script that climbs": (b"#!/bin/sh\n", "../../x"),
    "a Windows shortcut": (b"L\0\0\0\x01\x14\x02\0" + b"\0" * 90, "CV.lnk"),
    "rich text with an object": (rb"{\rtf1{\object\objdata 01}}", "CV.rtf"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "CV.png"),
    "a picture under the ending of Word": (b"GIF89a" + b"\0" * 50, "CV.docx"),
    "PostScript": (b"%!PS-Adobe-3.0\n(%stdout) (w) file", "CV.pdf"),
    "an empty file": (b"", "CV.pdf"),
    "one byte": (b"%", "CV.pdf"),
    "a PDF's first line alone": (b"%PDF-1.7\n", "CV.pdf"),
    "a PDF behind something else": (b"GIF89a" + files.pdf(), "CV.pdf"),
    "a PDF cut in half": (files.pdf()[: len(files.pdf()) // 2], "CV.pdf"),
    "a workbook as a CV": (sheets.xlsx(), "CV.xlsx"),
    "a workbook under the ending of Word": (sheets.xlsx(), "CV.docx"),
    "a Java archive": (files.archive({"META-INF/MANIFEST.MF": "Main-Class: X"}), "CV.jar"),
    "an archive in an archive": (files.archive({"a.zip": files.archive({"b": "c"})}), "CV.docx"),
    "a packed stream": (gzip.compress(files.pdf()), "CV.pdf"),
    "a mail with a paper in it": (b"MIME-Version: 1.0\n\n%PDF-1.7", "CV.pdf"),
}

# As tables: what is sent, and a piece of the sentence.
TABLES = {
    "nothing": (b"", "is an empty file"),
    "blanks": (b" \n\t\n", "The file is empty"),
    "zero bytes": (b"\0" * 100, "not in UTF-8"),
    "a zero byte in a cell": (b"name\nAda\0\n", "not in UTF-8"),
    "UTF-16, little end first": (b"\xff\xfe" + "name\nAda\n".encode("utf-16-le"), "not in UTF-8"),
    "UTF-16, big end first": (b"\xfe\xff" + "name\nAda\n".encode("utf-16-be"), "not in UTF-8"),
    "UTF-32": ("name\nAda\n".encode("utf-32"), "not in UTF-8"),
    "Latin-1": ("name\nSørensen\n".encode("latin-1"), "not in UTF-8"),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00", "not in UTF-8"),
    "a program": (b"MZ\x90\0" + b"\xff" * 50, "not in UTF-8"),
    "a PDF": (files.pdf(b"\xe2\xe3\xcf\xd3"), "not in UTF-8"),
    "a page": (b"<!doctype html><b>name</b>\n<i>x</i>\n", "No column is chosen"),
    "a packed stream": (gzip.compress(GOOD_CSV), "not in UTF-8"),
    "ten thousand columns": (b"name," + b"x," * 9_999 + b"\nAda\n", "more than 100 columns"),
    "a quotation that never ends": (b'name\n"' + b"a\n" * 5_000, "quotation mark"),
    "a cell of a million letters": (b"name\n" + b"a" * 1_000_000 + b"\n", "quotation mark"),
    "a name of ten thousand letters": (b"name\n" + b"a" * 10_000 + b"\n", "Use at most 120"),
    "text turned round": ("name\nAda \u202enideL\n".encode(), "reverse its direction"),
    "a bell": (b"name\nAda\x07\n", "cannot be shown"),
    "half a letter": (b"name\nAda\xc3\n", "not in UTF-8"),
    "a surrogate": (b"name\nAda\xed\xa0\x80\n", "not in UTF-8"),
    "ten thousand and one": (b"name\n" + b"Ada\n" * 10_001, "at most 10,000"),
    "pay under another name": (b"name,Total Compensation\nAda,1\n", "past pay is never stored"),
    "pay in capitals": (b"NAME,BONUS\nAda,1\n", "past pay is never stored"),
    "an old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Excel file"),
    "a Word document": (files.docx(), "no sheet with cells"),
    "an archive of anything": (files.archive({"a": "b"}), "no sheet with cells"),
    "a workbook cut off": (sheets.xlsx()[:200], "is broken"),
    "a workbook under a password": (files.locked(sheets.xlsx()), "locked with a password"),
    "a workbook with macros": (sheets.with_member("xl/vbaProject.bin"), "macros or active"),
    "a workbook with macros in capitals": (sheets.with_member("xl/VBAPROJECT.BIN"), "macros"),
    "a workbook with old macro sheets": (
        sheets.with_member("xl/macrosheets/sheet1.xml"),
        "macros or active",
    ),
    "a workbook with ActiveX": (sheets.with_member("xl/activeX/activeX1.xml"), "active parts"),
    "a workbook with an object": (sheets.with_member("xl/embeddings/oleObject1.bin"), "active"),
    "a workbook that asks other files": (
        sheets.with_member("xl/externalLinks/externalLink1.xml"),
        "from other files",
    ),
    "a workbook that asks a database": (sheets.with_member("xl/connections.xml"), "other files"),
    "a workbook that climbs": (sheets.with_member("../../x"), "is broken"),
    "a workbook with an absolute path": (sheets.with_member("/etc/x"), "is broken"),
    "a workbook with a Windows path": (sheets.with_member("xl\\..\\x"), "is broken"),
    "a workbook with one name twice": (sheets.with_member("XL/Workbook.xml"), "is broken"),
    "a workbook of too many members": (
        sheets.packed({"xl/workbook.xml": sheets.BOOK} | {f"xl/{n}": "" for n in range(501)}),
        "is broken",
    ),
    "a workbook whose sheet is elsewhere": (
        sheets.xlsx(
            **{"xl___rels__workbook.xml.rels": sheets.LEADS.format(' TargetMode="External"')}
        ),
        "no sheet with cells",
    ),
    "a workbook without its sheet": (
        sheets.xlsx(without="xl/worksheets/sheet1.xml"),
        "no sheet with cells",
    ),
    "a workbook that says it has four gigabytes": (
        sheets.lying(sheets.xlsx(), 2**32 - 2),
        "far too large",
    ),
    "a bomb": (sheets.bomb(31), "far too large"),
    "a bomb that says it is small": (sheets.lying(sheets.bomb(31), 1_000), "workbook"),
    "a billion laughs": (
        sheets.xlsx(**{"xl__worksheets__sheet1.xml": sheets.sheet(head=LAUGHS)}),
        "is broken",
    ),
    "an entity from elsewhere": (
        sheets.xlsx(**{"xl__worksheets__sheet1.xml": sheets.sheet(head=OUTSIDE)}),
        "is broken",
    ),
    "XML that ends too soon": (
        sheets.xlsx(**{"xl__worksheets__sheet1.xml": sheets.sheet()[:-30]}),
        "is broken",
    ),
    "a shared string that is not there": (
        sheets.xlsx(sheets.HEAD + sheets.line(2, sheets.cell("A2", "<v>7</v>", "s"))),
        "is broken",
    ),
    "a cell outside of any row": (sheets.xlsx(sheets.words("A1", "name")), "is broken"),
    "a row that is no number": (
        sheets.xlsx('<row r="x"><c><v>1</v></c></row>'),
        "is broken",
    ),
    "a formula": (
        sheets.xlsx(sheets.HEAD + sheets.line(2, sheets.cell("A2", "<f>1+1</f><v>2</v>"))),
        "holds a formula",
    ),
    "a formula that calls a program": (
        sheets.xlsx(
            sheets.HEAD + sheets.line(2, sheets.cell("A2", "<f>cmd|'/C calc'!A0</f>", "str"))
        ),
        "holds a formula",
    ),
    "an error of the spreadsheet": (
        sheets.xlsx(sheets.HEAD + sheets.line(2, sheets.cell("A2", "<v>#REF!</v>", "e"))),
        "error of the spreadsheet",
    ),
    "a cell in the last column there is": (
        sheets.xlsx(sheets.HEAD + sheets.line(2, sheets.words("XFD2", "x"))),
        "more than 100 columns",
    ),
    "headings alone": (sheets.xlsx(sheets.HEAD), "no line under"),
    "a sheet without cells": (sheets.xlsx(""), "no sheet with cells"),
    "pay in a workbook": (
        sheets.xlsx(
            sheets.line(1, sheets.words("A1", "name") + sheets.words("B1", "Current salary"))
            + sheets.line(2, sheets.words("A2", "Ada"))
        ),
        "past pay is never stored",
    ),
}


def test_there_are_sixty_and_more():
    assert len(PAPERS) + len(TABLES) >= 60


@pytest.mark.parametrize(("content", "name"), PAPERS.values(), ids=PAPERS)
def test_a_hostile_paper_is_refused_and_nothing_is_kept(as_, recruiter, candidacy, content, name):
    url = reverse("candidates:add_document", args=[candidacy.pk])
    file = SimpleUploadedFile(name, content, content_type="application/pdf")
    answer = as_(recruiter).post(url, {"file": file})
    assert answer.status_code == 200
    assert 'id="id_file_error"' in page_of(answer)
    assert not Document.objects.exists()


@pytest.mark.parametrize(("content", "says"), TABLES.values(), ids=TABLES)
def test_a_hostile_table_is_answered_with_a_sentence_and_none_is_taken(
    as_, recruiter, search, content, says
):
    """Neither when it is chosen, nor when somebody presses the last button with it."""
    url = reverse("candidates:import", args=[search.pk])
    browser = as_(recruiter)
    answer = browser.post(url, {"file": SimpleUploadedFile("people.csv", content)})
    assert answer.status_code == 200
    assert says in page_of(answer)
    packed = base64.b64encode(content).decode()
    again = browser.post(url, {"content": packed, "count": "1", "take": "1"})
    assert again.status_code == 200
    assert not Candidate.objects.exists()


@pytest.mark.parametrize("content", [c for c, _ in TABLES.values()], ids=TABLES)
def test_each_is_told_with_the_line_where_it_shows(content):
    for problem in read(content).problems:
        assert problem.line >= 1
        assert problem.says.endswith((".", ":"))


def test_a_bomb_is_not_unpacked_further_than_the_limit(monkeypatch):
    """Its stated size is a lie, so only what is read counts."""
    monkeypatch.setattr(xlsx, "MEMBER_READ", 1_000)
    with pytest.raises(xlsx.Unreadable):
        xlsx.read(sheets.bomb(1))


@pytest.mark.parametrize("rows", ["<row/>" * 101, "<row>" + '<c r="A1"/>' * 101 + "</row>"])
def test_rows_and_cells_without_a_value_are_counted_too(monkeypatch, rows):
    """They pack a thousandfold: 44 kB held five million of them."""
    monkeypatch.setattr(xlsx, "MOST_CELLS", 100)
    with pytest.raises(xlsx.Unreadable, match="far too large"):
        xlsx.read(sheets.xlsx(rows))


def test_empty_rows_are_not_kept():
    cells = xlsx.Cells([])
    cells.parse(sheets.sheet("<row/>" * 1_000).encode())
    assert cells.rows == []
