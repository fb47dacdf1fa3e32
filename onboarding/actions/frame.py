"""What every write on a plan asks first: who acts, and how far the plan is."""

from accounts.actors import Actor
from accounts.models import Link, User
from onboarding.models import Plan
from onboarding.states import PlanState
from searches.errors import NotAllowed, Refused
from searches.rules import require

LINK = "plan"
SHORT = 1_000
"""Characters of what is meant to be said in a sentence or two."""


def fresh(plan: Plan) -> Plan:
    """Read again under the search's lock."""
    return Plan.objects.select_related("candidacy__candidate", "candidacy__search", "link").get(
        pk=plan.pk
    )


def may_write(by: Actor, plan: Plan, perm: str = "onboarding.run") -> None:
    """The person hired by their own live link; everybody else by the permission."""
    if isinstance(by, Link):
        live = Link.objects.live().filter(pk=by.pk, kind=LINK, about=plan.pk)
        if plan.link_id != by.pk or not live.exists():
            raise NotAllowed("This link does not open this plan.")
        return
    require(by, perm, plan)


def named(by: Actor) -> User | None:
    """Who is written down: a user by name, and nobody for the person hired."""
    return by if isinstance(by, User) else None


NOT_STARTED = {
    PlanState.WAITING: "The plan is not running: record the start first.",
    PlanState.VOID: "The yes was taken back: nobody comes to this plan.",
}


def running(plan: Plan) -> None:
    started(plan)
    if plan.state == PlanState.DONE:
        raise Refused("The 90 days are closed: what stands in them stays as it is.")


def started(plan: Plan) -> None:
    """Running or closed: what outlives the 90 days asks no more."""
    if wrong := NOT_STARTED.get(PlanState(plan.state)):
        raise Refused(wrong)


def sentence(text: str, wrong: str, field: str) -> str:
    """The text without blanks round it. Raises Refused at the field where there is none, or where
    it is far longer than what is asked for."""
    text = text.strip()
    if not text:
        raise Refused(wrong, field)
    if len(text) > SHORT:
        raise Refused(f"That is {len(text):,} characters. Use at most {SHORT:,}.", field)
    return text
