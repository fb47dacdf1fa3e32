"""What every action on an offer asks first: is it as it was, is it whole, was somebody hired."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from accounts.models import User
from candidates.models import Candidacy
from offers.bands import exceptions, posted_of
from offers.models import Offer
from offers.package import NO_STRIKE, needs_strike
from offers.queries import is_taken
from offers.terms import LATEST_START, OPEN_TOO_LONG, terms_of
from scorecards.queries import open_critical_flags, standing_decision
from scorecards.states import Outcome
from searches.errors import Refused
from searches.rules import may

P = ParamSpec("P")
R = TypeVar("R")
LONGEST_OPEN = timedelta(days=366)


def fresh(offer: Offer) -> Offer:
    """The row as it stands under the search's lock."""
    return Offer.objects.select_related("candidacy__candidate", "candidacy__search").get(
        pk=offer.pk
    )


def check_hired(candidacy: Candidacy, by: User) -> None:
    """An offer stands on an open debrief that decided to hire, with no critical flag open.

    Asked in this order: while the debrief is shut, or shut to who asks, a refusal tells nothing of
    a sealed card.
    """
    decision = standing_decision(candidacy)
    if candidacy.ended:
        raise Refused(f"{candidacy} is out of the search. No offer goes out.")
    check_free(candidacy)
    if decision is None or decision.outcome != Outcome.HIRE:
        raise Refused("An offer follows a decision to hire. Decide at the debrief first.")
    if not candidacy.debriefs.filter(closed_at=None).exists():
        raise Refused(
            "An interview was added after the decision, and the debrief is shut. Open it again "
            "first: the decision may change."
        )
    if not may(by, "scorecards.read_debrief", candidacy):
        raise Refused(
            "You owe a scorecard for this candidate. Submit it first: the offer rests on what the "
            "debrief shows."
        )
    if open_critical_flags(candidacy):
        raise Refused(
            "A critical red flag is open. Until somebody clears or accepts it by name at the "
            "debrief, no offer goes out."
        )


def check_free(candidacy: Candidacy) -> None:
    """A search fills one seat. Names nobody: who said yes may be unknown to who asks."""
    if is_taken(candidacy):
        raise Refused("Somebody else has said yes to this job. No second offer stands beside it.")


def check_whole(offer: Offer) -> None:
    """Refused where something is missing, out of its time, or an exception without a reason."""
    today = offer.search.today
    if not offer.base:
        raise Refused("The base is missing. Fill it in first.")
    if offer.starts_on is None or offer.expires_on is None:
        raise Refused("The offer needs a start date and a date until which it is open.")
    if offer.expires_on < today:
        raise Refused("The date until which the offer is open has passed. Choose a later one.")
    if offer.starts_on <= today:
        raise Refused("The start is today or earlier. Choose a later day.")
    if offer.expires_on > today + LONGEST_OPEN:
        raise Refused("An offer is open for a year at most. Choose an earlier last day.")
    if offer.expires_on > offer.starts_on:
        raise Refused(OPEN_TOO_LONG)
    if offer.starts_on > today + LATEST_START:
        raise Refused("The start lies more than two years ahead. Choose an earlier day.")
    _check_equity(terms_of(offer))
    outside = exceptions(offer, posted_of(offer))
    if outside and not offer.exception_because.strip():
        raise Refused(f"{' '.join(outside)} Say why this exception is right.")


def _check_equity(terms: dict[str, Any]) -> None:
    if terms.get("instrument") and not (terms.get("units") or terms.get("equity_percent")):
        raise Refused("Say how many shares or units, or what part of the company.")
    if needs_strike(terms):
        raise Refused(NO_STRIKE)


def require_administrator(by: User) -> None:
    """The company's own bands and letters are of the site, and so of no search's log."""
    if not by.is_staff:
        raise PermissionDenied("Only an administrator keeps the company's pay bands and letters.")


def kept_by_one(act: Callable[P, R]) -> Callable[P, R]:
    """What is of the site has no search to lock: the database keeps each name to one row."""

    @wraps(act)
    def kept(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            with transaction.atomic():
                return act(*args, **kwargs)
        except IntegrityError:
            raise Refused("Somebody kept this at this moment. Look, and try again.") from None

    return kept
