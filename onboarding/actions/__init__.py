"""Every write of this room that has a meaning."""

from onboarding.actions.closing import close_step, fill_search, say_may_write
from onboarding.actions.deliverables import (
    hand_in,
    move_due,
    name_owner,
    send_back,
    sign_off,
    stamp,
)
from onboarding.actions.frame import LINK
from onboarding.actions.links import close_address, send_address
from onboarding.actions.outcomes import (
    answer_doubts,
    correct_outcome,
    record_outcome,
    save_outcome,
)
from onboarding.actions.plans import break_guard, finish_plan, leave_plan, request_brief, start_plan
from onboarding.actions.promises import judge_promise, move_hire
from onboarding.actions.review import (
    EARLIEST,
    answer_review,
    give_review,
    opens_on,
    request_review,
)
from onboarding.actions.updates import answer_update, request_update, write_update
from onboarding.actions.warnings import answer_warning, raise_warning, settle_warning
from onboarding.actions.watch import answer_watch

__all__ = [
    "EARLIEST",
    "LINK",
    "answer_doubts",
    "answer_review",
    "answer_update",
    "answer_warning",
    "answer_watch",
    "break_guard",
    "close_address",
    "close_step",
    "correct_outcome",
    "fill_search",
    "finish_plan",
    "give_review",
    "hand_in",
    "judge_promise",
    "leave_plan",
    "move_due",
    "move_hire",
    "name_owner",
    "opens_on",
    "raise_warning",
    "record_outcome",
    "request_brief",
    "request_review",
    "request_update",
    "save_outcome",
    "say_may_write",
    "send_address",
    "send_back",
    "settle_warning",
    "sign_off",
    "stamp",
    "start_plan",
    "write_update",
]
