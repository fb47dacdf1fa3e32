"""Watch points: the hiring manager alone writes them, and reads them."""

from accounts.models import User
from accounts.templatetags.face import day as written
from onboarding.actions.frame import fresh, sentence, started
from onboarding.models import WatchAnswer, WatchPoint
from onboarding.models.watch import DAYS_ASKED
from onboarding.states import Seen
from searches.actions import acting, log
from searches.errors import Refused


def answer_watch(*, point: WatchPoint, day: int, says: str, words: str, by: User) -> WatchAnswer:
    """At day 30, 60 or 90, once each: seen, not seen, too early, and what showed it."""
    with acting(point.plan.candidacy.search_id, by, "onboarding.watch", point.plan) as search:
        plan = fresh(point.plan)
        started(plan)
        if day not in DAYS_ASKED:
            raise Refused("This is asked at day 30, 60 and 90.")
        if search.today < plan.day(day):
            raise Refused(f"Day {day} is {written(plan.day(day))}. It is asked from then on.")
        if says not in Seen.values:
            raise Refused("Choose one of the three.", "says")
        words = sentence(
            words, "Say in a sentence what showed it, or why it is too early.", "words"
        )
        if point.answers.filter(day=day).exists():
            raise Refused(f"You answered this for day {day} already; it stays.")
        row = WatchAnswer.objects.create(point=point, day=day, says=says, words=words, by=by)
        log(search, by, "watch.answered", row)
        return row
