"""Candidates to be compared, and how the page is read."""

import re

from tests.factories import scorecards as make

ALL_SIX = ("questionnaire", "alignment", "trade_off")
"""Parts that together have all six competencies."""


def opened(search, name, *values, parts=("production",), **what):
    """A candidate whose debrief is open, rated by two people a part: the values in turn."""
    row, given = make.candidacy(search, name), iter(values * 6)
    for key in parts:
        interview = make.interview(row, key)
        for _ in range(2):
            make.submitted(make.seat(interview), ratings=next(given), **what)
    make.open_debrief(row)
    return row


def shown(body) -> list[str]:
    """Whose columns the table has, in their order."""
    head = body[body.index("<thead") : body.index("</thead>")] if "<thead" in body else ""
    return re.findall(r'scope="col">([A-Z][^<]*)</th>', head)
