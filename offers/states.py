from django.db.models import TextChoices

from searches.moves import Move


class OfferState(TextChoices):
    DRAFT = "draft", "draft"
    IN_APPROVAL = "in_approval", "in approval"
    APPROVED = "approved", "approved"
    SENT = "sent", "sent"
    ACCEPTED = "accepted", "accepted"
    DECLINED = "declined", "declined"
    EXPIRED = "expired", "expired"
    VOID = "void", "replaced by a later version"
    WITHDRAWN = "withdrawn", "withdrawn"
    RENEGED = "reneged", "accepted, then taken back"


class ApprovalState(TextChoices):
    WAITING = "waiting", "waiting"
    APPROVED = "approved", "approved"
    REFUSED = "refused", "refused"
    NOT_NEEDED = "not_needed", "not needed any more"


OVER = (OfferState.VOID, OfferState.WITHDRAWN, OfferState.RENEGED)
"""Nothing comes of these any more."""

_BUILD, _ACCOMPANY = "offers.build", "offers.accompany"
OFFER_MOVES = (
    Move("submit", ("draft",), "in_approval", "Send for approval", _BUILD),
    Move("approve", ("in_approval",), "approved", "Approve these terms", "offers.approve"),
    Move("refuse", ("in_approval",), "void", "Send it back", "offers.approve"),
    Move("send", ("approved",), "sent", "Send the letter", _BUILD),
    Move("accept", ("sent",), "accepted", "I accept these terms", ""),
    Move("decline", ("sent",), "declined", "I decline", ""),
    Move("expire", ("sent",), "expired", "", ""),
    # With the decision it followed, or with the candidacy: what was declined or ran out stays so.
    Move("withdraw", ("draft", "in_approval", "approved", "sent"), "withdrawn", "", _BUILD),
    Move(
        "revise",
        ("in_approval", "approved", "sent", "declined", "expired"),
        "void",
        "Change the terms",
        _BUILD,
    ),
    Move("renege", ("accepted",), "reneged", "", _ACCOMPANY),
)


class PassageState(TextChoices):
    """How far somebody is who has said yes."""

    ACCEPTED = "accepted", "has said yes"
    RESIGNED = "resigned", "has resigned"
    STARTED = "started", "has started"
    RENEGED = "reneged", "took the yes back"


UNDER_WAY = (PassageState.ACCEPTED, PassageState.RESIGNED)

PASSAGE_MOVES = (
    # Once more from “resigned”: the notice was agreed anew.
    Move("resign", UNDER_WAY, "resigned", "Record the resignation", _ACCOMPANY),
    Move("start", UNDER_WAY, "started", "", _ACCOMPANY),
    Move("renege", UNDER_WAY, "reneged", "They have taken their yes back", _ACCOMPANY),
)


class Counter(TextChoices):
    """Whether the present employer tries to keep them."""

    UNSAID = "unsaid", "Nobody has asked yet"
    NONE = "none", "None expected"
    EXPECTED = "expected", "One is expected"
    MADE = "made", "One was made"
    DECLINED = "declined", "One was made, and they declined it"


COUNTER_RISK = (Counter.UNSAID, Counter.EXPECTED, Counter.MADE)
"""While it stands so, the yes is not safe."""
