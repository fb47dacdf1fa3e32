"""Being named on a search, and coming in by the link in the mail."""

from tests.journeys import cast
from tests.journeys.pages import Person


def name(manager: Person, role: str, *people: cast.Part) -> None:
    manager.opens_the_search().follows("Name or invite people")
    for person in people:
        manager.writes({"Name": person.name, "Mail address": person.email})
        manager.chooses("Role", role).presses("Put them on the search")
        manager.sees(f"{person.name} is on the search.", "Has not joined yet")


def join(person: Person, zone: str = "Europe/Berlin") -> None:
    person.joins(zone).sees("What waits for you")
