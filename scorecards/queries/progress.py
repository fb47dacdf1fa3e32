"""Which cards are due, late, in or excused: not content, so every member may see it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from accounts.models import User
from candidates.models import Candidacy
from interviews.models import Interview, Part, Seat
from interviews.states import Duty, LoopState
from scorecards.blindness import owed_seats
from scorecards.models import Card
from scorecards.states import CardState


@dataclass(frozen=True)
class Line:
    """One person's card of one interview, without anything it holds."""

    interview: Interview
    user: User
    seat: str
    card: Card | None
    replaced: bool = False

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
    lines = []
    for seat in seats.select_related("user").order_by("pk"):
        card = cards.pop((seat.interview_id, seat.user_id), None)
        lines.append(Line(by_pk[seat.interview_id], seat.user, seat.title, card))
    for card in cards.values():  # replaced after submitting: the card stands
        if card.state == CardState.SUBMITTED:
            lines.append(Line(by_pk[card.interview_id], card.author, "", card, replaced=True))
    return sorted(lines, key=lambda line: (line.interview.part.position, line.seat, line.user.pk))


def parts_not_planned(candidacy: Candidacy) -> list[Part]:
    """Parts of the open loop without a standing interview for this candidacy."""
    held = Interview.objects.standing().filter(candidacy=candidacy).values("part__key")
    parts = Part.objects.filter(loop__search=candidacy.search_id, loop__state=LoopState.OPEN)
    return list(parts.exclude(key__in=held))


def debrief_is_due(candidacy: Candidacy) -> bool:
    """Whether the whole loop was held and its cards are in, and the debrief is not open."""
    return (
        not candidacy.ended
        and not candidacy.debriefs.filter(closed_at=None).exists()
        and not owed_seats().filter(interview__candidacy=candidacy).exists()
        and Card.objects.filter(interview__candidacy=candidacy, state=CardState.SUBMITTED).exists()
        and not parts_not_planned(candidacy)
    )


def names(people: Iterable[User]) -> str:
    """'Ada, Ines and Priya'"""
    said = [str(person) for person in people]
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}" if said else ""
