"""The shortlist: three to five, what they say and what others say of them, and no score."""

import pytest
from django.http import Http404
from django.urls import reverse

from briefs.actions import make as render
from briefs.models import Brief
from briefs.queries import brief_for
from candidates.actions import make_shortlist, move
from candidates.models import Candidacy
from searches.actions import acting, end_role
from searches.errors import NotAllowed, Refused
from searches.models import Role
from tests import factories
from tests.candidates.conftest import page_of
from tests.factories import candidates as make

JUDGED = ("score", "rating", "flag", "recommend", "/ 5", "of 10")


@pytest.fixture
def listed(search, manager) -> list[Candidacy]:
    names = ("Zoe Last", "Ada First", "Mo Middle", "Bo Berg", "Cy Lund", "Di Dahl")
    rows = [make.candidacy(search, name) for name in names]
    for row in rows:
        move(candidacy=row, name="shortlist", by=manager)
    return rows


@pytest.mark.parametrize("count", [3, 5])
def test_three_to_five_make_a_shortlist(search, recruiter, listed, count):
    brief = make_shortlist(search=search, chosen=listed[:count], by=recruiter)
    assert len(brief.snapshot["people"]) == count


@pytest.mark.parametrize("count", [0, 1, 2, 6])
def test_fewer_or_more_make_none(search, recruiter, listed, count):
    with pytest.raises(Refused, match="3 to 5 candidates"):
        make_shortlist(search=search, chosen=listed[:count], by=recruiter)
    assert not Brief.objects.exists()


def test_they_stand_in_the_order_they_came(search, recruiter, listed):
    brief = make_shortlist(search=search, chosen=[listed[2], listed[0], listed[1]], by=recruiter)
    assert [p["name"] for p in brief.snapshot["people"]] == ["Zoe Last", "Ada First", "Mo Middle"]


def test_who_is_not_on_the_shortlist_is_not_in_it(search, recruiter, listed):
    other = make.candidacy(search, "Not Listed")
    with pytest.raises(Refused, match="no longer on the shortlist"):
        make_shortlist(search=search, chosen=[*listed[:2], other], by=recruiter)


def test_somebody_of_another_search_is_not_in_it(search, recruiter, listed):
    elsewhere = factories.search(by=factories.user("S", can_open_searches=True))
    other = make.candidacy(elsewhere)
    with pytest.raises(Refused):
        make_shortlist(search=search, chosen=[*listed[:2], other], by=recruiter)


def test_it_holds_claims_answers_and_references(search, recruiter, listed):
    make.claim(listed[0], "Cut losses by 19%", state="verified")
    make.reference(listed[0], "Ola Nordmann", "Ran the incident herself.")
    make.answered(listed[0])
    brief = make_shortlist(search=search, chosen=listed[:3], by=recruiter)
    person = brief.snapshot["people"][0]
    assert person["claims"][0]["text"] == "Cut losses by 19%"
    assert person["claims"][0]["state"] == "Verified"
    assert person["references"][0]["said"][0]["text"] == "Ran the incident herself."
    assert [a["short"] for a in person["answers"]][:2] == ["The system", "The decision"]
    assert brief.snapshot["people"][1]["answers"] == []


def test_a_draft_of_answers_is_not_in_it(search, recruiter, listed):
    from candidates.actions import save_answers

    row = make.sent(listed[0])
    save_answers(questionnaire=row, answers={"own_system": "Quillfeather"}, revision=0, by=row.link)
    brief = make_shortlist(search=search, chosen=listed[:3], by=recruiter)
    assert "Quillfeather" not in str(brief.snapshot)


def test_nothing_in_it_judges(search, recruiter, listed):
    for row in listed[:3]:
        make.answered(row)
    brief = make_shortlist(search=search, chosen=listed[:3], by=recruiter)
    words = str({k: v for k, v in brief.snapshot.items() if k not in ("questions", "same")}).lower()
    assert not [word for word in JUDGED if word in words]


def test_its_cover_and_file_name_carry_the_alias(db):
    search = factories.search(alias="Project Heron")
    manager = factories.hiring_manager_of(search)
    rows = [make.candidacy(search, name) for name in ("Ada Lind", "Bo Berg", "Cy Lund")]
    for row in rows:
        move(candidacy=row, name="shortlist", by=manager)
    brief = make_shortlist(search=search, chosen=rows, by=manager)
    assert brief.title == "Three candidates for Project Heron"
    assert brief.file_name == "shortlist-project-heron.pdf"
    assert search.company not in brief.snapshot["heading"] + brief.snapshot["lead"]


def test_it_becomes_a_pdf_for_its_reader(search, recruiter, listed):
    import io

    from pypdf import PdfReader

    make.claim(listed[0], "Cut <b>losses</b> by 19%", state="verified")
    brief = make_shortlist(search=search, chosen=listed[:3], by=recruiter)
    render(brief.pk)
    brief.refresh_from_db()
    assert brief.state == Brief.State.READY, brief.problem
    document = PdfReader(io.BytesIO(brief.file.read()))
    text = " ".join(page.extract_text() for page in document.pages)
    assert len(document.pages) == 4
    assert "prepared for Ines Kovač" in text
    assert "Cut <b>losses</b> by 19%" in text
    assert document.metadata.title == "Three candidates for Chief AI Officer"


def test_names_of_sixty_letters_fit(search, recruiter, manager):
    rows = [make.candidacy(search, f"{n}{'Wolfeschlegelsteinhausen-' * 3}"[:60]) for n in "ABC"]
    for row in rows:
        move(candidacy=row, name="shortlist", by=manager)
    brief = make_shortlist(search=search, chosen=rows, by=recruiter)
    render(brief.pk)
    brief.refresh_from_db()
    assert brief.pages == 4


def test_more_text_than_anybody_reads_is_refused(search, recruiter, listed, monkeypatch):
    from candidates.actions import shortlist

    monkeypatch.setattr(shortlist, "LONGEST", 100)
    with pytest.raises(Refused, match="more text than one document holds"):
        make_shortlist(search=search, chosen=listed[:3], by=recruiter)


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.PANELIST, Role.APPROVER])
def test_who_does_not_run_the_search_makes_none(search, listed, role):
    with pytest.raises(NotAllowed):
        make_shortlist(search=search, chosen=listed[:3], by=factories.member(search, role))


def test_only_its_reader_opens_it(search, recruiter, manager, listed):
    brief = make_shortlist(search=search, chosen=listed[:3], by=recruiter)
    assert brief_for(recruiter, brief.pk) == brief
    with pytest.raises(NotAllowed):
        brief_for(manager, brief.pk)
    with pytest.raises(Http404):
        brief_for(factories.user(), brief.pk)


def test_its_reader_off_the_search_opens_it_no_more(search, recruiter, listed):
    brief = make_shortlist(search=search, chosen=listed[:3], by=recruiter)
    with acting(search.pk, recruiter) as locked:
        end_role(locked, user=recruiter, role=Role.RECRUITER, by=recruiter)
    with pytest.raises(Http404):
        brief_for(type(recruiter).objects.get(pk=recruiter.pk), brief.pk)


def test_a_seated_reader_declares_before_making_or_opening_one(search, manager, listed):
    brief = make_shortlist(search=search, chosen=listed[:3], by=manager)
    make.let_in(listed[0], manager)
    with pytest.raises(NotAllowed):
        brief_for(manager, brief.pk)
    with pytest.raises(Refused, match="whether you know them"):
        make_shortlist(search=search, chosen=listed[:3], by=manager)


def test_the_page_makes_one_and_shows_how_far_it_is(as_, search, recruiter, listed):
    url = reverse("candidates:shortlist", args=[search.pk])
    answer = as_(recruiter).post(url, {"chosen": [row.pk for row in listed[:3]]})
    brief = Brief.objects.get()
    assert answer["Location"] == reverse("briefs:detail", args=[brief.pk])


@pytest.mark.parametrize(
    ("chosen", "says"),
    [
        ([], "Nobody is chosen."),
        (["x"], "no longer on the shortlist"),
        (["999999"], "no longer on the shortlist"),
        ([0, 1], "3 to 5 candidates, not 2"),
    ],
)
def test_a_wrong_choice_is_a_sentence(as_, search, recruiter, listed, chosen, says):
    picks = [listed[n].pk if isinstance(n, int) else n for n in chosen]
    url = reverse("candidates:shortlist", args=[search.pk])
    assert says in page_of(as_(recruiter).post(url, {"chosen": picks, "sent": "1"}))
    assert not Brief.objects.exists()
