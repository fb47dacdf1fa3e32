"""Time zones a person may choose."""

from zoneinfo import available_timezones

from django.core.exceptions import ValidationError

NOT_PLACES = ("Etc/", "SystemV/")
PLACES = sorted(z for z in available_timezones() if "/" in z and not z.startswith(NOT_PLACES))
ZONES: tuple[str, ...] = ("UTC", *PLACES)
KNOWN = frozenset(ZONES)


def valid_zone(name: str) -> None:
    if name not in KNOWN:
        raise ValidationError("Choose a zone from the list, such as Europe/Berlin.")


def city(zone: str) -> str:
    """'Europe/Berlin' -> 'Berlin': how a zone is named to a reader."""
    return zone.rsplit("/", 1)[-1].replace("_", " ")
