from django.db.models import TextChoices

from searches.moves import Move


class CardState(TextChoices):
    DRAFT = "draft", "draft"
    SUBMITTED = "submitted", "submitted"
    EXCUSED = "excused", "excused"


class Recommendation(TextChoices):
    STRONG_NO = "strong_no", "Strong no"
    NO = "no", "No"
    YES = "yes", "Yes"
    STRONG_YES = "strong_yes", "Strong yes"


MEANING = {
    Recommendation.STRONG_NO: "stop",
    Recommendation.NO: "stop",
    Recommendation.YES: "good",
    Recommendation.STRONG_YES: "good",
}
"""How a recommendation looks: always beside its word."""


class Verdict(TextChoices):
    """A second vote on one's own recommendation, once the panel has talked."""

    KEEP = "keep", "Keep"
    CHANGE = "change", "Change"


class Seriousness(TextChoices):
    MINOR = "minor", "minor"
    SERIOUS = "serious", "serious"
    CRITICAL = "critical", "critical"


class FlagState(TextChoices):
    OPEN = "open", "open"
    CLEARED = "cleared", "cleared"
    CONFIRMED = "confirmed", "confirmed"
    ACCEPTED = "accepted", "accepted"


STILL_BLOCKS = (FlagState.OPEN, FlagState.CONFIRMED)
"""A critical flag in one of these blocks a hire without an override, and the offer."""


class Outcome(TextChoices):
    HIRE = "hire", "Hire"
    WAIT = "wait", "Wait"
    NO_HIRE = "no_hire", "Do not hire"


LOOK = {Outcome.HIRE: "good", Outcome.WAIT: "care", Outcome.NO_HIRE: "stop"}
"""How an outcome looks: always beside its word."""


class Occasion(TextChoices):
    """What a reminder is for."""

    EVE = "eve", "the interview is tomorrow"
    AFTER = "after", "the interview has ended"
    DUE = "due", "the card is due"
    MORNING = "morning", "the card is late"
    BY_HAND = "by_hand", "somebody asks for the card"


CARD_MOVES = (
    Move("submit", ("draft",), "submitted", "Submit scorecard", "scorecards.write"),
    Move("excuse", ("draft",), "excused", "Excuse", "scorecards.excuse"),
    # Somebody excused may still write; shown after the reveal, never averaged.
    Move("take_up", ("excused",), "draft", "Write it all the same", "scorecards.write"),
)

FLAG_MOVES = (
    Move("clear", ("open", "confirmed"), "cleared", "Clear it", "scorecards.settle_flag"),
    Move("confirm", ("open",), "confirmed", "Confirm it", "scorecards.settle_flag"),
    Move("accept", ("open", "confirmed"), "accepted", "Accept it", "scorecards.accept_flag"),
)
