"""Every write of this room that has a meaning."""

from onboarding.actions.plans import (
    LINK,
    break_guard,
    check_in,
    finish_plan,
    hand_in,
    request_brief,
    send_back,
    sign_off,
    start_plan,
)

__all__ = [
    "LINK",
    "break_guard",
    "check_in",
    "finish_plan",
    "hand_in",
    "request_brief",
    "send_back",
    "sign_off",
    "start_plan",
]
