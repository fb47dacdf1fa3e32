"""Where this room holds words on a candidate, and what its links, mails and PDFs are about."""

from candidates.erasing import Kinds, Words
from candidates.models import Candidacy
from interviews.actions.slots import SLOTS
from interviews.models import Guest, Interview, Meeting, Probe, Proposal, Seat
from interviews.queries import MERGED_BRIEF, PANEL_BRIEF

_OCCASIONS = ("planned", "moved", "cancelled")
WORDS: Words = {
    Interview: "place",
    Meeting: "place",
    Proposal: "place words",
    Probe: "text",
}
KINDS: Kinds = {
    Candidacy: (MERGED_BRIEF,),
    Interview: (PANEL_BRIEF, *(f"interview_{word}_for_candidate" for word in _OCCASIONS)),
    Seat: ("answers_to_read", *(f"interview_{word}" for word in _OCCASIONS)),
    Proposal: (SLOTS,),
    Guest: tuple(f"debrief_meeting_{word}" for word in _OCCASIONS),
}
