"""What a gate shows the hiring manager: recommendations and flags, no ratings."""

from dataclasses import dataclass

from accounts.models import User
from candidates.models import Candidacy
from interviews.models import Part
from scorecards.blindness import gate_is_ready
from scorecards.models import Card, Gate
from scorecards.queries.flags import Entry, flags_read_by, register_of
from scorecards.queries.progress import lines_of
from scorecards.states import CardState


@dataclass(frozen=True)
class GatePage:
    part: Part
    ready: bool
    cards: list[Card]
    """As they stand: what else they hold is not fetched, so that no page shows it."""
    flags: list[Entry]
    """The register of red flags up to here."""
    excused: list[Card]
    outstanding: list[str]
    decided: Gate | None


def gate_page_of(viewer: User, candidacy: Candidacy, part: Part) -> GatePage:
    cards = (
        Card.objects.at_gate(viewer, candidacy, part)
        .standing()
        .select_related("author", "interview__part")
        .defer("why", "words", "extra", "draft", "amended_because")
        .order_by("interview__part__position", "author__name", "pk")
    )
    shown = list(cards)
    lines = [x for x in lines_of(candidacy) if x.interview.part.position <= part.position]
    decided = Gate.objects.filter(candidacy=candidacy, part__key=part.key)
    return GatePage(
        part=part,
        ready=bool(shown) or gate_is_ready(candidacy, part),
        cards=shown,
        flags=register_of(flags_read_by(viewer, candidacy, part)),
        excused=[x.card for x in lines if x.card and x.card.state == CardState.EXCUSED],
        outstanding=sorted({str(line.user) for line in lines if line.outstanding}),
        decided=decided.select_related("decided_by").first(),
    )
