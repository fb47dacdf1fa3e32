"""What the page that closes a search shows."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, QuerySet

from accounts.models import User
from accounts.templatetags.face import day
from candidates.messages import first_name_of
from candidates.models import Candidacy, Message, Submission
from candidates.states import LIVE, Stage
from onboarding.closing_words import PARTS, Part
from onboarding.models import Closed, Kept, Plan
from onboarding.models.closing import LAST_DAY
from onboarding.states import ClosingStep, PlanState
from searches.models import RUNS, Event, Membership, Search

SPOKEN = ("candidacy.talk", "candidacy.shortlist", "candidacy.enter_loop", "candidacy.debrief")


@dataclass(frozen=True)
class Shown:
    part: Part
    done: Closed | None
    now: bool
    text: str
    """The words to begin from, with names and days filled in."""


def started_plan(search: Search, viewer: User) -> Plan | None:
    rows = Plan.objects.visible_to(viewer).exclude(state=PlanState.WAITING)
    return rows.filter(candidacy__search=search).select_related("candidacy__candidate").last()


def next_step(search: Search) -> ClosingStep | None:
    """The first that is not done; None when all are."""
    done = set(Closed.objects.filter(search=search).values_list("step", flat=True))
    return next((part.step for part in PARTS if part.step not in done), None)


def steps_of(search: Search, plan: Plan) -> list[Shown]:
    done = {row.step: row for row in Closed.objects.filter(search=search).select_related("done_by")}
    turn = next((part.step for part in PARTS if part.step not in done), None)
    words = {
        "name": str(plan.candidacy),
        "first": first_name_of(plan.candidacy),
        "title": search.title,
        "company": search.company,
        "day": day(plan.starts_on),
    }
    return [
        Shown(part, done.get(part.step), part.step == turn, part.text.format(**words))
        for part in PARTS
    ]


def in_play(search: Search, viewer: User) -> QuerySet[Candidacy]:
    rows = Candidacy.objects.visible_to(viewer).filter(search=search, stage__in=LIVE)
    return rows.select_related("candidate").order_by("candidate__name", "pk")


def unanswered(search: Search, viewer: User) -> QuerySet[Submission]:
    rows = Submission.objects.visible_to(viewer).filter(search=search)
    return rows.open().order_by("name", "pk")


def not_told(search: Search, viewer: User) -> QuerySet[Candidacy]:
    """Stopped after somebody had spoken with them, and no message went to them from here since.

    One from before they came back told them of another end.
    """
    events = Event.objects.filter(search=search, record=Candidacy._meta.label_lower)
    spoken = events.filter(verb__in=SPOKEN).values("record_id")
    rows = Candidacy.objects.visible_to(viewer).filter(search=search, stage=Stage.STOPPED)
    since = Message.objects.filter(candidacy=OuterRef("pk"), sent_at__gte=OuterRef("stage_since"))
    rows = rows.filter(~Exists(since), pk__in=spoken)
    return rows.select_related("candidate").order_by("candidate__name", "pk")


def not_taken(search: Search, viewer: User) -> QuerySet[Submission]:
    """Whom a search partner put forward, who are no candidate by it, and are held all the same."""
    rows = Submission.objects.visible_to(viewer).filter(search=search)
    return rows.not_taken().order_by("name", "pk")


def retention_begun(user: User) -> dict[Search, date]:
    """The searches somebody runs of which it is said how long data is kept: until which day."""
    runs = Membership.objects.current().filter(user=user, role__in=RUNS)
    said = Closed.objects.filter(step=ClosingStep.RETENTION, search__in=runs.values("search"))
    rows = said.select_related("search").order_by("pk")
    return {row.search: row.until for row in rows if row.until}


def kept_until(searches: Collection[Search], user: User) -> dict[int, list[tuple[date, int]]]:
    """Of each of these searches: until which day how many are kept. One query."""
    known = Candidacy.objects.visible_to(user).filter(search__in=searches)
    rows = Kept.objects.filter(candidacy__in=known).annotate(last_day=LAST_DAY).order_by()
    days: dict[int, list[tuple[date, int]]] = {}
    counted = rows.values_list("candidacy__search", "last_day").annotate(Count("pk"))
    for search, last, many in counted:
        days.setdefault(search, []).append((last, many))
    return days


def not_taken_in(searches: Collection[Search], user: User) -> dict[int, int]:
    """How many of those are held of whom partners sent, of each of these searches. One query."""
    rows = Submission.objects.visible_to(user).not_taken().filter(search__in=searches).order_by()
    return dict(rows.values_list("search").annotate(Count("pk")))


def kept_of(search: Search, viewer: User) -> QuerySet[Kept]:
    known = Candidacy.objects.visible_to(viewer).filter(search=search)
    rows = Kept.objects.filter(candidacy__in=known).annotate(last_day=LAST_DAY)
    in_order = rows.order_by("last_day", "pk")
    return in_order.select_related("candidacy__candidate", "candidacy__may_write")
