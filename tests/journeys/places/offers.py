"""The offers."""

from offers import actions as offers
from tests.journeys.places import acts
from tests.journeys.places.lookups import (
    ADMINISTRATOR,
    APPROVER,
    LOOP,
    MANAGER,
    NOBODY,
    OFFER,
    PLAN,
    RECRUITER,
)
from tests.journeys.places.place import Place, of_link, of_offer, of_search, press

OFFERS = (
    Place("Pay bands", ADMINISTRATOR, "offers:bands"),
    Place("Pay bands, read in", ADMINISTRATOR, "offers:bands", first=acts.read_bands),
    Place("Letters, none", ADMINISTRATOR, "offers:letters"),
    Place("Letters", ADMINISTRATOR, "offers:letters", first=acts.keep_a_letter),
    Place("Offers, none", MANAGER, "offers:list", of_search(LOOP)),
    Place("Offers", RECRUITER, "offers:list", of_search(OFFER)),
    Place("Offer in approval", RECRUITER, "offers:detail", of_offer(OFFER)),
    Place("Offer to approve", APPROVER, "offers:detail", of_offer(OFFER), first=acts.know_nobody),
    Place(
        "Offer to answer", NOBODY, "offers:answer", of_link(offers.LINK), first=acts.send_the_offer
    ),
    Place("Offer to answer, wrong", NOBODY, "offers:answer", of_link(offers.LINK), then=press("")),
    Place(
        "Offer asked about",
        NOBODY,
        "offers:answer",
        of_link(offers.LINK),
        first=acts.ask_and_answer,
    ),
    Place("Offer, sent", RECRUITER, "offers:detail", of_offer(OFFER)),
    Place("Offer, draft", RECRUITER, "offers:detail", of_offer(OFFER), first=acts.ask_for_more),
    Place("Offer, its letter", RECRUITER, "offers:wording", of_offer(OFFER)),
    Place(
        "Offer, variants", RECRUITER, "offers:variants", of_offer(OFFER), first=acts.keep_variants
    ),
    Place("Offer, accepted", MANAGER, "offers:detail", of_offer(PLAN)),
)
