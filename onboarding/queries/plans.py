"""What the page of a plan shows, in a fixed number of queries."""

from dataclasses import dataclass
from datetime import date

from briefs.drawing import Mark, plan_line
from briefs.drawing.plan import MarkState
from onboarding.models import CheckIn, Deliverable, EarlyWarning, Phase, Plan
from onboarding.states import DeliverableState, WarningState
from searches.business_days import calendars


@dataclass(frozen=True)
class Shown:
    """A plan laid out: its phases with what hangs on them, and where today lies."""

    phases: list[Phase]
    check_ins: list[CheckIn]
    warnings: list[EarlyWarning]
    """Not settled yet."""
    today: date
    counted_on: date
    """The same, or the day it ended."""
    day: int
    """The day of the plan that today is."""
    drawing: str
    calendar: str
    """Whose holidays the due days keep, by name."""
    waiting: list[Deliverable]
    """Evidence is in and wants signing off."""
    sent_back: list[Deliverable]
    late: list[Deliverable]
    broken: int


def shown(plan: Plan) -> Shown:
    today, counted_on = plan.search.today, plan.counted_on
    parts = "guards", "deliverables__signed_by", "deliverables__owner", "deliverables__moved"
    phases = list(plan.phases.prefetch_related(*parts))
    items = []
    for phase in phases:
        phase.plan = plan
        for item in phase.deliverables.all():
            item.phase = phase
            items.append(item)
    return Shown(
        phases=phases,
        check_ins=list(plan.check_ins.select_related("manager")),
        warnings=open_warnings(plan),
        today=today,
        counted_on=counted_on,
        day=(today - plan.starts_on).days + 1,
        drawing=_line(plan, phases, items, counted_on) if phases else "",
        calendar=calendars()[plan.calendar],
        waiting=[item for item in items if item.state == DeliverableState.IN],
        sent_back=[
            item for item in items if item.state == DeliverableState.OPEN and item.handed_in_at
        ],
        late=[item for item in items if late(item, counted_on)],
        broken=sum(guard.broken_at is not None for p in phases for guard in p.guards.all()),
    )


def open_warnings(plan: Plan) -> list[EarlyWarning]:
    return [row for row in all_warnings(plan) if row.state != WarningState.SETTLED]


def all_warnings(plan: Plan) -> list[EarlyWarning]:
    rows = list(plan.warnings.select_related("raised_by", "answered_by", "settled_by"))
    for row in rows:
        row.plan = plan
    return rows


def late(item: Deliverable, today: date) -> bool:
    return item.state == DeliverableState.OPEN and item.due_on < today


def _line(plan: Plan, phases: list[Phase], items: list[Deliverable], today: date) -> str:
    marks = [Mark(item.due_on, _mark(item, today), item.text) for item in items]
    bounds = [(str(phase.position), phase.starts_on) for phase in phases]
    end = max([plan.last_day, *(item.due_on for item in items)])
    return plan_line(plan.starts_on, end, today, marks, bounds)


def _mark(item: Deliverable, today: date) -> MarkState:
    if item.state == DeliverableState.SIGNED:
        return "done"
    if item.state == DeliverableState.IN:
        return "asks"
    return "late" if late(item, today) else "later"
