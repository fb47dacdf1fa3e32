from interviews.views.kits import (
    briefs_today,
    calendar,
    kit,
    mine,
    probe,
    request_brief,
)
from interviews.views.loop import begin, change, clear, loop, open_, seat
from interviews.views.planning import cancel, candidacy, fill, hold, move, plan

__all__ = [
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
    "mine",
    "move",
    "open_",
    "plan",
    "probe",
    "request_brief",
    "seat",
]
