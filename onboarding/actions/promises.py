"""What becomes of promises: either side says whether one is kept; hires go on in their order."""

from django.utils import timezone

from accounts.actors import Actor
from accounts.models import User
from onboarding.actions.frame import fresh, may_write, named, sentence, started
from onboarding.models import Hire, Promise, PromiseWord
from onboarding.states import HIRE_MOVES, Kept
from searches.actions import acting, log
from searches.errors import Refused
from searches.moves import find, target_of

MOST = 100
SAID_SO = "You said the same last time. Say it anew when it has changed."


def judge_promise(*, promise: Promise, kept: str, words: str, by: Actor) -> PromiseWord:
    """Either side: kept or not, with what shows it. What was said before stays, with its day."""
    with acting(promise.plan.candidacy.search_id, by) as search:
        row = Promise.objects.get(pk=promise.pk)
        plan = fresh(promise.plan)
        may_write(by, plan, "onboarding.sign_off")
        started(plan)
        if kept not in Kept.values:
            raise Refused("Say whether it is kept.", "kept")
        words = sentence(words, "Say in a sentence what shows it.", "words")
        said = row.said.filter(by__isnull=named(by) is None)
        last = said.last()
        if last and (last.kept, last.words) == (kept, words):
            raise Refused(SAID_SO, "words")
        if said.count() >= MOST:
            raise Refused(f"At most {MOST} words go with one promise. Talk to each other.")
        word = PromiseWord.objects.create(promise=row, kept=kept, words=words, by=named(by))
        log(search, by, "promise.judged", word, "kept")
        return word


def move_hire(*, hire: Hire, name: str, by: User) -> None:
    """One of HIRE_MOVES, by who runs the search."""
    with acting(
        hire.plan.candidacy.search_id, by, find(HIRE_MOVES, name).perm, hire.plan
    ) as search:
        row = Hire.objects.get(pk=hire.pk)
        started(fresh(hire.plan))
        wrong = f"This place is {row.get_state_display()} already."
        row.state = target_of(HIRE_MOVES, name, row.state, wrong)
        row.moved_by, row.moved_at = by, timezone.now()
        row.save()
        log(search, by, "hire.moved", row, "state")
