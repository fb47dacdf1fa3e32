"""Step 5: conflicts first, the kit, the scorecard, what is sealed; and the gates."""

import re

from playwright.sync_api import Locator, expect

from tests.journeys import cast
from tests.journeys.pages import Person

SEEN = "What did they say or do?"


def declare(person: Person, answer: str = "No conflict") -> None:
    """In two taps, before anything but name and employer is shown."""
    person.opens("/").sees(f"Say whether you know {cast.CANDIDATE.name}.")
    person.follows("Answer, in two taps").sees("Norrland Payments")
    person.does_not_see("VP Machine Learning", "19%", "Ola Nordmann")
    person.chooses("Your answer", answer).presses("Say so and go on").sees("Noted")


def declare_that_one_knows_them(person: Person) -> None:
    person.opens("/").follows("Answer, in two taps")
    person.chooses("Your answer", "I know them").presses("Say so and go on")
    person.sees("Say in a few words how you know them.")
    person.writes({"How you know them": "We spoke at two meetings in 2024."})
    person.presses("Say so and go on").sees("Noted. The debrief shows it.")


def open_the_card(person: Person, part: str) -> None:
    waits = person.opens("/").page.get_by_role("listitem").filter(has_text=f"{part}, is due.")
    person.clicks(waits.get_by_role("link", name=re.compile("^(Write|Finish) the scorecard$")))
    person.sees("Yours alone until the debrief")


def read_the_kit(person: Person) -> None:
    person.follows("Open the kit").sees("Purpose", "What not to ask").does_not_see("Listen for")
    person.follows("Questions").sees("Listen for").does_not_see("What not to ask")
    person.follows("Scorecard").follows("To my scorecard")


def competencies(person: Person) -> list[Locator]:
    rated = person.page.get_by_role("group", name="Your rating")
    return person.page.locator("section.competency").filter(has=rated).all()


def write_evidence(person: Person) -> None:
    """Beside each rating, where the card asks for it; the team's asks in its own words."""
    for note in person.page.get_by_label(SEEN).all():
        note.fill(cast.EVIDENCE)


def rate(person: Person, *numbers: str) -> None:
    """A number for each competency, the last one for all that are left; n/a: not assessed."""
    for place, competency in enumerate(competencies(person)):
        number = numbers[min(place, len(numbers) - 1)]
        name = "Not assessed" if number == "n/a" else number
        group = competency.get_by_role("group", name="Your rating")
        group.get_by_label(re.compile(rf"^\s*{name}")).first.check()


def recommend(person: Person, recommendation: str = "Yes") -> None:
    extra = person.page.get_by_role("group", name="How did this person work on the system")
    if extra.count():
        extra.get_by_label(re.compile("^Hands on")).check()
    for box in person.page.get_by_role("region", name="In words").get_by_role("textbox").all():
        box.fill("She asked what we would stop doing, and wrote it down.")
    person.chooses("Your recommendation", recommendation)
    person.writes({"In one or two sentences, why?": cast.WHY})


def raise_a_flag(person: Person, seriousness: str) -> None:
    flag = person.page.locator("details").filter(has_text="Add a red flag").first
    flag.locator("summary").click()
    flag.get_by_label("Which red flag?").select_option(index=1)
    flag.get_by_label("What was said or done?").fill(cast.QUOTE)
    person.chooses("How serious is it?", seriousness)


def submit(person: Person) -> None:
    person.presses("Submit scorecard")
    person.sees("Your scorecard is submitted and sealed.", "Submitted and sealed")


def write_a_card(person: Person, part: str, *numbers: str, recommendation: str = "Yes") -> None:
    open_the_card(person, part)
    write_evidence(person)
    rate(person, *(numbers or ("4",)))
    recommend(person, recommendation)
    submit(person)


def write_a_card_on_a_phone(person: Person, part: str) -> None:
    """Begun, left, found again; sent too early, and then whole."""
    open_the_card(person, part)
    read_the_kit(person)
    first = competencies(person)[0].get_by_label(SEEN)
    person.saves(cast.EVIDENCE, lambda: first.fill(cast.EVIDENCE))
    open_the_card(person, part)
    expect(competencies(person)[0].get_by_label(SEEN)).to_have_value(cast.EVIDENCE)
    person.presses("Submit scorecard").sees("to put right. What you typed is kept.")
    expect(competencies(person)[0].get_by_label(SEEN)).to_have_value(cast.EVIDENCE)
    wide = person.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= person.page.viewport_size["width"], "the page scrolls sideways"
    write_evidence(person)
    rate(person, "5", "4", "n/a")
    recommend(person)
    submit(person)


def cards_are_sealed(person: Person) -> None:
    """That a card is in is no secret; what it says is, whoever asks."""
    find_the_candidate(person).follows("Debrief").sees("Submitted", "Opens at the debrief")
    person.does_not_see(cast.EVIDENCE, cast.WHY)
    sealed = person.path.replace("scorecards", "debrief")
    person.is_refused(sealed, 403).sees("Opens at the debrief.").does_not_see(cast.WHY)


def find_the_candidate(person: Person) -> Person:
    person.goes_to_step("Candidates")
    return person.follows(cast.CANDIDATE.name)


def decide_at_the_gate(manager: Person, part: str) -> None:
    manager.opens("/").sees(f"is at the gate after “{part}”: go on or stop?")
    manager.follows("Read and decide").sees("What the panel recommends", "Yes")
    manager.does_not_see(cast.EVIDENCE, cast.WHY)
    manager.presses("Record the decision").sees("to put right")
    manager.chooses("What do you decide?", "Go on")
    manager.writes({"Why? In a sentence": "Specific on systems and figures."})
    manager.presses("Record the decision").sees(f"{cast.CANDIDATE.name} goes on.")
