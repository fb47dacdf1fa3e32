"""Step 8: the start, the plan, its evidence and its sign-off."""

from zoneinfo import ZoneInfo

from django.utils import timezone
from playwright.sync_api import Locator, expect

from tests.journeys import cast
from tests.journeys.pages import Person, link_to

SHOWN = "23 systems, one line each, with the team’s own view of every one."
RISK = "The data contract may be late."


def nothing_counts_before_the_start(manager: Person) -> None:
    manager.opens("/").sees(f"Record the day {cast.CANDIDATE.name} starts.")
    manager.follows("Open the plan").sees("Nothing counts before it.")


def record_the_start(manager: Person) -> None:
    today = timezone.localdate(timezone=ZoneInfo(cast.MANAGER.zone))  # as the page counts days
    manager.writes({"The day they started": today.isoformat()})
    manager.presses("Record the start").sees("day 1", "Not yet.")
    expect(manager.page.get_by_role("img").first).to_be_visible()


def first_deliverable(person: Person) -> Locator:
    return person.page.locator(".mile > li").first.get_by_role("link").first


def hand_in_evidence(hired: Person) -> None:
    hired.opens(link_to(cast.CANDIDATE.email, "/plan/")).sees("Your first 90 days", "Not yet.")
    hired.clicks(first_deliverable(hired))
    hired.presses("Hand in").sees("Write what shows it is done")
    hired.writes({"What shows that it is done": SHOWN})
    hired.presses("Hand in").sees("Handed in", SHOWN)


def send_an_update(hired: Person) -> None:
    hired.follows("The plan").follows("After one month")
    hired.presses("Send the update").sees("Nothing is written yet.")
    hired.writes({"What was done": "A calm first week.", "What I need": "A day with counsel."})
    hired.presses("Send the update").sees("Yours to change until your manager answers.")


def warn_early(hired: Person) -> None:
    hired.follows("Early warnings")
    hired.presses("Raise the warning").sees("The way out you propose")
    hired.writes({"What is at risk": RISK, "The way out you propose": "A second source."})
    hired.presses("Raise the warning").sees("Not answered yet.", RISK)


def see_what_was_promised(hired: Person) -> None:
    hired.follows("Promises and team").sees("ML engineering lead")
    hired.follows("The review").sees("Not yet", "would you take the job again?")
    hired.does_not_see("Watch points", cast.DOUBT)


def sign_it_off(manager: Person) -> None:
    manager.opens("/").sees("Sign off “").follows("Read it and sign off").sees(SHOWN)
    manager.presses("Send it back").sees("Say in a sentence what is missing.")
    manager.writes({"A sentence": "Clear, and shorter than feared."})
    manager.presses("Sign it off").sees("Signed off").does_not_see("Evidence waits for you")


def answer_the_person_hired(manager: Person) -> None:
    manager.opens("/").sees(RISK).follows("Answer the warning")
    manager.writes({"In your words": "Legal asks them on Friday."})
    manager.presses("Send the answer").sees("Answered")
    manager.presses("It is settled").sees("Settled")
    manager.follows("The plan").does_not_see(RISK).follows("After one month")
    manager.writes({"Your answer": "A calm start, and counsel is asked."})
    manager.presses("Send my answer").sees("A calm first week.", "A calm start")


def read_what_one_watches(manager: Person) -> None:
    manager.follows("Watch points").sees(cast.DOUBT, "Asked from then on.")
    manager.follows("The plan")


def ask_for_the_plan(manager: Person) -> None:
    manager.presses("Make the PDF").sees("It takes a few seconds.")
