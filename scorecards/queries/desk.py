"""What a panelist finds at their own card."""

from dataclasses import dataclass, field

from accounts.models import User
from interviews.models import Interview
from interviews.states import InterviewState
from scorecards.content import Content, Shape, content_of, flags_missing, shape_of
from scorecards.models import Card, PassedQuestion
from scorecards.states import CardState


@dataclass(frozen=True)
class Said:
    """A card in words, for reading: its own author, the panel at the debrief, or paper."""

    card: Card
    shape: Shape
    content: Content


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

    @property
    def content(self) -> Content:
        return self.shape.blank() | self.card.draft

    @property
    def rated(self) -> int:
        return self.shape.rated(self.content)

    @property
    def minutes_left(self) -> int:
        share = 1 - self.rated / (len(self.shape.focus) or 1)
        return max(1, round(self.shape.part.time_budget_minutes * share))

    @property
    def has_half_a_flag(self) -> bool:
        return any(flags_missing(self.content["flags"]))


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
    )


def _why_shut(user: User, interview: Interview) -> str:
    if interview.state == InterviewState.CANCELLED:
        return "This interview was cancelled, so it has no scorecard."
    if not interview.seats.current().scoring().filter(user=user).exists():
        return "Your seat was given to somebody else. What you wrote stays yours alone."
    return ""
