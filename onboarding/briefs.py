"""The papers of a plan, each for a named reader: the plan, a monthly update, the review.

None of them holds a watch point: a paper is handed on.
"""

from typing import Any

from accounts.models import User
from accounts.templatetags.face import day
from briefs import actions as briefs
from briefs.kinds import Kind, register
from briefs.models import Brief
from onboarding.models import CheckIn, Deliverable, Plan, Review
from onboarding.queries.plans import Shown, shown
from onboarding.queries.promises import Promised, promised
from searches.models import Search

PLAN, UPDATE, REVIEW = "plan", "plan_update", "plan_review"


def may_read(viewer: User, brief: Brief) -> bool:
    return Plan.objects.visible_to(viewer).filter(pk=brief.about).exists()


def may_read_update(viewer: User, brief: Brief) -> bool:
    rows = CheckIn.objects.filter(plan__in=Plan.objects.visible_to(viewer))
    return rows.filter(pk=brief.about).exists()


def may_read_review(viewer: User, brief: Brief) -> bool:
    rows = Review.objects.filter(plan__in=Plan.objects.visible_to(viewer))
    return rows.filter(pk=brief.about).exists()


def _heading(plan: Plan) -> dict[str, Any]:
    return {
        "name": plan.candidacy.candidate.name,
        "role": plan.search.title,
        "company": plan.search.company,
        "starts_on": day(plan.starts_on),
    }


def snapshot_of(plan: Plan) -> dict[str, Any]:
    laid_out = shown(plan)
    return {
        **_heading(plan),
        "as_of": day(laid_out.today),
        "day": laid_out.day,
        "calendar": laid_out.calendar,
        "days_a_week": _plain(plan.days_a_week),
        "drawing": laid_out.drawing,
        "warnings": [
            {
                "what": row.what,
                "since": day(row.since),
                "way_out": row.way_out,
                "who": row.who,
                "answer": row.answer,
                "other": row.other if row.answer else "",
            }
            for row in laid_out.warnings
        ],
        "phases": _phases(laid_out, plan),
        "check_ins": [_update(check) for check in laid_out.check_ins],
        "promises": [_promise(row) for row in promised(plan)],
        "team": [
            {
                "title": hire.title,
                "note": hire.note,
                "when": f"{day(hire.starts_on)} to {day(hire.ends_on)}",
                "state": hire.get_state_display(),
            }
            for hire in plan.hires.all()
        ],
    }


def _plain(number: Any) -> str:
    return f"{number.normalize():f}" if number is not None else ""


def _phases(laid_out: Shown, plan: Plan) -> list[dict[str, Any]]:
    return [
        {
            "title": phase.title,
            "when": f"{day(phase.starts_on)} to {day(phase.ends_on)}",
            "their_days": _plain(phase.days_of(plan.days_a_week)) if plan.days_a_week else "",
            "guards": [
                {
                    "text": guard.text,
                    "broken": guard.broken_because,
                    "kept": laid_out.counted_on > phase.ends_on,
                }
                for guard in phase.guards.all()
            ],
            "deliverables": [_deliverable(item) for item in phase.deliverables.all()],
        }
        for phase in laid_out.phases
    ]


def _deliverable(item: Deliverable) -> dict[str, Any]:
    return {
        "text": item.text,
        "asked": item.evidence_asked,
        "owner": item.owned_by,
        "due": day(item.due_on),
        "moved": [f"{day(m.was)}: {m.because}" for m in item.moved.all()],
        "state": item.get_state_display(),
        "evidence": item.evidence,
        "url": item.evidence_url,
        "file": item.file_name,
        "signed": f"{item.signed_by}, {day(item.signed_at)}" if item.signed_by else "",
    }


def _update(check: CheckIn) -> dict[str, Any]:
    return {
        "title": check.title,
        "due": day(check.due_on),
        "said": check.said,
        "hired_on": day(check.hired_at),
        "manager": str(check.manager or ""),
        "answer": check.manager_words,
        "answered_on": day(check.manager_at),
    }


def _promise(row: Promised) -> dict[str, Any]:
    sides = {"hired": row.hired, "manager": row.manager}
    said = {
        side: f"{word.get_kept_display()}, {day(word.at)}: {word.words}" if word else ""
        for side, word in sides.items()
    }
    return {"text": row.promise.text, **said}


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


def request_update_brief(search: Search, check: CheckIn, reader: User) -> Brief:
    """Inside another action's frame."""
    return briefs.request(
        search,
        kind=UPDATE,
        about=check.pk,
        title=f"Update, {check.title.lower()}: {search.title}",
        file_name=f"Update {check.due_on} {search.shown_outside} {check.plan.candidacy.alias}",
        snapshot={**_heading(check.plan), **_update(check)},
        by=reader,
        reader=reader,
    )


def request_review_brief(search: Search, row: Review, reader: User) -> Brief:
    """Inside another action's frame."""
    return briefs.request(
        search,
        kind=REVIEW,
        about=row.pk,
        title=f"The review: {search.title}",
        file_name=f"Review {search.shown_outside} {row.plan.candidacy.alias}",
        snapshot={
            **_heading(row.plan),
            "due": day(row.due_on),
            "manager": str(row.manager),
            "hired_on": day(row.hired_at),
            "answered_on": day(row.manager_at),
            "hired_said": row.hired_said,
            "manager_said": row.manager_said,
            "indicators": [
                {
                    "about": one.about,
                    "operator": one.operator,
                    "evangelist": one.evangelist,
                    "seen": one.get_seen_display(),
                    "words": one.words,
                }
                for one in row.indicators.all()
            ],
        },
        by=reader,
        reader=reader,
    )


for name, label, template, readers in (
    (PLAN, "90-day plan", "plan", may_read),
    (UPDATE, "Monthly update", "plan_update", may_read_update),
    (REVIEW, "Review", "plan_review", may_read_review),
):
    audience = Brief.Audience.READER
    register(Kind(name, label, f"briefs/{template}.html", audience=audience, may_read=readers))
