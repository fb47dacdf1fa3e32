"""The debrief packet: what is on paper, and who may read it when."""

import pytest
from django.urls import reverse

from briefs.models import Brief
from briefs.render import html_of, pdf_of
from scorecards import actions
from scorecards.briefs import snapshot_of
from searches.errors import NotAllowed
from searches.models import Role
from tests import factories
from tests.factories import scorecards as make

pytestmark = pytest.mark.django_db
TEMPLATE = "briefs/debrief_packet.html"


@pytest.fixture
def packet(candidacy, manager):
    make.judged(candidacy, says="Froze the model <herself>.", flags=[make.flag(quote="Certain.")])
    make.judged(candidacy, "team", says="Asked us.")
    make.open_debrief(candidacy)
    make.decided(candidacy, doubts="The board.")
    return actions.request_packet(candidacy=candidacy, by=manager)


def test_packet_holds_what_the_debrief_shows(packet):
    html = html_of(TEMPLATE, packet)
    for words in (
        "Froze the model &lt;herself&gt;.",
        "Certain.",
        "Asked us.",
        "Worth the risk.",
        "The board.",
        "Nobody rated it",
    ):
        assert words in html


def test_packet_holds_the_wording_before_an_amendment(candidacy, manager):
    card = make.submitted(
        make.seat(make.interview(candidacy)), says="Before.", flags=[make.flag(quote="Dropped.")]
    )
    actions.amend_card(
        card=card, after=card.pk, content=make.content(card.interview), because="x", by=card.author
    )
    make.open_debrief(candidacy)
    html = html_of(TEMPLATE, actions.request_packet(candidacy=candidacy, by=manager))
    assert "Before." in html
    assert "Dropped." in html


def test_cover_and_file_name_use_the_alias(packet, candidacy):
    assert candidacy.alias in packet.title
    assert "lind" not in packet.file_name
    assert f"<h1>{candidacy.alias}</h1>" in html_of(TEMPLATE, packet)


def test_packet_is_a_pdf_with_the_readers_name(packet, manager):
    document, pages = pdf_of(TEMPLATE, packet)
    assert document.startswith(b"%PDF")
    assert pages >= 2
    assert f"prepared for {manager.name}" in html_of(TEMPLATE, packet)


def test_packet_asked_for_twice_is_made_once(packet, candidacy, manager):
    assert actions.request_packet(candidacy=candidacy, by=manager) == packet


def test_packet_counts_as_reading(packet, candidacy, manager):
    assert candidacy.debriefs.get().readings.get().user == manager


def test_packet_is_its_readers_alone(client, packet, candidacy):
    client.force_login(factories.member(candidacy.search, Role.RECRUITER))
    assert client.get(reverse("briefs:detail", args=[packet.pk])).status_code == 403


def test_packet_closes_with_the_debrief(client, packet, candidacy, manager):
    client.force_login(manager)
    url = reverse("briefs:detail", args=[packet.pk])
    assert client.get(url).status_code == 200
    actions.close_debrief(candidacy.search, candidacy, "An interview was added.", manager)
    assert client.get(url).status_code == 403


def test_packet_closes_to_who_owes_a_card_again(client, packet, candidacy, manager):
    make.seat(make.interview(candidacy, "board"), manager)
    client.force_login(manager)
    assert client.get(reverse("briefs:detail", args=[packet.pk])).status_code == 403


def test_sealed_debrief_makes_no_packet(candidacy, manager):
    make.judged(candidacy)
    with pytest.raises(NotAllowed, match="Opens at the debrief"):
        actions.request_packet(candidacy=candidacy, by=manager)
    assert not Brief.objects.exists()


def test_packet_holds_nothing_of_another_candidate(candidacy, manager):
    make.judged(make.candidacy(candidacy.search), says="About somebody else.")
    make.open_debrief(candidacy)
    packet = actions.request_packet(candidacy=candidacy, by=manager)
    assert "About somebody else." not in html_of(TEMPLATE, packet)


# ---- What was said, and second votes ------------------------------------------------------------


def test_packet_holds_what_was_said(candidacy, manager):
    make.open_debrief(candidacy)
    make.noted(candidacy, "The rollback took a day.")
    assert [line["text"] for line in snapshot_of(candidacy, manager)["said"]] == [
        "The rollback took a day."
    ]


def test_packet_holds_no_second_vote_before_all_are_in(candidacy):
    votes = make.asked(candidacy).votes.all()
    make.voted(votes[0], "no", "Zq changed my mind")
    for reader in (votes[0].voter, votes[1].voter):
        assert "Zq" not in str(snapshot_of(candidacy, reader))


def test_packet_holds_the_second_votes_once_shown_with_who_did_not_vote(candidacy, manager):
    votes = make.asked(candidacy).votes.all()
    make.voted(votes[0], "no", "Zq changed my mind")
    actions.show_votes(candidacy=candidacy, by=manager)
    held = snapshot_of(candidacy, manager)["second_votes"]
    assert [(line["who"], line["now"]) for line in held["lines"]] == [(str(votes[0].voter), "No")]
    assert held["out"] == str(votes[1].voter)
