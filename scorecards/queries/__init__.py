"""Every read of this room. What is asked with a viewer holds only what they may see."""

from scorecards.queries.standing import open_critical_flags, standing_decision

__all__ = ["open_critical_flags", "standing_decision"]
