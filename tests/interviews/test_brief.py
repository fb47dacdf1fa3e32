"""The panel brief: two pages, tagged, for one reader, with nobody's judgement in it."""

from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from briefs.actions import make as render
from briefs.models import Brief
from candidates.actions import declare_conflict
from interviews import actions
from interviews.briefs import snapshot_of
from interviews.models import Interview, Probe
from searches.errors import NotAllowed, Refused
from searches.models import Role
from tests import factories
from tests.factories import candidates as people
from tests.factories import interviews as make

PARTS = ("alignment", "production", "allocation", "trade_off", "team", "board")


@pytest.fixture
def panelist(interview):
    cto = make.panelist_of(interview, "cto")
    declare_conflict(candidacy=interview.candidacy, answer="none", by=cto)
    return cto


@pytest.fixture
def brief(interview, panelist):
    return actions.request_panel_brief(interview=interview, by=panelist)


def pdf_of(brief: Brief) -> PdfReader:
    render(brief.pk)
    brief.refresh_from_db()
    assert brief.state == Brief.State.READY
    return PdfReader(BytesIO(brief.file.read()))


def text_of(pdf: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


# ---- On paper ----


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York"])  # A4, Letter
@pytest.mark.parametrize("key", PARTS)
def test_every_part_of_the_caio_kit_is_two_pages(loop, candidacy, key, zone):
    minutes = loop.parts.get(key=key).minutes
    row = make.interview(candidacy, key, minutes=minutes, place="https://meet.example.com/kc-4417")
    reader = make.panelist_of(row)
    reader.zone = zone
    reader.save()
    declare_conflict(candidacy=candidacy, answer="none", by=reader)
    pdf = pdf_of(actions.request_panel_brief(interview=row, by=reader))
    assert len(pdf.pages) == 2


def test_a_kit_with_a_question_besides_is_two_pages(interview, panelist, recruiter):
    actions.place_probe(
        candidacy=interview.candidacy,
        part=interview.part,
        text="You wrote of a recommender rebuilt in 2024. What did you keep of the old one?",
        by=recruiter,
    )
    pdf = pdf_of(actions.request_panel_brief(interview=interview, by=panelist))
    assert len(pdf.pages) == 2
    assert "What did you keep of the old one?" in text_of(pdf)


def test_it_is_tagged_titled_and_bookmarked(brief):
    pdf = pdf_of(brief)
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"].startswith("en")
    assert pdf.metadata.title == brief.title
    assert pdf.outline


def test_each_page_names_the_reader_and_its_number(brief, panelist):
    pages = [" ".join(page.extract_text().split()) for page in pdf_of(brief).pages]
    for number, page in enumerate(pages, start=1):
        assert f"prepared for {panelist.name}" in page
        assert f"Page {number} of 2" in page


def test_the_cover_line_the_footer_and_the_file_use_the_alias(brief, interview):
    alias = interview.candidacy.alias
    assert brief.snapshot["heading"] == f"{alias}, Production deep-dive"
    assert "Leila" not in brief.title + brief.file_name + brief.snapshot["heading"]


def test_it_holds_every_question_in_order_and_the_anchors(brief, interview):
    plan = interview.search.playbook
    asked = [q["text"] for q in brief.snapshot["questions"]]
    assert asked == [q.text for q in plan.core_questions("production")]
    anchors = [text for c in brief.snapshot["competencies"] for text in c["anchors"]]
    assert plan.competency("production").anchors.five in anchors


def test_the_readers_own_time_stands_under_the_time_of_the_place(interview, panelist):
    panelist.zone = "America/Toronto"
    row = Interview.objects.select_related("part__loop", "candidacy__candidate").get()
    snapshot = snapshot_of(row, panelist)
    assert "Berlin" in snapshot["when"]
    assert snapshot["your_time"].endswith("Toronto, your time")


def test_a_reader_where_clocks_agree_reads_one_time(interview, panelist):
    panelist.zone = "Europe/Paris"
    row = Interview.objects.select_related("part__loop", "candidacy__candidate").get()
    assert snapshot_of(row, panelist)["your_time"] == ""


def test_the_readers_of_a_questionnaire_have_the_answers_on_paper(loop, candidacy):
    reading = make.reading(candidacy)
    reader = make.panelist_of(reading, "second_reader")
    declare_conflict(candidacy=candidacy, answer="none", by=reader)
    brief = actions.request_panel_brief(interview=reading, by=reader)
    assert "What I did about own_system." in text_of(pdf_of(brief))


def test_a_kit_of_an_interview_holds_no_answers(loop, candidacy):
    people.answered(candidacy)
    row = make.interview(candidacy)
    reader = make.panelist_of(row, "cto")
    declare_conflict(candidacy=candidacy, answer="none", by=reader)
    brief = actions.request_panel_brief(interview=row, by=reader)
    assert "What I did about" not in str(brief.snapshot)


def test_no_card_is_in_a_brief(interview, panelist):
    from tests.factories import scorecards

    engineer = make.seat_of(interview, "ml_engineer")
    declare_conflict(candidacy=interview.candidacy, answer="none", by=engineer.user)
    flags = [scorecards.flag(name="Quillfeather", quote="Quillfeather")]
    scorecards.submitted(engineer, says="Quillfeather", flags=flags)
    brief = actions.request_panel_brief(interview=interview, by=panelist)
    assert "Quillfeather" not in str(brief.snapshot)


# ---- For one reader ----


def test_who_has_not_declared_gets_no_brief(interview):
    with pytest.raises(Refused, match="whether you know the candidate"):
        actions.request_panel_brief(interview=interview, by=make.panelist_of(interview, "cto"))
    assert not Brief.objects.exists()


@pytest.mark.parametrize("role", [Role.RECRUITER, Role.OBSERVER, Role.PANELIST])
def test_who_does_not_sit_in_it_gets_no_brief(interview, role):
    with pytest.raises(NotAllowed):
        actions.request_panel_brief(
            interview=interview, by=factories.member(interview.search, role)
        )


def test_the_same_kit_is_not_made_twice(brief, interview, panelist):
    assert actions.request_panel_brief(interview=interview, by=panelist) == brief


def test_a_question_placed_later_makes_another(brief, interview, panelist, recruiter):
    Probe.objects.create(
        candidacy=interview.candidacy, part=interview.part, text="Why?", placed_by=recruiter
    )
    assert actions.request_panel_brief(interview=interview, by=panelist) != brief


def test_nobody_else_downloads_it(brief, interview, as_, recruiter):
    pdf_of(brief)
    url = reverse("briefs:download", args=[brief.pk])
    other = make.panelist_of(interview, "ml_engineer")
    declare_conflict(candidacy=interview.candidacy, answer="none", by=other)
    for person in (recruiter, other, factories.hiring_manager_of(interview.search)):
        assert as_(person).get(url).status_code == 403


def test_its_reader_downloads_it(brief, panelist, as_):
    pdf_of(brief)
    assert as_(panelist).get(reverse("briefs:download", args=[brief.pk])).status_code == 200


def test_a_reader_who_was_replaced_downloads_it_no_more(brief, interview, panelist, manager, as_):
    pdf_of(brief)
    other = factories.user()
    actions.fill_seat(
        interview=interview, key="cto", email=other.email, name=other.name, by=manager
    )
    assert as_(panelist).get(reverse("briefs:download", args=[brief.pk])).status_code in (403, 404)


def test_a_cancelled_interview_has_no_brief(interview, panelist, manager):
    actions.cancel_interview(interview=interview, by=manager)
    with pytest.raises(Refused, match="whether you know"):
        actions.request_panel_brief(interview=interview, by=panelist)
