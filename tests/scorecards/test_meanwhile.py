"""What was open when the page was made has closed by the time somebody presses the button."""

import pytest

from candidates.models import Candidacy
from interviews.models import Interview
from interviews.signals import interview_added
from scorecards import actions
from scorecards.queries.debrief import debriefing_of
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
