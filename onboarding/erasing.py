"""Where this room holds words on who was hired, and what its links, mails and PDFs are about."""

from candidates.erasing import Kinds, Words
from onboarding.actions.frame import LINK
from onboarding.actions.warnings import MAIL
from onboarding.briefs import PLAN, REVIEW, UPDATE
from onboarding.models import (
    CheckIn,
    Deliverable,
    DueChange,
    EarlyWarning,
    Guard,
    Hire,
    Indicator,
    Outcome,
    OutcomeRating,
    Plan,
    Promise,
    PromiseWord,
    Review,
    WatchAnswer,
    WatchPoint,
)

WORDS: Words = {
    Guard: "text broken_because",
    Deliverable: "text evidence_asked owner_hint evidence evidence_url file file_name words",
    DueChange: "because",
    Outcome: "draft doubts_words",
    OutcomeRating: "evidence because",
    Plan: "left_because",
    Promise: "text",
    PromiseWord: "words",
    Hire: "title note",
    Review: "hired_asks hired_answers manager_asks manager_answers",
    Indicator: "about operator evangelist words",
    CheckIn: "title asks done ahead risks needs manager_words",
    EarlyWarning: "what way_out answer",
    WatchPoint: "text",
    WatchAnswer: "words",
}
KINDS: Kinds = {
    Plan: (LINK, PLAN, "plan_started"),
    CheckIn: (UPDATE,),
    Review: (REVIEW,),
    EarlyWarning: (MAIL,),
}
