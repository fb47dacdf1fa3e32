"""What a higher room hears about. Receivers run in the same transaction; a failure propagates."""

from django.dispatch import Signal

decided = Signal()
"""A decision was recorded: `decision`, `search` (locked), `by`."""
