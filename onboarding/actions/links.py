"""The private address of the person hired: sent anew, or closed."""

from accounts.models import Link, User
from mail.actions import post
from onboarding.actions.frame import LINK, fresh, started
from onboarding.models import Plan
from searches.actions import acting, log
from searches.errors import Refused


def send_address(*, plan: Plan, by: User) -> Link:
    """Mail a new one to where they are reached now, open as long as the first one was to be. The
    one before stops working."""
    with acting(plan.candidacy.search_id, by, "onboarding.run", plan) as search:
        row = fresh(plan)
        started(row)
        old, email = row.link, row.candidacy.candidate.email
        assert old is not None  # of a plan that has started
        if not email:
            raise Refused("The person hired has no mail address. Add it first.")
        if not old.is_live and old.revoked_at is None:
            raise Refused("Their page was open as long as it is needed.")
        if old.is_live:
            old.revoke()
        link = Link.issue(kind=LINK, about=row.pk, email=email, by=by, days=0)
        link.expires_at = old.expires_at
        link.save(update_fields=["expires_at"])
        row.link = link
        row.save(update_fields=["link"])
        log(search, by, "plan.address_given", row)
        post(kind="plan_started", to=email, about=row.pk, search=search, link=link)
        return link


def close_address(*, plan: Plan, by: User) -> None:
    with acting(plan.candidacy.search_id, by, "onboarding.run", plan) as search:
        row = fresh(plan)
        if row.link is None or not row.link.is_live:
            raise Refused("There is no open address to close.")
        row.link.revoke()
        log(search, by, "plan.address_closed", row)
