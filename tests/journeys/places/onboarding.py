"""The 90-day plan."""

from onboarding.models import Deliverable
from tests.factories import onboarding as make
from tests.journeys.places import acts
from tests.journeys.places.lookups import (
    CTO,
    MANAGER,
    NOBODY,
    OBSERVER,
    OFFER,
    RECRUITER,
    link,
    plan,
)
from tests.journeys.places.place import Place, of_link, of_search, press


def of_plan() -> tuple[int]:
    return (plan().pk,)


def an_item(state: str) -> int:
    rows = Deliverable.objects.filter(phase__plan=plan(), state=state)
    return rows.order_by("due_on", "pk")[0].pk


def of_item(state: str):
    return lambda: (plan().pk, an_item(state))


def of_own_item(state: str):
    return lambda: (link("plan"), an_item(state))


def check(number: int) -> int:
    return plan().check_ins.all()[number].pk


def let_the_review_be_due() -> None:
    make.review_due(plan())


def day_90() -> tuple[int, str]:
    return plan().pk, "day_90"


ONBOARDING = (
    Place("Plan, none yet", MANAGER, "onboarding:of_search", of_search(OFFER)),
    Place("Plan", MANAGER, "onboarding:plan", of_plan),
    Place("Plan, for the recruiter", RECRUITER, "onboarding:plan", of_plan),
    Place("Plan of the person hired", NOBODY, "onboarding:mine", of_link("plan")),
    Place("Plan, a deliverable to sign", MANAGER, "onboarding:deliverable", of_item("in")),
    Place(
        "Plan, a deliverable sent back without a word",
        MANAGER,
        "onboarding:deliverable",
        of_item("in"),
        then=press("Send it back"),
    ),
    Place("Plan, a deliverable to come", RECRUITER, "onboarding:deliverable", of_item("open")),
    Place(
        "Plan, a deliverable of the person hired",
        NOBODY,
        "onboarding:mine_deliverable",
        of_own_item("open"),
    ),
    Place(
        "Plan, evidence with nothing in it",
        NOBODY,
        "onboarding:mine_deliverable",
        of_own_item("open"),
        then=press("Hand in"),
    ),
    Place("Plan, an update", MANAGER, "onboarding:check_in", lambda: (plan().pk, check(0))),
    Place(
        "Plan, an update to write",
        NOBODY,
        "onboarding:mine_check_in",
        lambda: (link("plan"), check(1)),
    ),
    Place("Plan, early warnings", MANAGER, "onboarding:warnings", of_plan),
    Place(
        "Plan, a warning with nothing in it",
        NOBODY,
        "onboarding:mine_warnings",
        of_link("plan"),
        then=press("Raise the warning"),
    ),
    Place("Plan, promises and team", MANAGER, "onboarding:promises", of_plan),
    Place(
        "Plan, promises to the person hired", NOBODY, "onboarding:mine_promises", of_link("plan")
    ),
    Place("Plan, watch points", MANAGER, "onboarding:watch", of_plan),
    Place("Plan, the review to come", NOBODY, "onboarding:mine_review", of_link("plan")),
    Place(
        "Plan, the review to write",
        MANAGER,
        "onboarding:review",
        of_plan,
        first=let_the_review_be_due,
    ),
    Place(
        "Plan, the review to write, of the person hired",
        NOBODY,
        "onboarding:mine_review",
        of_link("plan"),
        first=let_the_review_be_due,
    ),
    Place("Plan, the review", OBSERVER, "onboarding:review", of_plan, first=acts.review),
    # What came of the hire: last, since it makes the plan half a year older.
    Place("Outcomes of your ratings, nothing yet", CTO, "onboarding:my_truth"),
    Place("Outcomes over searches, nothing yet", MANAGER, "onboarding:truth"),
    Place("Outcome to record", MANAGER, "onboarding:outcome", day_90, first=acts.half_a_year_later),
    Place(
        "Outcome, too little",
        MANAGER,
        "onboarding:outcome",
        day_90,
        first=acts.half_a_year_later,
        then=press("Record it"),
    ),
    Place(
        "Outcome, not recorded yet",
        RECRUITER,
        "onboarding:outcome",
        day_90,
        first=acts.half_a_year_later,
    ),
    Place("Plan, an outcome due", MANAGER, "onboarding:plan", of_plan),
    Place(
        "Outcome beside the scorecards",
        MANAGER,
        "onboarding:outcome",
        day_90,
        first=acts.record_outcome,
    ),
    Place(
        "Outcome, for the observer",
        OBSERVER,
        "onboarding:outcome",
        day_90,
        first=acts.record_outcome,
    ),
    Place("Outcomes over searches", MANAGER, "onboarding:truth", first=acts.record_outcome),
    Place("Outcomes of your ratings", CTO, "onboarding:my_truth", first=acts.record_outcome),
)
