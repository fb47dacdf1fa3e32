"""Letting people in to a candidacy, and what they say about knowing the candidate."""

from django.utils import timezone

from accounts.actors import Actor
from accounts.models import User
from candidates.models import NAMED, Access, Candidacy, Conflict
from candidates.signals import asked_to_be_replaced
from searches.actions import acting, grant, log
from searches.errors import Refused
from searches.models import Search
from searches.rules import require


def admit(search: Search, *, candidacy: Candidacy, user: User, role: str, by: Actor) -> Access:
    """Let a panelist or an approver in; harmless when they are. Inside another action's frame."""
    grant(search, user=user, role=role, by=by)
    access, new = Access.objects.get_or_create(
        candidacy=candidacy, user=user, role=role, ended_at=None
    )
    if new:
        log(search, by, "access.given", access, "role")
    return access


def admit_to_know(search: Search, *, candidacy: Candidacy, user: User, by: Actor) -> None:
    """Let somebody know of an internal candidate; harmless when they do. Inside another frame."""
    access, new = Access.objects.get_or_create(
        candidacy=candidacy, user=user, role=NAMED, ended_at=None
    )
    if new:
        log(search, by, "access.given", access, "role")


def dismiss(search: Search, *, candidacy: Candidacy, user: User, role: str, by: Actor) -> None:
    """End somebody's access; harmless when they had none. Inside another action's frame.

    Their role on the search is the caller's to end, with `searches.actions.end_role`.
    """
    rows = Access.objects.current().filter(candidacy=candidacy, user=user, role=role)
    for access in rows:
        access.ended_at = timezone.now()
        access.save(update_fields=["ended_at"])
        log(search, by, "access.ended", access, "ended_at")


def refuse_candidate(search: Search, user: User, what: str) -> None:
    """A candidate does not sit on their own search. Of an internal one nothing is given away."""
    candidacy = Candidacy.objects.filter(search=search, candidate__email=user.email).first()
    if candidacy is None:
        return
    if candidacy.internal:
        raise Refused(f"{user} cannot {what}. Name somebody else.")
    raise Refused(f"{user} is a candidate in this search and cannot {what}.")


def declare_conflict(*, candidacy: Candidacy, answer: str, how: str = "", by: User) -> Conflict:
    """Say whether `by` knows the candidate. Once a candidacy.

    Sends `asked_to_be_replaced` where that is the answer. Raises Refused when it was said before,
    or when who knows the candidate does not say how.
    """
    with acting(candidacy.search_id, by) as search:
        row = Candidacy.objects.get(pk=candidacy.pk)
        row.search = search
        _may_declare(row, by)
        if answer == Conflict.Answer.KNOWS and not how.strip():
            raise Refused("Say in a few words how you know them.")
        conflict = Conflict.objects.create(
            candidacy=row,
            user=by,
            answer=Conflict.Answer(answer),
            how=how if answer == Conflict.Answer.KNOWS else "",
        )
        log(search, by, "conflict.declared", conflict)
        if conflict.answer == Conflict.Answer.REPLACE:
            asked_to_be_replaced.send(sender=Conflict, candidacy=row, user=by, search=search, by=by)
        return conflict


def _may_declare(candidacy: Candidacy, by: User) -> None:
    require(by, "candidates.declare", candidacy)
    if Conflict.objects.filter(candidacy=candidacy, user=by).exists():
        raise Refused("You have said this already. It is asked once a candidate.")
