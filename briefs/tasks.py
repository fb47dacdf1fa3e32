"""The queue's side of briefs. The row is the truth; a lost message loses nothing."""

from datetime import timedelta

from celery import shared_task
from celery.signals import worker_init
from django.db.models import Q
from django.utils import timezone

from briefs import actions
from briefs.models import Brief
from briefs.render import stylesheets
from mail.queue import hand_over

AGAIN_AFTER = timedelta(seconds=30)


@worker_init.connect
def preload(**_) -> None:
    """Load WeasyPrint and its fonts once, before the worker forks."""
    stylesheets()


@shared_task
def render(brief_id: int) -> None:
    actions.make(brief_id)


@shared_task
def sweep() -> None:
    """Put back on the queue what is unfinished and has not been touched for a while."""
    now = timezone.now()
    before = now - AGAIN_AFTER
    waiting = Q(state="waiting") & (
        Q(tried_at=None, requested_at__lt=before) | Q(tried_at__lt=before)
    )
    lost = Q(state="rendering", tried_at__lt=now - actions.GIVEN_UP_AFTER)
    due = Brief.objects.filter(waiting | lost).order_by("pk")
    for pk in due.values_list("pk", flat=True)[:200]:
        hand_over(actions.RENDER, pk)
