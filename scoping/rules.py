"""Who reads, fills, signs and approves here."""

import rules

from accounts.models import User
from scoping.models import JobDescription
from scoping.states import JdState
from searches.rules import is_hiring_manager, is_member, is_observer, permit, runs_the_search

reads_drafts = runs_the_search | is_observer


@rules.predicate
def is_out_of_draft(user: User, jd: JobDescription) -> bool:
    return jd.state != JdState.DRAFT


@rules.predicate
def is_public(user: User, jd: JobDescription) -> bool:
    return jd.state != JdState.DRAFT and not jd.scope.facts.get("confidential")


permit(
    "scoping.read_scope",
    reads_drafts,
    "The hiring manager, the recruiter and observers read the scope.",
)
permit(
    "scoping.fill_scope",
    runs_the_search,
    "The hiring manager and the recruiter fill in the scope.",
)
permit("scoping.sign_scope", is_hiring_manager, "The hiring manager signs the scope.")
permit(
    "scoping.read_drafts",
    reads_drafts,
    "The hiring manager, the recruiter and observers read drafts.",
)
permit(
    "scoping.read_jd",
    reads_drafts | (is_member & is_out_of_draft),
    "The job description opens to you when the hiring manager has approved it.",
    shut_too=True,
)
permit(
    "scoping.export_jd",
    is_member & is_public,
    "Only an approved job description goes elsewhere, and none of a confidential search.",
)
permit(
    "scoping.write_jd",
    runs_the_search,
    "The hiring manager and the recruiter write the job description.",
)
permit("scoping.approve_jd", is_hiring_manager, "The hiring manager approves the job description.")
