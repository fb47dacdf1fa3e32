from datetime import timedelta

from celery import shared_task
from django.db.models import Q
from django.utils import timezone

from offers.models import Approval, Deputy, Offer
from offers.states import ApprovalState, OfferState


@shared_task
def expire() -> None:
    """Close the offers whose last day has passed."""
    from offers.actions import expire_offer

    latest = timezone.now().date() + timedelta(days=1)  # the day is each search's own
    past = Offer.objects.filter(state=OfferState.SENT, expires_on__lt=latest)
    for pk in past.values_list("pk", flat=True):
        expire_offer(offer_id=pk)


@shared_task
def deputies() -> None:
    """Begin the days of the deputies that have come, and end those that are over."""
    from offers.actions import turn_deputies

    latest = timezone.now().date() + timedelta(days=1)  # the day is each search's own
    waits = Offer.objects.filter(state=OfferState.IN_APPROVAL).values("candidacy__search")
    due = Q(until__lt=latest) | Q(since__lte=latest, search__in=waits)
    rows = Deputy.objects.filter(due, ended_at=None)
    for search in rows.values_list("search", flat=True).distinct():
        turn_deputies(search_id=search)


@shared_task
def remind() -> None:
    """Say once to who holds an offer up that their two business days are over."""
    from offers.actions import remind_approver

    asked = timezone.now() - timedelta(days=1)  # no two business days are shorter, in any zone
    waiting = Approval.objects.filter(
        state=ApprovalState.WAITING,
        offer__state=OfferState.IN_APPROVAL,
        asked_at__lt=asked,
        reminded_at=None,
    )
    for pk in waiting.values_list("pk", flat=True):
        remind_approver(approval_id=pk)
