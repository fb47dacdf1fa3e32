"""What a panelist finds at their own card."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from django.utils import timezone

from accounts.models import User
from accounts.templatetags.face import clock_filter, when
from interviews.models import Interview, Seat, SeatQuerySet
from interviews.states import InterviewState
from scorecards.content import NOT_ASSESSED, Content, Shape, content_of, shape_of
from scorecards.models import Card, PassedQuestion, ReminderStop
from scorecards.states import MEANING, CardState, Recommendation, Seriousness


@dataclass(frozen=True)
class Said:
    """A card in words, draft or submitted."""

    card: Card
    shape: Shape
    content: Content

    @property
    def lines(self) -> Iterator[tuple[str, str, str]]:
        """(Competency, number in words, note)"""
        for competency in self.shape.competencies:
            rating = self.content["ratings"][competency.key]
            value = f"{rating['value']} of 5" if rating["value"] else "Not rated yet"
            if rating["value"] == NOT_ASSESSED:
                value = "Not assessed"
            yield competency.name, value, rating["evidence"]

    @property
    def words(self) -> list[tuple[str, str]]:
        asked = self.shape.part.card_questions
        return [(q.text, self.content["words"].get(q.key, "")) for q in asked]

    @property
    def extra(self) -> tuple[str, str] | None:
        asked = self.shape.part.extra_question
        if asked is None or not self.content["extra"]:
            return None
        labels = {option.key: option.label for option in asked.options}
        return asked.text, labels.get(self.content["extra"], "")

    @property
    def flags(self) -> list[dict[str, str]]:
        names = {flag.key: flag.name for flag in self.shape.playbook.red_flags}
        serious = dict(Seriousness.choices)
        return [
            {
                "name": flag["name"] or names.get(flag["key"], ""),
                "quote": flag["quote"],
                "seriousness": str(serious.get(flag["seriousness"], "")).capitalize(),
            }
            for flag in self.content["flags"]
        ]

    @property
    def meaning(self) -> str:
        return MEANING[Recommendation(self.content["recommendation"])]

    @property
    def recommendation(self) -> str:
        return str(dict(Recommendation.choices).get(self.content["recommendation"], ""))


@dataclass(frozen=True)
class Desk:
    interview: Interview
    card: Card
    """Saved or not: a card is made when something is first written."""
    shape: Shape
    shut: str
    """Why nothing can be written here any more; empty while it can."""
    wordings: list[Said] = field(default_factory=list)
    """The original and its amendments, once submitted."""
    questions: list[PassedQuestion] = field(default_factory=list)
    quiet: bool = False
    """No more reminders come for this card."""

    @property
    def content(self) -> Content:
        return self.shape.blank() | self.card.draft

    @property
    def shown(self) -> list[Said]:
        """What there is to read, the latest first."""
        draft = [Said(self.card, self.shape, self.content)] if self.card.draft else []
        return self.wordings[::-1] or draft

    @property
    def word(self) -> str:
        if self.wordings:
            return f"Submitted {when(self.card.submitted_at)}"
        return "Excused" if self.card.state == CardState.EXCUSED else "Closed"

    @property
    def rated(self) -> int:
        return self.shape.rated(self.content)

    @property
    def minutes_left(self) -> int:
        share = 1 - self.rated / (len(self.shape.focus) or 1)
        return max(1, round(self.shape.part.time_budget_minutes * share))

    @property
    def saved_at(self) -> str:
        return clock_filter(self.card.saved_at)

    @property
    def late(self) -> bool:
        return self.interview.card_due_at < timezone.now()

    @property
    def due_words(self) -> str:
        due = self.interview.card_due_at
        said = f"Due {when(due, self.interview.zone)}"
        return f"{said}: {lateness(timezone.now() - due)} late" if self.late else said

    @property
    def may_pass_on(self) -> bool:
        return not self.shut and self.card.state != CardState.EXCUSED


def lateness(by: timedelta) -> str:
    """'18 hours', '3 days'"""
    hours = int(by.total_seconds() // 3600)
    count, unit = (hours // 24, "day") if hours >= 48 else (max(hours, 1), "hour")
    return f"{count} {unit}{'' if count == 1 else 's'}"


def desk_of(user: User, interview: Interview) -> Desk:
    own = Card.objects.filter(interview=interview, author=user).select_related("excused_by")
    cards = list(own.prefetch_related("ratings", "flags").order_by("pk"))
    for card in cards:
        card.interview = interview
    shape = shape_of(interview)
    card = cards[0] if cards else Card(interview=interview, author=user)
    done = card.state == CardState.SUBMITTED
    return Desk(
        interview=interview,
        card=card,
        shape=shape,
        shut="" if done else _why_shut(user, interview),
        wordings=[Said(card, shape, content_of(card)) for card in cards] if done else [],
        questions=list(PassedQuestion.objects.filter(interview=interview, author=user)),
        quiet=not done and ReminderStop.objects.filter(seat__in=_seats(user, interview)).exists(),
    )


def _seats(user: User, interview: Interview) -> SeatQuerySet:
    return Seat.objects.current().scoring().filter(interview=interview, user=user)


def _why_shut(user: User, interview: Interview) -> str:
    if interview.state == InterviewState.CANCELLED:
        return "This interview was cancelled, so it has no scorecard."
    if not _seats(user, interview).exists():
        return "Your seat was given to somebody else. What you wrote stays yours alone."
    return ""
