"""Handing a row's id to the queue. The row is the truth: what the queue misses, a sweep gives it.

A queue that does not answer holds a page up for a second. It is then left alone for a while, so
that a page which posts ten mails does not wait ten times.
"""

import logging
import time

from celery import current_app

logger = logging.getLogger(__name__)
LEFT_ALONE = 10.0
"""Seconds without another try after one that failed; less than a sweep waits."""

_not_before = 0.0


def hand_over(task: str, pk: int) -> bool:
    """Put the task of this name on the queue with a row's id. False, never an error, on failing."""
    global _not_before
    if time.monotonic() < _not_before:
        return False
    try:
        current_app.send_task(task, [pk])
    except Exception:
        # Whatever a broker's library raises comes after the commit: it must not fail the page.
        logger.warning("%s %s waits: the queue does not answer", task, pk, exc_info=True)
        _not_before = time.monotonic() + LEFT_ALONE
        return False
    return True


def try_again() -> None:
    """Forget that the queue did not answer."""
    global _not_before
    _not_before = 0.0
