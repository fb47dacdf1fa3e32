"""Plans for tests, made through the actions."""

from datetime import date, timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from candidates.models import Candidacy
from candidates.papers import Paper
from offers.models import Offer
from onboarding import actions
from onboarding.models import CheckIn, Deliverable, EarlyWarning, Kept, Plan, Review
from onboarding.states import ClosingStep
from tests import factories
from tests.factories import offers
from tests.factories.days import search_day

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\nstartxref\n9\n%%EOF\n"


def waiting(candidacy: Candidacy, **terms) -> Plan:
    """An offer accepted, and nobody started yet."""
    return offers.accepted(candidacy, **terms).plan


def running(
    candidacy: Candidacy,
    started_on: date | None = None,
    **terms,
) -> Plan:
    """Started on a day, and accepted before it; today if none is given."""
    plan = waiting(candidacy, **terms)
    if started_on:
        accepted = timezone.now() - (search_day() - started_on) - timedelta(days=7)
        Offer.objects.filter(pk=plan.offer_id).update(answered_at=accepted)
    return actions.start_plan(
        plan=plan,
        started_on=started_on or search_day(),
        by=factories.hiring_manager_of(candidacy.search),
    )


def began(candidacy: Candidacy, days_ago: int, **terms) -> Plan:
    """Running for so many days."""
    return running(candidacy, search_day() - timedelta(days=days_ago), **terms)


def paper(name: str = "audit.pdf") -> Paper:
    return Paper(ContentFile(PDF, name), name, "pdf")


def handed_in(plan: Plan, file: Paper | None = None) -> Deliverable:
    """The first deliverable, with evidence by the person hired."""
    row = Deliverable.objects.filter(phase__plan=plan).order_by("due_on", "pk").first()
    assert row is not None
    actions.hand_in(
        deliverable=row,
        evidence="The inventory: 23 systems.",
        evidence_url="",
        file=file,
        by=plan.link,
    )
    row.refresh_from_db()
    return row


def warned(plan: Plan, what: str = "The data contract is late.", by=None) -> EarlyWarning:
    """By the person hired, if nobody else is given."""
    return actions.raise_warning(
        plan=plan,
        what=what,
        since=search_day() - timedelta(days=3),
        way_out="Begin with the second source.",
        by=by or plan.link,
    )


def updated(plan: Plan, **said: str) -> CheckIn:
    """The first update, written by the person hired."""
    row = plan.check_ins.all()[0]
    actions.write_update(check=row, said=said or {"done": "The inventory."}, by=plan.link)
    row.refresh_from_db()
    return row


def kept(candidacy: Candidacy, until: date) -> Kept:
    """What is held on somebody not hired, once it is said how long it is kept."""
    search = candidacy.search
    search.closed_steps.create(
        step=ClosingStep.RETENTION, months=6, done_by=factories.hiring_manager_of(search)
    )
    return Kept.objects.create(candidacy=candidacy, until=until)


def review_due(plan: Plan) -> Review:
    Review.objects.filter(plan=plan).update(due_on=search_day())
    return Review.objects.get(plan=plan)


def reviewed(plan: Plan) -> Review:
    """Both sides have answered."""
    row = review_due(plan)
    actions.answer_review(plan=plan, answers=["The scoring."] * len(row.hired_asks), by=plan.link)
    marks = {one.key: ("operator", "Named the SLA.") for one in row.indicators.all()}
    by = factories.hiring_manager_of(plan.search)
    answers = ["Scoring, 240 ms."] * len(row.manager_asks)
    actions.give_review(plan=plan, answers=answers, seen=marks, by=by)
    row.refresh_from_db()
    return row


def review_form(row: Review, *, by_hired: bool) -> dict[str, str]:
    """What one side's form of the review sends."""
    asks = row.hired_asks if by_hired else row.manager_asks
    said = {f"answer_{number}": "Scoring, 240 ms." for number in range(len(asks))}
    for one in [] if by_hired else row.indicators.all():
        said |= {f"seen_{one.key}": "both", f"words_{one.key}": "The board heard both."}
    return said
