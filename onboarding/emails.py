from django.urls import reverse

from mail.actions import absolute
from mail.kinds import Letter, register
from mail.models import Mail
from onboarding.models import Plan


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


register("plan_started", plan_started)
