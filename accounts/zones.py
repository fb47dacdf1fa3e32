"""Time zones a person may choose."""

from zoneinfo import available_timezones

from babel.core import get_global
from django.core.exceptions import ValidationError

NOT_PLACES = ("Etc/", "SystemV/")
PLACES = sorted(z for z in available_timezones() if "/" in z and not z.startswith(NOT_PLACES))
ZONES: tuple[str, ...] = ("UTC", *PLACES)
KNOWN = frozenset(ZONES)
TERRITORIES = get_global("zone_territories")
LETTER = frozenset("BZ CA CL CO CR GT MX NI PA PH PR SV US VE".split())
"""Unicode CLDR 46, supplemental data: measurementData, paperSize."""


def valid_zone(name: str) -> None:
    if name not in KNOWN:
        raise ValidationError("Choose a zone from the list, such as Europe/Berlin.")


def paper_of(zone: str) -> str:
    """'letter' where people print on US Letter, 'a4' elsewhere: CSS classes of our documents."""
    return "letter" if TERRITORIES.get(zone) in LETTER else "a4"


def city(zone: str) -> str:
    """'Europe/Berlin' -> 'Berlin': how a zone is named to a reader."""
    return zone.rsplit("/", 1)[-1].replace("_", " ")
