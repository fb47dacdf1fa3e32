"""The interviews of a candidate, those of a person, and what is still to plan or to fill."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from accounts.models import User
from candidates.models import RUNS, Candidacy
from candidates.states import Stage
from interviews.models import Interview, LoopSeat, Part, Seat
from interviews.queries.loop import open_loop_of, parts_of
from interviews.states import InterviewState, LoopState, Need
from searches.models import Membership, Search

WAITS_FOR_PEOPLE = Q(interview__state=InterviewState.PLANNED) | Q(
    interview__starts_at=None, interview__state=InterviewState.HELD
)
"""A seat may still be filled: the interview is to come, or the answers are still to be read."""


def people_now() -> Prefetch:
    """Current seats, in the order they were taken, as `seated` on each interview."""
    rows = Seat.objects.current().select_related("user").order_by("pk")
    return Prefetch("seats", rows, to_attr="seated")


def interviews_of(candidacy: Candidacy, viewer: User) -> list[Interview]:
    """The standing interviews of one candidacy that the viewer may see, with their people."""
    rows = Interview.objects.visible_to(viewer).standing().filter(candidacy=candidacy)
    found = list(rows.select_related("part__loop").prefetch_related(people_now()))
    for row in found:
        row.candidacy = candidacy
    return found


def my_interviews(user: User) -> list[Interview]:
    """What the user sits in and is still to come or to be held, by time."""
    own = Seat.objects.current().filter(user=user)
    rows = (
        Interview.objects.visible_to(user)
        .filter(pk__in=own.values("interview"), state=InterviewState.PLANNED)
        .select_related("part__loop", "candidacy__candidate", "candidacy__search__playbook_version")
        .order_by("starts_at", "pk")
    )
    return list(rows.prefetch_related(people_now()))


# ---- One candidate's way through the loop ----


@dataclass
class Slot:
    """A part for one candidate: its interview if there is one, and the seats nobody sits in."""

    part: Part
    interview: Interview | None
    empty: list[LoopSeat] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        """Whether a person may still take a seat in it."""
        row = self.interview
        return row is not None and (row.state == InterviewState.PLANNED or row.starts_at is None)


def slots_of(candidacy: Candidacy, interviews: Iterable[Interview]) -> list[Slot]:
    """The parts of the open loop in order, each with the candidate's interview.

    An interview of an earlier version stands in its part's place, with that version's part.
    """
    loop = open_loop_of(candidacy.search)
    held = {row.part.key: row for row in interviews}
    slots = [_slot(part, held.pop(part.key, None)) for part in (parts_of(loop) if loop else [])]
    rest = [Slot(row.part, row) for row in held.values()]
    return sorted(slots + rest, key=lambda slot: slot.part.position)


def _slot(part: Part, interview: Interview | None) -> Slot:
    slot = Slot(interview.part if interview else part, interview)
    if interview and slot.is_open:
        taken = {seat.key for seat in interview.seated}  # type: ignore[attr-defined]
        slot.empty = [s for s in part.seats.all() if s.key not in taken]
    return slot


# ---- What waits for who runs a search ----


def run_by(user: User) -> QuerySet[Membership]:
    return Membership.objects.current().filter(user=user, role__in=RUNS)


def seats_to_fill(searches: Iterable[int] | QuerySet) -> QuerySet[LoopSeat]:
    """Needed seats of standing interviews in which nobody sits; `interview` is annotated.

    Answers (seat, interview) as rows of LoopSeat joined to the part's interviews.
    """
    sits = Seat.objects.current().filter(
        interview=OuterRef("part__interviews"), key=OuterRef("key")
    )
    return (
        LoopSeat.objects.exclude(need=Need.OPTIONAL)
        .filter(
            Q(part__interviews__state=InterviewState.PLANNED)
            | Q(part__interviews__starts_at=None, part__interviews__state=InterviewState.HELD),
            part__loop__search__in=searches,
        )
        .filter(~Exists(sits))
    )


def to_plan(search: Search) -> dict[Candidacy, list[Part]]:
    """Candidates in the loop, and the parts of the open loop that they have no interview for."""
    candidacies = Candidacy.objects.filter(search=search, stage=Stage.LOOP)
    parts = Part.objects.filter(loop__search=search, loop__state=LoopState.OPEN).exclude(
        kind="questionnaire"
    )
    standing = Interview.objects.standing().filter(candidacy__in=candidacies)
    have = set(standing.values_list("candidacy", "part__key"))
    missing = {
        candidacy: [part for part in parts if (candidacy.pk, part.key) not in have]
        for candidacy in candidacies.select_related("candidate").order_by("pk")
    }
    return {candidacy: found for candidacy, found in missing.items() if found}
