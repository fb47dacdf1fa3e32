"""One place at a time: asked before anything is written, and held by PostgreSQL besides."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from accounts.models import User
from candidates.models import Candidacy
from interviews.models import Interview, Meeting
from interviews.queries.clashes import busy
from searches.errors import Refused

OVERLAPS = ("seats_of_a_person_never_overlap", "interviews_of_a_candidacy_never_overlap")
"""The exclusion constraints of migration 0002; SQLite has none."""


class Clash(Refused):
    """Somebody is in something else then."""


def lock_people(people: Collection[User]) -> None:
    """Their other interviews may belong to other searches, so the search's lock is not enough."""
    list(User.objects.select_for_update().filter(pk__in=[p.pk for p in people]).order_by("pk"))


def refuse_clash(
    people: Collection[User],
    candidacy: Candidacy | None,
    starts_at: datetime,
    minutes: int,
    besides: Interview | Meeting | None = None,
) -> None:
    """Refuse a time at which one of these people, or the candidate, is in something else."""
    lock_people(people)
    ends_at = starts_at + timedelta(minutes=minutes)
    found = busy(people, candidacy, starts_at, ends_at, besides)
    said = found.clashes([person.pk for person in people], starts_at, minutes)
    if said:
        raise Clash(f"{said[0]} Choose another time.")


@contextmanager
def one_place_at_a_time() -> Iterator[None]:
    """Around writing seats and times: what the database refuses becomes a sentence."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if not any(name in str(error) for name in OVERLAPS):
            raise
        raise Clash("Somebody was planned into something else just now. Look again.") from error
