"""What is said elsewhere of who has said yes: on home, on the search's page, as a tab.

All of it is for who runs the search alone, and of an internal candidate for who knows of them.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import User
from accounts.templatetags.face import day
from candidates import tabs
from candidates.models import Candidacy
from offers.models import Passage, RunnerUp, Touchpoint
from offers.states import Counter, PassageState
from scorecards.queries import standing_decision
from searches import home, steps, wording
from searches.home import Waiting
from searches.models import RUNS, Membership, Role, Search, Step
from searches.rules import may
from searches.steps import Blocker

SOON = timedelta(days=7)
BEHIND = ("runner_up.", "touchpoint.", "passage.counter")
"""Beginnings of the verbs that only who runs the search reads in the log."""


def _evening(at: date) -> datetime:
    return timezone.make_aware(datetime.combine(at, time(18)))


def to_speak(user: User) -> Iterator[Waiting]:
    """Words that fall due within the week, for whoever is to have them."""
    roles: dict[int, set[str]] = {}
    held = Membership.objects.current().filter(user=user, role__in=RUNS)
    for search, role in held.values_list("search", "role"):
        roles.setdefault(search, set()).add(role)
    rows = Touchpoint.objects.visible_to(user).waiting()
    due = rows.filter(due_on__lte=timezone.localdate() + SOON)
    for row in due.select_related("candidacy__candidate", "candidacy__search", "passage"):
        if row.who in roles.get(row.candidacy.search_id, ()):
            yield Waiting(
                say=f"{row.touch.title}: {row.candidacy}.",
                url=f"{row.passage.get_absolute_url()}#words-{row.pk}",
                action="Speak with them, and note it",
                why=str(row.candidacy.search),
                due=_evening(row.due_on),
            )


def to_answer_a_counter(user: User) -> Iterator[Waiting]:
    made = Passage.objects.visible_to(user).under_way().filter(counter=Counter.MADE)
    for row in made.select_related("offer__candidacy__candidate", "offer__candidacy__search"):
        yield Waiting(
            say=f"{row.candidacy} has a counter-offer.",
            url=row.get_absolute_url(),
            action="Speak with them today",
            why=str(row.search),
        )


def to_decide_anew(user: User) -> Iterator[Waiting]:
    """Who was kept warm, when the yes was taken back, and of whom nothing was decided since."""
    held = Membership.objects.current().filter(user=user, role=Role.HIRING_MANAGER)
    rows = RunnerUp.objects.visible_to(user).filter(candidacy__search__in=held.values("search"))
    for row in _undecided(rows):
        yield Waiting(
            say=f"Decide anew on {row.candidacy}: {row.passage.candidacy} took the yes back.",
            url=row.candidacy.get_absolute_url(),
            action="Open the candidate",
            why="They were kept warm for this.",
        )


def _undecided(rows: QuerySet[RunnerUp]) -> Iterator[RunnerUp]:
    again = rows.filter(ended_at=None, passage__state=PassageState.RENEGED)
    belongs = "candidacy__candidate", "passage__offer__candidacy__candidate"
    for row in again.select_related(*belongs):
        decision = standing_decision(row.candidacy)
        if decision is None or decision.decided_at < row.passage.recorded_at:
            yield row


def on_the_way(search: Search, viewer: User) -> list[Blocker]:
    """What comes next for who has said yes, beside the plan that waits."""
    if not may(viewer, "offers.accompany", search):
        return []
    rows = Passage.objects.visible_to(viewer).under_way().filter(offer__candidacy__search=search)
    found = []
    for row in rows.select_related("offer__candidacy__candidate"):
        words = Touchpoint.objects.visible_to(viewer).waiting().filter(passage=row).first()
        if words:
            says = f"By {day(words.due_on)}: {words.touch.title.lower()}."
            who = f"{words.who_says.capitalize()} speaks with {words.candidacy}."
            found.append(Blocker(says, who, row.get_absolute_url(), "To the first day"))
    return found


def decided_anew(search: Search, viewer: User) -> list[Blocker]:
    if not may(viewer, "offers.accompany", search):
        return []
    rows = RunnerUp.objects.visible_to(viewer).filter(candidacy__search=search)
    return [
        Blocker(
            f"{row.passage.candidacy} took the yes back. The debrief on {row.candidacy} is open.",
            "The hiring manager decides anew.",
            row.candidacy.get_absolute_url(),
            "Open the candidate",
        )
        for row in _undecided(rows)
    ]


def tab(candidacy: Candidacy, viewer: User) -> tabs.Tab | None:
    rows = Passage.objects.visible_to(viewer).filter(offer__candidacy=candidacy)
    row = rows.order_by("pk").last()
    return tabs.Tab("To the first day", row.get_absolute_url()) if row else None


def hidden_lines(search: Search, viewer: User) -> Q:
    """What shows that somebody is kept warm, or wavers, is for who runs the search."""
    hidden = Q(pk__in=[])
    if not may(viewer, "offers.accompany", search):
        for beginning in BEHIND:
            hidden |= Q(verb__startswith=beginning)
    return hidden


def register() -> None:
    home.register(to_answer_a_counter, *RUNS)
    home.register(to_speak, *RUNS)
    home.register(to_decide_anew, Role.HIRING_MANAGER)
    steps.also_blocks(Step.PLAN, on_the_way)
    steps.also_blocks(Step.DEBRIEF, decided_anew)
    tabs.register(tab)
    wording.register_hides(hidden_lines)
