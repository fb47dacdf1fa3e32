import pytest

from tests.factories import scorecards as make


@pytest.fixture
def at_gate(candidacy):
    """The questionnaire judged by two people, who both report the same."""
    make.judged(candidacy, "questionnaire", flags=[make.flag()])
    return make.part(candidacy.search, "questionnaire")


@pytest.fixture
def flag(candidacy):
    """Reported by one person, in an open debrief."""
    card = make.submitted(make.seat(make.interview(candidacy)), flags=[make.flag()])
    make.open_debrief(candidacy)
    return card.flags.get()
