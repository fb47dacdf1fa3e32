"""The drawings of a debrief, the same on the page and on paper."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from briefs.drawing import RATINGS_KEY, axis, key, ratings_line, score_line
from scorecards.queries.debriefing import Debriefing, Row
from scorecards.queries.judgement import rule_of


@dataclass(frozen=True)
class Pictures:
    key: SafeString
    score: SafeString
    axis: SafeString
    rows: list[tuple[Row, SafeString]]


def pictures_of(shown: Debriefing) -> Pictures:
    score = shown.judgement.score
    interval = score.interval or (None, None)
    rule = rule_of(shown.candidacy.search)
    return Pictures(
        key=key((*RATINGS_KEY, ("rating-far", "the one who differs"))),
        score=score_line("Weighted mean", score.mean, *interval, bar=rule.mean_minimum)
        if score.mean is not None
        else SafeString(),
        axis=axis(),
        rows=[(row, _line(row)) for row in shown.rows],
    )


def _line(row: Row) -> SafeString:
    summary = row.summary
    interval = summary.interval or (None, None)
    return ratings_line(row.competency.name, row.people, summary.mean, *interval, far=row.far)
