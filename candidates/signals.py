"""What a higher room hears about. Receivers run in the same transaction; a failure propagates."""

from django.dispatch import Signal

candidacy_ended = Signal()
"""Somebody was stopped or withdrew: `candidacy`, `search` (locked), `by`."""

questionnaire_answered = Signal()
"""The answers are in: `candidacy`, `search` (locked), `by`."""

asked_to_be_replaced = Signal()
"""Somebody declared a conflict and asks to be replaced: `candidacy`, `user`, `search`, `by`."""

readdressed = Signal()
"""A candidate has another mail address: `candidacy`, `search` (locked), `by`. What went to the one
before is taken back."""

kept_quiet = Signal()
"""Who knows of a candidate was said anew: `candidacy`, `search` (locked), `by`."""

erasing = Signal()
"""A person is taken out of everything held on their candidacy: `erasure` (with its `candidacy`),
`search` (locked), `by`. A receiver takes the words of its own room out, or refuses while something
has to run to its end first.
"""

merging = Signal()
"""Two rows of one person become one: `kept`, `gone`, `search` (locked), `by`.

Sent before anything of this room is moved. A receiver moves what hangs on `gone` to `kept`, or
refuses where the two cannot be one.
"""
