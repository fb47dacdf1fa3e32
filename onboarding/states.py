from django.db.models import TextChoices

from searches.moves import Move


class Moment(TextChoices):
    """When what came of a hire is recorded. In this order."""

    DAY_90 = "day_90", "Day 90"
    MONTH_SIX = "month_six", "Month six"


class Came(TextChoices):
    """What became of the doubts that the debrief left open."""

    TRUE = "true", "It came true"
    PARTLY = "partly", "In part"
    NOT = "not", "It did not"
    OPEN = "open", "It cannot be said yet"


class PlanState(TextChoices):
    WAITING = "waiting", "waits for the start date"
    RUNNING = "running", "running"
    DONE = "done", "done"
    VOID = "void", "void: the yes was taken back"


class DeliverableState(TextChoices):
    OPEN = "open", "open"
    IN = "in", "evidence is in"
    SIGNED = "signed", "signed off"


class WarningState(TextChoices):
    OPEN = "open", "open"
    ANSWERED = "answered", "answered"
    SETTLED = "settled", "settled"


class HireState(TextChoices):
    OPEN = "open", "open"
    UNDER_WAY = "under_way", "under way"
    DONE = "done", "done"


class Kept(TextChoices):
    """What one side says of a promise."""

    KEPT = "kept", "Kept"
    NOT_KEPT = "not_kept", "Not kept"


class Seen(TextChoices):
    """What the manager says of a doubt that the debrief left open."""

    SEEN = "seen", "Seen"
    NOT_SEEN = "not_seen", "Not seen"
    TOO_EARLY = "too_early", "Too early to say"


class Sign(TextChoices):
    """What was seen of an indicator at the review: words, no score."""

    OPERATOR = "operator", "The operator’s"
    EVANGELIST = "evangelist", "The evangelist’s"
    BOTH = "both", "Some of both"
    NEITHER = "neither", "Neither yet"


PLAN_MOVES = (
    Move("start", ("waiting",), "running", "Record the start", "onboarding.run"),
    Move("finish", ("running",), "done", "Close the 90 days", "onboarding.sign_off"),
    Move("leave", ("running",), "done", "They have left", "onboarding.sign_off"),
    # With the offer that it followed from.
    Move("lapse", ("waiting",), "void", "", ""),
)

DELIVERABLE_MOVES = (
    Move("hand_in", ("open", "in"), "in", "Hand in", ""),
    Move("send_back", ("in",), "open", "Send it back", "onboarding.sign_off"),
    Move("sign_off", ("in",), "signed", "Sign it off", "onboarding.sign_off"),
)

# Either side moves these: the hiring manager, or the person hired by their link.
WARNING_MOVES = (
    Move("answer", ("open",), "answered", "Send the answer", "onboarding.sign_off"),
    Move("settle", ("answered",), "settled", "It is settled", "onboarding.sign_off"),
)

HIRE_MOVES = (
    Move("begin", ("open",), "under_way", "The search has begun", "onboarding.run"),
    Move("fill", ("open", "under_way"), "done", "Somebody is hired", "onboarding.run"),
)


class ClosingStep(TextChoices):
    """What is done before a search is closed with a hire. In this order."""

    TOLD = "told", "Everybody who was in it is told"
    STAFF = "staff", "The staff are told"
    ANNOUNCED = "announced", "It is announced"
    ACCESS = "access", "Access ends"
    RETENTION = "retention", "How long data is kept"
