"""What this room hears from the rooms below it, in the same transaction."""

from django.dispatch import receiver

from accounts.actors import Actor
from candidates.actions.merging import TOO_FAR
from candidates.erasing import erase_kinds, erase_words
from candidates.models import Candidacy, Erasure
from candidates.signals import candidacy_ended, erasing, merging
from interviews.models import Interview
from interviews.signals import cancelling, interview_added
from scorecards.actions import close_debrief, end_judging
from scorecards.erasing import KINDS, WORDS
from scorecards.models import Card, Debrief, Decision, Gate, GateReading
from scorecards.states import CardState
from searches.errors import Refused
from searches.models import Search


@receiver(interview_added)
def shut_the_debrief(*, interview: Interview, search: Search, by: Actor, **_) -> None:
    close_debrief(search, interview.candidacy, "An interview was added.", by)


@receiver(cancelling)
def keep_what_was_judged(*, interview: Interview, **_) -> None:
    """An interview is cancelled until a card is in. What has begun by the clock stays with the
    end of a candidacy if only one sentence was typed: it took place."""
    cards = Card.objects.filter(interview=interview)
    if interview.ahead or not interview.candidacy.ended:
        cards = cards.filter(state=CardState.SUBMITTED)
    if cards.exists():
        raise Refused("A scorecard is in. This interview can no longer be cancelled.")


@receiver(candidacy_ended)
def reveal_what_was_judged(*, candidacy: Candidacy, search: Search, by: Actor, **_) -> None:
    end_judging(search, candidacy, by)


@receiver(erasing)
def take_the_words_out(*, erasure: Erasure, **_) -> None:
    erase_kinds(erasure, KINDS)
    erase_words(erasure, WORDS)


@receiver(merging)
def keep_what_is_open_apart(*, kept: Candidacy, gone: Candidacy, **_) -> None:
    """Once cards were opened, nobody is to read more of them because two rows become one."""
    both = [kept, gone]
    debriefs = Debrief.objects.filter(candidacy__in=both)
    if debriefs.exists() or Decision.objects.filter(candidacy__in=both).exists():
        raise Refused(TOO_FAR)
    Gate.objects.filter(candidacy=gone).update(candidacy=kept)
    GateReading.objects.filter(candidacy=gone).update(candidacy=kept)
