"""Step 6: the debrief, its flag, the decision and the packet."""

import re

from playwright.sync_api import expect

from tests.journeys import cast
from tests.journeys.pages import Person


def open_the_debrief(recruiter: Person) -> None:
    recruiter.opens("/").sees(f"All scorecards on {cast.CANDIDATE.name} are in.")
    recruiter.follows("Open the debrief").presses("Open the debrief")
    recruiter.sees("The debrief is open. Who sat on the panel was told.", cast.WHY)


def read_it(person: Person) -> None:
    """Ratings as pictures that say their numbers, where people differ, votes and flags."""
    person.goes_to_step("Debrief")
    person.follows(cast.CANDIDATE.name)
    person.sees("First votes", cast.WHY, "Split", "Red flags", cast.QUOTE, "critical")
    drawing = person.page.get_by_role("img", name="Production AI judgement")
    expect(drawing.first).to_be_visible()


def the_decision_asks_for_a_word_against_the_rule(manager: Person) -> None:
    manager.opens("/").follows("Read and decide").sees("Not met.")
    manager.chooses("What do you decide?", "Hire").writes({"Your reasons": cast.WHY})
    manager.presses("Record the decision").sees("What you typed is kept.")
    expect(manager.field("Your reasons")).to_have_value(cast.WHY)


def settle_the_flag(manager: Person) -> None:
    link = manager.page.locator("main").get_by_role("link", name=re.compile("^Settle it"))
    manager.clicks(link).presses("Settle the red flag").sees("to put right")
    manager.chooses("What do you make of it?", "Clear it")
    manager.writes({"Why? In a sentence": "The date is in the regulation; we had it wrong."})
    manager.presses("Settle the red flag").sees("Cleared by Tobias Lindqvist")


def decide_to_hire(manager: Person) -> None:
    manager.does_not_see("Not met.")
    manager.chooses("What do you decide?", "Hire")
    manager.writes({"Your reasons": cast.WHY, "What stays open?": cast.DOUBT})
    manager.presses("Record the decision").sees("The decision is recorded.", "Stands")


def ask_for_the_packet(manager: Person) -> None:
    manager.presses("Make the debrief packet").sees("For Tobias Lindqvist alone")
