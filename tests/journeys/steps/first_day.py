"""After the yes: words with them, the notice, who is kept warm; and the end of the search."""

from datetime import timedelta

from searches.models import Search
from tests.journeys.pages import Person

HEARD = "She is glad, and a little afraid of her notice."


def speak_with_them(manager: Person) -> None:
    manager.opens("/").sees("Thank them, in person").follows("Speak with them, and note it")
    manager.sees("From yes to the first day", "Nobody has asked about a counter-offer")
    manager.page.get_by_text("Note what you heard").first.click()
    manager.writes({"What you heard": HEARD})
    manager.presses("It is done: Thank them, in person").sees("What was heard", HEARD)


def keep_somebody_warm(manager: Person, name: str) -> None:
    manager.presses("Keep them warm").sees("Why them")
    manager.chooses("Who", name).writes({"Why them": "As strong in production."})
    manager.presses("Keep them warm").sees("named by", "Speak with who is kept warm")


def record_the_resignation(manager: Person, search: Search) -> None:
    today = search.today
    tomorrow, yesterday = today + timedelta(days=1), today - timedelta(days=1)
    days = {"The day they resigned": tomorrow, "The last day of the notice": tomorrow}
    manager.writes({label: day.isoformat() for label, day in days.items()})
    manager.presses("Record the resignation").sees("This day is still to come.")
    days = dict.fromkeys(days, yesterday)
    manager.writes({label: day.isoformat() for label, day in days.items()})
    manager.presses("Record the resignation").sees("Has resigned", "The notice was agreed anew")


def decline_the_counter_offer(manager: Person) -> None:
    manager.chooses("A counter-offer", "One was made, and")
    manager.presses("Note it").sees("Say in a few words what is known of it.")
    manager.writes({"What is known of it": "A fifth more; she said no."})
    manager.presses("Note it").does_not_see("Nobody has asked about a counter-offer")


def they_come(manager: Person, search: Search) -> None:
    manager.follows("in the 90-day plan")
    manager.writes({"The day they started": search.today.isoformat()})
    manager.presses("Record the start").follows("Close it, step by step")


def close_the_search(manager: Person) -> None:
    manager.presses("Everybody is told").sees("is still in play.")
    manager.page.locator("main").get_by_role("link", name="Ola Nordmann").first.click()
    manager.page.wait_for_load_state()
    manager.follows("Stop").presses("Others fit this role better")
    manager.opens("/").follows("Go to the next step")
    manager.writes({"How those without a message were told": "I called him on Monday."})
    manager.presses("Everybody is told").sees("I called him on Monday.")
    manager.presses("The staff are told").sees("Step 3 of 5. Now")
    manager.presses("It is announced").presses("End their access")
    manager.chooses("How long", "A year").presses("Begin to count")
    manager.sees("Whose data is kept, and until when", "not answered")
    manager.presses("Close the search").sees("It is closed: Leila Haddad was hired.")
