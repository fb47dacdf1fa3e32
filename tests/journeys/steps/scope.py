"""Step 1: the scope."""

from playwright.sync_api import expect

from tests.journeys import cast
from tests.journeys.pages import Person


def open_a_search(manager: Person) -> None:
    manager.opens("/").sees("What waits for you").follows("Open a search")
    manager.presses("Open the search").sees("“Company” is empty. Fill it in.")
    manager.writes({"Company": cast.COMPANY})
    manager.chooses("Where the interviews are planned", "Europe/Berlin")
    manager.presses("Open the search").sees(f"What kind of officer does {cast.COMPANY} need?")


def give_one_at_a_time(manager: Person) -> None:
    """One piece a page, saved at every step; then all on one page again."""
    manager.follows("One at a time").sees("Piece 2 of 28.")
    manager.chooses("Company stage", "Series A").presses("Save and go on").sees("Piece 3 of 28.")
    expect(manager.page.get_by_label("Employees")).to_be_hidden()
    manager.presses("Back").sees("Piece 2 of 28.").presses("All on one page")
    expect(manager.page.get_by_label("Company stage")).to_have_value("series_a")


def give_the_facts(manager: Person) -> None:
    for fact, choice in cast.FACTS_CHOSEN.items():
        manager.chooses(fact, choice)
    manager.writes(cast.FACTS_WRITTEN)


def answer_the_questions(manager: Person) -> None:
    manager.sees("Why we ask")
    for question, answer in cast.QUESTIONS.items():
        manager.chooses(question, answer)
    manager.lets_it_follow("Save draft").sees("8 of 8 answered.")


def a_draft_is_kept(manager: Person) -> None:
    """What was said is there again without a button having been pressed."""
    words = "Scoring of consumers in Germany and Austria"
    asked = manager.page.get_by_role("group", name="How exposed is the company")
    asked.get_by_text("Add a word of your own").click()
    manager.saves(words, lambda: asked.get_by_label("In your own words").fill(words))
    manager.opens(manager.path).sees("8 of 8 answered.")
    expect(asked.get_by_label("In your own words")).to_have_value(words)


def settle_the_contradiction(manager: Person) -> None:
    manager.sees(
        "A legal duty without a line to the top", "Opens when one contradiction is settled."
    )
    manager.page.get_by_text("To whom does this person report?").first.click()
    manager.chooses("To whom does this person report?", "The CEO").lets_it_follow("Save draft")
    expect(manager.page.locator("#reading")).not_to_contain_text("A legal duty without a line")


def see_what_is_recommended(manager: Person) -> None:
    manager.sees("Your answers recommend a production operator", "How it adds up")
    row = manager.page.get_by_role("row", name="Production operator")
    expect(row.get_by_role("cell").first).to_have_text(str(cast.SUM_OF_OPERATOR))


def ask_why(manager: Person) -> None:
    """From a weight to the answers behind it, and back to one of them."""
    manager.follows("Why? Production AI judgement").sees(
        "Production AI judgement weighs 30 of 100", "The rule", "Question 7: How large is the team"
    )
    manager.opens_the_search().goes_to_step("Scope")


def sign_the_scope(manager: Person) -> None:
    """Signing leads on to what comes next; the scope itself is fixed."""
    manager.presses("Sign off the scope").sees("The scope is signed.")
    manager.goes_to_step("Scope").sees("Signed Tobias Lindqvist", "must-have")
    expect(manager.page.get_by_role("button", name="Sign off the scope")).to_have_count(0)
