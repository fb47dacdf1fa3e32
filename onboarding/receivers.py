"""What this room hears from the rooms below it, in the same transaction."""

from django.dispatch import receiver

from candidates.erasing import erase_kinds, erase_words
from candidates.models import Erasure
from candidates.signals import erasing
from candidates.states import Stage
from onboarding.erasing import KINDS, WORDS
from onboarding.models import Plan
from onboarding.states import PlanState
from searches.errors import Refused

STILL_RUNS = "They were hired, and their first 90 days are not over. End the plan first."


@receiver(erasing)
def take_the_words_out(*, erasure: Erasure, **_: object) -> None:
    done = Plan.objects.filter(candidacy=erasure.candidacy_id, state=PlanState.DONE)
    if erasure.candidacy.stage == Stage.HIRED and not done.exists():
        raise Refused(STILL_RUNS)
    erase_kinds(erasure, KINDS)
    erase_words(erasure, WORDS)
