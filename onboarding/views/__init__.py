from onboarding.views.closing import again, close_step, closing, fill
from onboarding.views.deliverables import deliverable, due, evidence_file, hand_in, owner, sign
from onboarding.views.outcomes import answer_doubts, correct_outcome, outcome, outcome_draft
from onboarding.views.plans import (
    brief,
    close_address,
    finish,
    guard,
    left,
    mine,
    of_search,
    plan,
    send_address,
    start,
)
from onboarding.views.promises import hire, promise, promises
from onboarding.views.review import review, review_brief
from onboarding.views.truth import my_truth, truth
from onboarding.views.updates import check_in, update_brief
from onboarding.views.warnings import warning, warnings
from onboarding.views.watch import answer_watch, watch

__all__ = [
    "again",
    "answer_doubts",
    "answer_watch",
    "brief",
    "check_in",
    "close_address",
    "close_step",
    "closing",
    "correct_outcome",
    "deliverable",
    "due",
    "evidence_file",
    "fill",
    "finish",
    "guard",
    "hand_in",
    "hire",
    "left",
    "mine",
    "my_truth",
    "of_search",
    "outcome",
    "outcome_draft",
    "owner",
    "plan",
    "promise",
    "promises",
    "review",
    "review_brief",
    "send_address",
    "sign",
    "start",
    "truth",
    "update_brief",
    "warning",
    "warnings",
    "watch",
]
