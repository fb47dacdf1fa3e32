"""Pictures as SVG, the same on the page and on paper.

x is in per cent and y in pixels, without a viewBox: text never shrinks, and one drawing fits a
telephone and a page. Every shape carries literal attributes, which WeasyPrint paints, and a class
that the screen's style sheet overrides, so that dark screens work. The title holds the numbers.
"""

from briefs.drawing.keys import PAY_KEY, PLAN_KEY, RATINGS_KEY, key
from briefs.drawing.pay import PayYear, band_line, pay_cases
from briefs.drawing.plan import Mark, plan_line
from briefs.drawing.ratings import axis, ratings_line, score_line

__all__ = [
    "PAY_KEY",
    "PLAN_KEY",
    "RATINGS_KEY",
    "Mark",
    "PayYear",
    "axis",
    "band_line",
    "key",
    "pay_cases",
    "plan_line",
    "ratings_line",
    "score_line",
]
