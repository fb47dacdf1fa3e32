from interviews.views.day import call_off, debrief_meeting, whole_day
from interviews.views.feed import end as end_feed
from interviews.views.feed import feed
from interviews.views.feed import make as make_feed
from interviews.views.kits import (
    ask_about,
    briefs_today,
    calendar,
    kit,
    merge_briefs,
    mine,
    probe,
    request_brief,
)
from interviews.views.loop import begin, change, clear, loop, open_, seat
from interviews.views.planning import cancel, candidacy, fill, hold, move, plan
from interviews.views.slots import choose, chosen, propose, withdraw

__all__ = [
    "ask_about",
    "begin",
    "briefs_today",
    "calendar",
    "call_off",
    "cancel",
    "candidacy",
    "change",
    "choose",
    "chosen",
    "clear",
    "debrief_meeting",
    "end_feed",
    "feed",
    "fill",
    "hold",
    "kit",
    "loop",
    "make_feed",
    "merge_briefs",
    "mine",
    "move",
    "open_",
    "plan",
    "probe",
    "propose",
    "request_brief",
    "seat",
    "whole_day",
    "withdraw",
]
