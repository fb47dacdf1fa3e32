"""What the weekly status is made from: where the search stands, on one page that travels.

Of an internal candidate nothing is in it, whoever makes it; nor is anything that judges.
"""

from collections import Counter
from collections.abc import Mapping
from copy import copy
from datetime import datetime, time, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.utils import timezone

from accounts.models import User
from accounts.templatetags.face import count_word, day
from candidates.models import Candidacy, unaware
from candidates.pipeline import LEVELS, Wanted, rows_of
from candidates.queries import ON_SHORTLIST
from candidates.states import ENDED, SEARCH_CLOSED, STOPPED_BECAUSE, WITHDREW_BECAUSE, Stage
from candidates.tabs import notes_of
from searches.models import Event, Search, Step
from searches.steps import blockers_of

DAYS = 7
MOST_PEOPLE = 30
MOST_IN_THE_WAY = 6
"""More than that nobody reads in a minute."""

CHANGES = {
    "candidacy.talk": "Conversation begun",
    "candidacy.shortlist": "Put on the shortlist",
    "candidacy.enter_loop": "Taken into the loop",
    "candidacy.debrief": "Came to the debrief",
    "candidacy.offer": "Came to an offer",
    "candidacy.hire": "Hired",
}
"""Verbs of the log, as the paper says them."""
TAKEN_BACK = {
    "candidacy.unlist": "candidacy.shortlist",
    "candidacy.reloop": "candidacy.debrief",
    "candidacy.redebate": "candidacy.offer",
}
REASONS = frozenset((*STOPPED_BECAUSE, *WITHDREW_BECAUSE, SEARCH_CLOSED))
"""What is written by hand instead may name anybody, and is not passed on."""

COMES_NEXT = {
    Step.SCOPE: "Once the scope is signed, the job description is written from it.",
    Step.JD: "Once the job description is approved, candidates are found with it.",
    Step.CANDIDATES: "Once the shortlist stands, those on it go into the loop of interviews.",
    Step.LOOP: "Once all scorecards on somebody are in, the debrief on them opens.",
    Step.DEBRIEF: "Once a debrief decides to hire, the offer is built and approved.",
    Step.OFFER: "Once the offer is accepted, the plan of the first 90 days begins.",
    Step.PLAN: "The plan runs to day 90, with check-ins on the way.",
}


class Period(NamedTuple):
    """Today and the seven days before it, in the search's own days.

    From midnight, so that of two papers made on the same weekday none leaves hours out.
    """

    since: datetime
    week: int

    @classmethod
    def of(cls, search: Search) -> "Period":
        zone = ZoneInfo(search.zone)
        first = search.today - timedelta(days=DAYS)
        open_for = search.today - timezone.localdate(search.opened_at, zone)
        return cls(datetime.combine(first, time.min, zone), max(open_for.days, 0) // 7 + 1)


def snapshot_of(search: Search, maker: User) -> dict[str, Any]:
    """The paper's words, read through the eyes of somebody who knows of no internal candidate."""
    eyes, period = unaware(maker), Period.of(search)
    search = as_known(search, eyes)
    known = Candidacy.objects.visible_to(eyes).filter(search=search)
    on_it = list(
        known.filter(stage__in=ON_SHORTLIST).select_related("candidate", "search").order_by("pk")
    )
    with timezone.override(ZoneInfo(search.zone)):
        return {
            "heading": f"Week {period.week} of {search.shown_outside}",
            "of": search.shown_outside,
            "made_on": day(timezone.now()),
            "step": search.get_step_display(),
            "place": f"step {Step.values.index(search.step) + 1} of {len(Step)}",
            "opened": day(search.opened_at),
            "in_play": known.exclude(stage__in=ENDED).count(),
            "on_shortlist": len(on_it),
            "guidance": _guidance(search, len(on_it)),
            "way": _in_the_way(search, eyes),
            "since": day(period.since),
            "changes": _changes(search, known, period.since),
            "left": _left(known, period.since),
            "people": _people(search, on_it[:MOST_PEOPLE], eyes),
            "more": max(len(on_it) - MOST_PEOPLE, 0),
            "levels": _levels(search, eyes),
            "next": COMES_NEXT[Step(search.step)] if search.is_running else "",
            "ids": [row.pk for row in on_it],
        }


REACHED = {
    Stage.SHORTLISTED: Step.LOOP,
    Stage.LOOP: Step.LOOP,
    Stage.DEBRIEF: Step.DEBRIEF,
    Stage.OFFER: Step.OFFER,
    Stage.HIRED: Step.PLAN,
}
"""How far who stands at a stage has brought the search at most."""


def as_known(search: Search, eyes: User) -> Search:
    """The search at the step that those known of account for: where an internal candidate brought
    it further, the step would give them away."""
    rows = Candidacy.objects.filter(search=search)
    known = rows.visible_to(eyes)
    if not search.reached(Step.LOOP) or not rows.exclude(pk__in=known).exists():
        return search
    steps = {REACHED.get(Stage(s), Step.CANDIDATES) for s in known.values_list("stage", flat=True)}
    order = Step.values
    seen = copy(search)
    furthest = max(steps, key=lambda step: order.index(step), default=Step.CANDIDATES)
    seen.step = min(furthest, Step(search.step), key=lambda step: order.index(step))
    return seen


def _guidance(search: Search, have: int) -> str:
    """As far as the search has a shortlist to make."""
    if search.reached(Step.LOOP):
        return ""
    plan = search.playbook.shortlist
    so_far = count_word(have).lower() if have else "nobody"
    today = (search.today - timezone.localdate(search.opened_at)).days
    return (
        f"Guidance: {plan.minimum} to {plan.maximum} on the shortlist within {plan.within_days} "
        f"days of opening. This is day {max(today, 0)}, with {so_far} on it."
    )


def _in_the_way(search: Search, eyes: User) -> dict[str, Any]:
    found = [row for row in blockers_of(search, eyes) if not row.inside]
    said = [{"says": row.says, "who": row.who} for row in found[:MOST_IN_THE_WAY]]
    return {"lines": said, "more": max(len(found) - MOST_IN_THE_WAY, 0)}


def _changes(search: Search, known: Any, since: datetime) -> list[dict[str, Any]]:
    """Each person once a line; what was taken back in the same days is not told."""
    verbs = (*CHANGES, *TAKEN_BACK)
    events = Event.objects.filter(search=search, at__gte=since, verb__in=verbs)
    ids = set(known.values_list("pk", flat=True))
    moved: dict[str, set[int]] = {verb: set() for verb in CHANGES}
    for verb, pk in events.order_by("number").values_list("verb", "record_id"):
        if verb in TAKEN_BACK:
            moved[TAKEN_BACK[verb]].discard(pk)
        else:
            moved[verb].add(pk)
    told = {CHANGES[verb]: len(found & ids) for verb, found in moved.items()}
    added = known.filter(added_at__gte=since).count()
    return _counted({"Added": added, **told})


def _left(known: Any, since: datetime) -> list[dict[str, Any]]:
    rows = known.filter(stage__in=ENDED, stage_since__gte=since)
    said = [
        f"{row.get_stage_display()}: {row.ended_because}"
        if row.ended_because in REASONS
        else f"{row.get_stage_display()}: another reason"
        for row in rows
    ]
    return _counted(Counter(sorted(said)))


def _people(search: Search, rows: list[Candidacy], eyes: User) -> list[dict[str, Any]]:
    notes, zone = notes_of(rows, eyes), ZoneInfo(search.zone)
    return [
        {
            "name": row.candidate.name,
            "line": row.candidate.line,
            "stage": row.get_stage_display(),
            "days": max((search.today - timezone.localdate(row.stage_since, zone)).days, 0),
            "next": notes[row.pk].words if row.pk in notes else "",
        }
        for row in rows
    ]


def _levels(search: Search, eyes: User) -> list[dict[str, Any]]:
    """How those in play were met, by how much that tells; unknown before the maker declares."""

    def in_play(wanted: Wanted) -> int:
        return rows_of(search, eyes, wanted).exclude(stage__in=ENDED).count()

    counts = {label: in_play(Wanted(level=level)) for level, label in LEVELS.items()}
    return _counted(counts | {"Not noted": in_play(Wanted()) - sum(counts.values())})


def _counted(found: Mapping[str, int]) -> list[dict[str, Any]]:
    return [{"says": says, "count": count} for says, count in found.items() if count]
