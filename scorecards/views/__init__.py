from scorecards.views.cards import amend, card, draft, pass_question, take_up
from scorecards.views.debriefs import debrief, debriefs, flag, open_debrief, packet
from scorecards.views.progress import cards, excuse, gate
from scorecards.views.questions import question, questions
from scorecards.views.reminders import enough, remind, reminders, stopped

__all__ = [
    "amend",
    "card",
    "cards",
    "debrief",
    "debriefs",
    "draft",
    "enough",
    "excuse",
    "flag",
    "gate",
    "open_debrief",
    "packet",
    "pass_question",
    "question",
    "questions",
    "remind",
    "reminders",
    "stopped",
    "take_up",
]
