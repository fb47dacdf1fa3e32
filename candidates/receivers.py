"""What this room does when a room below says that something happened; same transaction."""

from django.dispatch import receiver

from accounts.actors import Actor
from accounts.models import User
from candidates.actions.access import refuse_candidate
from candidates.actions.stages import set_stage
from candidates.models import Candidacy
from candidates.states import SEARCH_CLOSED, Stage
from searches.errors import Refused
from searches.models import Search
from searches.signals import closing, naming


@receiver(naming)
def no_candidate_on_their_own_search(*, search: Search, user: User, **_: object) -> None:
    refuse_candidate(search, user, "sit on it")


@receiver(closing)
def stop_everybody(*, search: Search, by: Actor, **_: object) -> None:
    rows = Candidacy.objects.filter(search=search).select_related("candidate")
    if rows.filter(stage=Stage.HIRED).exists():
        raise Refused("Somebody was hired in this search. It is not closed without a hire.")
    for row in rows.live().order_by("pk"):
        set_stage(search, row, "stop", by, SEARCH_CLOSED)
