"""Every write on candidates: who they are, where they stand, what is gathered, who is let in."""

from candidates.actions.access import admit, declare_conflict, dismiss, refuse_candidate
from candidates.actions.apart import compare_again, tell_apart
from candidates.actions.confidence import keep_out, keep_quiet, let_judge, make_known
from candidates.actions.erasing import ask_to_be_erased, copy_for, erase, erase_submission
from candidates.actions.merging import merge
from candidates.actions.messages import MESSAGE, send_message
from candidates.actions.off_limits import put_off_limits, take_off_limits
from candidates.actions.own import (
    close_own_page,
    give_own_page,
    say_needs,
    send_own_page,
    withdraw_themselves,
)
from candidates.actions.papers import (
    add_claim,
    add_document,
    add_system,
    change_claim,
    change_system,
    check_claim,
    remove_document,
)
from candidates.actions.partners import (
    PARTNER_WORD,
    decline_submission,
    submit_candidate,
    take_submission,
    tell_partner,
)
from candidates.actions.people import (
    Person,
    add_candidate,
    change_candidate,
    export_candidates,
    import_candidates,
    noted_on,
    remember_columns,
)
from candidates.actions.questionnaire import (
    QUESTIONNAIRE,
    begin_conversation,
    choose_way,
    close_questionnaire,
    save_answers,
    send_questionnaire,
    submit_answers,
)
from candidates.actions.references import (
    REFERENCE,
    add_reference,
    answer_reference,
    ask_in_writing,
    change_reference,
    close_reference,
)
from candidates.actions.shortlist import make_shortlist
from candidates.actions.stages import move, set_stage, stop, take_back, withdraw
from candidates.actions.voluntary import say_voluntarily
from candidates.actions.weekly import make_status

__all__ = [
    "MESSAGE",
    "PARTNER_WORD",
    "QUESTIONNAIRE",
    "REFERENCE",
    "Person",
    "add_candidate",
    "add_claim",
    "add_document",
    "add_reference",
    "add_system",
    "admit",
    "answer_reference",
    "ask_in_writing",
    "ask_to_be_erased",
    "begin_conversation",
    "change_candidate",
    "change_claim",
    "change_reference",
    "change_system",
    "check_claim",
    "choose_way",
    "close_own_page",
    "close_questionnaire",
    "close_reference",
    "compare_again",
    "copy_for",
    "declare_conflict",
    "decline_submission",
    "dismiss",
    "erase",
    "erase_submission",
    "export_candidates",
    "give_own_page",
    "import_candidates",
    "keep_out",
    "keep_quiet",
    "let_judge",
    "make_known",
    "make_shortlist",
    "make_status",
    "merge",
    "move",
    "noted_on",
    "put_off_limits",
    "refuse_candidate",
    "remember_columns",
    "remove_document",
    "save_answers",
    "say_needs",
    "say_voluntarily",
    "send_message",
    "send_own_page",
    "send_questionnaire",
    "set_stage",
    "stop",
    "submit_answers",
    "submit_candidate",
    "take_back",
    "take_off_limits",
    "take_submission",
    "tell_apart",
    "tell_partner",
    "withdraw",
    "withdraw_themselves",
]
