"""What this room does when a room below says that something happened; same transaction."""

from django.dispatch import receiver

from accounts.models import User
from candidates.actions.access import refuse_candidate
from searches.models import Search
from searches.signals import naming


@receiver(naming)
def no_candidate_on_their_own_search(*, search: Search, user: User, **_: object) -> None:
    refuse_candidate(search, user, "sit on it")
