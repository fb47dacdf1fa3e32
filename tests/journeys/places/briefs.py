"""The documents, each on its own page."""

from tests.journeys.places import acts
from tests.journeys.places.lookups import CTO, MANAGER, RECRUITER
from tests.journeys.places.place import Place, of_brief

PAPERS = (
    *(
        Place(f"Document: {kind}", who, "briefs:detail", of_brief(kind), first=first)
        for kind, who, first in (
            ("job_description", MANAGER, None),
            ("shortlist", RECRUITER, None),
            ("status", RECRUITER, acts.ask_for_the_status),
            ("panel_brief", CTO, acts.ask_for_a_panel_brief),
            ("debrief_packet", MANAGER, None),
            ("board", MANAGER, acts.ask_for_the_board_page),
            ("offer_letter", RECRUITER, None),
            ("plan", MANAGER, None),
        )
    ),
    Place("Document, ready", MANAGER, "briefs:detail", of_brief("plan"), first=acts.make_the_plan),
)
