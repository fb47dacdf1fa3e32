"""The loop and its parts, who sits where, the interviews of each candidacy, and what plans them."""

from interviews.models.interviews import (
    LONGEST,
    Interview,
    InterviewQuerySet,
    Probe,
    Seat,
    SeatQuerySet,
)
from interviews.models.loop import Loop, LoopSeat, Part
from interviews.models.planning import Guest, Meeting, Proposal, ProposedSlot

__all__ = [
    "LONGEST",
    "Guest",
    "Interview",
    "InterviewQuerySet",
    "Loop",
    "LoopSeat",
    "Meeting",
    "Part",
    "Probe",
    "Proposal",
    "ProposedSlot",
    "Seat",
    "SeatQuerySet",
]
