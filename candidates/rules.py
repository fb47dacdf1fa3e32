"""Who may look after candidates, and who may open one.

A panelist or an approver is let in to single candidacies (`Access`), and says first whether they
know the person. Who runs the search and sits on the panel as well does so too.
"""

from typing import Any, NamedTuple

import rules
from django.db.models import Exists, OuterRef, Subquery

from accounts.models import User
from candidates.models import NAMED, Access, Candidacy, Conflict
from searches.rules import (
    is_hiring_manager,
    is_member,
    is_observer,
    is_panelist,
    is_partner,
    is_recruiter,
    permit,
    register_knows,
    runs_the_search,
)

OPEN_AFTER = (Conflict.Answer.NONE, Conflict.Answer.KNOWS)


class Standing(NamedTuple):
    """How a person stands to a candidacy: let in by a seat or an approval, what they said, and
    whether they were named to know of it."""

    let_in: bool
    said: str
    named: bool


def standing(user: User, candidacy: Candidacy) -> Standing:
    """Asked once per candidacy object and user; actions read the candidacy anew, so ask anew."""
    known: dict[int, Standing] = candidacy.__dict__.setdefault("_standing", {})
    if user.pk not in known:
        access = Access.objects.current().filter(candidacy=OuterRef("pk"), user=user)
        let, named = access.exclude(role=NAMED), access.filter(role=NAMED)
        conflict = Conflict.objects.filter(candidacy=OuterRef("pk"), user=user)
        let_in, said, is_named = (
            Candidacy.objects.filter(pk=candidacy.pk)
            .values_list(Exists(let), Subquery(conflict.values("answer")[:1]), Exists(named))
            .get()
        )
        known[user.pk] = Standing(let_in, said or "", is_named)
    return known[user.pk]


def candidacy_of(record: Any) -> Candidacy:
    """The candidacy of a record of this room: itself, or what it hangs on."""
    return record if isinstance(record, Candidacy) else record.candidacy


@rules.predicate
def is_let_in(user: User, record: Any) -> bool:
    """Let in to this candidacy, and still on the search."""
    candidacy = candidacy_of(record)
    return is_member(user, candidacy) and standing(user, candidacy).let_in


@rules.predicate
def has_said(user: User, record: Any) -> bool:
    """Declared that they may judge: none, or knows them and says how."""
    return standing(user, candidacy_of(record)).said in OPEN_AFTER


@rules.predicate
def owes_a_word(user: User, record: Any) -> bool:
    """Let in and has not yet said whether they know the candidate."""
    let_in, said, _ = standing(user, candidacy_of(record))
    return let_in and not said


def knows_of(user: User, record: Any) -> bool:
    """Of an internal candidate only who was named knows, whatever their role. True of a record
    that hangs on no candidate."""
    on = record if isinstance(record, Candidacy) else getattr(record, "candidacy", None)
    return on is None or not on.internal or standing(user, on).named


register_knows(knows_of)
sees_all = is_hiring_manager | is_recruiter | is_observer
is_open_to = (sees_all & ~owes_a_word) | (is_let_in & has_said)

permit(
    "candidates.manage",
    runs_the_search,
    "The hiring manager and the recruiter look after the candidates.",
)
permit(
    "candidates.export",
    runs_the_search,
    "The hiring manager and the recruiter take the table along.",
    shut_too=True,
)
permit(
    "candidates.erase",
    runs_the_search,
    "The hiring manager and the recruiter hand over what is held on a candidate, and erase it.",
    shut_too=True,
)
permit(
    "candidates.status",
    runs_the_search,
    "The hiring manager and the recruiter make the weekly status.",
    shut_too=True,
)
permit(
    "candidates.end",
    runs_the_search,
    "The hiring manager and the recruiter look after the candidates.",
    shut_too=True,
)
permit(
    "candidates.read_all",
    sees_all,
    "Who runs or observes the search reads this. You see the candidates you were let in to.",
)
permit(
    "candidates.open",
    is_open_to,
    "This candidate is closed to you.",
)
permit(
    "candidates.keep_quiet",
    runs_the_search,
    "Who was named to know of this candidate says who else does.",
)
permit(
    "candidates.declare",
    is_let_in,
    "Only who interviews a candidate or approves their offer is asked this.",
)
permit(
    "candidates.type_answers",
    (runs_the_search & ~owes_a_word) | (is_panelist & is_let_in & has_said),
    "The answers are typed by who runs the search or interviews the candidate.",
)
permit(
    "candidates.read_as_partner",
    is_partner,
    "This page is for search partners. You see their candidates on the pages of the search.",
    shut_too=True,
)
permit(
    "candidates.submit",
    is_partner,
    "Only a search partner submits candidates here. Who runs the search adds them by hand.",
)
