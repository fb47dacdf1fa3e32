from django.db.models import TextChoices

from searches.moves import Move


class PlanState(TextChoices):
    WAITING = "waiting", "waits for the start date"
    RUNNING = "running", "running"
    DONE = "done", "done"


class DeliverableState(TextChoices):
    OPEN = "open", "open"
    IN = "in", "evidence is in"
    SIGNED = "signed", "signed off"


PLAN_MOVES = (
    Move("start", ("waiting",), "running", "Record the start", "onboarding.run"),
    Move("finish", ("running",), "done", "Close the 90 days", "onboarding.sign_off"),
)

DELIVERABLE_MOVES = (
    Move("hand_in", ("open", "in"), "in", "Hand in", ""),
    Move("send_back", ("in",), "open", "Send it back", "onboarding.sign_off"),
    Move("sign_off", ("in",), "signed", "Sign it off", "onboarding.sign_off"),
)
