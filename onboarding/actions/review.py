"""The six-month review: each side answers once; the manager marks the indicators as well."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from django.utils import timezone

from accounts.actors import Actor
from accounts.models import User
from accounts.templatetags.face import day
from briefs.models import Brief
from onboarding.actions.frame import fresh, may_write, started
from onboarding.briefs import request_review_brief
from onboarding.models import Indicator, Plan, Review
from onboarding.states import Sign
from searches.actions import acting, log
from searches.errors import NotAllowed, Refused
from searches.models import Search

EARLIEST = timedelta(days=14)
"""How long before its day a review may be answered."""
LONGEST_ANSWER = 2_000
SENT = "You have answered; it stays as it is."


def answer_review(*, plan: Plan, answers: Sequence[str], by: Actor) -> None:
    """The person hired, by their link: an answer to each of their questions."""
    with acting(plan.candidacy.search_id, by) as search:
        row = _open(plan, search)
        if isinstance(by, User):
            raise NotAllowed("These questions are answered by the person hired.")
        may_write(by, row.plan)
        if row.hired_at:
            raise Refused(SENT)
        row.hired_answers = _checked(answers, row.hired_asks)
        row.hired_at = timezone.now()
        row.save()
        log(search, by, "review.answered", row, "hired_answers")


def give_review(
    *, plan: Plan, answers: Sequence[str], seen: Mapping[str, tuple[str, str]], by: User
) -> None:
    """The manager: an answer to each question, and for each indicator which sign was seen, with
    what showed it (indicator's key -> sign, sentence)."""
    with acting(plan.candidacy.search_id, by, "onboarding.sign_off", plan) as search:
        row = _open(plan, search)
        if row.manager_at:
            raise Refused(SENT)
        row.manager_answers = _checked(answers, row.manager_asks)
        indicators = list(row.indicators.all())
        for one in indicators:
            _mark(one, *seen.get(one.key, ("", "")))
        Indicator.objects.bulk_update(indicators, ["seen", "words"])
        row.manager, row.manager_at = by, timezone.now()
        row.save()
        log(search, by, "review.answered", row, "manager_answers")


def opens_on(review: Review) -> str:
    return day(review.due_on - EARLIEST)


def _open(plan: Plan, search: Search) -> Review:
    row = Review.objects.get(plan=plan)
    row.plan = fresh(plan)
    started(row.plan)
    if search.today < row.due_on - EARLIEST:
        raise Refused(f"The review is on {day(row.due_on)}. It opens on {opens_on(row)}.")
    return row


def _checked(answers: Sequence[str], asks: Sequence[str]) -> list[str]:
    said = [answer.strip() for answer in answers]
    for number, answer in enumerate(said):
        if not answer:
            raise Refused("Answer each question; a sentence is enough.", f"answer_{number}")
        if len(answer) > LONGEST_ANSWER:
            says = f"That is {len(answer):,} characters. Use at most {LONGEST_ANSWER:,}."
            raise Refused(says, f"answer_{number}")
    if len(said) != len(asks):
        raise Refused("Answer each question; a sentence is enough.")
    return said


def _mark(one: Indicator, seen: str, words: str) -> None:
    words = words.strip()
    if seen not in Sign.values:
        raise Refused(f"Say what was seen: {one.about}.", f"seen_{one.key}")
    if not words:
        raise Refused("Say in a sentence what showed it.", f"words_{one.key}")
    if len(words) > LONGEST_ANSWER:
        says = f"That is {len(words):,} characters. Use at most {LONGEST_ANSWER:,}."
        raise Refused(says, f"words_{one.key}")
    one.seen, one.words = seen, words


def request_review(*, plan: Plan, by: User) -> Brief:
    """The review on paper, for its reader by name, once both sides are in."""
    with acting(plan.candidacy.search_id, by, "onboarding.read", plan) as search:
        row = Review.objects.get(plan=plan)
        row.plan = fresh(plan)
        if not row.both_in:
            raise Refused("The review is printed once both sides have answered.")
        return request_review_brief(search, row, by)
