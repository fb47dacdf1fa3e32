"""The steps that close a search with a hire, their words, and how long data is kept. Data."""

from dataclasses import dataclass
from typing import NamedTuple

from onboarding.states import ClosingStep

WRITE_MONTHS = 24
"""For how long a yes to “May we write to you again?” holds."""


@dataclass(frozen=True)
class Part:
    """One step: what it is for, what its button says, and the words to begin from, if any."""

    step: ClosingStep
    says: str
    button: str
    asks: str = ""
    text: str = ""


PARTS = (
    Part(
        ClosingStep.TOLD,
        "Who came furthest first, by voice; nobody learns it from an announcement.",
        "Everybody is told",
        asks="How those without a message were told",
    ),
    Part(
        ClosingStep.STAFF,
        "The panel and the team hear it from you, before the world does.",
        "The staff are told",
        text="On {day} {name} started as our {title}.\n\n"
        "Thank you to everybody who prepared, interviewed and wrote down what they saw. In the "
        "first weeks {first} listens and looks; please say what works and what does not.\n\n"
        "What was said in the interviews stays with those who sat in them. Please do not speak of "
        "who else was in the search.",
    ),
    Part(
        ClosingStep.ANNOUNCED,
        "What is said outside, agreed with the person hired.",
        "It is announced",
        text="{company} welcomes {name} as {title}.\n\n"
        "In a sentence of your own: what {first} leads at {company}.\n\n"
        "{name} began on {day}.",
    ),
    Part(
        ClosingStep.ACCESS,
        "Panelists, approvers, observers and search partners leave the search. What they wrote "
        "stays. The hiring manager and the recruiter remain.",
        "End their access",
    ),
    Part(
        ClosingStep.RETENTION,
        "From today on it is counted until when what is held on who was not hired is kept. When "
        "the day comes it stands on Home; nothing is erased by itself.",
        "Begin to count",
    ),
)


class Period(NamedTuple):
    months: int
    label: str


PERIODS = (
    Period(6, "Six months: the GDPR names no number, only “no longer than necessary” (Art. 5)"),
    Period(12, "A year: employers in the United States (29 CFR 1602.14)"),
    Period(24, "Two years: federal contractors in the United States (41 CFR 60-1.12)"),
)


def proposed_months(calendar: str) -> int:
    """By where the search is run; whoever closes it chooses."""
    return 12 if calendar.partition("-")[0] == "US" else 6
