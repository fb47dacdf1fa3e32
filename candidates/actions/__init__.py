"""Every write on candidates: who they are, where they stand, what is gathered, who is let in."""

from candidates.actions.access import admit, declare_conflict, dismiss, refuse_candidate
from candidates.actions.confidence import keep_out, keep_quiet, let_judge, make_known
from candidates.actions.papers import (
    add_claim,
    add_document,
    add_reference,
    change_claim,
    change_reference,
    check_claim,
    remove_document,
)
from candidates.actions.people import Person, add_candidate, change_candidate, import_candidates
from candidates.actions.questionnaire import (
    QUESTIONNAIRE,
    begin_conversation,
    choose_way,
    save_answers,
    send_questionnaire,
    submit_answers,
)
from candidates.actions.shortlist import make_shortlist
from candidates.actions.stages import move, set_stage, stop, take_back, withdraw

__all__ = [
    "QUESTIONNAIRE",
    "Person",
    "add_candidate",
    "add_claim",
    "add_document",
    "add_reference",
    "admit",
    "begin_conversation",
    "change_candidate",
    "change_claim",
    "change_reference",
    "check_claim",
    "choose_way",
    "declare_conflict",
    "dismiss",
    "import_candidates",
    "keep_out",
    "keep_quiet",
    "let_judge",
    "make_known",
    "make_shortlist",
    "move",
    "refuse_candidate",
    "remove_document",
    "save_answers",
    "send_questionnaire",
    "set_stage",
    "stop",
    "submit_answers",
    "take_back",
    "withdraw",
]
