"""What this room does when a room below says that something happened; same transaction."""

from django.dispatch import receiver

from accounts.models import User
from scoping.actions import copy_scope
from searches.models import Search
from searches.signals import started_from


@receiver(started_from)
def begin_with_the_answers(*, search: Search, source: Search, by: User, **_: object) -> None:
    copy_scope(search, source, by)
