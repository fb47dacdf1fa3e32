"""What a higher room hears about. Receivers run in the same transaction; a failure propagates."""

from django.dispatch import Signal

offer_accepted = Signal()
"""The candidate accepted: `offer`, `search` (locked), `by` (the link)."""

first_day_moved = Signal()
"""Another first day was agreed after the yes: `offer`, `first_day`."""

offer_reneged = Signal()
"""Who had accepted took it back before the first day: `offer`, `search` (locked), `by`."""
