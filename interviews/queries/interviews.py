"""The interviews of a candidate, those of a person, and what is still to plan or to fill."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import islice

from django.db.models import Exists, F, OuterRef, Prefetch, Q
from django.utils import timezone

from accounts.models import User
from briefs.models import Brief
from candidates.models import Candidacy
from candidates.states import LIVE, Stage
from interviews.models import Interview, InterviewQuerySet, Loop, LoopSeat, Part, Proposal, Seat
from interviews.queries.kit import planned_seats
from interviews.queries.loop import parts_of
from interviews.queries.planning import with_candidates
from interviews.states import Duty, InterviewState, LoopState, Need

PANEL_BRIEF = "panel_brief"
MERGED_BRIEF = "merged_brief"


def people_now() -> Prefetch:
    """Current seats, in the order they were taken, as `seated` on each interview."""
    rows = Seat.objects.current().select_related("user").order_by("pk")
    return Prefetch("seats", rows, to_attr="seated")


def interviews_of(candidacy: Candidacy, viewer: User) -> list[Interview]:
    """The standing interviews of one candidacy that the viewer may see, with their people."""
    rows = Interview.objects.visible_to(viewer).standing().filter(candidacy=candidacy)
    rows = rows.select_related("part__loop").prefetch_related(people_now(), "part__seats")
    found = list(rows)
    for row in found:
        row.candidacy = candidacy
    return found


def my_interviews(user: User) -> list[Interview]:
    """What the user sits in and is still to come or to be held, by time."""
    own = Seat.objects.current().filter(user=user)
    rows = Interview.objects.visible_to(user).filter(
        pk__in=own.values("interview"), state=InterviewState.PLANNED
    )
    return list(rows.with_kit().order_by("starts_at", "pk"))


def my_readings(user: User) -> list[Interview]:
    """Answers that are the user's to read, the newest first, of candidates still in the search."""
    own = Seat.objects.current().filter(user=user)
    rows = (
        Interview.objects.visible_to(user)
        .standing()
        .filter(pk__in=own.values("interview"), starts_at=None, candidacy__stage__in=LIVE)
    )
    return list(rows.with_kit().prefetch_related(people_now()).order_by("-pk"))


def own_parts(user: User, candidacy: Candidacy) -> InterviewQuerySet:
    """The interviews of one candidacy that the user sits in and that are still to be held."""
    own = planned_seats(candidacy).filter(user=user)
    return Interview.objects.visible_to(user).filter(pk__in=own.values("interview"))


def latest_briefs(user: User, interviews: Iterable[Interview]) -> dict[int, Brief]:
    """The newest panel brief made for the user, by interview: its own, or one with others."""
    rows = list(interviews)
    here = Q(kind=PANEL_BRIEF, about__in=[row.pk for row in rows])
    merged = Q(kind=MERGED_BRIEF, about__in={row.candidacy_id for row in rows})
    found: dict[int, Brief] = {}
    for brief in Brief.objects.filter(here | merged, reader=user).order_by("pk"):
        of = brief.snapshot["interviews"] if brief.kind == MERGED_BRIEF else [brief.about]
        found |= dict.fromkeys(of, brief)
    return found


# ---- One's own day ----


@dataclass(frozen=True)
class Held:
    """An interview of one's own, with one's seat in it and the brief made for it."""

    interview: Interview
    seat: Seat
    brief: Brief | None

    @property
    def is_over(self) -> bool:
        ends_at = self.interview.ends_at
        return ends_at is not None and ends_at <= timezone.now()

    @property
    def scores(self) -> bool:
        return self.seat.duty == Duty.SCORING


@dataclass(frozen=True)
class Day:
    """What one sits in today, in order, held or not; and what is planned on other days."""

    today: list[Held]
    later: list[Held]


def day_of(user: User) -> Day:
    """Today is the viewer's: the same hour may be yesterday or tomorrow elsewhere."""
    begins = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    ends = begins + timedelta(days=1)  # by the clock on the wall, so also after 25 hours
    of_today = Q(starts_at__gte=begins, starts_at__lt=ends)
    seats = {seat.interview_id: seat for seat in Seat.objects.current().filter(user=user)}
    rows = Interview.objects.visible_to(user).standing().filter(pk__in=seats)
    rows = rows.filter(of_today | Q(state=InterviewState.PLANNED)).with_kit()
    found = list(rows.order_by("starts_at", "pk"))
    briefs = latest_briefs(user, found)
    held = [Held(row, seats[row.pk], briefs.get(row.pk)) for row in found]
    today = [h for h in held if h.interview.starts_at and begins <= h.interview.starts_at < ends]
    return Day(today, [h for h in held if h not in today])


# ---- One candidate's way through the loop ----


@dataclass
class Slot:
    """A part for one candidate: its interview if there is one, and the seats nobody sits in."""

    part: Part
    interview: Interview | None
    empty: list[LoopSeat] = field(default_factory=list)
    older: bool = False
    """Planned with a version of the loop that has been replaced."""
    comes_next: bool = False
    """The first that is still to plan."""
    proposal: Proposal | None = None
    """Times that are with the candidate, or that they refused."""

    @property
    def is_to_plan(self) -> bool:
        return self.interview is None and self.part.kind != "questionnaire"

    @property
    def is_open(self) -> bool:
        """Whether a person may still take a seat in it."""
        row = self.interview
        return row is not None and (row.state == InterviewState.PLANNED or row.starts_at is None)

    @property
    def has_begun(self) -> bool:
        row = self.interview
        return bool(row and row.starts_at and row.starts_at < timezone.now())

    @property
    def is_over(self) -> bool:
        row = self.interview
        return bool(row and row.ends_at and row.ends_at < timezone.now())

    @property
    def was_held(self) -> bool:
        return self.interview is not None and self.interview.state == InterviewState.HELD


def slots_of(loop: Loop | None, interviews: Iterable[Interview]) -> list[Slot]:
    """The parts of the open loop in order, each with the interview of one candidate.

    An interview of an earlier version stands in its part's place, with that version's part.
    """
    rows = {row.part.key: row for row in interviews}
    parts = {part.key: part for part in parts_of(loop)} if loop else {}
    slots = [_slot(row, loop) for row in rows.values()]
    slots += [Slot(part, None) for key, part in parts.items() if key not in rows]
    slots.sort(key=lambda slot: slot.part.position)
    for slot in islice((s for s in slots if s.is_to_plan), 1):
        slot.comes_next = True
    return slots


def unplanned(candidacy: Candidacy, loop: Loop | None) -> list[Part]:
    """The parts of the open loop that have no interview of this candidacy, with their seats."""
    standing = Interview.objects.standing().filter(candidacy=candidacy)
    taken = set(standing.values_list("part__key", flat=True))
    parts = parts_of(loop) if loop else []
    return [p for p in parts if p.key not in taken and p.kind != "questionnaire"]


def _slot(interview: Interview, loop: Loop | None) -> Slot:
    part = interview.part
    slot = Slot(part, interview, older=loop is not None and part.loop_id != loop.pk)
    if slot.is_open:
        taken = {seat.key for seat in interview.seated}  # type: ignore[attr-defined]
        slot.empty = [seat for seat in part.seats.all() if seat.key not in taken]
    return slot


# ---- What waits for who runs a search ----


@dataclass(frozen=True)
class Unfilled:
    """A needed seat of a standing interview in which nobody sits."""

    interview: Interview
    seat: LoopSeat


def seats_to_fill(viewer: User, searches: Iterable[int]) -> list[Unfilled]:
    """Needed seats in which nobody sits, of interviews to come or of answers to read, with
    candidates the viewer may know of."""
    still_open = Q(state=InterviewState.PLANNED) | Q(
        state=InterviewState.HELD, starts_at=None, candidacy__stage__in=LIVE
    )
    known = Candidacy.objects.not_hidden_from(viewer).filter(search__in=searches)
    rows = Interview.objects.filter(still_open, candidacy__in=known)
    taken = Seat.objects.current().filter(interview=OuterRef("interview"), key=OuterRef("key"))
    empty = (
        LoopSeat.objects.exclude(need=Need.OPTIONAL)
        .filter(part__interviews__in=rows.values("pk"))
        .annotate(interview=F("part__interviews"))
        .filter(~Exists(taken))
        .order_by("part__interviews__starts_at", "interview", "position")
    )
    seats = list(empty)
    found = rows.select_related("part", "candidacy__candidate").in_bulk(s.interview for s in seats)
    return [Unfilled(found[s.interview], s) for s in seats]


@dataclass(frozen=True)
class ToPlan:
    """A candidate in the loop and the parts they have no interview for yet."""

    candidacy: Candidacy
    parts: list[Part]


def to_plan(viewer: User, searches: Iterable[int]) -> list[ToPlan]:
    """Candidates in the loop for whom parts of the open loop are still to plan.

    What a candidate may still choose a time for is theirs to move.
    """
    theirs = with_candidates(searches).filter(
        candidacy=OuterRef("candidacy"), part__key=OuterRef("key")
    )
    known = Candidacy.objects.not_hidden_from(viewer).filter(stage=Stage.LOOP)
    standing = Interview.objects.standing().filter(
        candidacy=OuterRef("candidacy"), part__key=OuterRef("key")
    )
    parts = (
        Part.objects.exclude(kind="questionnaire")
        .filter(loop__search__in=searches, loop__state=LoopState.OPEN)
        .filter(loop__search__candidacies__in=known)
        .annotate(candidacy=F("loop__search__candidacies"))
        .filter(~Exists(standing), ~Exists(theirs))
        .order_by("candidacy", "position")
    )
    of: dict[int, list[Part]] = {}
    for part in parts:
        of.setdefault(part.candidacy, []).append(part)
    rows = Candidacy.objects.select_related("candidate", "search").in_bulk(of)
    return [ToPlan(rows[pk], parts) for pk, parts in of.items()]
