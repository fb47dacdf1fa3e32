"""What came of a hire: what is due, what is being written, and the record beside the scorecards."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from itertools import groupby
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet
from django.utils.safestring import SafeString

from accounts.models import User
from accounts.templatetags.face import clock_filter
from briefs.drawing import RATINGS_KEY, axis, key, ratings_line
from candidates.models import Candidacy
from onboarding.actions.outcomes import EARLY, FORFEITS, PASSED
from onboarding.differences import in_words
from onboarding.models import Outcome, OutcomeRating, Plan
from onboarding.models.outcomes import due_on
from onboarding.states import Moment, PlanState
from playbooks.schema import Competency
from scorecards.blindness import debriefs_open_to
from scorecards.content import Content
from scorecards.models import Card, Rating
from scorecards.queries import standing_decision
from scorecards.statistics import Rating as Given
from scorecards.statistics import Summary, summarise

# ---- When it is due ----


@dataclass(frozen=True)
class Due:
    """One moment of a plan: its day, whether it can be written by now, whether it is recorded."""

    moment: Moment
    on: date
    opens: bool
    recorded_at: datetime | None
    passed: str
    """Why it is recorded no more: somebody has looked back since."""
    forfeits: str
    """What can be recorded no more once this is."""


def moments_of(plan: Plan) -> list[Due]:
    """For who may read the plan. One query; none before anybody has started."""
    if plan.state == PlanState.WAITING:
        return []
    today = plan.search.today
    rows = Outcome.objects.filter(plan=plan).recorded().values_list("moment", "recorded_at")
    recorded = dict(rows)
    days = {moment: due_on(plan, moment) for moment in Moment}
    late = {Moment.DAY_90: PASSED} if Moment.MONTH_SIX in recorded else {}
    ends = {} if Moment.DAY_90 in recorded else {Moment.MONTH_SIX: FORFEITS}
    return [
        Due(m, on, today >= on - EARLY, recorded.get(m), late.get(m, ""), ends.get(m, ""))
        for m, on in days.items()
    ]


# ---- Writing it ----


@dataclass(frozen=True)
class Desk:
    """What is written so far at one moment. Holds nothing that anybody said in the search."""

    plan: Plan
    due: Due
    row: Outcome | None
    competencies: Sequence[Competency]

    @property
    def recorded(self) -> bool:
        return self.due.recorded_at is not None

    @property
    def draft(self) -> Content:
        return typed_in(self.competencies, self.row)

    @property
    def revision(self) -> int:
        return self.row.revision if self.row else 0

    @property
    def saved_at(self) -> str:
        return clock_filter(self.row.saved_at) if self.row and self.row.saved_at else ""


def typed_in(competencies: Sequence[Competency], row: Outcome | None) -> Content:
    blank = {one.key: {"value": "", "evidence": ""} for one in competencies}
    return blank | (row.draft if row else {})


def desk_of(plan: Plan, due: Due) -> Desk:
    row = Outcome.objects.filter(plan=plan, moment=due.moment).first()
    return Desk(plan, due, row, plan.search.playbook.competencies)


# ---- What was foretold ----


class Said(NamedTuple):
    """One rating that counts, on somebody who was hired."""

    candidacy: int
    part: str
    part_title: str
    rater: int
    who: str
    competency: str
    value: int


def said_on(candidacies: QuerySet[Candidacy, Any], viewer: User, **only: object) -> list[Said]:
    """What counts of the scorecards on these that the viewer may read, where their debrief is open
    to the viewer; part by part. `only` narrows the cards. One query."""
    cards = (
        Card.objects.visible_to(viewer)
        .filter(
            Q(interview__candidacy__in=debriefs_open_to(viewer).values("pk")),
            interview__candidacy__in=candidacies.values("pk"),
            **only,
        )
        .counting()
    )
    rows = Rating.objects.filter(card__in=cards.values("pk"), value__isnull=False).order_by(
        "card__interview__part__position", "card__author__name", "card", "pk"
    )
    fields = (
        "card__interview__candidacy",
        "card__interview__part__key",
        "card__interview__part__title",
        "card__author",
        "card__author__name",
        "competency",
        "value",
    )
    return [Said(*row) for row in rows.values_list(*fields)]


# ---- One beside the other ----


@dataclass(frozen=True)
class Line:
    """One competency: what came, and what each part and each panelist said of it."""

    competency: Competency
    rating: OutcomeRating
    corrections: list[OutcomeRating]
    parts: list[tuple[str, list[tuple[str, int]]]]
    words: str
    drawing: SafeString


@dataclass(frozen=True)
class Beside:
    """`is_open`: the viewer may read the debrief; where not, nothing of it is in here."""

    outcome: Outcome
    lines: list[Line]
    is_open: bool

    @cached_property
    def key(self) -> SafeString:
        return key((*RATINGS_KEY[:2], ("outcome", self.moment)))

    @cached_property
    def axis(self) -> SafeString:
        return axis()

    @property
    def moment(self) -> str:
        return Moment(self.outcome.moment).label.lower()


def beside(outcome: Outcome, viewer: User) -> Beside:
    """A record for who may read it, with what that viewer may read of the scorecards."""
    candidacy = outcome.plan.candidacy
    own = Candidacy.objects.filter(pk=candidacy.pk)
    is_open = debriefs_open_to(viewer).filter(pk=candidacy.pk).exists()
    said = said_on(own, viewer) if is_open else []
    written: dict[str, list[OutcomeRating]] = {}
    for rating in outcome.ratings.select_related("by"):
        written.setdefault(rating.competency, []).append(rating)
    competencies = [one for one in outcome.search.playbook.competencies if one.key in written]
    summaries = summarise(
        (Given(one.rater, one.competency, one.value) for one in said),
        [one.key for one in competencies],
    )
    label = Moment(outcome.moment).label.lower()
    lines = [
        _line(
            one,
            written[one.key],
            [each for each in said if each.competency == one.key],
            summaries[one.key],
            label if is_open else "",
        )
        for one in competencies
    ]
    return Beside(outcome, lines, is_open)


def _line(
    competency: Competency,
    written: list[OutcomeRating],
    said: list[Said],
    summary: Summary,
    moment: str,
) -> Line:
    """`moment` is empty where nothing may be set beside it."""
    first, *later = written
    parts = [
        (title, [(each.who, each.value) for each in group])
        for title, group in groupby(said, key=lambda each: each.part_title)
    ]
    who = {each.rater: each.who for each in said}
    people = [(who[rater], value) for rater, value in summary.people.items()]
    mark = (moment, first.value) if moment and first.value is not None else None
    quoted = [(f"“{title}”", [value for _, value in group]) for title, group in parts]
    return Line(
        competency=competency,
        rating=first,
        corrections=later,
        parts=parts,
        words=in_words(quoted, summary.mean, moment, first.value) if moment else "",
        drawing=ratings_line(competency.name, people, summary.mean, outcome=mark),
    )


def doubts_of(plan: Plan) -> str:
    """What the debrief left open, as it stands there: for hiring managers here."""
    decision = standing_decision(plan.candidacy)
    return decision.doubts if decision else ""
