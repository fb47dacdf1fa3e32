"""The loop and its parts, who sits where, the interviews of each candidacy, and what plans them."""

from interviews.models.interviews import LONGEST, Interview, Probe, Seat
from interviews.models.loop import Loop, LoopSeat, Part
from interviews.models.planning import Guest, Meeting, Proposal, ProposedSlot

__all__ = [
    "LONGEST",
    "Guest",
    "Interview",
    "Loop",
    "LoopSeat",
    "Meeting",
    "Part",
    "Probe",
    "Proposal",
    "ProposedSlot",
    "Seat",
]
