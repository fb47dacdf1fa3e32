"""What a higher room hears about. Receivers run in the same transaction; a failure propagates."""

from django.dispatch import Signal

invited = Signal()
"""Somebody got a private link to join: `user`, `link`, `by`, `search` (a pk or None)."""
