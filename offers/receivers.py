"""What this room hears from the rooms below it, in the same transaction."""

from django.db.models import Q
from django.dispatch import receiver

from accounts.actors import Actor
from accounts.models import User
from candidates.actions import set_stage
from candidates.actions.merging import TOO_FAR
from candidates.erasing import erase_kinds, erase_words
from candidates.models import Candidacy, Erasure
from candidates.signals import asked_to_be_replaced, candidacy_ended, erasing, merging
from candidates.states import Stage
from offers.actions import (
    begin_passage,
    cool_down,
    lose_approver,
    relieve,
    speak_instead,
    withdraw_offers,
)
from offers.erasing import KINDS, WORDS
from offers.models import Offer, RunnerUp
from offers.signals import offer_accepted
from scorecards.models import Decision
from scorecards.signals import decided
from scorecards.states import Outcome
from searches.errors import Refused
from searches.models import Role, Search
from searches.signals import leaving


@receiver(asked_to_be_replaced)
def ask_for_another_approver(
    *, candidacy: Candidacy, user: User, search: Search, by: Actor, **_: object
) -> None:
    because = f"{user} asked to be replaced as an approver."
    lose_approver(search, of=Q(offer__candidacy=candidacy), user=user, because=because, by=by)


@receiver(leaving)
def do_without_an_approver(
    *, search: Search, user: User, role: str, by: Actor, **_: object
) -> None:
    if role != Role.APPROVER:
        return
    relieve(search, of=Q(user=user) | Q(deputy=user), by=by)
    here, because = Q(offer__candidacy__search=search), f"{user} approves nothing here any more."
    lose_approver(search, of=here, user=user, because=because, by=by)


@receiver(leaving)
def speak_instead_of_the_recruiter(*, search: Search, user: User, role: str, **_: object) -> None:
    if role == Role.RECRUITER:
        speak_instead(search, user=user)


@receiver(candidacy_ended)
def end_with_the_candidacy(*, candidacy: Candidacy, search: Search, by: Actor, **_: object) -> None:
    withdraw_offers(search, candidacy=candidacy, by=by)
    cool_down(search, candidacy=candidacy, by=by)


@receiver(offer_accepted)
def go_with_them(*, offer: Offer, search: Search, by: Actor, **_: object) -> None:
    begin_passage(search, offer=offer, by=by)


@receiver(decided)
def end_with_the_decision(*, decision: Decision, search: Search, by: Actor, **_: object) -> None:
    """A decision against hiring takes back what followed the one before; and of whom it is final,
    nobody keeps them warm."""
    if decision.outcome == Outcome.HIRE:
        return
    if decision.outcome == Outcome.NO_HIRE:
        cool_down(search, candidacy=decision.candidacy, by=by)
    withdraw_offers(search, candidacy=decision.candidacy, by=by)
    if decision.candidacy.stage == Stage.OFFER:
        set_stage(search, decision.candidacy, "redebate", by)


@receiver(erasing)
def take_the_words_out(*, erasure: Erasure, **_: object) -> None:
    erase_kinds(erasure, KINDS)
    erase_words(erasure, WORDS)


@receiver(merging)
def keep_offers_apart(*, kept: Candidacy, gone: Candidacy, **_: object) -> None:
    both = [kept, gone]
    warm = RunnerUp.objects.filter(candidacy__in=both)
    if warm.exists() or Offer.objects.filter(candidacy__in=both).exists():
        raise Refused(TOO_FAR)
