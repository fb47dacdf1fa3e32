"""The 90 days as a line with today on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal

from django.utils.safestring import SafeString

from accounts.templatetags.face import day
from briefs.drawing.shapes import Scale, at, dot, drawing, lean, line, shape, text

MarkState = Literal["done", "late", "asks", "later"]
MARKS = {
    "done": ("mean", 7, "signed off"),
    "late": ("late", 7, "late"),
    "asks": ("asks", 6, "waits for somebody"),
    "later": ("was", 6, "to come"),
}


@dataclass(frozen=True)
class Mark:
    day: date
    state: MarkState
    label: str


def plan_line(
    start: date,
    end: date,
    today: date,
    marks: Sequence[Mark],
    phases: Sequence[tuple[str, date]] = (),
) -> SafeString:
    """The plan as a line with today on it; a mark for each milestone, late ones square.

    Phases are a short label and their first day, in order; the last ends with the plan.
    """
    scale = Scale(start.toordinal(), end.toordinal(), 1.5, 98.5)
    now = scale(today.toordinal())
    shapes = [line("todo", scale.left, scale.right, 46, 46)]
    if today > start:
        shapes.append(line("done", scale.left, now, 46, 46))
    shapes += _phases(scale, [*phases, ("", end)], today)
    shapes += [_mark(scale(mark.day.toordinal()), mark.state) for mark in marks]
    if start <= today <= end:
        words = f"today, day {(today - start).days + 1}"
        shapes += [
            line("mean-bar", now, now, 26, 58),
            text(words, now, 18, "t-accent", lean(now)),
        ]
    return drawing(92 if phases else 64, _plan_said(start, end, today, marks), shapes)


def _mark(x: float, state: MarkState) -> SafeString:
    kind, size, _ = MARKS[state]
    if state != "late":
        return dot(kind, x, 46, size)
    square = {"x": at(x), "y": 39, "width": 14, "height": 14, "transform": "translate(-7 0)"}
    return shape("rect", kind, **square)


def _phases(scale: Scale, bounds: Sequence[tuple[str, date]], today: date) -> list[SafeString]:
    shapes = []
    for (label, first), (_, after) in pairwise(bounds):
        left, right = scale(first.toordinal()), scale(after.toordinal())
        kind = "t-strong" if first <= today < after else "t"
        shapes += [
            line("tick", left, left, 36, 56),
            text(label, (left + right) / 2, 80, kind, "middle"),
        ]
    return [*shapes, line("tick", scale.right, scale.right, 36, 56)]


def _plan_said(start: date, end: date, today: date, marks: Sequence[Mark]) -> str:
    when = f"Today is day {(today - start).days + 1}."
    if today < start:
        when = "It has not begun."
    elif today > end:
        when = "It has ended."
    each = "; ".join(f"{m.label}, {day(m.day)}, {MARKS[m.state][2]}" for m in marks)
    return f"The plan from {day(start)} to {day(end)}. {when} {each or 'No milestones yet'}."
