"""What pages and the rooms above read of the loop, its interviews and their kits."""

from interviews.queries.interviews import (
    Slot,
    interviews_of,
    my_interviews,
    people_now,
    slots_of,
)
from interviews.queries.loop import (
    Coverage,
    assessors,
    coverage,
    draft_of,
    open_loop_of,
    parts_of,
)

__all__ = [
    "Coverage",
    "Slot",
    "assessors",
    "coverage",
    "draft_of",
    "interviews_of",
    "my_interviews",
    "open_loop_of",
    "parts_of",
    "people_now",
    "slots_of",
]
