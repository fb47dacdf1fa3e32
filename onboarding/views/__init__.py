from onboarding.views.deliverables import deliverable, due, evidence_file, hand_in, owner, sign
from onboarding.views.plans import brief, finish, guard, mine, of_search, plan, start
from onboarding.views.promises import hire, promise, promises
from onboarding.views.review import review, review_brief
from onboarding.views.updates import check_in, update_brief
from onboarding.views.warnings import warning, warnings
from onboarding.views.watch import answer_watch, watch

__all__ = [
    "answer_watch",
    "brief",
    "check_in",
    "deliverable",
    "due",
    "evidence_file",
    "finish",
    "guard",
    "hand_in",
    "hire",
    "mine",
    "of_search",
    "owner",
    "plan",
    "promise",
    "promises",
    "review",
    "review_brief",
    "sign",
    "start",
    "update_brief",
    "warning",
    "warnings",
    "watch",
]
