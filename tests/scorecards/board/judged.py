"""A judged candidate, and what the board is told of them."""

from scorecards.queries.board import board_of
from scorecards.queries.debrief import debriefing_of
from scorecards.queries.talk import votes_of
from tests import factories
from tests.factories import scorecards as make


def judged(candidacy, key="production", **votes):
    """An interview with a card of each of these people: name -> what they recommend."""
    row = make.interview(candidacy, key)
    for name, recommends in votes.items():
        seat = make.seat(row, factories.user(name))
        make.submitted(seat, recommendation=recommends, says=f"{name} says {recommends}.")
    make.open_debrief(candidacy)


def board(candidacy, viewer=None):
    viewer = viewer or factories.hiring_manager_of(candidacy.search)
    shown = debriefing_of(candidacy, viewer)
    return board_of(shown, votes_of(shown.debrief, viewer))


def changed(candidacy, name, to, *, shown=True):
    """Second votes: this one changed, the others kept."""
    asked = make.asked(candidacy)
    for vote in asked.votes.select_related("voter"):
        if vote.voter.name == name:
            make.voted(vote, to, "The second incident.")
        elif shown:
            make.voted(vote)
