"""The table as a file: what is in it, for whom, and that no cell of it calculates."""

import csv
import io

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from candidates import xlsx
from candidates.actions import Person, import_candidates
from candidates.exporting import FORMULA, as_csv
from candidates.importing import grid_of, read
from candidates.models import Candidacy
from searches.models import Event, Role
from tests import factories
from tests.factories import candidates as make

FORMULAS = ("=HYPERLINK(1)", "+41 44", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "'=1", "''+1", "＝1")


@pytest.fixture
def url(search):
    return reverse("candidates:export", args=[search.pk])


def lines(answer) -> list[list[str]]:
    if answer["Content-Type"].startswith("text/csv"):
        return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))
    return [cells for _, cells in xlsx.read(answer.content)]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_it_holds_what_the_table_shows(as_, recruiter, search, url, form):
    row = make.candidacy(
        search, "Ada Lind", title="VP ML", phone="47220011", email="a@b.eu", channel="engineers"
    )
    head, line = lines(as_(recruiter).post(url, {"form": form}))
    said = dict(zip(head, line, strict=True))
    assert said | {"Last change": ""} == {
        "Name": "Ada Lind",
        "Title there": "VP ML",
        "Employer": "Norrland Payments",
        "Mail address": "a@b.eu",
        "Telephone": "47220011",
        "Stage": "Added",
        "Days there": "0",
        "How we met": "referred by engineers they led",
        "Signal": "High signal",
        "Last change": "",
    }
    assert said["Last change"] == search.today.isoformat()
    assert row.alias not in line


def test_it_is_narrowed_and_sorted_as_the_table_is(as_, recruiter, search, url):
    for name, channel in (("Bo", "firm"), ("Ada", "peers"), ("Cy", "inbound")):
        make.candidacy(search, name, channel=channel)
    answer = as_(recruiter).post(url, {"form": "csv", "level": "mid", "sort": "name"})
    assert [line[0] for line in lines(answer)[1:]] == ["Ada", "Bo"]


def test_all_pages_are_in_it(as_, recruiter, search, url):
    people = [Person(name=f"Person {n}") for n in range(120)]
    import_candidates(search=search, people=people, by=recruiter)
    assert len(lines(as_(recruiter).post(url, {"form": "xlsx"}))) == 121


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_it_goes_under_the_alias(as_, recruiter, search, url, form):
    search.alias = "Project Heron"
    search.save()
    make.candidacy(search, "Ada Lind")
    answer = as_(recruiter).post(url, {"form": form})
    assert answer["Content-Disposition"] == (
        f'attachment; filename="project-heron-candidates.{form}"'
    )


def test_that_it_was_taken_is_in_the_log(as_, recruiter, search, url):
    as_(recruiter).post(url, {"form": "csv"})
    event = Event.objects.get(verb="candidates.exported")
    assert (event.user, event.record_id, event.fields) == (recruiter, search.pk, [])


def test_nothing_of_hopes_summaries_or_claims_is_in_it(as_, recruiter, search, url):
    row = make.candidacy(search, summary="Quillfeather", expects="Quillfeather")
    make.claim(row, "Quillfeather")
    make.reference(row, notes="Quillfeather")
    assert b"Quillfeather" not in as_(recruiter).post(url, {"form": "csv"}).content


def test_before_declaring_it_holds_name_and_employer(as_, manager, search, url):
    row = make.candidacy(search, "Ada", title="CTO", phone="47220011", channel="firm")
    make.let_in(row, manager)
    head, line = lines(as_(manager).post(url, {"form": "csv"}))
    said = dict(zip(head, line, strict=True))
    assert (said["Name"], said["Employer"], said["Stage"]) == ("Ada", "Norrland Payments", "Added")
    hidden = ("Title there", "Mail address", "Telephone", "How we met", "Signal")
    assert [said[name] for name in hidden] == [""] * 5


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.PANELIST, Role.APPROVER])
def test_who_does_not_run_the_search_takes_nothing_out(as_, search, url, role):
    answer = as_(factories.member(search, role)).post(url, {"form": "csv"})
    assert answer.status_code == 403
    assert not Event.objects.filter(verb="candidates.exported").exists()


def test_it_is_taken_with_a_button_and_not_with_an_address(as_, recruiter, url):
    assert as_(recruiter).get(url).status_code == 405


# ---- No formula ----------------------------------------------------------------------------


@pytest.mark.parametrize("cell", FORMULAS)
def test_no_cell_of_a_csv_is_read_as_a_formula(cell):
    (line,) = csv.reader(io.StringIO(as_csv([[cell]]).decode("utf-8-sig"), newline=""))
    assert not line[0].startswith(FORMULA)
    assert line[0] == f"'{cell}"


@pytest.mark.parametrize("cell", FORMULAS)
def test_every_cell_of_a_workbook_is_text(cell):
    import zipfile

    with zipfile.ZipFile(io.BytesIO(xlsx.write([[cell]]))) as archive:
        written = archive.read("xl/worksheets/sheet1.xml").decode()
    assert 't="inlineStr"' in written
    assert "<f>" not in written
    assert xlsx.read(xlsx.write([[cell]]))[0][1] == [cell]


@given(st.lists(st.text(), min_size=1, max_size=5))
def test_no_csv_cell_begins_like_a_formula_whatever_was_typed(cells):
    for line in csv.reader(io.StringIO(as_csv([cells]).decode("utf-8-sig"), newline="")):
        assert not [cell for cell in line if cell.startswith(FORMULA)]


PLAIN = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(
    lambda text: text.strip() and "\ufffe" not in text and "\uffff" not in text
)


@given(st.lists(PLAIN, min_size=2, max_size=2))
def test_what_is_taken_out_comes_in_as_it_was(cells):
    rows = [["name", "employer"], cells]
    for content in (as_csv(rows), xlsx.write(rows)):
        assert grid_of(content).lines == [(2, cells)]


def test_our_own_file_is_recognised_whole(as_, recruiter, search, url):
    make.candidacy(search, "Ada Lind", channel="engineers", phone="+47 22 00 11 22")
    content = as_(recruiter).post(url, {"form": "csv"}).content
    Candidacy.objects.all().delete()
    (person,) = read(content).people
    assert (person.name, person.phone, person.channel) == (
        "Ada Lind",
        "+47 22 00 11 22",
        "engineers",
    )
