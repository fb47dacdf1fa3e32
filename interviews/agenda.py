"""The minutes of a part as one line: what is asked when, the same on the page and on paper."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.safestring import SafeString

from accounts.templatetags.face import clock
from briefs.drawing.shapes import bar, drawing, text
from playbooks.schema import AgendaLine

TOP, HIGH = 4, 18
GAP = 0.4
"""Per cent of white between two bars."""
LEAST = 6.5
"""Per cent: a clock time under a narrower bar would run into the next one."""


def agenda_line(
    agenda: Sequence[AgendaLine], numbers: dict[str, int], starts_at: datetime, zone: str
) -> SafeString:
    """Filled bars are the questions, by their number; open ones are welcome, theirs and close.

    Answers nothing where the playbook has no agenda.
    """
    whole = sum(line.minutes for line in agenda)
    if not whole:
        return SafeString("")
    at, x, shapes, said = starts_at.astimezone(ZoneInfo(zone)), 0.0, [], []
    for line in agenda:
        width = 100 * line.minutes / whole
        shapes += _one(line, numbers, x, width, at)
        said.append(f"{clock(at)} {line.what.lower()}")
        x, at = x + width, _later(at, line.minutes)
    shapes.append(text(clock(at), 100, TOP + HIGH + 14, "t", "end"))
    return drawing(TOP + HIGH + 18, f"{'; '.join(said)}; {clock(at)} end.", shapes)


def _one(
    line: AgendaLine, numbers: dict[str, int], x: float, width: float, at: datetime
) -> list[SafeString]:
    asked = numbers.get(line.question or "")
    shapes = [bar("seg-3" if asked else "seg-4", x, width - GAP, TOP, HIGH)]
    if asked:
        shapes.append(text(str(asked), x + width / 2, TOP + 13, "t-strong", "middle"))
    if width >= LEAST and x + width < 100 - LEAST / 2:
        shapes.append(text(clock(at), x, TOP + HIGH + 14))
    return shapes


def _later(moment: datetime, minutes: int) -> datetime:
    """By the instant, not by the clock on the wall."""
    zone = moment.tzinfo
    return (moment.astimezone(ZoneInfo("UTC")) + timedelta(minutes=minutes)).astimezone(zone)
