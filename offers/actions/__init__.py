"""Every write on an offer: building it, approving exactly its terms, sending it, the answer."""

from offers.actions.agreements import hand_in_agreement
from offers.actions.approvals import (
    approve_offer,
    lose_approver,
    refuse_offer,
    remind_approver,
    submit_offer,
)
from offers.actions.arranging import (
    add_rule,
    drop_rule,
    end_deputy,
    name_deputy,
    relieve,
    turn_deputies,
)
from offers.actions.bands import add_bands, end_band
from offers.actions.building import (
    begin_offer,
    drop_variant,
    keep_variant,
    revise_offer,
    save_offer,
    take_variant,
    withdraw_offers,
)
from offers.actions.first_day import move_first_day
from offers.actions.letters import LINK, answer_offer, expire_offer, send_offer
from offers.actions.papers import preview_letter, request_comparison, request_sheet
from offers.actions.passage import (
    arrive,
    begin_passage,
    keep_touch,
    note_counter_offer,
    record_resignation,
    renege,
    speak_instead,
)
from offers.actions.resolutions import enter_resolution
from offers.actions.runner_ups import cool_down, let_go, name_runner_up
from offers.actions.standing import require_administrator
from offers.actions.talks import answer, ask, note
from offers.actions.wording import end_template, keep_template, word_letter

__all__ = [
    "LINK",
    "add_bands",
    "add_rule",
    "answer",
    "answer_offer",
    "approve_offer",
    "arrive",
    "ask",
    "begin_offer",
    "begin_passage",
    "cool_down",
    "drop_rule",
    "drop_variant",
    "end_band",
    "end_deputy",
    "end_template",
    "enter_resolution",
    "expire_offer",
    "hand_in_agreement",
    "keep_template",
    "keep_touch",
    "keep_variant",
    "let_go",
    "lose_approver",
    "move_first_day",
    "name_deputy",
    "name_runner_up",
    "note",
    "note_counter_offer",
    "preview_letter",
    "record_resignation",
    "refuse_offer",
    "relieve",
    "remind_approver",
    "renege",
    "request_comparison",
    "request_sheet",
    "require_administrator",
    "revise_offer",
    "save_offer",
    "send_offer",
    "speak_instead",
    "submit_offer",
    "take_variant",
    "turn_deputies",
    "withdraw_offers",
    "word_letter",
]
