"""What this room does when a room below says that something happened; same transaction."""

from django.dispatch import receiver

from accounts.actors import Actor
from accounts.models import User
from candidates.actions.merging import BOTH
from candidates.erasing import erase_kinds, erase_words, rows_of
from candidates.models import Candidacy, Erasure, Questionnaire
from candidates.signals import (
    asked_to_be_replaced,
    candidacy_ended,
    erasing,
    kept_quiet,
    merging,
    questionnaire_answered,
    readdressed,
)
from interviews.actions import (
    call_off,
    cancel,
    leave_candidacy,
    let_readers_in,
    withdraw_proposals,
)
from interviews.actions.guests import settle_guests
from interviews.erasing import KINDS, WORDS
from interviews.models import Interview, Meeting, Probe, Proposal
from interviews.states import InterviewState, MeetingState
from searches.errors import Refused
from searches.models import Search


@receiver(questionnaire_answered)
def seat_the_readers(*, candidacy: Candidacy, search: Search, by: Actor, **_: object) -> None:
    let_readers_in(search, candidacy=candidacy, by=by)


@receiver(asked_to_be_replaced)
def free_the_seats(
    *, candidacy: Candidacy, user: User, search: Search, by: Actor, **_: object
) -> None:
    leave_candidacy(search, candidacy=candidacy, user=user, by=by)


@receiver(candidacy_ended)
def cancel_what_stands(*, candidacy: Candidacy, search: Search, by: Actor, **_: object) -> None:
    """What is planned or proposed to who left the search, but for what a room above keeps. What
    was held stays held."""
    withdraw_proposals(search, Proposal.objects.filter(candidacy=candidacy), by)
    for meeting in Meeting.objects.filter(candidacy=candidacy, state=MeetingState.PLANNED):
        call_off(search, meeting, by)
    rows = Interview.objects.filter(candidacy=candidacy, state=InterviewState.PLANNED)
    for row in rows.select_related("candidacy__candidate", "part").order_by("pk"):
        try:
            cancel(search, interview=row, by=by)
        except Refused:
            continue


@receiver(readdressed)
def take_times_back(*, candidacy: Candidacy, search: Search, by: Actor, **_: object) -> None:
    withdraw_proposals(search, Proposal.objects.filter(candidacy=candidacy), by)


@receiver(kept_quiet)
def tell_guests_off(*, candidacy: Candidacy, search: Search, by: Actor, **_: object) -> None:
    settle_guests(search, candidacy, by)


@receiver(erasing)
def take_the_words_out(*, erasure: Erasure, **_: object) -> None:
    erase_kinds(erasure, KINDS)
    erase_words(erasure, WORDS)
    rows_of(Interview, erasure.candidacy).update(candidate_zone="")


@receiver(merging)
def bring_the_interviews(
    *, kept: Candidacy, gone: Candidacy, search: Search, by: Actor, **_: object
) -> None:
    """Of two rows of one person, at most one has been asked or interviewed."""
    if _begun(kept) and _begun(gone):
        raise Refused(BOTH)
    withdraw_proposals(search, Proposal.objects.filter(candidacy=gone), by)
    for meeting in Meeting.objects.filter(candidacy=kept, state=MeetingState.PLANNED):
        if Meeting.objects.filter(candidacy=gone, state=MeetingState.PLANNED).exists():
            call_off(search, meeting, by)
    for model in (Interview, Probe, Proposal, Meeting):
        model.objects.filter(candidacy=gone).update(candidacy=kept)


def _begun(candidacy: Candidacy) -> bool:
    asked = Questionnaire.objects.filter(candidacy=candidacy)
    return asked.exists() or Interview.objects.filter(candidacy=candidacy).exists()
