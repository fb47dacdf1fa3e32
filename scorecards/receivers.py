"""What this room hears from the rooms below it, in the same transaction."""

from django.dispatch import receiver

from accounts.actors import Actor
from candidates.models import Candidacy
from candidates.signals import candidacy_ended
from interviews.models import Interview
from interviews.signals import cancelling, interview_added
from scorecards.actions import close_debrief, end_judging
from scorecards.models import Card
from scorecards.states import CardState
from searches.errors import Refused
from searches.models import Search


@receiver(interview_added)
def shut_the_debrief(*, interview: Interview, search: Search, by: Actor, **_) -> None:
    close_debrief(search, interview.candidacy, "An interview was added.", by)


@receiver(cancelling)
def keep_what_was_judged(*, interview: Interview, **_) -> None:
    if Card.objects.filter(interview=interview, state=CardState.SUBMITTED).exists():
        raise Refused("A scorecard is in. This interview can no longer be cancelled.")


@receiver(candidacy_ended)
def reveal_what_was_judged(*, candidacy: Candidacy, search: Search, by: Actor, **_) -> None:
    end_judging(search, candidacy, by)
