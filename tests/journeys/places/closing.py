"""The end of a search: after every other page, since access ends with it."""

from candidates.own import OWN_PAGE
from tests.journeys.places import acts
from tests.journeys.places.lookups import MANAGER, NOBODY, OFFER, PLAN
from tests.journeys.places.place import Place, of_link, of_search, press

CLOSING = (
    Place("Closing, before", MANAGER, "onboarding:closing", of_search(OFFER)),
    Place(
        "Closing, still in play",
        MANAGER,
        "onboarding:closing",
        of_search(PLAN),
        then=press("Everybody is told"),
    ),
    Place(
        "Closing, under way",
        MANAGER,
        "onboarding:closing",
        of_search(PLAN),
        first=acts.close_all,
    ),
    Place(
        "Closing, to be kept",
        MANAGER,
        "onboarding:closing",
        of_search(PLAN),
        first=acts.close_to_the_end,
    ),
    Place("Closing, closed", MANAGER, "onboarding:closing", of_search(PLAN), first=acts.close_it),
    Place(
        "Written to again",
        NOBODY,
        "onboarding:again",
        of_link(OWN_PAGE),
        first=acts.leave_with_a_page,
    ),
)
