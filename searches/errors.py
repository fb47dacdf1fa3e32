"""What an action answers when it does not act. Each carries a sentence for a person."""

from django.core.exceptions import PermissionDenied


class Refused(Exception):
    """A wrong move: nothing was changed, and the message says what would be right.

    `field` names the field of a form at which it stands, where it is about one.
    """

    def __init__(self, message: str, field: str | None = None):
        super().__init__(message)
        self.field = field


ADDRESS_CLOSED = "This address is closed."
"""What somebody is told whose private link opens nothing any more."""


class Stale(Refused):
    """Somebody else saved first. `current` is what stands now; nothing was overwritten."""

    def __init__(self, message: str, current: object = None):
        super().__init__(message)
        self.current = current


class NotAllowed(PermissionDenied):
    """A member without the permission; the message is the sentence of the 403 page."""
