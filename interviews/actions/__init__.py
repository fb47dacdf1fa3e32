"""Every write on the loop, its seats, the interviews, what plans them and what is in a kit."""

from interviews.actions.feeds import FEED, end_feed, make_feed
from interviews.actions.interviews import (
    cancel,
    cancel_interview,
    hold_interview,
    move_interview,
    plan_day,
    plan_interview,
)
from interviews.actions.kits import (
    ask_about,
    place_probe,
    request_merged_brief,
    request_panel_brief,
)
from interviews.actions.loop import begin_loop, change_loop, clear_seat, name_seat, open_loop
from interviews.actions.meetings import call_off, cancel_meeting, move_meeting, plan_meeting
from interviews.actions.readers import let_readers_in
from interviews.actions.seats import (
    fill_seat,
    leave_candidacy,
    leave_seat,
    replace_in_interview,
)
from interviews.actions.slots import (
    SLOTS,
    SlotsRefused,
    propose_slots,
    refuse_slots,
    take_slot,
    withdraw_slots,
)
from interviews.actions.withdrawing import withdraw_proposals

__all__ = [
    "FEED",
    "SLOTS",
    "SlotsRefused",
    "ask_about",
    "begin_loop",
    "call_off",
    "cancel",
    "cancel_interview",
    "cancel_meeting",
    "change_loop",
    "clear_seat",
    "end_feed",
    "fill_seat",
    "hold_interview",
    "leave_candidacy",
    "leave_seat",
    "let_readers_in",
    "make_feed",
    "move_interview",
    "move_meeting",
    "name_seat",
    "open_loop",
    "place_probe",
    "plan_day",
    "plan_interview",
    "plan_meeting",
    "propose_slots",
    "refuse_slots",
    "replace_in_interview",
    "request_merged_brief",
    "request_panel_brief",
    "take_slot",
    "withdraw_proposals",
    "withdraw_slots",
]
