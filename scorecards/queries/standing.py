"""What rooms above ask of a candidacy: system questions, without a viewer."""

from django.db.models import QuerySet

from candidates.models import Candidacy
from scorecards.models import Card, Decision, RedFlag
from scorecards.states import STILL_BLOCKS, Seriousness


def standing_decision(candidacy: Candidacy) -> Decision | None:
    return candidacy.decisions.filter(superseded_at=None).select_related("decided_by").first()


def blocking_flags(candidacy: Candidacy) -> QuerySet[RedFlag]:
    """Critical flags neither cleared nor accepted, on cards as they stand."""
    standing = Card.objects.filter(interview__candidacy=candidacy).standing().values("pk")
    return RedFlag.objects.filter(
        card__in=standing, seriousness=Seriousness.CRITICAL, state__in=STILL_BLOCKS
    )


def open_critical_flags(candidacy: Candidacy) -> int:
    """How many critical flags block an offer. For the room that makes it; never shown before."""
    return blocking_flags(candidacy).count()
