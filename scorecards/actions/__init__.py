"""Every write on scorecards, gates and debriefs that has a meaning."""

from scorecards.actions.cards import (
    NOT_ONES_OWN,
    amend_card,
    excuse_card,
    save_card,
    submit_card,
    take_up_card,
)
from scorecards.actions.debriefs import (
    close_debrief,
    end_judging,
    open_debrief,
    read_debrief,
    request_packet,
)
from scorecards.actions.decisions import decide, settle_flag
from scorecards.actions.gates import decide_gate, read_gate
from scorecards.actions.questions import decline_question, pass_question, place_question
from scorecards.actions.reminders import (
    ENOUGH,
    remind,
    remind_by_hand,
    resume_reminders,
    stop_reminders,
)

__all__ = [
    "ENOUGH",
    "NOT_ONES_OWN",
    "amend_card",
    "close_debrief",
    "decide",
    "decide_gate",
    "decline_question",
    "end_judging",
    "excuse_card",
    "open_debrief",
    "pass_question",
    "place_question",
    "read_debrief",
    "read_gate",
    "remind",
    "remind_by_hand",
    "request_packet",
    "resume_reminders",
    "save_card",
    "settle_flag",
    "stop_reminders",
    "submit_card",
    "take_up_card",
]
