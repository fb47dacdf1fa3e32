"""Every write on an offer: building it, approving exactly its terms, sending it, the answer."""

from offers.actions.agreements import hand_in_agreement
from offers.actions.approvals import approve_offer, lose_approver, refuse_offer, submit_offer
from offers.actions.bands import add_bands, end_band
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
from offers.actions.standing import require_administrator
from offers.actions.talks import answer, ask, note
from offers.actions.wording import end_template, keep_template, preview_letter, word_letter

__all__ = [
    "LINK",
    "add_bands",
    "answer",
    "answer_offer",
    "approve_offer",
    "ask",
    "begin_offer",
    "drop_variant",
    "end_band",
    "end_template",
    "expire_offer",
    "hand_in_agreement",
    "keep_template",
    "keep_variant",
    "lose_approver",
    "note",
    "preview_letter",
    "refuse_offer",
    "request_comparison",
    "require_administrator",
    "revise_offer",
    "save_offer",
    "send_offer",
    "submit_offer",
    "take_variant",
    "withdraw_offers",
    "word_letter",
]
