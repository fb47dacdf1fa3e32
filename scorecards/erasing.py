"""Where this room holds words on a candidate, and what its links, mails and PDFs are about.

Ratings and recommendations stay as the numbers they are; nobody is shown them any more.
"""

from candidates.erasing import Kinds, Words
from candidates.models import Candidacy
from interviews.models import Interview, Seat
from scorecards.actions import ENOUGH, SECOND_VOTE
from scorecards.models import (
    Card,
    Debrief,
    DebriefNote,
    Decision,
    FlagAnswer,
    Gate,
    PassedQuestion,
    Rating,
    RedFlag,
    Reminder,
    SecondVote,
)
from scorecards.queries.debrief import BOARD, PACKET

WORDS: Words = {
    Card: "draft why extra words amended_because excused_because",
    Rating: "evidence",
    RedFlag: "name quote settled_because",
    FlagAnswer: "text",
    PassedQuestion: "text",
    Gate: "because",
    Debrief: "closed_because",
    DebriefNote: "text",
    Decision: "reasons doubts rule override",
    SecondVote: "why",
}
KINDS: Kinds = {
    Candidacy: (PACKET, BOARD, "debrief_is_due"),
    Interview: ("gate_is_ready",),
    Seat: (ENOUGH,),
    Reminder: ("interview_tomorrow", "card_to_write"),
    Debrief: ("debrief_is_open",),
    SecondVote: (SECOND_VOTE,),
    Card: ("card_excused",),
}
