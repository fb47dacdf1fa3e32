"""Promises and hires, for both sides."""

from dataclasses import dataclass

from onboarding.models import Hire, Plan, Promise, PromiseWord
from onboarding.states import HIRE_MOVES
from searches.moves import Move, open_to


@dataclass(frozen=True)
class Promised:
    """A promise, everything said of it, and how each side sees it now."""

    promise: Promise
    said: list[PromiseWord]
    hired: PromiseWord | None
    manager: PromiseWord | None


def promised(plan: Plan) -> list[Promised]:
    return [_promised(row) for row in plan.promises.prefetch_related("said__by")]


def _promised(promise: Promise) -> Promised:
    said = list(promise.said.all())
    hired = [word for word in said if word.by_id is None]
    manager = [word for word in said if word.by_id]
    return Promised(promise, said, *((side[-1] if side else None) for side in (hired, manager)))


def team(plan: Plan) -> list[tuple[Hire, list[Move]]]:
    """Each place of the team's order, with what may be done with it."""
    rows = plan.hires.select_related("moved_by")
    return [(hire, open_to(HIRE_MOVES, hire.state)) for hire in rows]
