"""Step 7: the offer on its band, its approvals, its letter and the answer."""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

from tests.factories.onboarding import PDF
from tests.journeys import cast
from tests.journeys.pages import PASSWORD, Person, link_to, make_briefs

ACCEPT = "Approve these terms"
WARM = "we are looking forward to you."
LETTER = f"# The offer\n\nDear {{candidate}},\n\n{WARM}\n\n{{terms}}\n\nYours, {{sender}}"
QUESTION = "Does the notice begin at the end of a month?"
REPLY = "Yes: at the end of any month."


def in_days(days: int) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def begin_the_offer(recruiter: Person) -> None:
    recruiter.opens("/").follows("Begin the offer").presses("Begin the offer")
    recruiter.sees("Version 1", "No base yet")


def build_it_on_its_band(recruiter: Person) -> None:
    recruiter.writes(
        {
            "Base": "250000",
            "Target bonus, % of base": "30",
            "Start": in_days(60),
            "Open until": in_days(10),
        }
    )
    recruiter.chooses("Currency", "EUR").presses("Save the draft")
    recruiter.sees("EUR 250,000 base a year", "% of midpoint", "104%", "Four years of pay")
    recruiter.sees("Year 4", "325,000", "Inside its band.").does_not_see("An exception")


def say_who_approves_what(recruiter: Person) -> None:
    """The first of the two, of every offer; the other is the one more that an exception needs."""
    first = cast.APPROVERS[0].name
    recruiter.follows("Who approves what").sees("of the approvers, whoever they are")
    recruiter.chooses("Who approves", first).presses("Add the rule").sees(f"Every offer: {first}")
    recruiter.opens("/").follows("Finish the offer")


def ask_for_more_than_the_band(recruiter: Person) -> None:
    """Out of its band: a reason, and one approver more."""
    recruiter.writes({"Base": "310000"}).presses("Save the draft").sees("An exception")
    recruiter.presses("Send for approval").sees("Say why this exception is right.")
    recruiter.writes({"Why an exception": "Two of three finalists asked for more than this."})
    recruiter.presses("Save the draft").sees("because of a rule for an offer outside its band")
    recruiter.presses("Send for approval").sees("Who comes first has been asked.")


def write_the_letter(recruiter: Person) -> None:
    recruiter.follows("Write the letter").writes({"The letter": "Dear {name}"})
    recruiter.presses("Save the letter").sees("“{name}” is no place that can be filled in.")
    recruiter.writes({"The letter": LETTER}).presses("See how it reads").sees(WARM)
    recruiter.presses("Save the letter").sees("The letter is saved.")
    recruiter.clicks(recruiter.page.locator(".crumb").get_by_role("link"))


def ask_before_answering(candidate: Person, recruiter: Person) -> None:
    make_briefs()
    candidate.opens(link_to(cast.CANDIDATE.email, "/offer/")).sees("EUR 310,000 a year", WARM)
    candidate.writes({"Your question": QUESTION}).presses("Ask").sees("Not answered yet")
    recruiter.opens(link_to(cast.RECRUITER.email, "/offers/")).sees(QUESTION)
    recruiter.page.get_by_text("Answer it").click()
    recruiter.writes({"Your answer": REPLY}).presses("Send the answer").sees(REPLY)


def send_the_signed_agreement(candidate: Person) -> None:
    candidate.chooses_file("A signed paper", "letter.exe", b"MZ").presses("Send the paper")
    candidate.sees("Send a PDF or a Word document")
    candidate.chooses_file("A signed paper", "signed.pdf", PDF).presses("Send the paper")
    candidate.sees("signed.pdf", cast.CANDIDATE.name)


def not_ones_turn_yet(approver: Person) -> None:
    approver.opens("/").does_not_see("Read the terms")


def approve(approver: Person) -> None:
    approver.opens("/").follows("Read the terms")
    if "/declare/" in approver.path:
        approver.chooses("Your answer", "No conflict")
        approver.presses("Say so and go on")
    approver.sees("An exception", "Two of three finalists").presses(ACCEPT)
    approver.sees("Confirm that it is you").writes({"Your password": PASSWORD}).presses("Go on")
    approver.sees("Approved. Your name and the time stand beside the terms.")


def send_the_letter(recruiter: Person) -> None:
    recruiter.opens("/").follows("Send the offer").presses("Send the letter")
    recruiter.sees("The letter is on its way to the candidate.")


def accept(candidate: Person) -> None:
    candidate.opens(link_to(cast.CANDIDATE.email, "/offer/")).sees(REPLY)
    assert candidate.reads_pdf("The letter").startswith(b"%PDF-")
    candidate.presses("Send my answer").sees("to put right")
    candidate.chooses("Your answer", "I accept these terms")
    candidate.writes({"Your full name": cast.CANDIDATE.name}).presses("Send my answer")
    candidate.sees("You accepted these terms")
    expect(candidate.page.get_by_role("button", name="Send my answer")).to_have_count(0)
