"""An amount on its band, and the years of a package."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.safestring import SafeString

from accounts.templatetags.face import money
from briefs.drawing.shapes import Scale, bar, dot, drawing, lean, line, text

Amount = Decimal | int


def band_line(
    minimum: Amount,
    maximum: Amount | None,
    amount: Amount,
    currency: str,
    midpoint: Amount | None = None,
    *,
    hoped: tuple[Amount, Amount] | None = None,
    words: str = "This offer",
) -> SafeString:
    """An amount on its band. An open band has no end, so no middle: only its minimum is marked."""
    scale = _pay_scale(minimum, maximum, amount, hoped)
    start, at = scale(minimum), scale(amount)
    end = scale.right if maximum is None else scale(maximum)
    shapes = [
        line("line", scale.left, scale.right, 60, 60),
        line("range", start, end, 60, 60),
        text(f"{words}, {money(amount)}", at, 20, "t-accent", lean(at, 30)),
        line("mean-bar", at, at, 30, 48),
        *_limits(scale, minimum, maximum, midpoint),
        dot("mean", at, 60, 9),
    ]
    said = _band_said(minimum, maximum, amount, currency, midpoint, words)
    if hoped:
        shapes += _hoped(scale, *hoped)
        said += f" The candidate hopes for {money(hoped[0], currency)} to {money(hoped[1])}."
    return drawing(132 if hoped else 96, said, shapes)


def _pay_scale(
    minimum: Amount, maximum: Amount | None, amount: Amount, hoped: Sequence[Amount] | None
) -> Scale:
    values = [float(v) for v in (minimum, maximum, amount, *(hoped or ())) if v is not None]
    least, most = min(values), max(values)
    if maximum is None:  # room to the right: the band goes on
        most = max(most, float(minimum) * 1.5) * 1.08
    return Scale(least, most, 4, 96)


def _limits(
    scale: Scale, minimum: Amount, maximum: Amount | None, midpoint: Amount | None
) -> list[SafeString]:
    if maximum is None:
        x = scale(minimum)
        return [line("tick", x, x, 50, 70), text(f"{money(minimum)} and up", x, 88)]
    left, right = scale(minimum), scale(maximum)
    ticks = [line("tick", left, left, 50, 70), line("tick", right, right, 50, 70)]
    # A band squeezed by an amount far outside it has no room for each figure at its place.
    if right - left < 38:
        middle = (left + right) / 2
        both = f"{money(minimum)} to {money(maximum)}"
        return [*ticks, text(both, middle, 88, anchor=lean(middle, 25))]
    labels = [text(money(minimum), left, 88), text(money(maximum), right, 88, anchor="end")]
    if midpoint is not None and right - left > 55:
        x = scale(midpoint)
        ticks.append(line("tick", x, x, 50, 70))
        labels.append(text(money(midpoint), x, 88, anchor="middle"))
    return ticks + labels


def _hoped(scale: Scale, low: Amount, high: Amount) -> list[SafeString]:
    left, right = scale(low), scale(high)
    middle = (left + right) / 2
    return [
        line("range-thin", left, right, 106, 106),
        line("range-thin", left, left, 101, 111),
        line("range-thin", right, right, 101, 111),
        text("hoped for", middle, 128, anchor=lean(middle)),
    ]


def _band_said(
    minimum: Amount,
    maximum: Amount | None,
    amount: Amount,
    currency: str,
    midpoint: Amount | None,
    words: str,
) -> str:
    if maximum is None:
        band = f"The band begins at {money(minimum, currency)} and has no upper end."
    else:
        band = f"The band runs from {money(minimum, currency)} to {money(maximum)}"
        band += f" with its midpoint at {money(midpoint)}." if midpoint is not None else "."
    where = " inside the band"
    if amount < minimum:
        where = f" {money(minimum - amount)} under the band"
    elif maximum is not None and amount > maximum:
        where = f" {money(amount - maximum)} over the band"
    return f"{band} {words} is {money(amount, currency)},{where}."


@dataclass(frozen=True)
class PayYear:
    """One bar: what is paid in a year in one case, in one currency."""

    label: str
    base: Amount = 0
    bonus: Amount = 0
    sign_on: Amount = 0
    equity: Amount = 0

    @property
    def parts(self) -> tuple[tuple[str, Amount], ...]:
        amounts = (self.base, self.bonus, self.sign_on, self.equity)
        return tuple(zip(("seg-1", "seg-2", "seg-3", "seg-4"), amounts, strict=True))

    @property
    def total(self) -> Decimal:
        return sum((Decimal(str(amount)) for _, amount in self.parts), Decimal(0))


def pay_cases(years: Sequence[tuple[str, Sequence[PayYear]]], currency: str) -> SafeString:
    """Each year with a bar a case, all on one scale; the middle case stands out.

    Cash is filled and equity outlined, because it is not cash.
    """
    most = float(max((row.total for _, rows in years for row in rows), default=0)) or 1
    shapes, said, y = [], [], 0
    for name, rows in years:
        shapes.append(text(name, 0, y + 12, "t-strong"))
        for place, row in enumerate(rows):
            kind = "t-strong" if place == len(rows) // 2 else "t"
            top = y + 22 + 34 * place
            shapes += [
                text(row.label.capitalize(), 0, top + 10, kind),
                text(money(round(row.total)), 100, top + 10, kind, "end"),
                *_segments(row, most, top + 15),
            ]
        each = ", ".join(f"{row.label} {money(row.total, currency)}" for row in rows)
        said.append(f"{name}: {each}.")
        y += 34 * len(rows) + 40
    return drawing(y - 12, " ".join(said), shapes)


def _segments(row: PayYear, most: float, y: int) -> list[SafeString]:
    shapes, x = [], 0.0
    for kind, amount in row.parts:
        width = float(amount) / most * 99
        if width <= 0:
            continue
        inset = 1 if kind == "seg-4" else 0  # an outline grows outwards
        shapes.append(bar(kind, x, max(width - 0.3, 0.1), y + inset, 12 - 2 * inset))
        x += width
    return shapes
