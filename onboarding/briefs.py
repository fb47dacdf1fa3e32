"""The 90-day plan as a PDF, for a named reader."""

from typing import Any

from accounts.models import User
from accounts.templatetags.face import day
from briefs import actions as briefs
from briefs.kinds import Kind, register
from briefs.models import Brief
from onboarding.models import Plan
from onboarding.queries.plans import Shown, shown
from searches.models import Search

PLAN = "plan"


def may_read(viewer: User, brief: Brief) -> bool:
    return Plan.objects.visible_to(viewer).filter(pk=brief.about).exists()


def snapshot_of(plan: Plan) -> dict[str, Any]:
    laid_out = shown(plan)
    return {
        "name": plan.candidacy.candidate.name,
        "role": plan.search.title,
        "company": plan.search.company,
        "starts_on": day(plan.starts_on),
        "as_of": day(laid_out.today),
        "day": laid_out.day,
        "drawing": laid_out.drawing,
        "phases": _phases(laid_out),
        "check_ins": [
            {
                "title": check.title,
                "due": day(check.due_on),
                "hired": check.hired_words,
                "manager": check.manager_words,
            }
            for check in laid_out.check_ins
        ],
    }


def _phases(laid_out: Shown) -> list[dict[str, Any]]:
    return [
        {
            "title": phase.title,
            "when": f"{day(phase.starts_on)} to {day(phase.ends_on)}",
            "guards": [
                {"text": guard.text, "broken": guard.broken_because} for guard in phase.guards.all()
            ],
            "deliverables": [
                {
                    "text": item.text,
                    "asked": item.evidence_asked,
                    "due": day(item.due_on),
                    "state": item.get_state_display(),
                    "evidence": item.evidence,
                    "url": item.evidence_url,
                    "signed": f"{item.signed_by}, {day(item.signed_at)}" if item.signed_by else "",
                }
                for item in phase.deliverables.all()
            ],
        }
        for phase in laid_out.phases
    ]


def request_plan_brief(search: Search, plan: Plan, reader: User) -> Brief:
    """Inside another action's frame."""
    return briefs.request(
        search,
        kind=PLAN,
        about=plan.pk,
        title=f"The first 90 days: {search.title}",
        file_name=f"90 days {search.shown_outside} {plan.candidacy.alias}",
        snapshot=snapshot_of(plan),
        by=reader,
        reader=reader,
    )


register(
    Kind(
        name=PLAN,
        label="90-day plan",
        template="briefs/plan.html",
        audience=Brief.Audience.READER,
        may_read=may_read,
    )
)
