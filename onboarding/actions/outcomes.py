"""Recording what came of a hire: at day 90 and at month six, each once, then only corrected.

What the panel said is shown once a moment is recorded and not before. So what is written later, a
correction, stands beside the record and never in its place.
"""

from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone

from accounts.models import User
from accounts.templatetags.face import day
from accounts.text import says_why
from onboarding.actions.frame import fresh, started
from onboarding.models import Outcome, OutcomeRating, Plan
from onboarding.models.outcomes import due_on
from onboarding.states import Came, Moment
from playbooks.schema import Competency
from scorecards.content import NOT_ASSESSED, Content, Missing, value_of
from scorecards.queries import standing_decision
from searches.actions import acting, log
from searches.errors import Refused, Stale

EARLY = timedelta(days=7)
"""So long before its day it can be recorded."""
RECORDED = "This is recorded already, and stands as it is. Correct it beside it."
PASSED = (
    "Month six is recorded, and what the panel said was shown with it. "
    "Day 90 stays without a record."
)
FORFEITS = "Day 90 is not recorded. Once this is, it cannot be."
ELSEWHERE = "This was saved somewhere else meanwhile."
VALUES = frozenset({*"12345", NOT_ASSESSED})


def save_outcome(*, plan: Plan, moment: str, revision: int, content: Content, by: User) -> Outcome:
    """Keep what is typed so far. Raises Stale with the row where it was saved elsewhere."""
    with acting(plan.candidacy.search_id, by, "onboarding.record_outcome", plan):
        return _save(plan, moment, revision, content)


def record_outcome(
    *, plan: Plan, moment: str, revision: int, content: Content, by: User
) -> Outcome:
    """Once and for good: every competency with its evidence, or that it cannot be said yet."""
    with acting(plan.candidacy.search_id, by, "onboarding.record_outcome", plan) as search:
        competencies = search.playbook.competencies
        if missing := next(outcome_missing(competencies, content), None):
            raise Refused(missing.says, missing.field)
        row = _save(plan, moment, revision, content)
        row.draft, row.recorded_at, row.recorded_by = {}, timezone.now(), by
        row.save()
        OutcomeRating.objects.bulk_create(
            _rating(row, one.key, content[one.key], by) for one in competencies
        )
        log(search, by, "outcome.recorded", row, "recorded_at")
        return row


def outcome_missing(competencies: tuple[Competency, ...], content: Content) -> Iterator[Missing]:
    """What stands between this content and a record, in the order of the page."""
    for one in competencies:
        given = content.get(one.key, {})
        value, evidence = given.get("value", ""), given.get("evidence", "")
        if value not in VALUES:
            says = f"Say what came of {one.name}, from 1 to 5, or that it cannot be said yet."
            yield Missing(f"rating_{one.key}", says)
        elif value != NOT_ASSESSED and not evidence.strip():
            says = f"Write in a sentence what shows it on {one.name}: a number needs its evidence."
            yield Missing(f"evidence_{one.key}", says)


def correct_outcome(
    *, rating: OutcomeRating, value: str, evidence: str, because: str, by: User
) -> OutcomeRating:
    """One competency anew, with its date, beside what was recorded."""
    plan = rating.outcome.plan
    with acting(plan.candidacy.search_id, by, "onboarding.record_outcome", plan) as search:
        outcome = _outcome(rating.outcome)
        stands = outcome.ratings.filter(competency=rating.competency).order_by("pk")
        first, last = stands[0], stands.reverse()[0]
        one = search.playbook.competency(first.competency)
        given = {"value": value, "evidence": evidence}
        if missing := next(outcome_missing((one,), {one.key: given}), None):
            raise Refused(missing.says, missing.field.partition("_")[0])
        if not says_why(because):
            raise Refused("Say in a sentence why it is corrected.", "because")
        row = _rating(outcome, one.key, given, by)
        if (row.value, row.evidence) == (last.value, last.evidence):
            raise Refused("That is what stands there already.", "evidence")
        row.corrects, row.because = first, because
        row.save()
        log(search, by, "outcome.corrected", row, "value", "evidence")
        return row


def answer_doubts(*, outcome: Outcome, came: str, words: str, by: User) -> Outcome:
    """What became of the doubts that the debrief left open, once, in the manager's own words."""
    plan = outcome.plan
    with acting(plan.candidacy.search_id, by, "onboarding.record_outcome", plan) as search:
        row = _outcome(outcome)
        if row.doubts_at:
            raise Refused("This is answered already, and stands as it is.")
        decision = standing_decision(plan.candidacy)
        if decision is None or not decision.doubts:
            raise Refused("The debrief left no doubt open.")
        if came not in Came.values:
            raise Refused("Say whether it came true.", "came")
        if not words.strip():
            raise Refused("Say in a sentence what you saw.", "words")
        row.doubts_came, row.doubts_words, row.doubts_at = came, words, timezone.now()
        row.save()
        log(search, by, "outcome.doubts_answered", row, "doubts_came", "doubts_words")
        return row


def _save(plan: Plan, moment: str, revision: int, content: Content) -> Outcome:
    plan = fresh(plan)
    started(plan)
    opens = due_on(plan, Moment(moment)) - EARLY
    if plan.search.today < opens:
        raise Refused(f"It can be recorded from {day(opens)} on.")
    row = Outcome.objects.filter(plan=plan, moment=moment).first()
    row = row or Outcome(plan=plan, moment=moment)
    if row.recorded_at:
        raise Refused(RECORDED)
    if moment == Moment.DAY_90 and plan.outcomes.filter(
        moment=Moment.MONTH_SIX, recorded_at__isnull=False
    ):
        raise Refused(PASSED)
    if row.pk and row.draft == content:
        return row
    if row.revision != revision:
        raise Stale(ELSEWHERE, row)
    row.draft, row.saved_at = content, timezone.now()
    row.revision += 1
    row.save()
    return row


def _outcome(outcome: Outcome) -> Outcome:
    """As it is under the lock. Refused while it is not recorded."""
    row = Outcome.objects.get(pk=outcome.pk)
    if not row.recorded_at:
        raise Refused("This is not recorded yet.")
    return row


def _rating(outcome: Outcome, competency: str, given: dict[str, str], by: User) -> OutcomeRating:
    value = value_of(given)["value"]
    return OutcomeRating(
        outcome=outcome, competency=competency, value=value, evidence=given["evidence"], by=by
    )
