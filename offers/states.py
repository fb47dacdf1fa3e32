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


class ApprovalState(TextChoices):
    WAITING = "waiting", "waiting"
    APPROVED = "approved", "approved"
    REFUSED = "refused", "refused"
    NOT_NEEDED = "not_needed", "not needed any more"


OVER = (OfferState.VOID, OfferState.WITHDRAWN)
"""Nothing comes of these any more."""

_BUILD = "offers.build"
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
)
