"""The queue's side of briefs. The row is the truth; a lost message loses nothing."""

from datetime import timedelta

from celery import shared_task
from celery.signals import worker_init
from django.db.models import Q
from django.utils import timezone

from briefs.models import Brief
from mail.queue import hand_over

AGAIN_AFTER = timedelta(seconds=30)


@worker_init.connect
def preload(**_) -> None:
    """Load WeasyPrint and its fonts once, before the worker forks."""
    from briefs import render

    render.stylesheets()


@shared_task
def render(brief_id: int) -> None:
    from briefs.actions import make

    make(brief_id)


def enqueue(brief_id: int) -> None:
    hand_over(render, brief_id)


@shared_task
def sweep() -> None:
    """Put back on the queue what is unfinished and has not been touched for a while."""
    from briefs.actions import GIVEN_UP_AFTER

    now = timezone.now()
    before = now - AGAIN_AFTER
    waiting = Q(state="waiting") & (
        Q(tried_at=None, requested_at__lt=before) | Q(tried_at__lt=before)
    )
    lost = Q(state="rendering", tried_at__lt=now - GIVEN_UP_AFTER)
    due = Brief.objects.filter(waiting | lost).order_by("pk")
    for pk in due.values_list("pk", flat=True)[:200]:
        enqueue(pk)
