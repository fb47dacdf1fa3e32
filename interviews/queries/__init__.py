"""What pages and the rooms above read of the loop, its interviews and their kits."""

from interviews.queries.interviews import (
    PANEL_BRIEF,
    Slot,
    Unfilled,
    interviews_of,
    latest_briefs,
    my_interviews,
    my_readings,
    people_now,
    seats_to_fill,
    slots_of,
    to_plan,
)
from interviews.queries.kit import Kit, kit_of
from interviews.queries.loop import (
    NEEDED,
    Coverage,
    assessors,
    coverage,
    draft_of,
    loop_to_show,
    open_loop_of,
    parts_of,
    people_near,
    versions_of,
)

__all__ = [
    "NEEDED",
    "PANEL_BRIEF",
    "Coverage",
    "Kit",
    "Slot",
    "Unfilled",
    "assessors",
    "coverage",
    "draft_of",
    "interviews_of",
    "kit_of",
    "latest_briefs",
    "loop_to_show",
    "my_interviews",
    "my_readings",
    "open_loop_of",
    "parts_of",
    "people_near",
    "people_now",
    "seats_to_fill",
    "slots_of",
    "to_plan",
    "versions_of",
]
