from onboarding.views.plans import (
    brief,
    check_in,
    finish,
    guard,
    hand_in,
    mine,
    mine_check_in,
    mine_hand_in,
    of_search,
    plan,
    sign,
    start,
)

__all__ = [
    "brief",
    "check_in",
    "finish",
    "guard",
    "hand_in",
    "mine",
    "mine_check_in",
    "mine_hand_in",
    "of_search",
    "plan",
    "sign",
    "start",
]
