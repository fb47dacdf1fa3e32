"""A whole debrief."""

from tests.factories import scorecards as make


def whole(candidacy, **what):
    """All six competencies rated by two people, the debrief open."""
    for key in ("questionnaire", "alignment", "trade_off"):
        make.judged(candidacy, key, **what)
    make.open_debrief(candidacy)
