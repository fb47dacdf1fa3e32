"""What was open when the page was made has closed by the time somebody presses the button."""

import re

import pytest
from django.urls import reverse

from candidates.models import Candidacy
from interviews.models import Interview
from interviews.signals import interview_added
from scorecards import actions
from scorecards.models import RedFlag
from scorecards.queries.debrief import debriefing_of
from scorecards.queries.standing import standing_decision
from searches.errors import NotAllowed
from searches.rules import may
from tests import factories
from tests.factories import scorecards as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def candidacy(search):
    row = make.candidacy(search, "Ada Lind")
    make.open_debrief(row)
    return row


def closed(candidacy: Candidacy) -> None:
    """Closed again: somebody adds an interview."""
    added = make.interview(candidacy, "board")
    by = factories.hiring_manager_of(candidacy.search)
    interview_added.send(sender=Interview, interview=added, search=candidacy.search, by=by)


@pytest.mark.parametrize(
    "act",
    [
        lambda row, by: actions.take_note(candidacy=row, text="So.", by=by),
        lambda row, by: actions.ask_second_votes(candidacy=row, by=by),
    ],
    ids=["take a note", "ask for second votes"],
)
def test_a_debrief_that_closes_between_the_page_and_the_lock_is_shut(candidacy, manager, act):
    assert may(manager, "scorecards.read_debrief", candidacy)  # as the page asked
    closed(candidacy)
    with pytest.raises(NotAllowed, match="debrief"):
        act(candidacy, manager)


def test_a_debrief_that_closes_while_its_page_is_read_is_shut(candidacy, manager):
    closed(candidacy)
    with pytest.raises(NotAllowed, match="Opens at the debrief"):
        debriefing_of(candidacy, manager)


def test_a_gate_that_shuts_while_its_page_is_read_is_shut(search, manager):
    row = make.interview(make.candidacy(search), "questionnaire")
    make.submitted(make.seat(row))
    make.seat(row)
    with pytest.raises(NotAllowed, match="This gate opens when all scorecards"):
        actions.read_gate(candidacy=row.candidacy, part=row.part, by=manager)


# ---- An old page, sent once more ----------------------------------------------------------------


def hidden(body: str, name: str) -> str:
    (value,) = re.findall(rf'<input type="hidden" name="{name}"(?: value="(\w*)")?', body)
    return value


def test_a_decision_that_came_second_supersedes_once_the_first_was_looked_at(
    client, candidacy, manager
):
    client.force_login(manager)
    url = reverse("scorecards:debrief", args=[candidacy.pk])
    old = {"outcome": "no_hire", "reasons": "The references.", "after": ""}
    make.decided(candidacy, "wait")
    body = client.post(url, old).content.decode()
    assert "A decision was recorded meanwhile." in body
    assert "The references." in body
    again = client.post(url, old | {"after": hidden(body, "after")})
    assert again.status_code == 302
    assert standing_decision(candidacy).outcome == "no_hire"


@pytest.fixture
def amending(client, search):
    """The page on which an author amends, as its form would be sent."""
    row = make.interview(make.candidacy(search))
    make.submitted(make.seat(row))
    card = make.submitted(make.seat(row), flags=[make.flag()])
    client.force_login(card.author)
    url = reverse("scorecards:amend", args=[row.pk])
    form = client.get(url).context["form"]
    sent = {field.html_name: field.value() or "" for field in form}
    return card, url, sent | {"why": "Misheard it.", "amended_because": "The recording."}


def test_who_amended_in_two_windows_sees_both_texts_and_may_send_the_second(client, amending):
    card, url, sent = amending
    client.post(url, sent)
    body = client.post(url, sent | {"why": "Heard it twice."}).content.decode()
    assert "You amended this scorecard meanwhile." in body
    assert "Misheard it." in body
    assert "Heard it twice." in body
    client.post(url, sent | {"why": "Heard it twice.", "after": hidden(body, "after")})
    assert [row.why for row in card.amendments.order_by("pk")] == [
        "Misheard it.",
        "Heard it twice.",
    ]


def test_who_amends_while_the_cards_are_opened_is_told_that_it_will_not_count(client, amending):
    card, url, sent = amending
    make.open_debrief(card.candidacy)
    body = client.post(url, sent).content.decode()
    assert "The scorecards were opened while you wrote." in body
    assert "Misheard it." in body
    assert not card.amendments.exists()
    client.post(url, sent | {"sealed": hidden(body, "sealed")})
    assert card.amendments.get().after_reveal


def test_an_amendment_begun_before_the_reveal_raises_its_flags_once(client, amending):
    card, url, sent = amending
    make.open_debrief(card.candidacy)
    client.post(url, sent | {"sealed": "False"})
    assert list(RedFlag.objects.values_list("card", flat=True)) == [card.pk]
