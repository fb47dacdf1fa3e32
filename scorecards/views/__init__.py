from scorecards.views.cards import amend, card, draft, pass_question, take_up
from scorecards.views.debriefs import debrief, debriefs, flag, open_debrief, packet
from scorecards.views.progress import cards, excuse, gate
from scorecards.views.questions import question, questions

__all__ = [
    "amend",
    "card",
    "cards",
    "debrief",
    "debriefs",
    "draft",
    "excuse",
    "flag",
    "gate",
    "open_debrief",
    "packet",
    "pass_question",
    "question",
    "questions",
    "take_up",
]
