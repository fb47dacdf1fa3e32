"""Phases follow each other, and deliverables fall inside theirs."""

from itertools import pairwise

from ..problems import Path
from ..schema import Playbook
from .base import Found


def plan(playbook: Playbook) -> Found:
    phases = playbook.plan.phases
    for place, phase in enumerate(phases):
        path: Path = ("plan", "phases", place)
        if phase.ends_day < phase.starts_day:
            yield (*path, "ends_day"), f"is before starts_day, {phase.starts_day}"
        for number, deliverable in enumerate(phase.deliverables):
            if not phase.starts_day <= deliverable.due_day <= phase.ends_day:
                yield (
                    (*path, "deliverables", number, "due_day"),
                    f"day {deliverable.due_day} is outside the phase; right would be "
                    f"{phase.starts_day} to {phase.ends_day}",
                )
    for place, (before, after) in enumerate(pairwise(phases), start=1):
        if after.starts_day != before.ends_day + 1:
            yield (
                ("plan", "phases", place, "starts_day"),
                f"has to be {before.ends_day + 1}, the day after the phase before it",
            )


ALL = (plan,)
