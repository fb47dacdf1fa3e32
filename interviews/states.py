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


class ProposalState(TextChoices):
    OPEN = "open", "with the candidate"
    TAKEN = "taken", "a time was chosen"
    DECLINED = "declined", "none of the times fits"
    WITHDRAWN = "withdrawn", "withdrawn"


class MeetingState(TextChoices):
    PLANNED = "planned", "planned"
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
    Move("hold", ("planned",), "held", "It was held", "interviews.cancel"),
    Move("cancel", ("planned", "held"), "cancelled", "Cancel", "interviews.cancel"),
)

# Taking a time and refusing all of them is the candidate's, by their link: no permission says so.
PROPOSAL_MOVES = (
    Move("take", ("open",), "taken", "Take this time", ""),
    Move("refuse", ("open",), "declined", "None of these fits", ""),
    Move("withdraw", ("open", "declined"), "withdrawn", "Withdraw these times", "interviews.plan"),
)

MEETING_MOVES = (
    Move("move", ("planned",), "planned", "Change the debrief meeting", "interviews.plan"),
    Move("cancel", ("planned",), "cancelled", "Cancel the debrief meeting", "interviews.cancel"),
)
