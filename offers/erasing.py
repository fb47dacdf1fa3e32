"""Where this room holds words on a candidate, and what its links, mails and PDFs are about."""

from candidates.erasing import Kinds, Words
from offers.actions.first_day import MOVED
from offers.actions.letters import LINK
from offers.actions.passage import RENEGED
from offers.briefs import COMPARISON, LETTER, PREVIEW, SHEET
from offers.models import (
    Agreement,
    Approval,
    Discussed,
    FirstDayMoved,
    Offer,
    Passage,
    Resolution,
    RunnerUp,
    Touchpoint,
    Variant,
)

WORDS: Words = {
    Offer: (
        "terms band held letter exception_because answered_name declined_because changed_because"
    ),
    Variant: "name terms",
    Approval: "words",
    Discussed: "asked answer",
    Agreement: "file name",
    Resolution: "body file file_name",
    Passage: "counter_words reneged_because reneged_words",
    FirstDayMoved: "because",
    RunnerUp: "because",
    Touchpoint: "words",
}
KINDS: Kinds = {
    Offer: (LINK, LETTER, PREVIEW, COMPARISON, SHEET, "offer_sent", "offer_answered"),
    Discussed: ("offer_question", "offer_question_answered"),
    Agreement: ("offer_agreement",),
    Approval: ("approval_asked", "approval_overdue"),
    Passage: (RENEGED,),
    FirstDayMoved: (MOVED,),
}
