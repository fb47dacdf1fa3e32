"""What a higher room hears about. Receivers run in the same transaction; a failure propagates."""

from django.dispatch import Signal

named = Signal()
"""Somebody with an account was put on a search: `membership`, `by`."""

naming = Signal()
"""Somebody is about to be put on a search: `search`, `user`. A receiver raises Refused."""

closing = Signal()
"""A search is about to be closed without a hire: `search` (locked), `by`. A receiver ends what
goes on in it, or raises Refused to forbid it."""

filling = Signal()
"""A search is about to be closed with a hire: `search` (locked), `by`. A receiver ends what is left
in it, or raises Refused where something is still to be done."""

started_from = Signal()
"""A search was opened that begins with what another says: `search`, `source`, `by`."""

leaving = Signal()
"""A role is about to end: `search` (locked), `user`, `role`, `by`. A receiver may refuse."""
