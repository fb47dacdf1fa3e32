"""Lines, dots, bars and text, each escaped where it is made, and the scale they stand on."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

Number = int | float | Decimal

PAINT = {
    "line": {"stroke": "#85898e", "stroke-width": "1"},
    "tick": {"stroke": "#85898e", "stroke-width": "1"},
    "todo": {"stroke": "#85898e", "stroke-width": "1"},
    "range": {"stroke": "#6388ab", "stroke-width": "5"},
    "range-thin": {"stroke": "#6388ab", "stroke-width": "2"},
    "done": {"stroke": "#153e63", "stroke-width": "5"},
    "mean-bar": {"stroke": "#153e63", "stroke-width": "3"},
    "bar-line": {"stroke": "#000000", "stroke-width": "1.5", "stroke-dasharray": "3 3"},
    "outcome": {"stroke": "#000000", "stroke-width": "4"},
    "mean": {"fill": "#153e63", "stroke": "#ffffff", "stroke-width": "2"},
    "rating": {"fill": "#ffffff", "stroke": "#000000", "stroke-width": "1.5"},
    "rating rating-far": {"fill": "#7f5200", "stroke": "#7f5200", "stroke-width": "1.5"},
    "late": {"fill": "#9e2a21", "stroke": "#ffffff", "stroke-width": "2"},
    "asks": {"fill": "#ffffff", "stroke": "#7f5200", "stroke-width": "3"},
    "was": {"fill": "#ffffff", "stroke": "#85898e", "stroke-width": "1.5"},
    "seg-1": {"fill": "#153e63"},
    "seg-2": {"fill": "#6388ab"},
    "seg-3": {"fill": "#b4c6d7"},
    "seg-4": {"fill": "#ffffff", "stroke": "#6388ab", "stroke-width": "1.5"},
    "t": {"fill": "#4a4f55"},
    "t-strong": {"fill": "#000000", "font-weight": "600"},
    "t-accent": {"fill": "#153e63", "font-weight": "600"},
}
TEXT = {"font-family": "Brief Vollkorn, serif", "font-size": "10.7"}
ANCHOR = {"start": "", "middle": " t-mid", "end": " t-end"}


def shape(name: str, kind: str, **more: object) -> SafeString:
    attributes = {"class": kind} | PAINT[kind] | {k.replace("_", "-"): v for k, v in more.items()}
    pairs = format_html_join("", ' {}="{}"', attributes.items())
    return format_html("<{}{}/>", name, pairs)


def at(x: float) -> str:
    return f"{x:.2f}%"


def line(kind: str, x1: float, x2: float, y1: float, y2: float) -> SafeString:
    return shape("line", kind, x1=at(x1), x2=at(x2), y1=y1, y2=y2)


def dot(kind: str, x: float, y: float, r: float) -> SafeString:
    return shape("circle", kind, cx=at(x), cy=y, r=r)


def bar(kind: str, x: float, width: float, y: float, height: float) -> SafeString:
    return shape("rect", kind, x=at(x), y=y, width=at(width), height=height)


def text(words: str, x: float, y: float, kind: str = "t", anchor: str = "start") -> SafeString:
    attributes = TEXT | PAINT[kind] | {"text-anchor": anchor, "x": at(x), "y": str(y)}
    pairs = format_html_join("", ' {}="{}"', attributes.items())
    return format_html('<text class="{}{}"{}>{}</text>', kind, ANCHOR[anchor], pairs, words)


def drawing(height: int, sentence: str, shapes: Iterable[SafeString]) -> SafeString:
    return format_html(
        '<svg class="draw" width="100%" height="{}" role="img"><title>{}</title>{}</svg>',
        height,
        sentence,
        format_html_join("", "{}", ((shape,) for shape in shapes)),
    )


@dataclass(frozen=True)
class Scale:
    """Where a value lies between two ends, in per cent of the drawing."""

    least: float
    most: float
    left: float = 3
    right: float = 97

    def __call__(self, value: Number) -> float:
        share = (float(value) - self.least) / ((self.most - self.least) or 1)
        return self.left + min(max(share, 0), 1) * (self.right - self.left)


def figure(value: Number) -> str:
    return f"{float(value):.2f}".rstrip("0").rstrip(".")


def score(value: Number) -> str:
    return f"{float(value):.1f}"


def lean(x: float, half: float = 15) -> str:
    """Which way a label leans to stay inside: half its width on a telephone, in per cent."""
    return "start" if x < half else "end" if x > 100 - half else "middle"
