"""Where a candidacy stands in the pipeline, and its end."""

from datetime import date

from django.db.models import Q
from django.utils import timezone

from accounts.actors import Actor
from accounts.models import Link, User
from candidates.models import Candidacy, OnCandidacy, Questionnaire, Reference
from candidates.queries import shortlisted
from candidates.signals import candidacy_ended
from candidates.states import BUTTONS, ENDED, SEARCH_CLOSED, STAGE_MOVES, Stage
from searches.actions import acting, advance, log
from searches.errors import Refused
from searches.models import Search, Step
from searches.moves import find, target_of


def set_stage(
    search: Search, candidacy: Candidacy, name: str, by: Actor, because: str = ""
) -> Candidacy:
    """Make one of STAGE_MOVES. Inside another action's frame; the caller has asked its own rule.

    Sends `candidacy_ended` when the candidate is stopped or withdraws. Raises Refused where the
    move does not start at the candidacy's stage.
    """
    row = Candidacy.objects.select_related("candidate").get(pk=candidacy.pk)
    row.search = search
    at = Stage(row.stage).label.lower()
    row.stage = target_of(STAGE_MOVES, name, row.stage, f"This cannot be done from “{at}”.")
    row.stage_since = row.changed_at = timezone.now()
    row.ended_because = because[:200]
    row.save(update_fields=["stage", "stage_since", "ended_because", "changed_at"])
    candidacy.stage, candidacy.stage_since = row.stage, row.stage_since
    candidacy.ended_because = row.ended_because
    log(search, by, f"candidacy.{name}", row, "stage")
    if row.stage in ENDED:
        close_links(row, referees=True)
        candidacy_ended.send(sender=Candidacy, candidacy=row, search=search, by=by)
    _on_to_the_loop(search, row, by)
    return row


def close_links(candidacy: Candidacy, referees: bool = False) -> None:
    """The questionnaire's address stops working; those of referees too, of who has left."""
    asked = Questionnaire.objects.filter(candidacy=candidacy).values("link")
    about = Reference.objects.filter(candidacy=candidacy).values("link")
    these = Q(pk__in=asked) | Q(pk__in=about) if referees else Q(pk__in=asked)
    for link in Link.objects.filter(these, revoked_at=None):
        link.revoke()


def still_there(candidacy: Candidacy) -> Candidacy:
    """The row as it is under the lock; Refused where it went into another one meanwhile."""
    row = Candidacy.objects.select_related("candidate").filter(pk=candidacy.pk).first()
    if row is None:
        raise Refused("This row was put together with another one of the same person. Open that.")
    return row


def room_for(there: int, most: int, what: str) -> None:
    if there >= most:
        raise Refused(f"A candidate carries at most {most} {what} here.")


def touch(record: OnCandidacy | Candidacy) -> None:
    """Note that what is gathered on a candidate changed just now. Inside an action's frame."""
    row = record if isinstance(record, Candidacy) else record.candidacy
    Candidacy.objects.filter(pk=row.pk).update(changed_at=timezone.now())


def _on_to_the_loop(search: Search, candidacy: Candidacy, by: Actor) -> None:
    """The search moves on when the shortlist stands, or somebody is taken into the loop."""
    if search.step != Step.CANDIDATES:
        return
    enough = shortlisted(search) >= search.playbook.shortlist.minimum
    if enough or candidacy.stage == Stage.LOOP:
        advance(search, Step.LOOP, by)


def move(*, candidacy: Candidacy, name: str, by: User) -> Candidacy:
    """One of the moves that have a button. Stopping and withdrawing have actions of their own."""
    if name not in BUTTONS:
        raise Refused("This is not done with a button.")
    with acting(candidacy.search_id, by, find(STAGE_MOVES, name).perm) as search:
        return set_stage(search, candidacy, name, by)


def stop(*, candidacy: Candidacy, because: str, by: User) -> Candidacy:
    """The search goes on without them, for a named reason."""
    return _end(candidacy, "stop", because, by)


def withdraw(*, candidacy: Candidacy, because: str, by: User) -> Candidacy:
    """The candidate goes on without us."""
    return _end(candidacy, "withdraw", because, by)


def take_back(*, candidacy: Candidacy, told_on: date, by: User) -> Candidacy:
    """Somebody who was in play when the search was closed, and agreed on that day to go on.

    Raises Refused for everybody else. What was judged before stands, marked with its scope.
    """
    with acting(candidacy.search_id, by, find(STAGE_MOVES, "come_back").perm) as search:
        row = Candidacy.objects.get(pk=candidacy.pk)
        if row.ended_because != SEARCH_CLOSED:
            raise Refused("Only who was in play when the search was closed comes back.")
        if told_on > search.today:
            raise Refused("This day is still to come. Write the day they were told.")
        if told_on < search.day_of(row.stage_since):
            raise Refused("They were told before the search was closed. Ask them anew.")
        Candidacy.objects.filter(pk=row.pk).update(told_again_on=told_on)
        return set_stage(search, candidacy, "come_back", by)


def _end(candidacy: Candidacy, name: str, because: str, by: User) -> Candidacy:
    if not because.strip():
        raise Refused("Say why. One of the reasons is enough.")
    with acting(candidacy.search_id, by, find(STAGE_MOVES, name).perm) as search:
        return set_stage(search, candidacy, name, by, because)
