"""What a higher room hears about. Receivers run in the same transaction; a failure propagates."""

from django.dispatch import Signal

interview_added = Signal()
"""`interview`, `search` (locked), `by`."""

cancelling = Signal()
"""About to cancel: `interview`, `search`, `by`. A receiver raises Refused to forbid it."""
