"""A search partner: named, lets the recruiter know of somebody, and reads what becomes of it."""

import pytest
from django.utils import timezone

from tests import factories
from tests.candidates import files
from tests.factories import partners as make
from tests.journeys import cast
from tests.journeys.pages import PASSWORD, Person, letters_to, link_to, words_of_letter
from tests.journeys.server import LOCK
from tests.journeys.steps import people

pytestmark = [pytest.mark.browser, pytest.mark.once]

PARTNER = cast.Part("Philippa Crane", "philippa@example.com", "Europe/London")
WHY = "Rebuilt credit scoring with the team she had."
TOLD = "She meets the CTO next week."


@pytest.fixture
def recruiter(browser, site):
    with LOCK:
        search = factories.search()
        user = factories.member(search, "recruiter", cast.RECRUITER.name)
        user.set_password(PASSWORD)
        user.save()
        make.off_limits(search, "Aldermoor Credit", why="A client of ours.")
    person = Person(browser, site, user.name, user.email)
    yield person.signs_in()
    person.leaves()


@pytest.fixture
def partner(browser, site):
    person = Person(browser, site, PARTNER.name, PARTNER.email)
    yield person
    person.leaves()


def test_a_search_partner_from_the_invitation_to_the_last_word(recruiter, partner):
    people.name(recruiter, "Search partner", PARTNER)
    people.join(partner, PARTNER.zone)
    submit_somebody(partner)
    take_them(recruiter)
    tell_the_partner(recruiter)
    read_it(partner)


def submit_somebody(partner: Person) -> None:
    partner.follows("Where your candidates stand").sees("You have submitted nobody yet.")
    partner.does_not_see("A client of ours.")
    partner.follows("Submit a candidate")
    partner.writes(
        {
            "Name": cast.CANDIDATE.name,
            "Mail address": cast.CANDIDATE.email,
            "Employer": "ALDERMOOR CREDIT GmbH",
            "Why them": WHY,
            "Day on which they agreed to be put forward": timezone.localdate().isoformat(),
        }
    )
    partner.presses("Submit the candidate").sees("Aldermoor Credit is off limits in this search")
    partner.writes({"Employer": "Norrland Payments"}).chooses_file("CV", "cv.pdf", files.pdf())
    partner.presses("Submit the candidate").sees(cast.CANDIDATE.name, "Not answered yet")


def take_them(recruiter: Person) -> None:
    recruiter.opens("/").sees("A search partner submitted a candidate.")
    recruiter.follows("Take or decline").sees(WHY, PARTNER.name, "cv.pdf")
    assert recruiter.reads_pdf("cv.pdf") == files.pdf()
    recruiter.presses("Take into the search").sees(cast.CANDIDATE.name, "Specialist search")
    assert recruiter.reads_pdf("cv.pdf") == files.pdf()
    recruiter.presses("Start the conversation").sees("In conversation")


def tell_the_partner(recruiter: Person) -> None:
    recruiter.follows("Tell the search partner").writes({"What they are told": TOLD})
    recruiter.presses("Tell them").sees(TOLD)


def read_it(partner: Person) -> None:
    letter = letters_to(PARTNER.email)[-1]
    assert letter["Subject"] == cast.ROLE
    assert cast.CANDIDATE.name not in words_of_letter(letter)
    partner.opens(link_to(PARTNER.email, "/searches/"))
    partner.sees(cast.CANDIDATE.name, "In conversation", TOLD, cast.RECRUITER.name)
    search = partner.path.partition("partner/")[0]
    partner.is_refused(search, 404).is_refused(f"{search}candidates/", 404)
