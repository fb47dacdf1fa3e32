"""Step 8: the start, the plan, its evidence and its sign-off."""

from zoneinfo import ZoneInfo

from django.utils import timezone
from playwright.sync_api import Locator, expect

from tests.journeys import cast
from tests.journeys.pages import Person, link_to

SHOWN = "23 systems, one line each, with the team’s own view of every one."


def nothing_counts_before_the_start(manager: Person) -> None:
    manager.opens("/").sees(f"Record the day {cast.CANDIDATE.name} starts.")
    manager.follows("Open the plan").sees("Nothing counts before it.")


def record_the_start(manager: Person) -> None:
    today = timezone.localdate(timezone=ZoneInfo(cast.MANAGER.zone))  # as the page counts days
    manager.writes({"The day they started": today.isoformat()})
    manager.presses("Record the start").sees("day 1", "Not yet.")
    expect(manager.page.get_by_role("img").first).to_be_visible()


def first_deliverable(person: Person) -> Locator:
    return person.page.locator(".mile > li").first


def hand_in_evidence(hired: Person) -> None:
    hired.opens(link_to(cast.CANDIDATE.email, "/plan/")).sees("Your first 90 days", "Not yet.")
    item = first_deliverable(hired)
    item.get_by_text("Hand in evidence").click()
    hired.clicks(item.get_by_role("button", name="Hand in"))
    hired.sees("Write what shows it is done")
    item.get_by_label("What shows that it is done").fill(SHOWN)
    hired.clicks(item.get_by_role("button", name="Hand in"))
    hired.sees("With your manager", SHOWN)


def check_in(hired: Person) -> None:
    check = hired.page.get_by_role("region", name="Check-ins")
    check.get_by_text("Write your side").first.click()
    check.get_by_label("In your words").first.fill("A calm first week.")
    hired.clicks(check.get_by_role("button", name="Save"))
    hired.sees("A calm first week.")


def sign_it_off(manager: Person) -> None:
    manager.opens("/").sees("Sign off “").follows("Read it and sign off").sees(SHOWN)
    item = first_deliverable(manager)
    manager.clicks(item.get_by_role("button", name="Send it back"))
    manager.sees("Evidence waits for you")
    item.get_by_label("A sentence").fill("Clear, and shorter than feared.")
    manager.clicks(item.get_by_role("button", name="Sign it off"))
    manager.sees("Signed off").does_not_see("Evidence waits for you")


def ask_for_the_plan(manager: Person) -> None:
    manager.presses("Make the PDF").sees("It takes a few seconds.")
