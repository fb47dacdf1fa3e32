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

__all__ = [
    "ask_about",
    "begin",
    "briefs_today",
    "calendar",
    "cancel",
    "candidacy",
    "change",
    "clear",
    "fill",
    "hold",
    "kit",
    "loop",
    "merge_briefs",
    "mine",
    "move",
    "open_",
    "plan",
    "probe",
    "request_brief",
    "seat",
]
