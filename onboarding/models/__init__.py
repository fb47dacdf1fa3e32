"""The 90-day plan of the person hired."""

from onboarding.models.plans import CheckIn, Deliverable, Guard, Phase, Plan

__all__ = ["CheckIn", "Deliverable", "Guard", "Phase", "Plan"]
