"""Step 3: candidates, their papers and answers, the shortlist."""

import re

from django.utils import timezone
from playwright.sync_api import expect

from tests.journeys import cast
from tests.journeys.pages import Person, link_to


def add_a_candidate(recruiter: Person) -> None:
    recruiter.follows("Add a candidate").presses("Add the candidate")
    recruiter.sees("One thing to put right.")
    recruiter.writes(
        {
            "Name": cast.CANDIDATE.name,
            "Mail address": cast.CANDIDATE.email,
            "Employer": "Norrland Payments",
            "Title there": "VP Machine Learning",
        }
    )
    recruiter.presses("Add the candidate").sees(cast.CANDIDATE.name, "Past pay is neither asked")


BAD_SHEET = b"name,email\nMateus Carvalho,mateus@example.com\nSunniva Berg,not an address\n"
GOOD_SHEET = b"name,email\nMateus Carvalho,mateus@example.com\nSunniva Berg,sunniva@example.com\n"


def import_a_sheet(recruiter: Person) -> None:
    recruiter.goes_to_step("Candidates").follows("Import from a spreadsheet")
    recruiter.chooses_file("CSV or Excel file", "people.csv", BAD_SHEET).presses("Read the file")
    recruiter.sees("Nothing was added: one thing to put right")
    wrong = recruiter.page.get_by_role("alert").locator("tbody tr")
    expect(wrong).to_have_text([re.compile(r"^\s*3\s*“Mail address”")])
    recruiter.goes_to_step("Candidates").does_not_see("Mateus Carvalho")
    recruiter.follows("Import from a spreadsheet")
    recruiter.chooses_file("CSV or Excel file", "people.csv", GOOD_SHEET).presses("Read the file")
    recruiter.presses("Add these 2 candidates").sees("2 candidates were added.", "Sunniva Berg")


def add_a_cv(recruiter: Person, pdf: bytes) -> None:
    recruiter.follows(cast.CANDIDATE.name)
    field = "Add a CV or another paper"
    recruiter.chooses_file(field, "cv.pdf", b"Leila Haddad, a life").presses("Add the document")
    recruiter.sees("Send a PDF or a Word document (.docx).")
    recruiter.chooses_file(field, "cv.pdf", pdf).presses("Add the document").sees("cv.pdf")
    assert recruiter.reads_pdf("cv.pdf") == pdf


def note_a_claim(recruiter: Person) -> None:
    recruiter.follows("Add a claim")
    recruiter.writes(
        {
            "What the candidate says they achieved": "Cut fraud losses by 19% in a year",
            "Where they say it": "CV, page 2",
        }
    )
    recruiter.presses("Add the claim").sees("Not checked yet")
    recruiter.clicks(recruiter.page.get_by_role("link", name=re.compile("^Check it")))
    recruiter.chooses("What the check found", "verified")
    recruiter.writes({"How it was checked": "Saw the holdout of 11 weeks."})
    recruiter.presses("Record the check").sees("Verified")


def note_a_reference(recruiter: Person) -> None:
    recruiter.follows("Note a reference call")
    recruiter.writes(
        {
            "Who it is": "Ola Nordmann",
            "Day of the call": timezone.localdate().isoformat(),
            "What else should be known?": "Reported to her for two years. Hard on vague plans.",
        }
    )
    recruiter.chooses("How they know the candidate", "was led by").presses("Keep the notes")
    recruiter.sees("nobody is called without the candidate's consent")
    recruiter.ticks("The candidate agreed to this call").presses("Keep the notes")
    recruiter.sees("Ola Nordmann", "with the candidate's consent")


def ask_in_writing(recruiter: Person) -> None:
    recruiter.goes_to_step("Candidates").follows("How the questionnaire is asked")
    recruiter.chooses("The questionnaire is answered", "in writing")
    recruiter.presses("Fix it for this search").sees("Fixed for this search")
    recruiter.goes_to_step("Candidates").follows(cast.CANDIDATE.name)
    recruiter.follows("Open the questionnaire").presses("Send the questions")
    recruiter.sees("A draft is the candidate's alone until they submit it.")


def answer_in_writing(candidate: Person) -> None:
    candidate.opens(link_to(cast.CANDIDATE.email, "/q/")).sees("Five questions for you")
    here = candidate.path
    boxes = candidate.page.locator("textarea")
    boxes.first.fill(cast.ANSWER)
    candidate.presses("Submit my answers").sees("Answer 2 is empty.")
    candidate.opens(here)
    for box in boxes.all():
        box.fill(cast.ANSWER)
    candidate.presses("Save the draft")
    candidate.opens(here)
    expect(boxes.last).to_have_value(cast.ANSWER)
    candidate.presses("Submit my answers").sees("Your answers are in")
    candidate.is_refused(here, 404)


def shortlist(recruiter: Person) -> None:
    for person in (cast.CANDIDATE, *cast.OTHERS):
        recruiter.goes_to_step("Candidates").follows(person.name)
        if person != cast.CANDIDATE:  # whose conversation the questionnaire has begun
            recruiter.presses("Start the conversation").sees("In conversation")
        recruiter.presses("Put on the shortlist").sees("Shortlisted")
    recruiter.goes_to_step("Candidates").follows("Make the shortlist")
    for person in (cast.CANDIDATE, *cast.OTHERS):
        recruiter.ticks(person.name)
    recruiter.presses("Make the PDF")
