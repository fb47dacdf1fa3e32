"""The mail of a plan. What is watched is in none of it, and what a warning says is not either."""

from django.urls import reverse

from mail.actions import absolute
from mail.kinds import Letter, register
from mail.models import Mail
from onboarding.models import EarlyWarning, Plan
from onboarding.states import WarningState


def plan_started(mail: Mail) -> Letter | None:
    plan = (
        Plan.objects.select_related("candidacy__search", "candidacy__candidate")
        .filter(pk=mail.about)
        .first()
    )
    if plan is None or mail.link is None or mail.link.revoked_at:
        return None
    return Letter(
        subject=f"Your first 90 days, {plan.search.shown_outside}",
        template="emails/plan_started.txt",
        context={
            "name": plan.candidacy.candidate.name,
            "plan": plan,
            "url": absolute(reverse("onboarding:mine", args=[mail.link.token])),
        },
    )


def early_warning(mail: Mail) -> Letter | None:
    """To the side that has to answer, or whose warning was answered."""
    rows = EarlyWarning.objects.select_related("plan__candidacy__search")
    row = rows.filter(pk=mail.about).exclude(state=WarningState.SETTLED).first()
    if row is None or (mail.link and not mail.link.is_live):
        return None
    if mail.user and not Plan.objects.visible_to(mail.user).filter(pk=row.plan_id).exists():
        return None
    plan = row.plan
    if mail.link:
        path = reverse("onboarding:mine_warnings", args=[mail.link.token])
        whose = f"Your first 90 days, {plan.search.shown_outside}"
    else:
        path = reverse("onboarding:warnings", args=[plan.pk])
        whose = plan.candidacy.alias
    word = "an answer to an early warning" if row.answer else "an early warning"
    return Letter(
        subject=f"{whose}: {word}",
        template="emails/early_warning.txt",
        context={"answered": bool(row.answer), "url": absolute(path)},
    )


register("plan_started", plan_started)
register("early_warning", early_warning)
