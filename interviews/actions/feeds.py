"""A person's own calendar address: made, renewed, ended. It is in no search and in no log."""

from django.db import transaction

from accounts.models import Link, User
from interviews.queries.planning import FEED

FEED_DAYS = 730


@transaction.atomic
def make_feed(*, by: User) -> Link:
    """A private address of one's calendar; the one before it stops working."""
    user = User.objects.select_for_update().get(pk=by.pk)
    _end(user)
    return Link.issue(kind=FEED, about=user.pk, email=user.email, by=user, days=FEED_DAYS)


@transaction.atomic
def end_feed(*, by: User) -> None:
    """Harmless when there is none."""
    _end(User.objects.select_for_update().get(pk=by.pk))


def _end(user: User) -> None:
    for link in Link.objects.live().filter(kind=FEED, about=user.pk):
        link.revoke()
