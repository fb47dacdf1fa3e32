from django.db.models import TextChoices

from searches.moves import Move


class Stage(TextChoices):
    ADDED = "added", "Added"
    TALKING = "talking", "In conversation"
    SHORTLISTED = "shortlisted", "Shortlisted"
    LOOP = "loop", "In the loop"
    DEBRIEF = "debrief", "Debrief"
    OFFER = "offer", "Offer"
    HIRED = "hired", "Hired"
    STOPPED = "stopped", "Stopped"
    WITHDRAWN = "withdrawn", "Withdrew"


ENDED = (Stage.STOPPED, Stage.WITHDRAWN)
LIVE = tuple(s for s in Stage if s not in (*ENDED, Stage.HIRED))

_RUN = "candidates.manage"
# In the order of the buttons: the first that starts at a stage is its usual next one.
STAGE_MOVES = (
    Move("talk", ("added",), "talking", "Start the conversation", _RUN),
    Move("shortlist", ("added", "talking"), "shortlisted", "Put on the shortlist", _RUN),
    Move("enter_loop", ("added", "talking", "shortlisted"), "loop", "Take into the loop", _RUN),
    Move("unlist", ("shortlisted",), "talking", "Take off the shortlist", _RUN),
    Move("debrief", ("loop",), "debrief", "", _RUN),
    Move("reloop", ("debrief",), "loop", "", _RUN),
    Move("offer", ("debrief",), "offer", "", _RUN),
    Move("redebate", ("offer",), "debrief", "", _RUN),
    Move("hire", ("offer",), "hired", "", _RUN),
    Move("stop", tuple(LIVE), "stopped", "Stop", "candidates.end"),
    Move("withdraw", tuple(LIVE), "withdrawn", "Record a withdrawal", "candidates.end"),
    Move("renege", ("hired",), "withdrawn", "", "candidates.end"),
    Move("come_back", ("stopped",), "talking", "Take back into the search", _RUN),
)

BUTTONS = ("talk", "shortlist", "unlist", "enter_loop")
"""Moves made with a button on the candidate's page; the others come with something else."""

SEARCH_CLOSED = "The search was closed"
"""Why everybody in play is stopped then; who was may come back when it is started again."""
SEARCH_FILLED = "Somebody else was hired"

STOPPED_BECAUSE = (
    "A must-have is missing",
    "Too little shown from production",
    "References did not bear out the claims",
    "Pay is too far apart",
    "Others fit this role better",
    "The role has changed",
)
WITHDREW_BECAUSE = (
    "Stays where they are",
    "Took another offer",
    "Pay is too far apart",
    "Place or working time does not fit",
    "The role is not what they look for",
    "No answer any more",
)
LEAVING_BECAUSE = {
    "Stays where they are": "I stay where I am",
    "Took another offer": "I took another offer",
    "Pay is too far apart": "Pay is too far apart",
    "Place or working time does not fit": "Place or working time does not fit",
    "The role is not what they look for": "The role is not what I look for",
}
"""Those of the reasons that candidates give themselves, in their words."""
UNSAID = "They withdrew on their own page, without a reason"


class QuestionnaireState(TextChoices):
    OPEN = "open", "open"
    SUBMITTED = "submitted", "submitted"


class Way(TextChoices):
    """How the questionnaire is answered; fixed once a search, so that all are asked alike."""

    CONVERSATION = "conversation", "in a conversation, the interviewer types"
    LINK = "link", "in writing, by a private link"


class ReferenceState(TextChoices):
    ASKED = "asked", "asked in writing"
    GIVEN = "given", "given"


class Again(TextChoices):
    YES = "yes", "Yes"
    OTHERWISE = "other", "Yes, but in another job"
    NO = "no", "No"


# Field, its short name on pages and in the shortlist, the question as it is put to the referee.
ASKED_OF_REFEREES = (
    ("ran_together", "What they ran together", "What did the two of you run together?"),
    ("decision", "A decision", "A decision of theirs that you saw made: what was it, and how?"),
    ("failure", "A failure", "Something of theirs that failed: what did they do then?"),
    ("people", "How they treat people", "How do they treat people? An example says most."),
    ("notes", "In their own words", "What else should be known?"),
)


class Occasion(TextChoices):
    """When a candidate who has left is written to; `candidates.messages` has the words."""

    BEFORE = "before", "Before any conversation"
    TALKED = "talked", "After a first contact"
    ANSWERED = "answered", "After the questionnaire"
    INTERVIEWED = "interviewed", "After interviews"
    WITHDREW = "withdrew", "A withdrawal is noted"


class SubmissionState(TextChoices):
    OPEN = "open", "not answered yet"
    TAKEN = "taken", "taken into the search"
    DECLINED = "declined", "declined"


SUBMISSION_MOVES = (
    Move("take", ("open",), "taken", "Take into the search", _RUN),
    Move("decline", ("open",), "declined", "Decline", "candidates.end"),
)

DECLINED_BECAUSE = (
    "We do not take this one further.",
    "They are off limits in this search.",
    "Sent too late: the shortlist is closed.",
)
"""What a search partner may be told; none of it gives away who is in the search."""


class Gender(TextChoices):
    WOMAN = "woman", "A woman"
    MAN = "man", "A man"
    OTHER = "other", "Another, or none of these"


class Age(TextChoices):
    UNDER_40 = "under_40", "Under 40"
    FROM_40 = "from_40", "40 or over"


class Minority(TextChoices):
    YES = "yes", "Yes"
    NO = "no", "No"
