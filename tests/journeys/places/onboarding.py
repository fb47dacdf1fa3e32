"""The 90-day plan."""

from tests.journeys.places.lookups import MANAGER, NOBODY, OFFER, RECRUITER, plan
from tests.journeys.places.place import Place, of_link, of_search

ONBOARDING = (
    Place("Plan, none yet", MANAGER, "onboarding:of_search", of_search(OFFER)),
    Place("Plan", MANAGER, "onboarding:plan", lambda: (plan().pk,)),
    Place("Plan, for the recruiter", RECRUITER, "onboarding:plan", lambda: (plan().pk,)),
    Place("Plan of the person hired", NOBODY, "onboarding:mine", of_link("plan")),
)
