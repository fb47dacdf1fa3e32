"""Plans for tests, made through the actions."""

from datetime import date

from django.utils import timezone

from candidates.models import Candidacy
from onboarding import actions
from onboarding.models import Deliverable, Plan
from tests import factories
from tests.factories import offers


def waiting(candidacy: Candidacy) -> Plan:
    """An offer accepted, and nobody started yet."""
    return offers.accepted(candidacy).plan


def running(candidacy: Candidacy, started_on: date | None = None) -> Plan:
    plan = waiting(candidacy)
    by = factories.hiring_manager_of(candidacy.search)
    return actions.start_plan(plan=plan, started_on=started_on or timezone.localdate(), by=by)


def handed_in(plan: Plan) -> Deliverable:
    """The first deliverable, with evidence by the person hired."""
    row = Deliverable.objects.filter(phase__plan=plan).order_by("due_on", "pk").first()
    assert row is not None
    actions.hand_in(
        deliverable=row, evidence="The inventory: 23 systems.", evidence_url="", by=plan.link
    )
    row.refresh_from_db()
    return row
