"""From the playbook, the offer and the decision to a plan with dates, on the day of the start."""

from onboarding.models import (
    CheckIn,
    Deliverable,
    Guard,
    Hire,
    Indicator,
    Phase,
    Plan,
    Promise,
    Review,
    WatchPoint,
)
from scoping.queries import milestones_of, team_of
from scorecards.queries import standing_decision
from searches.business_days import month_after, on_or_after
from searches.models import Search

LONGEST_TITLE = 200


def lay_out(search: Search, plan: Plan) -> None:
    """Inside another action's frame. What falls due falls due on a business day; phases keep
    their days."""
    _lay_out_phases(search, plan)
    _lay_out_team(search, plan)
    _lay_out_review(search, plan)
    CheckIn.objects.bulk_create(
        CheckIn(
            plan=plan,
            key=check.key,
            title=check.title,
            asks=list(check.asks),
            due_on=plan.business_day(check.due_day),
        )
        for check in search.playbook.plan.check_ins
    )
    Promise.objects.bulk_create(
        Promise(plan=plan, position=position, text=text)
        for position, text in enumerate(_lines(plan.offer.terms.get("commitments", "")), start=1)
    )
    decision = standing_decision(plan.candidacy)
    WatchPoint.objects.bulk_create(
        WatchPoint(plan=plan, position=position, text=text)
        for position, text in enumerate(_lines(decision.doubts if decision else ""), start=1)
    )


def _lines(text: str) -> list[str]:
    """A commitment, or a doubt, is a line of the text."""
    return [line for said in text.splitlines() if (line := said.strip(" \t-*•"))]


def _lay_out_phases(search: Search, plan: Plan) -> None:
    asked = milestones_of(search)
    for phase in search.playbook.plan.phases:
        row = Phase.objects.create(
            plan=plan,
            key=phase.key,
            position=phase.position,
            title=phase.title,
            starts_on=plan.day(phase.starts_day),
            ends_on=plan.day(phase.ends_day),
        )
        Guard.objects.bulk_create(
            Guard(phase=row, key=guard.key, text=guard.text) for guard in phase.guards
        )
        Deliverable.objects.bulk_create(
            Deliverable(
                phase=row,
                key=item.key,
                text=milestone.text,
                evidence_asked=item.evidence_asked,
                owner_hint=item.owner_hint,
                due_on=plan.business_day(item.due_day),
            )
            for milestone in asked
            if milestone.phase.key == phase.key and (item := milestone.deliverable)
        )


def _lay_out_team(search: Search, plan: Plan) -> None:
    """The order of hiring of the playbook, from day 1 on; who is there already is not hired."""
    Hire.objects.bulk_create(
        Hire(
            plan=plan,
            key=role.key,
            title=role.title[:LONGEST_TITLE],
            note=role.order_note,
            starts_on=plan.business_day(role.starts_day),
            ends_on=plan.business_day(role.ends_day),
        )
        for neighbour in team_of(search)
        if (role := neighbour.role).starts_day is not None
        and role.ends_day is not None
        and not neighbour.here
    )


def _lay_out_review(search: Search, plan: Plan) -> None:
    playbook = search.playbook
    due = month_after(plan.starts_on, playbook.plan.review_months)
    asked = list(playbook.plan.review_asks)
    row = Review.objects.create(
        plan=plan,
        due_on=on_or_after(due, plan.calendar),
        manager_asks=asked,
        hired_asks=list(playbook.review.asks) if playbook.review else asked,
    )
    Indicator.objects.bulk_create(
        Indicator(
            review=row,
            key=one.key,
            about=one.about,
            operator=one.operator,
            evangelist=one.evangelist,
        )
        for one in (playbook.review.indicators if playbook.review else ())
    )
