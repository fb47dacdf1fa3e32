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
    read_debriefs,
    request_board_page,
    request_packet,
    take_note,
)
from scorecards.actions.decisions import decide
from scorecards.actions.flags import name_owner, note_answer, settle_flag, settle_flags
from scorecards.actions.gates import NOT_READY, decide_gate, read_gate
from scorecards.actions.practice import (
    begin_practice,
    drop_practice,
    save_practice,
    send_practice,
    show_practice,
)
from scorecards.actions.questions import decline_question, pass_question, place_question
from scorecards.actions.reminders import (
    ENOUGH,
    remind,
    remind_by_hand,
    resume_reminders,
    stop_reminders,
)
from scorecards.actions.votes import (
    SECOND_VOTE,
    ask_second_votes,
    give_second_vote,
    show_votes,
    vote_of,
)

__all__ = [
    "ENOUGH",
    "NOT_ONES_OWN",
    "NOT_READY",
    "SECOND_VOTE",
    "amend_card",
    "ask_second_votes",
    "begin_practice",
    "close_debrief",
    "decide",
    "decide_gate",
    "decline_question",
    "drop_practice",
    "end_judging",
    "excuse_card",
    "give_second_vote",
    "name_owner",
    "note_answer",
    "open_debrief",
    "pass_question",
    "place_question",
    "read_debrief",
    "read_debriefs",
    "read_gate",
    "remind",
    "remind_by_hand",
    "request_board_page",
    "request_packet",
    "resume_reminders",
    "save_card",
    "save_practice",
    "send_practice",
    "settle_flag",
    "settle_flags",
    "show_practice",
    "show_votes",
    "stop_reminders",
    "submit_card",
    "take_note",
    "take_up_card",
    "vote_of",
]
