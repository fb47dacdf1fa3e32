"""Which cards are due, late, in or excused: not content, so every member may see it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils import timezone

from accounts.models import User
from candidates.models import Candidacy
from interviews.models import Interview, Part, Seat
from interviews.states import Duty, LoopState
from scorecards.blindness import owed_seats, ready_gates
from scorecards.models import Card, Debrief, Gate, Reminder
from scorecards.states import CardState, Occasion
from searches.models import Search
from searches.rules import may


@dataclass(frozen=True)
class Line:
    """One person's card of one interview, without anything it holds."""

    interview: Interview
    user: User
    seat: str
    card: Card | None
    replaced: bool = False
    quiet: bool = False
    """They want no more reminders for it."""
    reminded_at: datetime | None = None
    """When somebody reminded this person today, of this card or another."""

    @property
    def state(self) -> str:
        """'submitted', 'excused', 'late', 'due' or 'later' (before the interview)."""
        if self.card and self.card.state != CardState.DRAFT:
            return self.card.state
        now = timezone.now()
        if self.interview.starts_at and self.interview.starts_at > now:
            return "later"
        return "late" if self.interview.card_due_at < now else "due"

    @property
    def outstanding(self) -> bool:
        return self.state in ("late", "due", "later")

    @property
    def due_at(self) -> datetime:
        return self.interview.card_due_at


def lines_of(candidacy: Candidacy) -> list[Line]:
    """Every card owed or in on a candidacy, by part. Three queries."""
    interviews = Interview.objects.standing().filter(candidacy=candidacy).select_related("part")
    by_pk = {interview.pk: interview for interview in interviews}
    cards = {
        (card.interview_id, card.author_id): card
        for card in Card.objects.filter(interview__in=by_pk, amends=None)
        .select_related("author", "excused_by")
        .defer("draft", "why", "words")
    }
    seats = Seat.objects.current().filter(interview__in=by_pk, duty=Duty.SCORING)
    asked = by_hand_today(candidacy.search).filter(seat__user=OuterRef("user")).order_by("-at")
    seats = seats.annotate(reminded_at=Subquery(asked.values("at")[:1]))
    lines = []
    for seat in seats.select_related("user", "reminder_stop").order_by("pk"):
        card = cards.pop((seat.interview_id, seat.user_id), None)
        line = Line(
            by_pk[seat.interview_id],
            seat.user,
            seat.title,
            card,
            quiet=hasattr(seat, "reminder_stop"),
            reminded_at=seat.reminded_at,
        )
        lines.append(line)
    for card in cards.values():  # replaced after submitting: the card stands
        if card.state == CardState.SUBMITTED:
            lines.append(Line(by_pk[card.interview_id], card.author, "", card, replaced=True))
    return sorted(lines, key=lambda line: (line.interview.part.position, line.seat, line.user.pk))


def by_hand_today(search: Search) -> QuerySet[Reminder]:
    """What somebody asked for by hand in this search today, on its own clock."""
    midnight = datetime.combine(search.today, time(), tzinfo=ZoneInfo(search.zone))
    return Reminder.objects.filter(
        seat__interview__candidacy__search=search, occasion=Occasion.BY_HAND, at__gte=midnight
    )


def parts_not_planned(candidacy: Candidacy) -> list[Part]:
    """Parts of the open loop without a standing interview for this candidacy."""
    held = Interview.objects.standing().filter(candidacy=candidacy).values("part__key")
    parts = Part.objects.filter(loop__search=candidacy.search_id, loop__state=LoopState.OPEN)
    return list(parts.exclude(key__in=held))


@dataclass(frozen=True)
class GateLine:
    """A gate on the way: not yet, ready to be decided, or decided. Never why."""

    interview: Interview
    ready: bool
    decided: Gate | None

    @property
    def part(self) -> Part:
        return self.interview.part


@dataclass(frozen=True)
class Progress:
    """How far the judging of one candidacy is, for a member who may open it."""

    lines: list[Line]
    gates: list[GateLine]
    debrief: Debrief | None
    not_planned: list[Part]
    readable: bool
    """The debrief is open to the viewer."""
    may_open: bool
    may_excuse: bool
    may_remind: bool
    may_gate: bool
    owes: bool
    """The viewer owes a card here themselves."""

    @property
    def outstanding(self) -> list[str]:
        return sorted({str(line.user) for line in self.lines if line.outstanding})

    @property
    def submitted(self) -> int:
        return sum(line.state == CardState.SUBMITTED for line in self.lines)

    @property
    def why_shut(self) -> str:
        """Why the debrief cannot be opened yet; empty when it can."""
        if not self.submitted:
            return "Opens when there is a scorecard to talk about."
        if self.owes:
            return "You owe a scorecard here yourself. Submit it first."
        if self.outstanding:
            return f"Opens when {names(self.outstanding)} submitted, or when they are excused."
        return ""


def progress_of(candidacy: Candidacy, viewer: User) -> Progress:
    # What is still out stands first: it is what somebody can do something about.
    lines = sorted(lines_of(candidacy), key=lambda line: not line.outstanding)
    return Progress(
        lines=lines,
        gates=gates_of(candidacy),
        debrief=candidacy.debriefs.filter(closed_at=None).select_related("opened_by").first(),
        not_planned=parts_not_planned(candidacy),
        readable=may(viewer, "scorecards.read_debrief", candidacy),
        may_open=may(viewer, "scorecards.open_debrief", candidacy),
        may_excuse=may(viewer, "scorecards.excuse", candidacy),
        may_remind=may(viewer, "scorecards.remind", candidacy),
        may_gate=may(viewer, "scorecards.gate", candidacy),
        owes=any(line.outstanding and line.user == viewer for line in lines),
    )


def gates_of(candidacy: Candidacy) -> list[GateLine]:
    """The gates of the parts that stand, in order."""
    decided = {
        gate.part.key: gate
        for gate in Gate.objects.filter(candidacy=candidacy).select_related("part", "decided_by")
    }
    rows = Interview.objects.standing().filter(candidacy=candidacy, part__gate=True)
    found = []
    for row in rows.select_related("part").annotate(
        ready=Exists(ready_gates().filter(pk=OuterRef("pk")))
    ):
        gate = decided.get(row.part.key)
        found.append(GateLine(row, gate is None and row.ready, gate))
    return found


def debriefs_due() -> QuerySet[Candidacy]:
    """Candidacies whose whole loop was held and judged, and whose debrief is not open."""
    here = Interview.objects.standing().filter(candidacy=OuterRef(OuterRef("pk")))
    missing = Part.objects.filter(
        ~Exists(here.filter(part__key=OuterRef("key"))),
        loop__search=OuterRef("search"),
        loop__state=LoopState.OPEN,
    )
    cards = Card.objects.filter(interview__candidacy=OuterRef("pk"), state=CardState.SUBMITTED)
    opened = Debrief.objects.filter(candidacy=OuterRef("pk"), closed_at=None)
    owed = owed_seats().filter(interview__candidacy=OuterRef("pk"))
    return Candidacy.objects.live().filter(
        Exists(cards), ~Exists(opened), ~Exists(owed), ~Exists(missing)
    )


def debrief_is_due(candidacy: Candidacy) -> bool:
    return debriefs_due().filter(pk=candidacy.pk).exists()


def names(people: Iterable[User | str]) -> str:
    """'Ada, Ines and Priya'"""
    said = [str(person) for person in people]
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}" if said else ""
