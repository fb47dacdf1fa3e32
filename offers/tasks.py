from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from offers.models import Offer
from offers.states import OfferState


@shared_task
def expire() -> None:
    """Close the offers whose last day has passed."""
    from offers.actions import expire_offer

    latest = timezone.now().date() + timedelta(days=1)  # the day is each search's own
    past = Offer.objects.filter(state=OfferState.SENT, expires_on__lt=latest)
    for pk in past.values_list("pk", flat=True):
        expire_offer(offer_id=pk)
