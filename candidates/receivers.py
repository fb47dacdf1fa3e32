"""What this room does when a room below says that something happened; same transaction."""

from django.dispatch import receiver

from accounts.actors import Actor
from accounts.models import User
from candidates.actions.access import refuse_candidate
from candidates.actions.stages import set_stage
from candidates.models import NAMED, Access, Candidacy
from candidates.states import SEARCH_CLOSED, SEARCH_FILLED, Stage
from searches.errors import Refused
from searches.models import Role, Search
from searches.signals import closing, filling, leaving, naming


@receiver(naming)
def no_candidate_on_their_own_search(*, search: Search, user: User, **_: object) -> None:
    refuse_candidate(search, user, "sit on it")


@receiver(leaving)
def somebody_decides_on_who_is_internal(
    *, search: Search, user: User, role: str, **_: object
) -> None:
    """The last hiring manager who knows of an internal candidate names another one first."""
    if role != Role.HIRING_MANAGER:
        return
    managers = search.memberships.current().filter(role=Role.HIRING_MANAGER).exclude(user=user)
    named = Access.objects.current().filter(role=NAMED)
    theirs = named.filter(user=user).values("candidacy")
    others = named.filter(user__in=managers.values("user")).values("candidacy")
    internal = Candidacy.objects.filter(search=search, internal=True, pk__in=theirs)
    if internal.exclude(pk__in=others).exists():
        raise Refused(
            f"{user} is the only hiring manager who knows of an internal candidate. They name "
            "another one first, or make the candidate known."
        )


@receiver(closing)
def stop_everybody(*, search: Search, by: Actor, **_: object) -> None:
    rows = Candidacy.objects.filter(search=search).select_related("candidate")
    if rows.filter(stage=Stage.HIRED).exists():
        raise Refused("Somebody was hired in this search. It is not closed without a hire.")
    for row in rows.live().order_by("pk"):
        set_stage(search, row, "stop", by, SEARCH_CLOSED)


@receiver(filling)
def stop_who_is_left(*, search: Search, by: Actor, **_: object) -> None:
    """Who closes it has told everybody they know of; an internal candidate may be left."""
    rows = Candidacy.objects.filter(search=search).select_related("candidate")
    for row in rows.live().exclude(stage=Stage.HIRED).order_by("pk"):
        set_stage(search, row, "stop", by, SEARCH_FILLED)
