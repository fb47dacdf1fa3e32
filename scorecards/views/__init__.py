from scorecards.views.cards import amend, card, draft, pass_question, take_up
from scorecards.views.compare import compare
from scorecards.views.debriefs import (
    board,
    board_paper,
    debrief,
    debriefs,
    open_debrief,
    packet,
)
from scorecards.views.flags import flag, flag_at_gate
from scorecards.views.practice import (
    begin_practice,
    drop_practice,
    practice,
    practice_draft,
    show_practice,
)
from scorecards.views.process import process
from scorecards.views.progress import cards, excuse, gate
from scorecards.views.questions import question, questions
from scorecards.views.reminders import enough, remind, reminders, stopped
from scorecards.views.strictness import my_strictness
from scorecards.views.talk import (
    ask_votes,
    pulse,
    second_vote,
    show_votes,
    take_note,
    vote,
    voted,
)

__all__ = [
    "amend",
    "ask_votes",
    "begin_practice",
    "board",
    "board_paper",
    "card",
    "cards",
    "compare",
    "debrief",
    "debriefs",
    "draft",
    "drop_practice",
    "enough",
    "excuse",
    "flag",
    "flag_at_gate",
    "gate",
    "my_strictness",
    "open_debrief",
    "packet",
    "pass_question",
    "practice",
    "practice_draft",
    "process",
    "pulse",
    "question",
    "questions",
    "remind",
    "reminders",
    "second_vote",
    "show_practice",
    "show_votes",
    "stopped",
    "take_note",
    "take_up",
    "vote",
    "voted",
]
