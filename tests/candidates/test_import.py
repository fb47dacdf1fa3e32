"""A CSV file is read whole: all its lines are right, or none is taken."""

import base64

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from candidates import importing
from candidates.importing import read
from candidates.models import Candidacy, Candidate
from searches.models import Event
from tests import factories
from tests.factories import candidates as make

GOOD = """name,email,employer,title,channel
Ada Lind,ada@example.com,"Norrland, AB",VP ML,engineers
Bo Berg,,Fjord,,Specialist search
"""


def lines_of(text: str | bytes) -> list[tuple[int, str]]:
    content = text if isinstance(text, bytes) else text.encode()
    return [(problem.line, problem.says) for problem in read(content).problems]


def test_a_good_file_gives_its_people():
    sheet = read(GOOD.encode())
    assert sheet.good
    assert [(p.name, p.email, p.employer, p.channel) for p in sheet.people] == [
        ("Ada Lind", "ada@example.com", "Norrland, AB", "engineers"),
        ("Bo Berg", "", "Fjord", "firm"),
    ]


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + GOOD.encode(),
        GOOD.replace("\n", "\r\n").encode(),
        GOOD.replace("\n", "\r").encode(),
        GOOD.replace('"Norrland, AB"', "Norrland").replace(",", ";").encode(),
        GOOD.replace('"Norrland, AB"', "Norrland").replace(",", "\t").encode(),
        GOOD.replace("name,email", " Name , EMAIL ").encode(),
        (GOOD + "\n\n,,,,\n").encode(),
    ],
    ids=["BOM", "CRLF", "CR", "semicolons", "tabs", "headers in capitals", "blank lines"],
)
def test_a_file_as_programs_write_it_is_read(content):
    assert [p.name for p in read(content).people] == ["Ada Lind", "Bo Berg"]


WRONG = {
    "an empty file": (b"", 1, "is empty"),
    "blanks only": (b"  \n\n ", 1, "is empty"),
    "Latin-1": (GOOD.encode() + "Sørensen,,,,\n".encode("latin-1"), 4, "not in UTF-8"),
    "UTF-16": (GOOD.encode("utf-16"), 1, "not in UTF-8"),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00", 1, "not in UTF-8"),
    "zero bytes": (b"name\nAda\0Lind\n", 1, "not in UTF-8"),
    "no column of names": (b"email\nada@example.com\n", 1, "No column is chosen for the name"),
    "past pay": (b"name,current salary\nAda,3\n", 1, "past pay is never stored"),
    "a column twice": (b"name,email,email\nAda,,\n", 1, "is chosen for two columns"),
    "headers alone": (b"name,email\n", 1, "no line under"),
    "a name missing": (b"name,email\n,ada@example.com\n", 2, "is empty. Fill it in."),
    "a name nobody sees": ("name\n\u3164\n".encode(), 2, "is empty. Fill it in."),
    "a name turned around": ("name\nAda \u202edniL\n".encode(), 2, "reverse its direction"),
    "a name of two lines": (b'name\n"Ada\nLind"\n', 2, "on one line"),
    "a name too long": (b"name\n" + b"x" * 121 + b"\n", 2, "Use at most 120"),
    "a control character": (b"name\nAda\x07\n", 2, "cannot be shown"),
    "half a mail address": (b"name,email\nAda,ada@\n", 2, "is not a mail address"),
    "an unknown channel": (b"name,channel\nAda,friend\n", 2, "no way of meeting known here"),
    "too few cells": (b"name,email\nAda\n", 2, "The first line has 2 cells, this one 1."),
    "a comma without quotes": (b"name,email\nLind, Ada,a@example.com\n", 2, "this one 3"),
    "a quotation left open": (b'name\n"Ada\nLind\n', 3, "quotation mark"),
    "a quotation closed too soon": (b'name\n"Ada"x\n', 2, "quotation mark"),
    "an address twice": (
        b"name,email\nAda,ada@example.com\nBo,ADA@example.com\n",
        3,
        "stands in line 2 already",
    ),
}


@pytest.mark.parametrize(("content", "line", "says"), WRONG.values(), ids=WRONG)
def test_a_wrong_line_is_named_with_what_would_be_right(content, line, says):
    (found,) = lines_of(content)
    assert found[0] == line
    assert says in found[1]
    assert found[1].endswith(".")


def test_every_wrong_line_is_reported():
    text = "name,email\n,a@example.com\nBo,b@\nCy,c@example.com\n,d@\n"
    assert [line for line, _ in lines_of(text)] == [2, 3, 5, 5]


def test_a_line_after_a_cell_of_several_lines_keeps_its_number():
    text = 'name,summary\nAda,"one\ntwo\nthree"\n,x\n'
    assert [line for line, _ in lines_of(text)] == [5]


def test_a_file_of_too_many_lines_is_refused(monkeypatch):
    monkeypatch.setattr(importing.files, "MOST_ROWS", 3)
    assert lines_of("name\n" + "Ada\n" * 3) == []
    (problem,) = lines_of("name\n" + "Ada\n" * 4)
    assert problem == (5, "A file holds at most 10,000 candidates. Split it.")


def test_the_cap_stands_at_ten_thousand():
    assert importing.MOST_ROWS == 10_000


FORMULAS = ("=HYPERLINK(1)", "+41 44 000 00 00", "-1+1", "@SUM(A1)", "=cmd|' /C calc'!A0")


@pytest.mark.parametrize("cell", FORMULAS)
def test_what_looks_like_a_formula_is_kept_as_the_text_it_is(cell):
    assert read(f"name,employer\nAda,{cell}\n".encode()).people[0].employer == cell


@given(st.binary(max_size=200))
def test_no_bytes_whatever_break_the_reading(content):
    sheet = read(b"name,email\n" + content)
    assert sheet.people or sheet.problems


@given(st.text(max_size=200))
def test_no_text_whatever_breaks_the_reading(text):
    read(text.encode(errors="surrogatepass"))


# ---- On the page ------------------------------------------------------------------------


@pytest.fixture
def url(search):
    return reverse("candidates:import", args=[search.pk])


def choose(browser, url, content: bytes):
    return browser.post(url, {"file": SimpleUploadedFile("people.csv", content)})


def take_in(browser, url, content: bytes, count: int = 2, **more):
    packed = base64.b64encode(content).decode()
    return browser.post(url, {"content": packed, "count": count, "take": "1", **more})


def test_a_good_file_is_shown_and_nothing_is_added_yet(as_, recruiter, url):
    page = choose(as_(recruiter), url, GOOD.encode()).content.decode()
    assert "Add these 2 candidates" in page
    assert "Ada Lind" in page
    assert not Candidate.objects.exists()


def test_what_was_shown_is_taken_in(as_, recruiter, search, url):
    take_in(as_(recruiter), url, GOOD.encode())
    rows = Candidacy.objects.order_by("pk").select_related("candidate")
    assert [(r.alias, r.candidate.name, r.added_by) for r in rows] == [
        ("Candidate A", "Ada Lind", recruiter),
        ("Candidate B", "Bo Berg", recruiter),
    ]
    assert Event.objects.filter(search=search, verb="candidates.imported").count() == 1


def test_one_wrong_line_and_none_is_taken(as_, recruiter, url):
    page = take_in(as_(recruiter), url, GOOD.encode() + b",x@example.com,,,\n").content.decode()
    assert "Nothing was added" in page
    assert not Candidate.objects.exists()


def test_somebody_added_since_the_preview_stops_it(as_, recruiter, search, url):
    make.candidacy(search, email="ada@example.com")
    page = take_in(as_(recruiter), url, GOOD.encode()).content.decode()
    assert "One who may be here already" in page
    assert Candidate.objects.count() == 1


@pytest.mark.parametrize("content", ["", "%%%", "bm90IGEgdGFibGU", "\u3164"])
def test_bytes_that_were_tampered_with_are_an_answer_and_no_error(as_, recruiter, url, content):
    response = as_(recruiter).post(url, {"content": content})
    assert response.status_code == 200
    assert not Candidate.objects.exists()


def test_a_file_over_the_limit_is_refused(as_, recruiter, url, monkeypatch):
    from candidates.forms import people

    monkeypatch.setattr(people, "LARGEST_TABLE", 10)
    assert "Split it in two" in choose(as_(recruiter), url, GOOD.encode()).content.decode()


def test_no_file_at_all_is_a_sentence(as_, recruiter, url):
    assert "has no file. Choose one." in as_(recruiter).post(url, {"sent": ""}).content.decode()


def test_markup_in_a_cell_is_shown_as_text(as_, recruiter, url):
    page = choose(as_(recruiter), url, b"name\n<script>alert(1)</script>\n").content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;" in page


def test_an_import_takes_the_person_of_another_search_one_runs(as_, manager, search, url):
    other = factories.search(by=manager)
    known = make.candidacy(other, "Ada Lind", email="ada@example.com")
    take_in(as_(manager), url, GOOD.encode())
    assert Candidacy.objects.get(search=search, alias="Candidate A").candidate == known.candidate
    assert Candidate.objects.count() == 2


def test_an_observer_imports_nothing(as_, observer, url):
    assert take_in(as_(observer), url, GOOD.encode()).status_code == 403
    assert not Candidate.objects.exists()


def test_a_thousand_lines_are_not_written_one_by_one(
    search, recruiter, django_assert_max_num_queries
):
    from candidates.actions import import_candidates

    people = read(("name\n" + "Ada\n" * 1000).encode()).people
    with django_assert_max_num_queries(60):
        import_candidates(search=search, people=people, by=recruiter)
    assert Candidacy.objects.count() == 1000
