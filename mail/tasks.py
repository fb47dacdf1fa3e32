"""The queue's side of the outbox. The row is the truth; a lost message loses nothing."""

from celery import shared_task
from django.db.models import Q
from django.utils import timezone

from mail import actions
from mail.models import Mail
from mail.queue import hand_over


@shared_task
def deliver(mail_id: int) -> None:
    actions.deliver(mail_id)


@shared_task
def sweep() -> None:
    """Put back on the queue what was posted or tried a while ago and is still unsent."""
    now = timezone.now()
    due = Q(tried_at=None, created_at__lt=now - actions.GAPS[0])
    for tries, gap in enumerate((*actions.GAPS[1:], actions.GAPS[-1]), start=1):
        due |= Q(attempts=tries, tried_at__lt=now - gap)
    for pk in Mail.objects.unsent().filter(due).order_by("pk").values_list("pk", flat=True)[:200]:
        hand_over(actions.DELIVER, pk)
