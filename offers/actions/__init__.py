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
from offers.actions.passage import (
    arrive,
    begin_passage,
    keep_touch,
    note_counter_offer,
    record_resignation,
    renege,
)
from offers.actions.runner_ups import cool_down, let_go, name_runner_up

__all__ = [
    "LINK",
    "add_bands",
    "answer_offer",
    "approve_offer",
    "arrive",
    "begin_offer",
    "begin_passage",
    "cool_down",
    "drop_variant",
    "end_band",
    "expire_offer",
    "keep_touch",
    "keep_variant",
    "let_go",
    "lose_approver",
    "name_runner_up",
    "note_counter_offer",
    "record_resignation",
    "refuse_offer",
    "renege",
    "request_comparison",
    "require_administrator",
    "revise_offer",
    "save_offer",
    "send_offer",
    "submit_offer",
    "take_variant",
    "withdraw_offers",
]
