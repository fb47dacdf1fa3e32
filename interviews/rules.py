"""Who may set up the loop, plan interviews and hold a kit in hand."""

import rules

from accounts.models import User
from candidates.models import Candidacy
from interviews.models import Interview, Seat
from searches.rules import (
    is_observer,
    is_panelist,
    is_recruiter,
    permit,
    runs_the_search,
)


@rules.predicate
def sits_in_it(user: User, record: Interview) -> bool:
    return record.seats.current().filter(user=user).exists()


@rules.predicate
def sits_with_them(user: User, record: Candidacy) -> bool:
    return Seat.objects.current().filter(user=user, interview__candidacy=record).exists()


sees_the_loop = runs_the_search | is_observer | is_panelist
sees_all = runs_the_search | is_observer

permit(
    "interviews.read_loop",
    sees_the_loop,
    "The loop is read by who runs or observes the search, and by its panel.",
)
permit(
    "interviews.set_up",
    runs_the_search,
    "The hiring manager or the recruiter names the people of the loop.",
)
permit(
    "interviews.plan",
    runs_the_search,
    "The hiring manager or the recruiter plans the interviews.",
)
permit(
    "interviews.cancel",
    runs_the_search,
    "The hiring manager or the recruiter cancels interviews.",
    shut_too=True,
)
permit(
    "interviews.read_all",
    sees_all,
    "Who runs or observes the search sees all interviews of a candidate; you see your own.",
)
permit(
    "interviews.read_kit",
    sees_all | sits_in_it,
    "A kit is for who sits in the interview.",
)
permit(
    "interviews.take_brief",
    sits_in_it,
    "A panel brief is made for who sits in the interview.",
    shut_too=True,
)
permit(
    "interviews.take_briefs",
    sits_with_them,
    "Panel briefs are made for who sits in interviews with the candidate.",
    shut_too=True,
)
permit(
    "interviews.place_probe",
    is_recruiter,
    "The recruiter places questions in a kit.",
)
