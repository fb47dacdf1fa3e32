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
    Place("Offers, none", MANAGER, "offers:list", of_search(LOOP)),
    Place("Offers", RECRUITER, "offers:list", of_search(OFFER)),
    Place("Offer in approval", RECRUITER, "offers:detail", of_offer(OFFER)),
    Place("Offer to approve", APPROVER, "offers:detail", of_offer(OFFER), first=acts.know_nobody),
    Place(
        "Offer to answer", NOBODY, "offers:answer", of_link(offers.LINK), first=acts.send_the_offer
    ),
    Place("Offer to answer, wrong", NOBODY, "offers:answer", of_link(offers.LINK), then=press("")),
    Place("Offer, sent", RECRUITER, "offers:detail", of_offer(OFFER)),
    Place("Offer, draft", RECRUITER, "offers:detail", of_offer(OFFER), first=acts.ask_for_more),
    Place(
        "Offer, variants", RECRUITER, "offers:variants", of_offer(OFFER), first=acts.keep_variants
    ),
    Place("Offer, accepted", MANAGER, "offers:detail", of_offer(PLAN)),
    Place("First day, said yes", MANAGER, "offers:passage", of_offer(OFFER), first=acts.say_yes),
    Place(
        "First day, wrong", MANAGER, "offers:passage", of_offer(OFFER), then=press("Keep them warm")
    ),
    Place(
        "First day, on notice", MANAGER, "offers:passage", of_offer(OFFER), first=acts.give_notice
    ),
    Place(
        "First day, taken back", MANAGER, "offers:passage", of_offer(OFFER), first=acts.take_it_back
    ),
    Place("First day, come", MANAGER, "offers:passage", of_offer(PLAN)),
)
