"""What this room hears from the rooms below it, in the same transaction."""

from datetime import date

from django.dispatch import receiver

from candidates.erasing import blank, erase_kinds, erase_words
from candidates.models import Erasure
from candidates.signals import erasing
from candidates.states import Stage
from offers.models import Offer
from offers.signals import first_day_moved
from onboarding.erasing import KINDS, WORDS
from onboarding.models import Closed, Plan
from onboarding.states import ClosingStep, PlanState
from searches.errors import Refused

STILL_RUNS = (
    "They were hired, and their first 90 days are not over. Close them, or record that they left."
)


@receiver(first_day_moved)
def wait_for_that_day(*, offer: Offer, first_day: date, **_: object) -> None:
    Plan.objects.filter(offer=offer, state=PlanState.WAITING).update(starts_on=first_day)


@receiver(erasing)
def take_the_words_out(*, erasure: Erasure, **_: object) -> None:
    done = Plan.objects.filter(candidacy=erasure.candidacy_id, state=PlanState.DONE)
    if erasure.candidacy.stage == Stage.HIRED and not done.exists():
        raise Refused(STILL_RUNS)
    erase_kinds(erasure, KINDS)
    erase_words(erasure, WORDS)
    of_all = Closed.objects.filter(search=erasure.candidacy.search_id, step=ClosingStep.TOLD)
    blank(erasure, of_all, "words")  # who was told how: one text on everybody who was in it
