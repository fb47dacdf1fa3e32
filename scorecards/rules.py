"""Who may write, excuse, read and decide. Reading is `scorecards.blindness`, asked from here."""

from typing import Any

import rules

from accounts.models import User
from candidates.models import Candidacy
from interviews.models import Interview
from interviews.queries import scoring_seats
from scorecards.blindness import debriefs_open_to
from scorecards.models import Card, PracticeSheet
from searches import home
from searches.rules import (
    is_hiring_manager,
    is_member,
    is_panelist,
    is_recruiter,
    permit,
    runs_the_search,
)


def interview_of(record: Any) -> Interview:
    return record if isinstance(record, Interview) else record.interview


def candidacy_of(record: Any) -> Candidacy:
    return record if isinstance(record, Candidacy) else record.candidacy


@rules.predicate
def scores_it(user: User, record: Any) -> bool:
    """Holds a scoring seat there now, or has begun a card there before being replaced; nobody
    does where the candidate was erased."""
    interview = interview_of(record)
    here = {"interview__candidacy__erased": False}
    seats = interview.seats.current().scoring().filter(user=user, **here)
    return seats.exists() or Card.objects.filter(interview=interview, author=user, **here).exists()


@rules.predicate
def reads_the_cards(user: User, record: Any) -> bool:
    """Asked once per candidacy object and user; actions fetch the record anew, so ask anew."""
    candidacy = candidacy_of(record)
    known: dict[int, bool] = candidacy.__dict__.setdefault("_reads_the_cards", {})
    if user.pk not in known:
        known[user.pk] = debriefs_open_to(user).filter(pk=candidacy.pk).exists()
    return known[user.pk]


@rules.predicate
def scores_in_the_loop(user: User, record: Any) -> bool:
    return scoring_seats().filter(part__loop__search=record.search, user=user).exists()


@rules.predicate
def has_practised(user: User, record: Any) -> bool:
    sheets = PracticeSheet.objects.filter(practice__search=record.search, rater=user)
    return sheets.filter(sent_at__isnull=False).exists()


SEALED = "Opens at the debrief."
permit("scorecards.write", is_member & scores_it, SEALED, shut_too=True)
permit(
    "scorecards.excuse",
    runs_the_search,
    "The hiring manager or the recruiter excuses a scorecard.",
    shut_too=True,
)
permit(
    "scorecards.remind",
    runs_the_search,
    "The hiring manager or the recruiter reminds somebody of a scorecard.",
)
permit("scorecards.place", is_recruiter, "The recruiter places questions that were passed on.")
permit("scorecards.gate", is_hiring_manager, "The hiring manager decides at a gate.")
permit(
    "scorecards.read_gate",
    is_hiring_manager,
    "The hiring manager reads the cards at a gate.",
    shut_too=True,
)
permit(
    "scorecards.open_debrief",
    runs_the_search,
    "The hiring manager or the recruiter opens the debrief.",
)
permit("scorecards.read_debrief", reads_the_cards, SEALED, shut_too=True)
permit(
    "scorecards.read_strictness",
    runs_the_search,
    "The hiring manager and the recruiter read how strictly each of a panel rates.",
    shut_too=True,
)
permit(
    "scorecards.settle_flag",
    reads_the_cards & runs_the_search,
    "The hiring manager or the recruiter settles a red flag, once the debrief is open to them.",
)
permit(
    "scorecards.tend_flag",
    reads_the_cards & runs_the_search,
    "The hiring manager or the recruiter says what comes of a red flag, once the debrief is open "
    "to them.",
)
permit(
    "scorecards.accept_flag",
    reads_the_cards & is_hiring_manager,
    "The hiring manager accepts a red flag, once the debrief is open to them.",
)
permit(
    "scorecards.take_note",
    reads_the_cards & (runs_the_search | is_panelist),
    "Who runs the search or sits on the panel takes notes in the debrief.",
)
permit(
    "scorecards.ask_votes",
    reads_the_cards & runs_the_search,
    "The hiring manager or the recruiter asks for second votes, once the debrief is open to them.",
)
permit(
    "scorecards.show_votes",
    reads_the_cards & runs_the_search,
    "The hiring manager or the recruiter shows the second votes before all are in.",
    shut_too=True,
)
permit(
    "scorecards.decide",
    reads_the_cards & is_hiring_manager,
    "The hiring manager decides, once the debrief is open to them.",
)
permit(
    "scorecards.set_practice",
    runs_the_search,
    "The hiring manager or the recruiter turns on the practice rating.",
)
permit(
    "scorecards.end_practice",
    runs_the_search,
    "The hiring manager or the recruiter turns the practice rating off, and shows it.",
    shut_too=True,
)
permit(
    "scorecards.practise",
    is_member & scores_in_the_loop,
    "The practice case is rated by who scores in the loop.",
)
permit(
    "scorecards.read_practice",
    is_member & (runs_the_search | scores_in_the_loop | has_practised),
    "The practice rating is for who scores in the loop and who runs the search.",
)


def opens_process(user: User) -> bool:
    """How the process runs is for who runs a search, whichever, and for administrators."""
    return user.is_staff or home.runs_any(user)
