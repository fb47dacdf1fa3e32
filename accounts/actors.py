"""Who can act: a user, a private link, or the clock."""

from typing import Final

from accounts.models import Link, User


class Clock:
    """Time itself: what the schedule does, nobody in particular does."""

    def __str__(self) -> str:
        return "the clock"


CLOCK: Final = Clock()

Actor = User | Link | Clock
