"""Search partners for tests, and what they sent."""

from typing import Any

from accounts.models import User
from candidates.actions import (
    decline_submission,
    put_off_limits,
    submit_candidate,
    take_submission,
)
from candidates.models import Candidacy, OffLimits, Submission
from candidates.papers import Paper
from searches.models import Role, Search
from tests.factories import hiring_manager_of, member


def partner(search: Search, name: str = "Nadia Holt") -> User:
    return member(search, Role.PARTNER, name)


def submission(
    search: Search, by: User, name: str = "Sunniva Berg", cv: Paper | None = None, **more: Any
) -> Submission:
    """Sent, and not answered yet."""
    number = Submission.objects.count() + 1
    given = {
        "email": f"submitted{number}@example.com",
        "phone": "",
        "employer": "Fjord Bank",
        "title": "Head of ML",
        "words": "Ran credit scoring for four years.",
        "agreed_on": search.today,
    } | more
    return submit_candidate(search=search, by=by, name=name, cv=cv, **given)


def taken(row: Submission) -> Candidacy:
    """The submission's candidate is in the search; the row is read anew."""
    candidacy = take_submission(submission=row, by=hiring_manager_of(row.search))
    row.refresh_from_db()
    return candidacy


def declined(row: Submission, said: str = "We do not take this one further.") -> Submission:
    return decline_submission(submission=row, said=said, by=hiring_manager_of(row.search))


def off_limits(search: Search, name: str = "Kestrel Credit", **more: str) -> OffLimits:
    given = {"kind": "company", "why": "They are a client of ours."} | more
    return put_off_limits(search=search, name=name, by=hiring_manager_of(search), **given)
