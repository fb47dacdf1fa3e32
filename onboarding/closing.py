"""What is said elsewhere of a search that is closed with a hire: home, its page, a person's own."""

from collections.abc import Iterator, Mapping

from django.urls import reverse

from accounts.models import User
from accounts.templatetags.face import count_word, day
from candidates import own
from candidates.models import Candidacy
from candidates.own import OwnStep, own_link
from onboarding.closing_words import PARTS
from onboarding.models import Closed, MayWrite, Plan
from onboarding.queries.closing import (
    kept_until,
    next_step,
    not_taken_in,
    retention_begun,
    started_plan,
)
from onboarding.states import PlanState
from searches import home, steps
from searches.home import Waiting
from searches.models import RUNS, Search, Step
from searches.rules import may
from searches.states import Life
from searches.steps import Blocker


def _page(search_id: int) -> str:
    return reverse("onboarding:closing", args=[search_id])


def to_close(plans: Mapping[int, Plan]) -> Iterator[Waiting]:
    """The next step of each search whose hire has started."""
    begun = [plan for plan in plans.values() if plan.state != PlanState.WAITING]
    searches = {plan.candidacy.search_id: plan for plan in begun}
    done: dict[int, set[str]] = {}
    rows = Closed.objects.filter(search__in=searches) if searches else Closed.objects.none()
    for pk, step in rows.values_list("search", "step"):
        done.setdefault(pk, set()).add(step)
    open_ones = Search.objects.filter(pk__in=searches, life=Life.RUNNING) if searches else ()
    for search in open_ones:
        left = [part.step for part in PARTS if part.step not in done.get(search.pk, ())]
        yield Waiting(
            say=f"Close the search for {search}.",
            url=_page(search.pk),
            action="Go to the next step",
            why=f"Next: {left[0].label.lower()}." if left else "Every step is done.",
        )


def to_erase(user: User) -> Iterator[Waiting]:
    """Whose data has been kept as long as was said; a line a search."""
    begun = retention_begun(user)
    kept, sent = (kept_until(begun, user), not_taken_in(begun, user)) if begun else ({}, {})
    for search, until in begun.items():
        ours = sum(many for last, many in kept.get(search.pk, ()) if last <= search.today)
        theirs = sent.get(search.pk, 0) if until <= search.today else 0
        if held := [*_counted(ours, "candidate"), *_counted(theirs, "search partner’s candidate")]:
            yield Waiting(
                say=f"What is held on {' and '.join(held)} of {search} was kept as long as was "
                "said.",
                url=f"{_page(search.pk)}#kept",
                action="See whose it is",
                why="Nothing is erased by itself.",
            )


def _counted(many: int, what: str) -> Iterator[str]:
    if many:
        yield f"one {what}" if many == 1 else f"{count_word(many).lower()} {what}s"


def blockers(search: Search, viewer: User) -> list[Blocker]:
    if not search.is_running or not may(viewer, "onboarding.close_search", search):
        return []
    if started_plan(search, viewer) is None:
        return []
    turn = next_step(search)
    says = f"To close the search, next: {turn.label.lower()}." if turn else "It may be closed."
    return [Blocker(says, "The hiring manager or the recruiter.", _page(search.pk), "Closing")]


def own_steps(candidacy: Candidacy) -> Iterator[OwnStep]:
    """What is asked of somebody who has left, where they have a page to say it on."""
    link = own_link(candidacy) if candidacy.ended else None
    if link is None:
        return
    said = MayWrite.objects.filter(candidacy=candidacy).first()
    title, url = "May we write to you again?", reverse("onboarding:again", args=[link.token])
    if said is None:
        yield OwnStep(title, "care", "Yours to say", "clock", url=url, action="Say yes or no")
    elif said.yes:
        until = f"Yes, until {day(said.until)}"
        yield OwnStep(title, "good", until, url=url, action="Change your mind")
    else:
        yield OwnStep(title, "quiet", "No", url=url, action="Change your mind")


def register() -> None:
    home.register(to_erase, *RUNS)
    steps.also_blocks(Step.PLAN, blockers)
    own.register(own_steps)
