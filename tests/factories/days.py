"""Days as a search counts them."""

from datetime import date
from zoneinfo import ZoneInfo

from django.utils import timezone


def search_day() -> date:
    """Today where the searches of the factories are run; late in the evening it is tomorrow for
    who reads in UTC."""
    return timezone.localdate(timezone=ZoneInfo("Europe/Berlin"))
