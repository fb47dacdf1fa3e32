"""The company's own bands. They are of the site and of no search, so no log of one has them: who
added or ended a row, and when, stands on the row."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from offers.actions.standing import kept_by_one, require_administrator
from offers.band_file import bands_in, identity
from offers.models import CompanyBand


@kept_by_one
def add_bands(*, text: str, by: User) -> list[CompanyBand]:
    """Read a CSV file in. A band of the same day takes the earlier one's place. Unreadable where
    a line is wrong: then none is taken. Refused where two do it at once."""
    require_administrator(by)
    rows = bands_in(text)
    standing = {identity(row): row for row in CompanyBand.objects.select_for_update().in_force()}
    for row in rows:
        if earlier := standing.get(identity(row)):
            _end(earlier)
        row.added_by = by
        row.save()
    return rows


@transaction.atomic
def end_band(*, band: CompanyBand, by: User) -> None:
    """No offer is held against it any more; those that were keep their copy."""
    require_administrator(by)
    row = CompanyBand.objects.select_for_update().in_force().filter(pk=band.pk).first()
    if row:
        _end(row)


def _end(row: CompanyBand) -> None:
    row.ended_at = timezone.now()
    row.save(update_fields=["ended_at"])
