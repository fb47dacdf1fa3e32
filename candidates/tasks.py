"""The queue's side of erasing. The row is the truth: it names the files still to be deleted."""

from celery import shared_task

from candidates.erasing import delete_files
from candidates.models import Erasure


@shared_task
def sweep() -> None:
    """Delete the files of who was erased, where the process died before it came to them."""
    for pk in Erasure.objects.exclude(files=[]).order_by("pk").values_list("pk", flat=True)[:200]:
        delete_files(pk)
