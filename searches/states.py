from django.db.models import TextChoices

from searches.moves import Move


class Life(TextChoices):
    RUNNING = "running", "under way"
    PAUSED = "paused", "paused"
    CLOSED = "closed", "closed without a hire"


_LEADS = "searches.edit"
LIFE_MOVES = (
    Move("pause", ("running",), "paused", "Pause the search", _LEADS),
    Move("resume", ("paused",), "running", "Go on with the search", _LEADS),
    Move("close", ("running", "paused"), "closed", "Close it without a hire", _LEADS),
    Move("restart", ("closed",), "running", "Start it again", _LEADS),
)
