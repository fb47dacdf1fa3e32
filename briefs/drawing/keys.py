"""What the marks of a drawing mean."""

from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from briefs.drawing.shapes import dot, line, shape

SWATCH = {
    "rating": ("hollow dot", dot("rating", 50, 7, 4.5)),
    "rating-far": ("filled dot", dot("rating rating-far", 50, 7, 4.5)),
    "mean": ("large dot", dot("mean", 50, 7, 6)),
    "range": ("thick line", line("range", 0, 100, 7, 7)),
    "range-thin": ("thin line", line("range-thin", 0, 100, 7, 7)),
    "outcome": ("upright bar", line("outcome", 50, 50, 0, 14)),
    "late": ("square", shape("rect", "late", x=6, y=1, width=13, height=13)),
    "asks": ("ring", dot("asks", 50, 7, 5)),
    "later": ("thin ring", dot("was", 50, 7, 5.5)),
    "seg-1": ("dark bar", shape("rect", "seg-1", x=0, y=1, width=24, height=12)),
    "seg-2": ("middle bar", shape("rect", "seg-2", x=0, y=1, width=24, height=12)),
    "seg-3": ("light bar", shape("rect", "seg-3", x=0, y=1, width=24, height=12)),
    "seg-4": ("outlined bar", shape("rect", "seg-4", x=1, y=2, width=22, height=10)),
}
RATINGS_KEY = (("rating", "one rater"), ("mean", "mean"), ("range", "95% interval"))
PAY_KEY = (
    ("seg-1", "base"),
    ("seg-2", "bonus and incentive"),
    ("seg-3", "sign-on"),
    ("seg-4", "equity, not cash"),
)
PLAN_KEY = (
    ("mean", "signed off"),
    ("late", "late"),
    ("asks", "waits for somebody"),
    ("later", "to come"),
)


def key(items: Iterable[tuple[str, str]]) -> SafeString:
    """What the marks of a drawing mean, as a list."""
    rows = format_html_join(
        "",
        '<li><svg class="draw" width="24" height="14" aria-hidden="true"><title>{}</title>{}</svg>'
        "{}</li>",
        ((*SWATCH[kind], words) for kind, words in items),
    )
    return format_html('<ul class="key">{}</ul>', rows)
