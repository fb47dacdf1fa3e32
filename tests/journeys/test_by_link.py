"""People from outside, who come by a mail: a candidate, a referee, a board member on the panel."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from candidates.actions import ask_in_writing, send_own_page
from candidates.models import Candidacy
from interviews.actions import propose_slots
from scorecards.actions import remind
from searches.models import Search
from tests import factories
from tests.factories import candidates as make
from tests.factories import interviews as loops
from tests.journeys import cast
from tests.journeys.pages import DESK, PHONE, Person, letters_to, link_to, words_of_letter
from tests.journeys.server import LOCK

pytestmark = [pytest.mark.browser, pytest.mark.once]

Arrives = Callable[..., Person]
REFEREE = cast.Part("Ola Nordmann", "ola@example.com")


@pytest.fixture
def arrives(browser, site) -> Iterator[Arrives]:
    """Somebody before a browser of their own, on a phone unless told otherwise."""
    here: list[Person] = []

    def somebody(part: cast.Part, viewport: dict[str, int] = PHONE) -> Person:
        here.append(Person(browser, site, part.name, part.email, viewport=viewport))
        return here[-1]

    yield somebody
    for person in here:
        person.leaves()


@pytest.fixture
def search(site) -> Search:
    with LOCK:
        search = factories.search()
        member = factories.member(search, "recruiter", cast.RECRUITER.name)
        member.set_password("a calm walk by the river")
        member.email = cast.RECRUITER.email
        member.save()
        return search


@pytest.fixture
def candidacy(search) -> Candidacy:
    with LOCK:
        return make.candidacy(search, cast.CANDIDATE.name, email=cast.CANDIDATE.email)


def test_a_candidate_says_what_helps_chooses_a_time_and_withdraws(search, candidacy, arrives):
    with LOCK:
        by = factories.hiring_manager_of(search)
        send_own_page(candidacy=candidacy, by=by)
        soon = timezone.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=5)
        propose_slots(
            candidacy=candidacy,
            part=loops.part(search),
            slots=[soon, soon + timedelta(hours=3)],
            zone="Europe/Berlin",
            minutes=60,
            place="https://meet.example.com/caio",
            by=by,
        )
    candidate = arrives(cast.CANDIDATE)
    candidate.opens(link_to(cast.CANDIDATE.email, "/c/")).sees("Yours to choose a time")
    mine = candidate.path
    candidate.writes({"What would help you take part?": "Live captions"})
    candidate.presses("Tell who plans").sees("has been told")

    candidate.follows("Choose a time")
    candidate.page.locator("main input[type=radio]").first.check()
    candidate.presses("Take this time")
    candidate.opens(mine).sees("Next: Production deep-dive", "You meet", "meet.example.com")

    recruiter = arrives(cast.RECRUITER, DESK).signs_in()
    told = [str(letter["Subject"]) for letter in letters_to(cast.RECRUITER.email)]
    assert any("says what would help" in subject for subject in told)
    recruiter.opens(candidacy.get_absolute_url()).sees("Live captions")

    candidate.follows("Withdraw from this search").chooses("Why, if you like to say", "I took")
    candidate.presses("Withdraw").sees("You have withdrawn from this search.")
    candidate.does_not_see("Next:", "Withdraw from this search")
    recruiter.opens(candidacy.get_absolute_url()).sees("They withdrew", "Took another offer")
    letters = letters_to(cast.CANDIDATE.email)
    assert str(letters[-1]["Subject"]).startswith("Cancelled:")


def test_a_referee_answers_once(candidacy, arrives):
    with LOCK:
        ask_in_writing(
            candidacy=candidacy,
            name=REFEREE.name,
            email=REFEREE.email,
            relation="led",
            consented=True,
            by=factories.hiring_manager_of(candidacy.search),
        )
    referee = arrives(REFEREE)
    referee.opens(link_to(REFEREE.email, "/r/")).sees(f"What would you say of {candidacy}?")
    page = referee.path
    referee.presses("Submit what I wrote").sees("A sentence under one question is enough.")
    referee.writes({"What did the two of you run together?": "Fraud scoring, three years."})
    referee.presses("Submit what I wrote")
    referee.is_refused(page, 404)
    recruiter = arrives(cast.RECRUITER, DESK).signs_in()
    recruiter.opens(candidacy.get_absolute_url()).sees("Fraud scoring, three years.")


def test_a_board_member_comes_from_the_mail_by_a_code_to_the_card(search, candidacy, arrives):
    """Invited, without a password; the card is the page they land on."""
    with LOCK:
        outsider = factories.user(cast.BOARD.name, email=cast.BOARD.email, zone=cast.BOARD.zone)
        outsider.set_unusable_password()
        outsider.save()
        loops.open_loop(search, {"board_member": outsider})
        begun = timezone.now().replace(minute=0, second=0, microsecond=0) - timedelta(hours=4)
        with time_machine.travel(begun - timedelta(days=1)):
            interview = loops.interview(candidacy, "board", starts_at=begun)
        seat = loops.seat_of(interview, "board_member")
        with time_machine.travel(interview.ends_at + timedelta(minutes=16)):
            remind(seat_id=seat.pk)
    board = arrives(cast.BOARD)
    board.opens(link_to(cast.BOARD.email, "/interviews/")).follows("Send me a code by mail instead")
    board.writes({"Mail address": cast.BOARD.email}).presses("Send the code")
    code = words_of_letter(letters_to(cast.BOARD.email)[-1]).split("\n\n")[1].strip()
    board.writes({"Code": code}).presses("Sign in")
    board.chooses("Your answer", "No conflict").presses("Say so and go on")
    board.sees("Yours alone until the debrief", "Submit scorecard")
    assert f"/interviews/{interview.pk}/card/" in board.path
