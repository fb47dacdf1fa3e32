"""Which column is what: guessed, put right, remembered; and the dry run that it leads to."""

import base64

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from candidates import importing
from candidates.importing import digest_of, guess, read
from candidates.models import Candidacy, Candidate, ColumnMap
from searches.models import Event
from tests import factories
from tests.candidates import sheets
from tests.candidates.conftest import page_of
from tests.factories import candidates as make

FOREIGN = b"Vorname,Nachname,Firma,Sternzeichen\nAda,Lind,Fjord,Leo\nBo,Berg,Norrland,Virgo\n"
SAID = ["first_name", "last_name", "employer", ""]


@pytest.fixture
def url(search):
    return reverse("candidates:import", args=[search.pk])


def sent(content: bytes, **more) -> dict:
    return {"content": base64.b64encode(content).decode(), **more}


# ---- Guessed -------------------------------------------------------------------------------

KNOWN = {
    "ours": (["name", "email", "phone", "employer", "title", "channel", "summary", "expects"],) * 2,
    "our own export": (
        ["Name", "Title there", "Employer", "Mail address", "Telephone", "Stage", "How we met"],
        ["name", "title", "employer", "email", "phone", "", "channel"],
    ),
    "Greenhouse": (
        ["First Name", "Last Name", "Company", "Title", "Phone", "Email", "Source", "Notes"],
        ["first_name", "last_name", "employer", "title", "phone", "email", "", ""],
    ),
    "Lever": (["Full name", "Email", "Stage", "Origin"], ["name", "email", "", ""]),
    "Lever, migrating": (["Full-Name", "Email", "Date-Added"], ["name", "email", ""]),
    "in capitals": (["NAME", " E-Mail "], ["name", "email"]),
    "a whole name and its halves": (["First name", "Name"], ["", "name"]),
    "unknown": (["Vorname", ""], ["", ""]),
}


@pytest.mark.parametrize(("headings", "columns"), KNOWN.values(), ids=KNOWN)
def test_headings_are_recognised(headings, columns):
    assert guess(headings) == columns


@given(st.lists(st.text(max_size=20), max_size=8))
def test_a_guess_has_a_place_for_each_column(headings):
    assert len(guess(headings)) == len(headings)
    assert set(guess(headings)) <= {"", *importing.FIELDS}


def test_two_columns_of_a_name_are_joined():
    sheet = read(FOREIGN, columns=SAID)
    assert [(p.name, p.employer) for p in sheet.people] == [
        ("Ada Lind", "Fjord"),
        ("Bo Berg", "Norrland"),
    ]


def test_half_a_name_is_a_name():
    sheet = read(b"First Name,Last Name\nAda,\n,Berg\n")
    assert [p.name for p in sheet.people] == ["Ada", "Berg"]


# ---- Put right and remembered --------------------------------------------------------------


def test_a_file_nobody_can_guess_shows_its_columns_to_choose_from(as_, recruiter, url):
    page = page_of(as_(recruiter).post(url, {"file": SimpleUploadedFile("x.csv", FOREIGN)}))
    assert "No column is chosen for the name." in page
    assert "Sternzeichen" in page
    assert "Leo, Virgo" in page
    assert page.count('name="column"') == 4


def test_columns_put_right_are_read_anew_and_nothing_is_added(as_, recruiter, url):
    page = page_of(as_(recruiter).post(url, sent(FOREIGN, column=SAID, look="1")))
    assert "Add these 2 candidates" in page
    assert "Ada Lind" in page
    assert not Candidate.objects.exists()


def test_they_are_remembered_for_the_next_file_with_the_same_headings(as_, recruiter, search, url):
    browser = as_(recruiter)
    browser.post(url, sent(FOREIGN, column=SAID, look="1"))
    other = FOREIGN.replace(b"Ada,Lind", b"Cy,Dahl").replace(b"Vorname", b" VORNAME ")
    page = page_of(browser.post(url, {"file": SimpleUploadedFile("x.csv", other)}))
    assert "Cy Dahl" in page
    assert ColumnMap.objects.get().said_by == recruiter
    assert Event.objects.filter(search=search, verb="columns.said").count() == 1


def test_they_are_kept_also_where_a_line_is_wrong(as_, recruiter, url):
    as_(recruiter).post(url, sent(FOREIGN + b",,,\nx,y\n", column=SAID, look="1"))
    assert ColumnMap.objects.get().columns == SAID


def test_another_search_is_not_offered_them(as_, recruiter, url):
    as_(recruiter).post(url, sent(FOREIGN, column=SAID, look="1"))
    elsewhere = factories.search(by=factories.user("Somebody else", can_open_searches=True))
    there = reverse("candidates:import", args=[elsewhere.pk])
    page = page_of(as_(elsewhere.opened_by).post(there, sent(FOREIGN)))
    assert "No column is chosen for the name." in page


def test_other_headings_are_guessed_anew(as_, recruiter, url):
    as_(recruiter).post(url, sent(FOREIGN, column=SAID, look="1"))
    other = FOREIGN.replace(b"Firma", b"Firmen")
    assert "No column is chosen" in page_of(as_(recruiter).post(url, sent(other)))


@pytest.mark.parametrize(
    "column", [["name"], ["name"] * 9, ["x", "y", "z", "w"], ["\0", "", "", ""], ["", "", "", ""]]
)
def test_columns_that_do_not_fit_are_an_answer_and_no_error(as_, recruiter, url, column):
    answer = as_(recruiter).post(url, sent(FOREIGN, column=column, look="1"))
    assert answer.status_code == 200
    assert not Candidate.objects.exists()


def test_what_was_chosen_is_what_is_taken_in(as_, recruiter, url):
    as_(recruiter).post(url, sent(FOREIGN, column=SAID, take="1", count="2"))
    assert sorted(Candidate.objects.values_list("name", flat=True)) == ["Ada Lind", "Bo Berg"]


@given(st.lists(st.text(max_size=8), min_size=1, max_size=4))
def test_the_same_headings_have_the_same_digest_whatever_their_case(headings):
    assert digest_of(headings) == digest_of([f" {heading} " for heading in headings])
    assert len(digest_of(headings)) == 64


# ---- The dry run ---------------------------------------------------------------------------


@pytest.fixture
def known(search):
    make.candidacy(search, "Leila Haddad", email="leila@example.com", phone="+47 22 00 11 22")
    return search


MIXED = (
    b"name,email,employer,phone\n"
    b"Leila H.,LEILA@example.com,,\n"
    b"LEILA HADDAD,,Norrland Payments AB,\n"
    b"Somebody,,,0047 22001122\n"
    b"Ada Lind,ada@example.com,Fjord,\n"
    b"ada lind,,FJORD,\n"
)


def test_it_says_who_is_added_and_who_may_be_here_already(as_, recruiter, known, url):
    page = page_of(as_(recruiter).post(url, sent(MIXED)))
    assert "One person to add" in page
    assert "Four who may be here already" in page
    for words in ("the same mail address", "the same telephone", "line 5: the same name"):
        assert words in page


def test_doubles_are_left_out(as_, recruiter, known, url):
    as_(recruiter).post(url, sent(MIXED, count="1", take="1"))
    names = Candidacy.objects.values_list("candidate__name", flat=True)
    assert sorted(names) == ["Ada Lind", "Leila Haddad"]


def test_those_whose_address_differs_are_added_where_somebody_says_so(as_, recruiter, known, url):
    as_(recruiter).post(url, sent(MIXED, count="1", take="1", alike="add"))
    assert Candidacy.objects.count() == 5
    assert not Candidate.objects.filter(name="Leila H.").exists()


def test_a_file_of_nothing_but_doubles_adds_nobody_unasked(as_, recruiter, known, url):
    only = b"name,employer\nLeila Haddad,Norrland Payments\n"
    as_(recruiter).post(url, sent(only, count="0", take="1"))
    assert Candidacy.objects.count() == 1
    as_(recruiter).post(url, sent(only, count="0", take="1", alike="add"))
    assert Candidacy.objects.count() == 2


def test_one_bad_line_in_ten_thousand_is_named_and_nothing_is_lost(as_, recruiter, url):
    rows = [b"name,email"] + [b"Person %d,p%d@example.com" % (n, n) for n in range(10_000)]
    rows[7_001] = b",nobody"
    page = page_of(as_(recruiter).post(url, sent(b"\n".join(rows), count="9999", take="1")))
    assert '<td class="num">7002</td><td>“Name” is empty.' in page
    assert "9999 lines are right." in page
    assert base64.b64encode(b"\n".join(rows)).decode() in page
    assert not Candidate.objects.exists()


def test_so_many_wrong_lines_are_counted_and_the_first_shown(as_, recruiter, url):
    content = b"name,email\n" + b"".join(b"Ada,x%d\n" % n for n in range(500))
    page = page_of(as_(recruiter).post(url, sent(content)))
    assert "These are the first 200 of 500." in page


# ---- Workbooks -----------------------------------------------------------------------------


def test_a_workbook_is_read_as_a_table_is(as_, recruiter, url):
    file = SimpleUploadedFile("people.xlsx", sheets.xlsx())
    page = page_of(as_(recruiter).post(url, {"file": file}))
    assert "Add this candidate" in page
    as_(recruiter).post(url, sent(sheets.xlsx(), count="1", take="1"))
    assert Candidate.objects.get().email == "ada@example.com"


RUNS = '<si><r><t>Ada</t></r><r><t xml:space="preserve"> Lind</t></r><rPh><t>ada</t></rPh></si>'


def test_shared_strings_are_put_together_from_their_runs():
    strings = f'<sst xmlns="{sheets.MAIN}"><si><t>name</t></si>{RUNS}</sst>'
    rows = sheets.line(1, sheets.cell("A1", "<v>0</v>", "s"))
    rows += sheets.line(2, sheets.cell("A2", "<v>1</v>", "s"))
    content = sheets.xlsx(rows, **{"xl__sharedStrings.xml": strings})
    assert [p.name for p in read(content).people] == ["Ada Lind"]


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("4722001122", "4722001122"),
        ("4.722001122E9", "4722001122"),
        ("22.5", "22.5"),
        ("1E400", "1E400"),
    ],
)
def test_a_number_is_the_text_that_was_meant(stored, shown):
    rows = sheets.line(1, sheets.words("A1", "name") + sheets.words("B1", "phone"))
    rows += sheets.line(2, sheets.words("A2", "Ada") + sheets.cell("B2", f"<v>{stored}</v>"))
    assert read(sheets.xlsx(rows)).people[0].phone == shown


def test_a_line_keeps_the_number_it_has_in_the_sheet():
    rows = sheets.HEAD + sheets.line(9, sheets.words("B9", "x@"))
    assert {problem.line for problem in read(sheets.xlsx(rows)).problems} == {9}


def test_cells_without_an_address_stand_one_after_the_other():
    rows = '<row><c t="str"><v>name</v></c><c t="str"><v>title</v></c></row>'
    rows += '<row><c t="str"><v>Ada</v></c><c t="str"><v>CTO</v></c></row>'
    (person,) = read(sheets.xlsx(rows)).people
    assert (person.name, person.title) == ("Ada", "CTO")


@given(st.binary(max_size=200), st.integers(0, 600))
def test_no_damage_to_a_workbook_breaks_the_reading(noise, at):
    good = sheets.xlsx()
    sheet = read(good[:at] + noise + good[at + len(noise) :])
    assert sheet.people or sheet.problems


@given(st.text(max_size=300))
def test_no_sheet_whatever_breaks_the_reading(text):
    content = sheets.xlsx(**{"xl__worksheets__sheet1.xml": text.encode(errors="replace")})
    assert read(content).problems


def test_a_column_that_is_left_out_is_said_beside_the_button(as_, search, manager):
    file = SimpleUploadedFile("c.csv", b"Name,Firm,Star sign\nAda Lind,Fjord,Leo\n")
    url = reverse("candidates:import", args=[search.pk])
    page = as_(manager).post(url, {"file": file}).content.decode()
    assert "Firm, Star sign. Say below" in page
