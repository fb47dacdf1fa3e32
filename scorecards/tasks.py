from celery import shared_task
from django.utils import timezone

from scorecards.queries.reminders import to_remind


@shared_task
def remind() -> None:
    """Say what is to be said now, of interviews tomorrow and cards that are owed."""
    from scorecards import actions

    for pk in to_remind(timezone.now()):
        actions.remind(seat_id=pk)
