"""Every page of the application, filled by the samples: its name, who opens it, where it is.

The pictures are taken from this table and axe reads it. A named page that is missing here fails
tests/journeys/test_every_page.py. A module for each room; `lookups` finds the things of the
samples, `acts` does what they leave out.
"""

from tests.journeys.places.briefs import PAPERS
from tests.journeys.places.candidates import CANDIDATES_PAGES
from tests.journeys.places.closing import CLOSING
from tests.journeys.places.house import COMING_IN, HOME, SEARCHES
from tests.journeys.places.interviews import INTERVIEWS
from tests.journeys.places.offers import OFFERS
from tests.journeys.places.onboarding import ONBOARDING
from tests.journeys.places.partners import PARTNERS
from tests.journeys.places.place import Place
from tests.journeys.places.playbooks import PLAYBOOKS
from tests.journeys.places.scoping import SCOPING
from tests.journeys.places.scorecards import SCORECARDS

PLACES: tuple[Place, ...] = (
    *COMING_IN,
    *HOME,
    *SEARCHES,
    *PLAYBOOKS,
    *SCOPING,
    *CANDIDATES_PAGES,
    *INTERVIEWS,
    *SCORECARDS,
    *OFFERS,
    *ONBOARDING,
    *PARTNERS,
    *PAPERS,
    *CLOSING,
)
