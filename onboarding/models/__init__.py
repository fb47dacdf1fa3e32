"""The 90-day plan of the person hired."""

from onboarding.models.closing import Closed, Kept, MayWrite
from onboarding.models.outcomes import Outcome, OutcomeRating
from onboarding.models.plans import Deliverable, DueChange, Guard, Phase, Plan
from onboarding.models.promises import Hire, Promise, PromiseWord
from onboarding.models.review import Indicator, Review
from onboarding.models.updates import CheckIn
from onboarding.models.warnings import EarlyWarning
from onboarding.models.watch import WatchAnswer, WatchPoint

__all__ = [
    "CheckIn",
    "Closed",
    "Deliverable",
    "DueChange",
    "EarlyWarning",
    "Guard",
    "Hire",
    "Indicator",
    "Kept",
    "MayWrite",
    "Outcome",
    "OutcomeRating",
    "Phase",
    "Plan",
    "Promise",
    "PromiseWord",
    "Review",
    "WatchAnswer",
    "WatchPoint",
]
