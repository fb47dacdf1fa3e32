"""The list of companies and people whom a search does not approach."""

from accounts.models import User
from candidates.models import OffLimits
from candidates.off_limits import key_of
from searches.actions import acting, log
from searches.errors import Refused
from searches.models import Search

MOST_OFF_LIMITS = 500


def put_off_limits(*, search: Search, name: str, kind: str, why: str, by: User) -> OffLimits:
    """Candidates who are here already stay; their page says so."""
    with acting(search.pk, by, "candidates.manage") as locked:
        key = key_of(kind, name)
        rows = list(locked.off_limits.all())
        if not key[1]:
            raise Refused("A name has a letter or a number in it.", "name")
        if key in {key_of(row.kind, row.name) for row in rows}:
            raise Refused(f"{name} is on the list already.", "name")
        if len(rows) >= MOST_OFF_LIMITS:
            raise Refused(f"The list holds at most {MOST_OFF_LIMITS} names.")
        row = OffLimits.objects.create(
            search=locked, name=name, kind=OffLimits.Kind(kind), why=why, added_by=by
        )
        log(locked, by, "off_limits.added", row)
        return row


def take_off_limits(*, row: OffLimits, by: User) -> None:
    """Take a name off the list."""
    with acting(row.search_id, by, "candidates.manage") as search:
        found = OffLimits.objects.filter(pk=row.pk).first()
        if found is None:
            raise Refused("This name is off the list already.")
        log(search, by, "off_limits.removed", found)
        found.delete()
