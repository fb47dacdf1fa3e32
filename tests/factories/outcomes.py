"""What came of hires, for tests, made through the actions."""

from collections.abc import Mapping
from datetime import timedelta

from accounts.models import User
from candidates.models import Candidacy, Candidate
from onboarding import actions
from onboarding.models import Outcome, Plan
from scorecards.content import Content
from tests import factories
from tests.factories import onboarding as plans
from tests.factories import scoping, scorecards
from tests.factories.days import search_day


def begun(plan: Plan, days_ago: int) -> Plan:
    """Started so many days ago: a start of long ago cannot be recorded today."""
    starts_on = search_day() - timedelta(days=days_ago)
    Plan.objects.filter(pk=plan.pk).update(starts_on=starts_on)
    plan.starts_on = starts_on
    return plan


def hired(candidacy: Candidacy, days_ago: int = 200) -> Plan:
    """A plan running for longer than six months."""
    return begun(plans.running(candidacy), days_ago)


def content(plan: Plan, values: dict | int | str = 2, says: str = "Stopped two pilots.") -> Content:
    """`values`: one for all, or competency -> value; the rest cannot be said yet."""
    keys = [one.key for one in plan.search.playbook.competencies]
    given = values if isinstance(values, dict) else dict.fromkeys(keys, values)
    found = {key: str(given.get(key, "na")) for key in keys}
    return {
        key: {"value": value, "evidence": "" if value == "na" else f"{says} ({key})"}
        for key, value in found.items()
    }


def fields(plan: Plan, values: dict | int | str = 2, **more) -> dict:
    """The same as a form sends it."""
    typed = content(plan, values, more.pop("says", "Stopped two pilots."))
    found = {f"rating_{key}": one["value"] for key, one in typed.items()}
    found |= {f"evidence_{key}": one["evidence"] for key, one in typed.items()}
    return {**found, "revision": "0", **more}


def recorded(
    plan: Plan, values: dict | int | str = 2, *, moment: str = "day_90", **more
) -> Outcome:
    return actions.record_outcome(
        plan=plan,
        moment=moment,
        revision=0,
        content=content(plan, values, **more),
        by=factories.hiring_manager_of(plan.search),
    )


def judged(
    people: Mapping[User, int | dict], *, manager: User | None = None, key: str = "production"
) -> Candidacy:
    """Somebody rated by these people in one part, in a search of their own, and decided on."""
    search = factories.search(by=manager)
    scoping.signed_scope(search)
    search.refresh_from_db()
    row = scorecards.candidacy(search)
    Candidate.objects.filter(pk=row.candidate_id).update(email="leila@example.com")
    interview = scorecards.interview(row, key)
    for who, ratings in people.items():
        scorecards.submitted(scorecards.seat(interview, who), ratings=ratings)
    scorecards.decided(row)
    return Candidacy.objects.get(pk=row.pk)


def foretold(
    people: Mapping[User, int | dict], came: dict | int = 2, *, moment: str = "day_90", **more
) -> Plan:
    """Rated by these people, hired, and what came is recorded."""
    plan = hired(judged(people, **more))
    recorded(plan, came, moment=moment)
    return plan
