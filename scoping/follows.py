"""What else follows from a scope: the questions that fit, the 90 days, the team around the role,
what to own and what to buy in. Rules of the playbook, nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from playbooks.schema import Deliverable, OwnOrBuy, Phase, Question, TeamRole
from scoping.conditions import number
from scoping.jd import Values


def questions(values: Values, among: Sequence[Question]) -> list[Question]:
    """Those of the bank that fit this search."""
    return [question for question in among if values.search.holds(question)]


@dataclass(frozen=True)
class Milestone:
    phase: Phase
    deliverable: Deliverable
    text: str


def milestones(values: Values) -> list[Milestone]:
    """What the 90 days deliver in this search, in the plan's order."""
    found = [
        Milestone(phase, item, values.text(item.text))
        for phase in sorted(values.playbook.plan.phases, key=lambda phase: phase.position)
        for item in phase.deliverables
        if values.search.holds(item)
    ]
    return [milestone for milestone in found if milestone.text]


@dataclass(frozen=True)
class Neighbour:
    """A role of the team: how many are there, and when a new programme hires it."""

    role: TeamRole
    here: int
    begins: date | None = None
    ends: date | None = None


def team(values: Values) -> list[Neighbour]:
    """The roles around this one in the order of hiring; days count from the start that is planned.

    Who is there already has no dates, and a role whose order the playbook leaves open none either.
    """
    counts = values.search.facts.get("direct_reports")
    start = _day(values.search.facts.get("start_by"))
    found = [
        _neighbour(role, counts if isinstance(counts, dict) else {}, start)
        for role in values.playbook.team_roles
        if values.search.holds(role)
    ]
    return sorted(found, key=lambda one: (one.role.starts_day is None, one.role.starts_day or 0))


def _neighbour(role: TeamRole, counts: dict[str, object], start: date | None) -> Neighbour:
    here = sum(int(number(counts.get(key)) or 0) for key in role.counted_as)
    if here or start is None or role.starts_day is None or role.ends_day is None:
        return Neighbour(role, here)
    begins, ends = (start + timedelta(days=day - 1) for day in (role.starts_day, role.ends_day))
    return Neighbour(role, here, begins, ends)


def _day(value: object) -> date | None:
    """A day from which others can be counted; None for what is no such day."""
    try:
        day = date.fromisoformat(str(value))
    except ValueError:
        return None
    return day if day.year < date.max.year - 20 else None


def own_or_buy(values: Values) -> list[OwnOrBuy]:
    return [item for item in values.playbook.own_or_buy if values.search.holds(item)]
