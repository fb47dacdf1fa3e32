"""A candidate's claim as a neutral question: in their words, without what became of it.

Neither its state, nor its source, nor who checked it: who asks learns nothing from the question.
"""

from candidates.models import Claim

LONGEST = 600
FRAME = (
    "You say: “{words}”. What was your own part in it, how was it measured, "
    "and what would you do differently today?"
)
ROOM = LONGEST - len(FRAME.format(words=""))


def may_be_asked(claim: Claim) -> bool:
    """One that is verified stands in the kits as background; there is nothing to ask."""
    return claim.state != Claim.State.VERIFIED


def question_about(claim: Claim) -> str:
    words = " ".join(claim.text.split()).rstrip(".")
    if len(words) > ROOM:
        words = words[: ROOM - 1].rstrip() + "…"
    return FRAME.format(words=words)
