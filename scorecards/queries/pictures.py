"""The drawings of a debrief, the same on the page and on paper."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from briefs.drawing import RATINGS_KEY, axis, key, ratings_line, score_line
from scorecards.queries.debriefing import Debriefing, Row
from scorecards.queries.judgement import rule_of
from scorecards.statistics import Score
from searches.models import Search


@dataclass(frozen=True)
class Pictures:
    key: SafeString
    score: SafeString
    axis: SafeString
    rows: list[tuple[Row, SafeString]]


def pictures_of(shown: Debriefing) -> Pictures:
    return Pictures(
        key=the_key(),
        score=score_of(shown.candidacy.search, shown.judgement.score),
        axis=axis(),
        rows=[(row, line_of(row)) for row in shown.rows],
    )


def the_key() -> SafeString:
    return key((*RATINGS_KEY, ("rating-far", "the one who differs")))


def score_of(search: Search, score: Score, who: str = "") -> SafeString:
    """The weighted mean with the mark that the rule asks for; empty where there is none."""
    if score.mean is None:
        return SafeString()
    title, interval = _titled("Weighted mean", who), score.interval or (None, None)
    return score_line(title, score.mean, *interval, bar=rule_of(search).mean_minimum)


def line_of(row: Row, who: str = "") -> SafeString:
    """One competency on its scale."""
    summary, title = row.summary, _titled(row.competency.name, who)
    interval = summary.interval or (None, None)
    return ratings_line(title, row.people, summary.mean, *interval, far=row.far)


def _titled(name: str, who: str) -> str:
    """Beside other people's, a drawing says whose it is."""
    return f"{who}, {name}" if who else name
