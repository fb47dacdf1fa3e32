"""What one panelist judged of one interview, and what was made of it together."""

from scorecards.models.cards import Card, CardQuerySet, PassedQuestion, Rating
from scorecards.models.debriefs import (
    Debrief,
    DebriefNote,
    DebriefReading,
    Decision,
    Gate,
    GateReading,
)
from scorecards.models.flags import FlagAnswer, RedFlag
from scorecards.models.practice import (
    Practice,
    PracticeRating,
    PracticeRatingQuerySet,
    PracticeSheet,
)
from scorecards.models.reminders import Reminder, ReminderStop
from scorecards.models.votes import SecondVote, VoteRound

__all__ = [
    "Card",
    "CardQuerySet",
    "Debrief",
    "DebriefNote",
    "DebriefReading",
    "Decision",
    "FlagAnswer",
    "Gate",
    "GateReading",
    "PassedQuestion",
    "Practice",
    "PracticeRating",
    "PracticeRatingQuerySet",
    "PracticeSheet",
    "Rating",
    "RedFlag",
    "Reminder",
    "ReminderStop",
    "SecondVote",
    "VoteRound",
]
