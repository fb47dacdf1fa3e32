"""Step 4: the loop, its people and its interviews."""

import re
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

from tests.journeys import cast
from tests.journeys.pages import Person, letters_to


def set_up_the_loop(manager: Person) -> None:
    manager.goes_to_step("Loop").presses("Set up the loop").sees("Being set up", "are missing")


def name_the_panel(manager: Person) -> None:
    """Whoever is named for a seat is named wherever the loop has the same seat."""
    name_for(manager, "Senior ML or data person in The team", cast.SCIENTIST)
    name_for(manager, "Senior ML or data person in The team", cast.ENGINEER)
    for seat, person in cast.SEATS.items():
        if person != cast.MANAGER and seat != "Senior ML or data person":
            name_for(manager, f"{seat} in ", person)
    manager.clicks(manager.page.get_by_role("link", name=re.compile("^Name somebody as CEO in")))
    manager.chooses("Somebody already on this search", cast.MANAGER.name).presses("Name them")


def name_for(manager: Person, seat: str, person: cast.Part) -> None:
    found = manager.page.get_by_role(
        "link", name=re.compile(f"^Name somebody as {re.escape(seat)}")
    )
    manager.clicks(found)
    manager.writes({"Name": person.name, "Mail address": person.email}).presses("Name them")
    manager.sees(f"{person.name} sits as")


def open_the_loop(manager: Person) -> None:
    manager.sees("The loop is whole", "Who assesses what")
    row = manager.page.get_by_role("row", name="Production AI judgement")
    expect(row).to_contain_text(cast.ENGINEER.name)
    expect(row).to_contain_text(cast.SCIENTIST.name)
    manager.presses("Open the loop").sees("The loop is open. Its people are on the panel.")


def interviews_of_the_candidate(recruiter: Person) -> Person:
    recruiter.goes_to_step("Candidates")
    return recruiter.follows(cast.CANDIDATE.name).follows("Interviews")


def plan_for_tomorrow(recruiter: Person, part: str) -> None:
    interviews_of_the_candidate(recruiter)
    recruiter.clicks(recruiter.page.get_by_role("link", name=named("Plan it", part)))
    write_the_time(recruiter, days=1)
    recruiter.presses("Plan it and tell all")
    recruiter.sees(f"“{part}” is planned for", "14:00 Berlin", "are told by mail")


def hold(recruiter: Person, part: str, days_ago: int) -> None:
    """An interview on a day gone by: asked about, and said."""
    interviews_of_the_candidate(recruiter)
    planned = recruiter.page.get_by_role("link", name=named("Change the time or place", part))
    button = "Change it and tell all" if planned.count() else "Plan it and tell all"
    link = recruiter.page.get_by_role("link", name=named("Plan it", part))
    recruiter.clicks(planned if planned.count() else link)
    write_the_time(recruiter, days=-days_ago)
    recruiter.presses(button).sees("Tick this if the interview took place then")
    recruiter.ticks("It took place then").presses(button).sees(f"“{part}” is planned for")
    recruiter.clicks(recruiter.page.get_by_role("button", name=named("It was held", part)))
    recruiter.sees(f"“{part}” was held.")


def named(does: str, part: str) -> re.Pattern[str]:
    """A link or button among several alike, by what only a screen reader reads out."""
    return re.compile(rf"^{does}.*{re.escape(part)}$")


def write_the_time(recruiter: Person, days: int) -> None:
    day = timezone.localdate() + timedelta(days=days)
    recruiter.writes({"Day": day.isoformat(), "Begins at": "14:00", "Where": "Room 4"})
    recruiter.chooses("Time zone", "Europe/Berlin")


def get_the_calendar_file(panelist: cast.Part) -> None:
    """It comes with the mail, and says the alias and not the name."""
    letter = next(m for m in reversed(letters_to(panelist.email)) if m.is_multipart())
    [file] = letter.iter_attachments()
    content = str(file.get_content())
    assert str(file.get_filename()).endswith(".ics")
    assert "BEGIN:VEVENT" in content
    assert cast.CANDIDATE.name not in f"{letter['Subject']}{content}"


def get_the_panel_brief(panelist: Person, part: str) -> None:
    panelist.opens("/interviews/").sees("14:00 to 15:15 Berlin")
    panelist.clicks(panelist.page.get_by_role("link", name=re.compile(f"^{part} with ")))
    panelist.presses("Make my panel brief").sees(f"For {panelist.name} alone")
    panelist.gets_the_pdf(cast.CANDIDATE.name, panelist.name, "Confidential")
