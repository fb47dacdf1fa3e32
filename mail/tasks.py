"""The queue's side of the outbox. The row is the truth; a lost message loses nothing."""

from datetime import timedelta

from celery import shared_task
from django.db.models import Q
from django.utils import timezone

from mail import actions
from mail.models import Mail
from mail.queue import hand_over

AGAIN_AFTER = timedelta(seconds=30)


@shared_task
def deliver(mail_id: int) -> None:
    actions.deliver(mail_id)


@shared_task
def sweep() -> None:
    """Put back on the queue what was posted or tried a while ago and is still unsent."""
    before = timezone.now() - AGAIN_AFTER
    due = Mail.objects.unsent().filter(
        Q(tried_at=None, created_at__lt=before) | Q(tried_at__lt=before)
    )
    for pk in due.order_by("pk").values_list("pk", flat=True)[:200]:
        hand_over(actions.DELIVER, pk)
