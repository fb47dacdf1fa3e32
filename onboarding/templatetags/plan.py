"""What the pages of a plan say alike."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import template

from onboarding.http import Door
from onboarding.models import Phase

register = template.Library()


@register.simple_tag
def to(door: Door, name: str, *args: Any) -> str:
    """Where a page of the plan is, for who reads this."""
    return door.to(name, *args)


@register.filter
def their_days(phase: Phase, days_a_week: Decimal) -> str:
    """'4 of their days', '4.5 of their days': what a fractional engagement gives to a phase."""
    days = phase.days_of(days_a_week)
    return f"{days.normalize():f} of their days"


@register.filter
def is_now(phase: Phase, today: date) -> bool:
    return phase.starts_on <= today <= phase.ends_on
