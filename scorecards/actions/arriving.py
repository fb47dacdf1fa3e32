"""What follows when a card is in: a gate may be decided, or the debrief may open."""

from django.db.models import QuerySet

from accounts.actors import Actor
from candidates.models import Candidacy
from candidates.queries import who_is_told
from interviews.models import Interview
from mail.actions import post
from scorecards.blindness import gate_is_ready
from scorecards.models import Gate
from scorecards.queries.progress import debrief_is_due
from searches.actions import advance
from searches.models import Role, Search, Step


def card_is_in(search: Search, interview: Interview, by: Actor) -> None:
    """Inside the frame of the action that brought the card in."""
    candidacy = Candidacy.objects.get(pk=interview.candidacy_id)
    for part_interview in undecided_gates(candidacy).select_related("part"):
        if part_interview.part.position < interview.part.position:
            continue
        if gate_is_ready(candidacy, part_interview.part):
            tell(search, "gate_is_ready", candidacy, part_interview.pk, (Role.HIRING_MANAGER,), by)
    if debrief_is_due(candidacy):
        advance(search, Step.DEBRIEF, by)
        roles = (Role.HIRING_MANAGER, Role.RECRUITER)
        tell(search, "debrief_is_due", candidacy, candidacy.pk, roles, by)


def undecided_gates(candidacy: Candidacy) -> QuerySet[Interview]:
    """Standing interviews after which go or stop is still to be said."""
    decided = Gate.objects.filter(candidacy=candidacy).values("part__key")
    gates = Interview.objects.standing().filter(candidacy=candidacy, part__gate=True)
    return gates.exclude(part__key__in=decided)


def tell(
    search: Search, kind: str, candidacy: Candidacy, about: int, roles: tuple[Role, ...], by: Actor
) -> None:
    """A mail to who holds one of these roles and may know of the candidate, one each, and none to
    who did it."""
    for user in who_is_told(candidacy, roles):
        if user != by:
            post(kind=kind, to=user, about=about, search=search)
