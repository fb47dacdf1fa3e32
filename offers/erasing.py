"""Where this room holds words on a candidate, and what its links, mails and PDFs are about."""

from candidates.erasing import Kinds, Words
from offers.actions.letters import LINK
from offers.briefs import COMPARISON, LETTER
from offers.models import Approval, Offer, Variant

WORDS: Words = {
    Offer: "terms band exception_because answered_name declined_because changed_because",
    Variant: "name terms",
    Approval: "words",
}
KINDS: Kinds = {
    Offer: (LINK, LETTER, COMPARISON, "offer_sent", "offer_answered"),
    Approval: ("approval_asked",),
}
