"""Four people in one debrief, each before a browser of their own: what one does, all see.

Nobody loads a page again. The one who is writing loses no letter of it.
"""

from contextlib import ExitStack

import pytest
from playwright.sync_api import expect

from candidates.models import Candidacy
from interviews.models import Interview
from interviews.signals import interview_added
from tests import factories
from tests.factories import scorecards as make
from tests.journeys.pages import PASSWORD, Person
from tests.journeys.server import LOCK

pytestmark = [pytest.mark.browser, pytest.mark.once]

NOTED = "The rollback took a day; rehearsed since."
HALF = "Half a thought of Bea"
CHANGED = "I had not known of the second incident."


@pytest.fixture
def room(browser, site):
    """The hiring manager, Abel, Bea and Cleo, all on the open debrief."""
    with LOCK:
        candidacy = make.candidacy(factories.search(), "Ada Lind")
        manager = factories.hiring_manager_of(candidacy.search)
        row = make.interview(candidacy)
        panel = [factories.user(name) for name in ("Abel Moor", "Bea Sund", "Cleo Vik")]
        for user, recommendation in zip(panel, ("yes", "no", "yes"), strict=True):
            make.submitted(make.seat(row, user), recommendation=recommendation)
        make.open_debrief(candidacy)
        for user in (manager, *panel):
            user.set_password(PASSWORD)
            user.save()
        path = f"/candidacies/{candidacy.pk}/debrief/"
    with ExitStack() as leaving:
        people = [Person(browser, site, user.name, user.email) for user in (manager, *panel)]
        for person in people:
            leaving.callback(person.leaves)
            person.signs_in().opens(path)
        yield people


def test_four_browsers_in_one_debrief(room):
    manager, abel, bea, cleo = room
    bea.writes({"What was said": HALF})
    manager.writes({"What was said": NOTED}).presses("Add the note")
    for person in (abel, bea, cleo):
        person.sees(NOTED)
    assert bea.page.get_by_label("What was said").input_value() == HALF

    manager.presses("Ask for second votes")
    abel.presses("Keep it").sees("Your vote is in")
    for person in (manager, bea, cleo):
        person.sees("Still out: Bea Sund and Cleo Vik.")
    bea.page.get_by_text("Change it, and say why").click()
    bea.page.get_by_label("Yes", exact=True).check()
    bea.writes({"What changed your mind": CHANGED})
    cleo.presses("Keep it").sees("Your vote is in")
    assert bea.page.get_by_label("What changed your mind").input_value() == CHANGED
    for person in (manager, abel, cleo):
        person.does_not_see(CHANGED)
    bea.presses("Change my recommendation")
    for person in room:
        person.sees(CHANGED)

    manager.chooses("What do you decide?", "Wait")
    manager.writes({"Your reasons": "Two parts are still to be held."})
    manager.presses("Record the decision")
    for person in room:
        person.sees("Two parts are still to be held.")


def test_what_moves_is_said_aloud_and_takes_nobody_from_their_words(room):
    manager, abel, bea, _ = room
    bea.writes({"What was said": HALF})
    manager.writes({"What was said": NOTED}).presses("Add the note")
    expect(bea.page.get_by_role("status").first).to_have_text("A note was added.")
    expect(bea.page.get_by_label("What was said")).to_be_focused()
    manager.presses("Ask for second votes")
    expect(abel.page.get_by_role("status").first).to_contain_text("Second votes are asked for.")


def test_who_is_signed_out_elsewhere_is_told_and_keeps_their_words(room):
    *_, bea, _ = room
    bea.writes({"What was said": HALF})
    elsewhere = bea.context.new_page()
    elsewhere.goto("/account/logout/")
    elsewhere.locator("main").get_by_role("button", name="Sign out").click()
    bea.sees("You are signed out, and this page stands still.")
    pulses = []
    bea.page.on("request", lambda asked: pulses.append(asked.url))
    bea.page.wait_for_timeout(2500)
    assert pulses == []
    assert bea.page.get_by_label("What was said").input_value() == HALF
    bea.presses("Add the note").sees("What you sent did not arrive.", HALF)


def test_words_come_back_with_a_debrief_that_closed_while_they_were_written(room):
    manager, _, bea, _ = room
    path = bea.path
    bea.writes({"What was said": HALF})
    with LOCK:
        candidacy = Candidacy.objects.get()
        added = make.interview(candidacy, "board")
        by = factories.hiring_manager_of(candidacy.search)
        interview_added.send(sender=Interview, interview=added, search=candidacy.search, by=by)
    bea.sees("Opens at the debrief.").does_not_see("First votes")
    with LOCK:
        make.open_debrief(candidacy)
    bea.opens(path).sees("It is back in the form.")
    bea.presses("Add the note")
    for person in (manager, bea):
        person.opens(path).sees(HALF)
