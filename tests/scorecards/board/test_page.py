"""The board's page, and on paper."""

import pytest
from django.urls import reverse

from briefs.models import Brief
from briefs.render import html_of, pdf_of
from scorecards import actions
from scorecards.briefs import board_snapshot_of
from scorecards.models import DebriefReading
from searches.errors import NotAllowed
from searches.models import Role
from tests import factories
from tests.factories import scorecards as make
from tests.scorecards.board.judged import changed, judged

pytestmark = pytest.mark.django_db
TEMPLATE = "briefs/board.html"
LONG = "It was so, and then it was otherwise. " * 200


# ---- The page, and on paper ---------------------------------------------------------------------


def test_debrief_leads_to_the_page_and_back(client, candidacy, manager, url):
    make.open_debrief(candidacy)
    client.force_login(manager)
    debrief = reverse("scorecards:debrief", args=[candidacy.pk])
    assert url in client.get(debrief).content.decode()
    assert debrief in client.get(url).content.decode()


def test_page_shows_no_rating_of_anybody(client, candidacy, manager, url):
    make.judged(candidacy, says="Froze the model herself.")
    make.open_debrief(candidacy)
    client.force_login(manager)
    assert "(production)" not in client.get(url).content.decode()


def test_reading_the_page_is_reading_the_debrief(client, candidacy, url):
    make.open_debrief(candidacy)
    observer = factories.member(candidacy.search, Role.OBSERVER)
    client.force_login(observer)
    assert client.get(url).status_code == 200
    assert DebriefReading.objects.get().user == observer


def test_page_is_sealed_to_who_owes_a_card(client, candidacy, url):
    make.judged(candidacy, flags=[make.flag(name="Zqwhispered")])
    make.open_debrief(candidacy)
    seat = make.seat(make.interview(candidacy, "board"))
    client.force_login(seat.user)
    answer = client.get(url)
    assert answer.status_code == 403
    assert "Zqwhispered" not in answer.content.decode()
    with pytest.raises(NotAllowed, match="Opens at the debrief"):
        actions.request_board_page(candidacy=candidacy, by=seat.user)


def test_page_says_everything_in_words(client, candidacy, manager, url):
    judged(candidacy, Ruth="yes", Jonas="no")
    make.decided(candidacy, doubts="The board.", override="Worth the risk.")
    client.force_login(manager)
    body = client.get(url).content.decode()
    for words in ("Hire", "Jonas says no.", "The board.", "Worth the risk.", "Not met"):
        assert words in body


@pytest.fixture
def paper(candidacy, manager):
    make.judged(candidacy, flags=[make.flag()])
    make.decided(candidacy, doubts="The union.")
    return actions.request_board_page(candidacy=candidacy, by=manager)


def test_paper_holds_what_the_page_shows(paper):
    html = html_of(TEMPLATE, paper)
    for words in ("Hire", "Ada Lind", "Bluffs", "The union.", "Worth the risk.", "Nobody rated"):
        assert words in html


def test_cover_and_file_name_use_the_alias(paper, candidacy):
    assert candidacy.alias in paper.title
    assert "lind" not in paper.file_name
    header = html_of(TEMPLATE, paper).split("<header")[1].split("</header>")[0]
    assert "Lind" not in header


def test_paper_is_one_page_however_much_was_written(candidacy, manager):
    row = make.interview(candidacy)
    for name in ("Ruth", "Jonas", "Priya"):
        flags = [make.flag(name=f"{name} saw it", quote=LONG)]
        seat = make.seat(row, factories.user(name))
        make.submitted(seat, recommendation="no", says=LONG, flags=flags)
    make.submitted(make.seat(row))
    make.excused(make.seat(row), because=LONG)
    make.decided(candidacy, reasons=LONG, doubts=LONG, override=LONG)
    document, pages = pdf_of(TEMPLATE, actions.request_board_page(candidacy=candidacy, by=manager))
    assert document.startswith(b"%PDF")
    assert pages == 1


def test_paper_is_its_readers_alone(client, paper, candidacy):
    client.force_login(factories.member(candidacy.search, Role.RECRUITER))
    assert client.get(reverse("briefs:detail", args=[paper.pk])).status_code == 403


def test_paper_closes_with_the_debrief(client, paper, candidacy, manager):
    client.force_login(manager)
    detail = reverse("briefs:detail", args=[paper.pk])
    assert client.get(detail).status_code == 200
    actions.close_debrief(candidacy.search, candidacy, "An interview was added.", manager)
    assert client.get(detail).status_code == 403


def test_button_asks_for_the_paper(client, candidacy, manager):
    make.open_debrief(candidacy)
    client.force_login(manager)
    answer = client.post(reverse("scorecards:board_paper", args=[candidacy.pk]))
    brief = Brief.objects.get(kind="board")
    assert answer["Location"] == reverse("briefs:detail", args=[brief.pk])


def test_paper_holds_no_second_vote_before_all_are_in(candidacy):
    judged(candidacy, Ruth="yes", Jonas="yes")
    changed(candidacy, "Ruth", "no", shown=False)
    ruth = factories.User.objects.get(name="Ruth")
    assert "second incident" not in str(board_snapshot_of(candidacy, ruth))
