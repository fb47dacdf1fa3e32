"""Step 2: the job description."""

import re

from tests.journeys import cast
from tests.journeys.pages import Person


def fill_the_gaps(manager: Person) -> None:
    """What the scope could not know stands in square brackets."""
    manager.goes_to_step("JD")
    manager.sees(f"What does {cast.COMPANY} promise, and ask for?")
    for text in manager.page.locator("textarea.jd-text").all():
        said = re.sub(
            r"\[[^\]]*\]", "6% more approved credit at the same loss rate", text.input_value()
        )
        text.fill(said)


def see_what_is_found(manager: Person) -> None:
    """A vague phrase is found with its reason and a better one, and approval waits for it."""
    mandate = manager.page.get_by_label("Text of Mandate and outcome")
    good = mandate.input_value()
    mandate.fill(f"{good}\n\nA visionary who drives innovation.")
    manager.presses("Save draft and check").sees("To mend", "visionary", "Better:")
    manager.sees("Opens when")
    mandate.fill(good)


def mend_it(manager: Person) -> None:
    """A section without a number says so; with one, nothing is left to mend."""
    accountable = manager.page.get_by_label("Text of What you are accountable for")
    accountable.fill(f"{accountable.input_value()}\n\nYou answer for {cast.OUTCOME}.")
    manager.presses("Save draft and check").does_not_see("To mend", "Opens when")


def approve_the_jd(manager: Person) -> None:
    manager.presses("Approve the job description")
    manager.sees("The job description is approved. Candidates come next.")
    manager.presses("Make the PDF").sees("It takes a few seconds.")
