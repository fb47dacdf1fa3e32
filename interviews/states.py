from django.db.models import TextChoices

from searches.moves import Move


class LoopState(TextChoices):
    DRAFT = "draft", "being set up"
    OPEN = "open", "open"
    SUPERSEDED = "superseded", "superseded"


class InterviewState(TextChoices):
    PLANNED = "planned", "planned"
    HELD = "held", "held"
    CANCELLED = "cancelled", "cancelled"


class Duty(TextChoices):
    SCORING = "scoring", "scores"
    OBSERVING = "observing", "observes"


class Need(TextChoices):
    REQUIRED = "required", "required"
    OPTIONAL = "optional", "optional"
    SUBSTITUTABLE = "substitutable", "may be somebody else"


LOOP_MOVES = (
    Move("open", ("draft",), "open", "Open the loop", "interviews.set_up"),
    Move("supersede", ("open",), "superseded", "", "interviews.set_up"),
)

INTERVIEW_MOVES = (
    Move("move", ("planned",), "planned", "Change the time", "interviews.plan"),
    Move("hold", ("planned",), "held", "It was held", "interviews.plan"),
    Move("cancel", ("planned", "held"), "cancelled", "Cancel", "interviews.cancel"),
)
