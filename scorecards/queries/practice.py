"""The practice rating: who is in and out, and once it is shown how far apart the panel is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.safestring import SafeString

from accounts.models import User
from accounts.templatetags.face import clock_filter
from briefs.drawing import RATINGS_KEY, axis, key, ratings_line
from interviews.queries import scoring_seats
from playbooks.schema import Competency
from playbooks.schema import Practice as Case
from scorecards.actions.practice import FEWEST, FEWEST_EARLY, rated_in, seated_in
from scorecards.content import Content
from scorecards.models import Practice, PracticeRating, PracticeSheet
from scorecards.queries.debriefing import differ_words
from scorecards.queries.progress import names
from scorecards.statistics import Gap, Noise, Rating, gaps, noise
from scorecards.statistics.summary import LEAST, MOST
from searches.models import Search
from searches.states import Life


@dataclass(frozen=True)
class Desk:
    """Where it stands for one viewer, without anything that anybody else gave."""

    practice: Practice
    case: Case
    competencies: Sequence[Competency]
    sheet: PracticeSheet | None
    """The viewer's own."""
    scores: bool
    """The viewer holds a scoring seat of the loop."""
    sent: Sequence[str]
    out: Sequence[str]
    own: Sequence[PracticeRating]
    """What the viewer sent."""

    @property
    def shown(self) -> bool:
        return self.practice.shown_at is not None

    @property
    def draft(self) -> Content:
        return typed_in(self.competencies, self.sheet)

    @property
    def revision(self) -> int:
        return self.sheet.revision if self.sheet else 0

    @property
    def saved_at(self) -> str:
        return clock_filter(self.sheet.saved_at) if self.sheet and self.sheet.saved_at else ""

    @property
    def to_rate(self) -> bool:
        """The viewer has it still to rate."""
        return self.scores and not self.own and not self.shown

    @property
    def waits_for(self) -> str:
        return names(list(self.out))

    @property
    def why_not_shown(self) -> str:
        """Why who runs the search, having rated if they score, cannot show it yet."""
        fewest = FEWEST_EARLY if self.out else FEWEST
        if len(self.sent) < fewest:
            how_many = "three people" if self.out else "two people"
            return f"It can be shown from {how_many} on."
        return ""

    @property
    def said(self) -> list[tuple[str, PracticeRating]]:
        """The viewer's own, by competency in the order of the case."""
        given = {rating.competency: rating for rating in self.own}
        return [(one.name, given[one.key]) for one in self.competencies if one.key in given]


def typed_in(competencies: Iterable[Competency], sheet: PracticeSheet | None) -> Content:
    """What is typed so far, with a place for everything the case asks."""
    blank = {one.key: {"value": "", "evidence": ""} for one in competencies}
    return blank | (sheet.draft if sheet else {})


def desk_of(practice: Practice, viewer: User) -> Desk:
    """Three queries, however many rate."""
    search = practice.search
    case = search.playbook.practice
    assert case is not None  # a search keeps its version, and it was turned on with this one
    seated = seated_in(search)
    sheets = {
        sheet.rater_id: sheet for sheet in practice.sheets.select_related("rater").defer("draft")
    }
    sent = {pk: sheet for pk, sheet in sheets.items() if sheet.sent_at}
    return Desk(
        practice=practice,
        case=case,
        competencies=rated_in(search),
        sheet=sheets.get(viewer.pk),
        scores=viewer in seated,
        sent=sorted(str(sheet.rater) for sheet in sent.values()),
        out=[str(user) for user in seated if user.pk not in sent],
        own=list(
            PracticeRating.objects.visible_to(viewer).filter(
                sheet__practice=practice, sheet__rater=viewer
            )
        ),
    )


# ---- Shown ----


@dataclass(frozen=True)
class Row:
    """One competency of the case: its dots, who differs, and why each gave what they gave."""

    competency: Competency
    people: list[tuple[str, float]]
    mean: float | None
    gap: Gap | None
    far: list[str]
    said: list[tuple[str, PracticeRating]]

    @property
    def differ(self) -> str:
        return differ_words(self.people, self.gap)

    @property
    def drawing(self) -> SafeString:
        """As in a debrief, without an interval: nothing here stands for more than these people."""
        return ratings_line(self.competency.name, self.people, self.mean, far=self.far)


@dataclass(frozen=True)
class Level:
    """One person's: what they would give, and how far that is from everybody's."""

    who: str
    gives: float
    points: float

    @property
    def gives_words(self) -> str:
        return f"{min(max(self.gives, LEAST), MOST):.1f}"

    @property
    def words(self) -> str:
        """'0.8 milder', '0.4 stricter', or 'as the whole panel'"""
        points = f"{abs(self.points):.1f}"
        if points == "0.0":
            return "as the whole panel"
        return f"{points} {'milder' if self.points > 0 else 'stricter'}"


@dataclass(frozen=True)
class Shown:
    rows: list[Row]
    noise: Noise
    names: dict[int, str]

    @cached_property
    def levels(self) -> list[Level]:
        """The strictest first."""
        mean = self.noise.mean or 0
        found = [
            Level(self.names[rater], mean + points, points)
            for rater, points in self.noise.levels.items()
        ]
        return sorted(found, key=lambda level: (round(level.points, 6), level.who))

    @property
    def everybody(self) -> str:
        return f"{self.noise.mean:.1f}" if self.noise.mean is not None else ""

    @property
    def level_words(self) -> str:
        """What level noise comes to between the two who are furthest apart."""
        low, high = self.levels[0], self.levels[-1]
        if low.gives_words == high.gives_words:
            return "On the whole nobody is stricter than another."
        return (
            f"On the whole, {low.who} would give the same person {low.gives_words} "
            f"and {high.who} {high.gives_words}."
        )

    @property
    def pattern_words(self) -> str:
        """Where somebody differs most from what their own level leads one to expect."""
        cell = self.noise.furthest
        if self.noise.pattern is None or cell is None:
            return "Too little was rated to tell it from strictness."
        points = self.noise.residuals[cell]
        if abs(points) < 0.05:
            return "Strictness taken off, you see the same strengths and weaknesses."
        names_of = {row.competency.key: row.competency.name for row in self.rows}
        return (
            f"Strictness taken off, you still differ on what is strong and what is weak: most of "
            f"all {self.names[cell[1]]} on {names_of[cell[0]]}, {abs(points):.1f} "
            f"{'above' if points > 0 else 'below'} what the others and their own level suggest."
        )

    @property
    def split(self) -> list[Row]:
        """On which two people are two points or more apart, widest first."""
        found = [row for row in self.rows if row.gap]
        return sorted(found, key=lambda row: -row.gap.difference if row.gap else 0)

    @property
    def agreed(self) -> list[Row]:
        """Rated by two or more, no two of them more than a point apart."""
        return [row for row in self.rows if not row.gap and len(row.people) > 1]

    @property
    def thin(self) -> list[Row]:
        """Rated by one person or by nobody."""
        return [row for row in self.rows if len(row.people) < 2]

    @property
    def missing(self) -> bool:
        """Whether somebody left something unassessed, so that levels are fitted."""
        return any(len(row.people) < len(self.names) for row in self.rows)

    @property
    def key(self) -> SafeString:
        """What the marks mean, but for the interval, which there is none of."""
        return key((*RATINGS_KEY[:2], ("rating-far", "the one who differs")))

    @property
    def axis(self) -> SafeString:
        return axis()


def shown_to(practice: Practice, viewer: User) -> Shown | None:
    """None before it is shown, and for whom it is not. One query."""
    rows = PracticeRating.objects.visible_to(viewer).filter(
        sheet__practice=practice, sheet__practice__shown_at__isnull=False
    )
    given = list(rows.select_related("sheet__rater").order_by("sheet__rater__name", "sheet"))
    if not given:
        return None
    people = {rating.sheet.rater_id: str(rating.sheet.rater) for rating in given}
    cells = {
        (one.competency, one.sheet.rater_id): one.value for one in given if one.value is not None
    }
    far = {
        gap.competency: gap
        for gap in gaps(Rating(who, key, value) for (key, who), value in cells.items())
    }
    found = [
        _row(one, [r for r in given if r.competency == one.key], far.get(one.key))
        for one in rated_in(practice.search)
    ]
    return Shown(found, noise(cells), people)


def _row(competency: Competency, given: list[PracticeRating], gap: Gap | None) -> Row:
    said = [(str(rating.sheet.rater), rating) for rating in given]
    people = [(who, float(r.value)) for who, r in said if r.value is not None]
    mean = sum(value for _, value in people) / len(people) if people else None
    differ = min((gap.lowest, gap.highest), key=len) if gap else ()
    far = [who for who, rating in said if rating.sheet.rater_id in differ]
    return Row(competency, people, mean, gap, far, said)


# ---- For other pages ----


def practices_to_rate(user: User) -> list[tuple[Practice, bool]]:
    """Those that wait for the user, with whether they have begun."""
    member = Search.objects.visible_to(user).filter(life=Life.RUNNING)
    seats = scoring_seats().filter(user=user, part__loop__search=OuterRef("search"))
    own = PracticeSheet.objects.filter(practice=OuterRef("pk"), rater=user)
    rows = Practice.objects.filter(Exists(seats), search__in=member, shown_at=None)
    rows = rows.exclude(Exists(own.filter(sent_at__isnull=False)))
    rows = rows.annotate(has_begun=Exists(own)).select_related("search").order_by("pk")
    return [(row, row.has_begun) for row in rows]


class HowFar(NamedTuple):
    practice: Practice
    begun: int
    sent: int


def practice_in(search: Search) -> HowFar | None:
    """How many have begun, those who are in among them. One query."""
    rows = Practice.objects.filter(search=search).annotate(
        all_begun=Count("sheets"),
        all_sent=Count("sheets", filter=Q(sheets__sent_at__isnull=False)),
    )
    row = rows.first()
    return HowFar(row, row.all_begun, row.all_sent) if row else None
