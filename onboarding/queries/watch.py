"""Watch points, for the hiring manager: every read of them begins at `visible_to`."""

from dataclasses import dataclass
from datetime import date

from accounts.models import User
from onboarding.models import Plan, WatchAnswer, WatchPoint
from onboarding.models.watch import DAYS_ASKED


@dataclass(frozen=True)
class Asked:
    """One question of a watch point: at which day, and what was answered."""

    day: int
    on: date
    due: bool
    answer: WatchAnswer | None


def watched(plan: Plan, viewer: User, today: date) -> list[tuple[WatchPoint, list[Asked]]]:
    rows = WatchPoint.objects.visible_to(viewer).filter(plan=plan)
    return [(point, _asked(plan, point, today)) for point in rows.prefetch_related("answers__by")]


def _asked(plan: Plan, point: WatchPoint, today: date) -> list[Asked]:
    answers = {row.day: row for row in point.answers.all()}
    return [
        Asked(day, plan.day(day), plan.day(day) <= today, answers.get(day)) for day in DAYS_ASKED
    ]
