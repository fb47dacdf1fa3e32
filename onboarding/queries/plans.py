"""What the page of a plan shows, in a fixed number of queries."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from briefs.drawing import Mark, plan_line
from briefs.drawing.plan import MarkState
from onboarding.models import CheckIn, Deliverable, Phase, Plan
from onboarding.states import DeliverableState
from scorecards.queries import standing_decision

DAYS = 90


@dataclass(frozen=True)
class Shown:
    """A plan laid out: its phases with what hangs on them, and where today lies."""

    phases: list[Phase]
    check_ins: list[CheckIn]
    today: date
    day: int
    """The day of the plan that today is; under 1 before the start."""
    drawing: str
    waiting: list[Deliverable]
    """Evidence is in and wants signing off."""
    late: list[Deliverable]
    broken: int


def shown(plan: Plan, today: date | None = None) -> Shown:
    today = today or timezone.localdate()
    phases = list(plan.phases.prefetch_related("guards", "deliverables__signed_by"))
    items = [item for phase in phases for item in phase.deliverables.all()]
    return Shown(
        phases=phases,
        check_ins=list(plan.check_ins.select_related("manager")),
        today=today,
        day=(today - plan.starts_on).days + 1,
        drawing=_line(plan, phases, items, today) if phases else "",
        waiting=[item for item in items if item.state == DeliverableState.IN],
        late=[item for item in items if late(item, today)],
        broken=sum(guard.broken_at is not None for p in phases for guard in p.guards.all()),
    )


def doubts(plan: Plan) -> str:
    """What the debrief left open, for the hiring manager, who decided it."""
    decision = standing_decision(plan.candidacy)
    return decision.doubts if decision else ""


def late(item: Deliverable, today: date) -> bool:
    return item.state == DeliverableState.OPEN and item.due_on < today


def _line(plan: Plan, phases: list[Phase], items: list[Deliverable], today: date) -> str:
    marks = [Mark(item.due_on, _mark(item, today), item.text) for item in items]
    bounds = [(str(phase.position), phase.starts_on) for phase in phases]
    end = plan.starts_on + timedelta(days=DAYS - 1)
    return plan_line(plan.starts_on, end, today, marks, bounds)


def _mark(item: Deliverable, today: date) -> MarkState:
    if item.state == DeliverableState.SIGNED:
        return "done"
    if item.state == DeliverableState.IN:
        return "asks"
    return "late" if late(item, today) else "later"
