from django.db.models import TextChoices

from searches.moves import Move


class Life(TextChoices):
    RUNNING = "running", "under way"
    PAUSED = "paused", "paused"
    CLOSED = "closed", "closed without a hire"
    FILLED = "filled", "closed with a hire"


_LEADS = "searches.edit"
LIFE_MOVES = (
    Move("pause", ("running",), "paused", "Pause the search", _LEADS),
    Move("resume", ("paused",), "running", "Go on with the search", _LEADS),
    Move("close", ("running", "paused"), "closed", "Close it without a hire", _LEADS),
    # The last of the steps that close a search with a hire; it has a page of its own.
    Move("fill", ("running",), "filled", "", _LEADS),
    Move("restart", ("closed",), "running", "Start it again", _LEADS),
)
