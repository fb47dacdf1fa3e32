"""Every write on the loop, its seats, the interviews and what is put in a kit."""

from interviews.actions.interviews import (
    cancel,
    cancel_interview,
    hold_interview,
    move_interview,
    plan_interview,
)
from interviews.actions.kits import (
    ask_about,
    place_probe,
    request_merged_brief,
    request_panel_brief,
)
from interviews.actions.loop import begin_loop, change_loop, clear_seat, name_seat, open_loop
from interviews.actions.readers import let_readers_in
from interviews.actions.seats import (
    fill_seat,
    leave_candidacy,
    leave_seat,
    replace_in_interview,
)

__all__ = [
    "ask_about",
    "begin_loop",
    "cancel",
    "cancel_interview",
    "change_loop",
    "clear_seat",
    "fill_seat",
    "hold_interview",
    "leave_candidacy",
    "leave_seat",
    "let_readers_in",
    "move_interview",
    "name_seat",
    "open_loop",
    "place_probe",
    "plan_interview",
    "replace_in_interview",
    "request_merged_brief",
    "request_panel_brief",
]
