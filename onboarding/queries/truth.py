"""Across searches: which parts and competencies foresaw what came; and for each rater, themselves.

Counted are people who were hired and of whom the hiring manager recorded what came. Nobody else
has an outcome: whoever the panel rated low was not hired, and is in none of these numbers.

A part and a competency are for who runs the searches; a line made of few people's ratings would be
about them, and is silent. A rater's own line is for them alone: there is no address for anybody
else's (compare `scorecards.queries.strictness`).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from django.db.models import QuerySet

from accounts.models import User
from accounts.templatetags.face import count_word
from candidates.models import Candidacy
from onboarding.differences import HIRES, Difference, Pair, difference
from onboarding.models import Outcome, OutcomeRating
from onboarding.queries.outcomes import Said, said_on
from onboarding.states import Moment
from playbooks.schema import Competency
from scorecards.queries.process import AUTHORS
from searches.models import RUNS, Membership, Search

Came = dict[tuple[int, str], int]
"""(Candidacy, competency) -> what came: by the latest moment that could say, as first recorded."""


@dataclass(frozen=True)
class TruthLine:
    title: str
    difference: Difference
    authors: int
    """So many people's ratings are behind it; 0 where it is somebody's own."""

    @property
    def told(self) -> bool:
        return self.difference.told and not 0 < self.authors < AUTHORS

    @property
    def says(self) -> str:
        if self.difference.told and not self.told:
            return "By too few people to say"
        return self.difference.says


@dataclass(frozen=True)
class Truth:
    hires: int
    whole: TruthLine
    parts: list[TruthLine]
    competencies: list[TruthLine]


def truth_of(viewer: User) -> Truth | None:
    """Over the searches the viewer runs now; None where they run none. Five queries for any."""
    mine = Membership.objects.current().filter(user=viewer, role__in=RUNS)
    if not mine.exists():
        return None
    of_mine = Outcome.objects.visible_to(viewer).filter(
        plan__candidacy__search__in=mine.values("search")
    )
    hired = Candidacy.objects.filter(pk__in=of_mine.values("plan__candidacy"))
    said, came = said_on(hired, viewer), _came(of_mine)
    known = _competencies(hired)
    return Truth(
        hires=len({candidacy for candidacy, _ in came}),
        whole=_line("Everything", said, came),
        parts=_by_part(said, came),
        competencies=[
            _line(one.name, [each for each in said if each.competency == key], came)
            for key, one in known.items()
        ],
    )


def _came(outcomes: QuerySet[Outcome, Outcome]) -> Came:
    rows = OutcomeRating.objects.filter(
        outcome__in=outcomes.values("pk"), corrects=None, value__isnull=False
    ).order_by("outcome__moment")  # the later moment takes the place of the earlier
    fields = ("outcome__plan__candidacy", "competency", "value")
    return {(candidacy, on): value for candidacy, on, value in rows.values_list(*fields)}


def _competencies(hired: QuerySet[Candidacy, Candidacy]) -> dict[str, Competency]:
    """Of the playbooks by which they were hired, each once, in their order."""
    searches = Search.objects.filter(pk__in=hired.values("search")).with_playbook().order_by("pk")
    return {one.key: one for search in searches for one in search.playbook.competencies}


def _line(title: str, said: Iterable[Said], came: Came, own: bool = False) -> TruthLine:
    counted = [each for each in said if (each.candidacy, each.competency) in came]
    pairs = (
        Pair(each.candidacy, each.competency, each.value, came[each.candidacy, each.competency])
        for each in counted
    )
    authors = 0 if own else len({each.rater for each in counted})
    return TruthLine(title, difference(pairs), authors)


def _by_part(said: Sequence[Said], came: Came) -> list[TruthLine]:
    """In the order of the loop; a part is the same one in every search."""
    titles = {each.part: each.part_title for each in reversed(said)}
    order = dict.fromkeys(each.part for each in said)
    return [_line(titles[key], [s for s in said if s.part == key], came) for key in order]


# ---- One's own ----


@dataclass(frozen=True)
class OwnRow:
    """One competency of one hire: what the viewer gave, and what came at each moment."""

    competency: str
    given: list[int]
    came: list[tuple[str, str]]
    """('Day 90', '2') or ('Month six', 'cannot be said yet')"""


@dataclass(frozen=True)
class OwnHire:
    candidacy: Candidacy
    rows: list[OwnRow]


@dataclass(frozen=True)
class OwnTruth:
    whole: TruthLine
    competencies: list[TruthLine]
    hires: list[OwnHire]

    @property
    def says(self) -> str:
        """One sentence about oneself, or that it is too soon for one."""
        found = self.whole.difference
        if not found.told:
            on = count_word(HIRES).lower()
            return f"{found.says}. From {on} on, this page says how far off you were."
        if found.says.startswith("As"):
            return "You saw as much as came, to a tenth of a point."
        return f"You saw {found.says}."


def own_truth(viewer: User) -> OwnTruth:
    """From cards of theirs that count, where the debrief is open to them and the hiring manager
    recorded what came. Of the record it holds the numbers: its words are not for the panel."""
    hires = Candidacy.objects.filter(plan__outcomes__recorded_at__isnull=False)
    said = said_on(hires, viewer, author=viewer)
    rated = {each.candidacy for each in said}
    outcomes = Outcome.objects.recorded().filter(plan__candidacy__in=rated)
    hired, came = Candidacy.objects.filter(pk__in=rated), _came(outcomes)
    line = partial(_line, came=came, own=True)
    known = _competencies(hired)
    return OwnTruth(
        whole=line("Everything", said),
        competencies=[
            line(one.name, own)
            for key, one in known.items()
            if (own := [each for each in said if each.competency == key])
        ],
        hires=_own_hires(hired, said, _recorded(outcomes), known),
    )


Recorded = Mapping[tuple[int, str], list[tuple[str, str]]]


def _recorded(outcomes: QuerySet[Outcome, Outcome]) -> Recorded:
    """What each moment says, with the number it was corrected to where it was."""
    rows = OutcomeRating.objects.filter(outcome__in=outcomes.values("pk"))
    fields = ("outcome__plan__candidacy", "competency", "outcome__moment", "corrects", "value")
    found: dict[tuple[int, str], dict[str, str]] = {}
    for candidacy, on, moment, corrects, value in rows.order_by(
        "outcome__moment", "pk"
    ).values_list(*fields):
        says = str(value) if value is not None else "cannot be said yet"
        at = found.setdefault((candidacy, on), {})
        at[moment] = f"{at[moment]}, later corrected: {says}" if corrects else says
    return {
        what: [(Moment(moment).label, says) for moment, says in at.items()]
        for what, at in found.items()
    }


def _own_hires(
    hired: QuerySet[Candidacy, Candidacy],
    said: Sequence[Said],
    recorded: Recorded,
    known: Mapping[str, Competency],
) -> list[OwnHire]:
    given: dict[int, dict[str, list[int]]] = {}
    for each in said:
        given.setdefault(each.candidacy, {}).setdefault(each.competency, []).append(each.value)
    return [
        OwnHire(
            row,
            [
                OwnRow(one.name, given[row.pk][key], recorded.get((row.pk, key), []))
                for key, one in known.items()
                if key in given.get(row.pk, {})
            ],
        )
        for row in hired.select_related("candidate", "search").order_by("-pk")
    ]
