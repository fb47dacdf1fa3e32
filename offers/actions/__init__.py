"""Every write on an offer: building it, approving exactly its terms, sending it, the answer."""

from offers.actions.approvals import approve_offer, lose_approver, refuse_offer, submit_offer
from offers.actions.bands import add_bands, end_band, require_administrator
from offers.actions.building import (
    begin_offer,
    drop_variant,
    keep_variant,
    request_comparison,
    revise_offer,
    save_offer,
    take_variant,
    withdraw_offers,
)
from offers.actions.letters import LINK, answer_offer, expire_offer, send_offer

__all__ = [
    "LINK",
    "add_bands",
    "answer_offer",
    "approve_offer",
    "begin_offer",
    "drop_variant",
    "end_band",
    "expire_offer",
    "keep_variant",
    "lose_approver",
    "refuse_offer",
    "request_comparison",
    "require_administrator",
    "revise_offer",
    "save_offer",
    "send_offer",
    "submit_offer",
    "take_variant",
    "withdraw_offers",
]
