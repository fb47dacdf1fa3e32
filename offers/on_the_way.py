"""What is said elsewhere of who has said yes: on home, on the search's page, as a tab.

All of it is for who runs the search alone, and of an internal candidate for who knows of them.
"""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Q, QuerySet

from accounts.models import User
from accounts.templatetags.face import day
from candidates import tabs
from candidates.models import Candidacy
from candidates.states import Stage
from offers.models import Passage, RunnerUp, Touchpoint
from offers.states import Counter, PassageState
from scorecards.queries import standing_decision
from searches import home, steps, wording
from searches.home import Waiting
from searches.models import RUNS, Role, Search, Step
from searches.rules import may
from searches.steps import Blocker

SOON = timedelta(days=7)
BEHIND = ("runner_up.", "touchpoint.", "passage.", "offer.reneged", "candidacy.renege")
"""Beginnings of the verbs that only who runs the search reads in the log."""


Passages = dict[int, Passage]


def waiting(user: User) -> Iterator[Waiting]:
    """What who has said yes asks of who runs the search. Where nobody has, it costs one query."""
    rows = Passage.objects.visible_to(user).exclude(state=PassageState.STARTED)
    belongs = "offer__candidacy__candidate", "offer__candidacy__search"
    if passages := {row.pk: row for row in rows.select_related(*belongs)}:
        yield from to_answer_a_counter(passages)
        yield from to_speak(user, passages)
        yield from to_decide_anew(user, passages)


def to_speak(user: User, passages: Passages) -> Iterator[Waiting]:
    """Words that fall due within the week, for whoever is to have them."""
    roles = {search.pk: held for search, held in home.my_searches(user).items()}
    rows = Touchpoint.objects.visible_to(user).waiting().filter(passage__in=passages)
    latest = max(passage.search.today for passage in passages.values())
    due = rows.filter(due_on__lte=latest + SOON)
    for row in due.select_related("candidacy__candidate"):
        passage = passages[row.passage_id]
        come = row.due_on <= passage.search.today + SOON
        if come and row.who in roles.get(row.candidacy.search_id, ()):
            yield Waiting(
                say=f"{row.touch.title}: {row.candidacy}.",
                url=f"{passage.get_absolute_url()}#words-{row.pk}",
                action="Speak with them, and note it",
                why=str(passage.search),
                due=home.evening(row.due_on),
            )


def to_answer_a_counter(passages: Passages) -> Iterator[Waiting]:
    made = (row for row in passages.values() if row.under_way and row.counter == Counter.MADE)
    for row in made:
        yield Waiting(
            say=f"{row.candidacy} has a counter-offer.",
            url=row.get_absolute_url(),
            action="Speak with them today",
            why=str(row.search),
        )


def to_decide_anew(user: User, passages: Passages) -> Iterator[Waiting]:
    """Who was kept warm, when the yes was taken back, and of whom nothing was decided since."""
    mine = home.my_searches(user).items()
    led = [search for search, roles in mine if Role.HIRING_MANAGER in roles]
    rows = RunnerUp.objects.visible_to(user).filter(candidacy__search__in=led)
    for row in _undecided(rows.filter(passage__in=passages)):
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
            url = row.get_absolute_url()
            found.append(Blocker(says, who, url, "To the first day", inside=True))
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
            inside=True,
        )
        for row in _undecided(rows)
    ]


def tab(candidacy: Candidacy, viewer: User) -> tabs.Tab | None:
    if candidacy.stage not in (Stage.HIRED, Stage.WITHDRAWN):
        return None  # nobody else has one, and most pages are of somebody else
    rows = Passage.objects.visible_to(viewer).filter(offer__candidacy=candidacy)
    row = rows.order_by("pk").last()
    return tabs.Tab("To the first day", row.get_absolute_url()) if row else None


def hidden_lines(search: Search, viewer: User) -> Q:
    """Of the way to the first day, and of who is kept warm, who runs the search reads alone."""
    hidden = Q(pk__in=[])
    if not may(viewer, "offers.accompany", search):
        for beginning in BEHIND:
            hidden |= Q(verb__startswith=beginning)
    return hidden


def register() -> None:
    home.register(waiting, *RUNS)
    steps.also_blocks(Step.PLAN, on_the_way)
    steps.also_blocks(Step.DEBRIEF, decided_anew)
    tabs.register(tab)
    wording.register_hides(hidden_lines)
