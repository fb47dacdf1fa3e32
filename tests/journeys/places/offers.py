"""The offers."""

from playwright.sync_api import Page

from offers import actions as offers
from tests.journeys.places import acts
from tests.journeys.places.lookups import (
    ADMINISTRATOR,
    APPROVER,
    FIRST_APPROVER,
    LOOP,
    MANAGER,
    NOBODY,
    OFFER,
    PLAN,
    RECRUITER,
)
from tests.journeys.places.place import Place, of_link, of_offer, of_search, press


def over_nothing(page: Page) -> None:
    """A rule over an amount that names none."""
    page.get_by_label("It is about").select_option("over_amount")
    press("Add the rule")(page)


OFFERS = (
    Place("Pay bands", ADMINISTRATOR, "offers:bands"),
    Place("Pay bands, read in", ADMINISTRATOR, "offers:bands", first=acts.read_bands),
    Place("Letters, none", ADMINISTRATOR, "offers:letters"),
    Place("Letters", ADMINISTRATOR, "offers:letters", first=acts.keep_a_letter),
    Place("Offers, none", MANAGER, "offers:list", of_search(LOOP)),
    Place("Offers", RECRUITER, "offers:list", of_search(OFFER)),
    Place("Offer in approval", RECRUITER, "offers:detail", of_offer(OFFER)),
    Place("Offer to approve", APPROVER, "offers:detail", of_offer(OFFER), first=acts.know_nobody),
    Place("Offer, my approval", APPROVER, "offers:approval", of_offer(OFFER)),
    Place("Who approves what, at first", MANAGER, "offers:rules", of_search(LOOP)),
    Place(
        "Who approves what", RECRUITER, "offers:rules", of_search(OFFER), first=acts.name_a_deputy
    ),
    Place("Who approves what, wrong", MANAGER, "offers:rules", of_search(OFFER), then=over_nothing),
    Place("Confirm that it is you", APPROVER, "account_reauthenticate"),
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
    Place(
        "Offer, approved by rules",
        RECRUITER,
        "offers:detail",
        of_offer(OFFER),
        first=acts.approve_by_rules,
    ),
    Place("Offers, held up", RECRUITER, "offers:list", of_search(OFFER)),
    Place("Offer, my late approval", FIRST_APPROVER, "offers:approval", of_offer(OFFER)),
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
