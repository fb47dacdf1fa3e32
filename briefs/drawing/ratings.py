"""Ratings as dots on their scale, the mean, and how sure it is."""

from collections.abc import Collection, Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from briefs.drawing.shapes import Number, Scale, dot, drawing, figure, lean, line, score, text


def _steps(scale: Scale) -> range:
    return range(round(scale.least), round(scale.most) + 1)


def _scale_line(scale: Scale, y: int) -> list[SafeString]:
    ticks = [line("tick", scale(n), scale(n), y - 4, y + 4) for n in _steps(scale)]
    return [line("line", scale.left, scale.right, y, y), *ticks]


def _spread(
    scale: Scale, y: int, values: Sequence[Number], interval: Sequence[Number]
) -> list[SafeString]:
    """The 95% interval, thick; below four raters there is none, and the range stands, thin."""
    if interval:
        return [line("range", scale(interval[0]), scale(interval[1]), y, y)]
    if len(values) > 1:
        return [line("range-thin", scale(min(values)), scale(max(values)), y, y)]
    return []


def _interval(low: Number | None, high: Number | None, least: int, most: int) -> tuple[Number, ...]:
    """Cut at the ends of the scale; empty where there is none."""
    if low is None or high is None:
        return ()
    return max(low, least), min(high, most)


def axis(*, least: int = 1, most: int = 5) -> SafeString:
    """The figures over a column of rating lines: decoration, since each line says its own scale.

    The title is for paper, where every picture has to have one.
    """
    scale = Scale(least, most)
    figures = [text(str(n), scale(n), 14, anchor="middle") for n in _steps(scale)]
    return format_html(
        '<svg class="draw" width="100%" height="20" aria-hidden="true"><title>{}</title>{}</svg>',
        f"The scale from {least} to {most}",
        format_html_join("", "{}", ((shape,) for shape in figures)),
    )


def ratings_line(
    name: str,
    ratings: Sequence[tuple[str, Number]],
    mean: Number | None = None,
    low: Number | None = None,
    high: Number | None = None,
    *,
    far: Collection[str] = (),
    outcome: tuple[str, Number] | None = None,
    least: int = 1,
    most: int = 5,
) -> SafeString:
    """One competency: a hollow dot a rater, stacked; the mean and its interval on the line.

    `far` names the raters who differ: their dots are filled. A label may be empty. `outcome` is
    what came of it, by its name: an upright bar through the line, named below it.
    """
    scale, interval = Scale(least, most), _interval(low, high, least, most)
    columns: dict[float, list[str]] = {}
    for label, value in ratings:
        columns.setdefault(round(scale(value), 2), []).append(label)
    y = 26 + 12 * max((len(column) - 1 for column in columns.values()), default=0)
    shapes = _scale_line(scale, y) + _spread(scale, y, [v for _, v in ratings], interval)
    if mean is not None:
        shapes.append(dot("mean", scale(mean), y, 7))
    for x, column in columns.items():
        for place, label in enumerate(column):
            kind = "rating rating-far" if label and label in far else "rating"
            shapes.append(dot(kind, x, y - 15 - 12 * place, 4.5))
    said = _said(name, ratings, mean, interval, least, most)
    if outcome is None:
        return drawing(y + 12, said, shapes)
    words, x = f"{outcome[0]}: {figure(outcome[1])}", scale(outcome[1])
    shapes.append(line("outcome", x, x, y - 9, y + 14))
    shapes.append(text(words, x, y + 30, "t-strong", lean(x)))
    return drawing(y + 38, f"{said[:-1]}; {words}.", shapes)


def _said(
    name: str,
    ratings: Sequence[tuple[str, Number]],
    mean: Number | None,
    interval: Sequence[Number],
    least: int,
    most: int,
) -> str:
    if not ratings and mean is None:
        return f"{name}: not rated."
    each = ", ".join(f"{label} {figure(value)}".strip() for label, value in ratings)
    parts = [f"{each} on a scale of {least} to {most}".strip()]
    if mean is not None:
        parts.append(f"mean {score(mean)}")
    if interval:
        parts.append(f"95% interval {score(interval[0])} to {score(interval[1])}")
    return f"{name}: {'; '.join(parts)}."


def score_line(
    name: str,
    mean: Number,
    low: Number | None = None,
    high: Number | None = None,
    *,
    bar: Number | None = None,
    least: int = 1,
    most: int = 5,
) -> SafeString:
    """The mean over all on its scale, with the mark that the rule asks for."""
    scale, interval = Scale(least, most), _interval(low, high, least, most)
    shapes = _scale_line(scale, 26) + _spread(scale, 26, [], interval)
    shapes += [text(str(n), scale(n), 52, anchor="middle") for n in _steps(scale)]
    said = _said(name, [], mean, interval, least, most)
    if bar is not None:
        words, x = f"rule {figure(bar)}", scale(bar)
        shapes += [line("bar-line", x, x, 14, 38), text(words, x, 10, "t-strong", lean(x))]
        said = f"{said[:-1]}; the rule asks for {figure(bar)}."
    shapes.append(dot("mean", scale(mean), 26, 8))
    return drawing(60, said, shapes)
