"""What waits in this room: for home, for a search's step, and for its list of debriefs."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from accounts.models import User
from candidates.models import Candidacy
from interviews.models import Interview, Seat
from scorecards.blindness import debriefs_open_to, owed_seats, ready_gates
from scorecards.models import Card, Debrief, Decision, Gate, PassedQuestion, SecondVote
from scorecards.queries.progress import debriefs_due, names
from scorecards.states import Outcome
from searches.models import Membership, Search


def searches_as(user: User, *roles: str) -> QuerySet[Membership, Any]:
    """Ids of the searches in which the user holds one of these roles now."""
    return Membership.objects.current().filter(user=user, role__in=roles).values("search")


def cards_due(user: User) -> list[tuple[Seat, dict[str, Any] | None]]:
    """The user's seats whose interview has begun and whose card is not in, each with what is typed
    so far (None: no card yet)."""
    begun = Q(interview__starts_at=None) | Q(interview__starts_at__lte=timezone.now())
    visible = Candidacy.objects.visible_to(user).live()
    own = Card.objects.filter(author=user, amends=None, interview=OuterRef("interview"))
    seats = (
        owed_seats()
        .filter(begun, user=user, interview__candidacy__in=visible)
        .select_related(
            "interview__part",
            "interview__candidacy__candidate",
            "interview__candidacy__search__playbook_version",
        )
        .annotate(draft=Subquery(own.values("draft")))
        .order_by("pk")
    )
    return [(seat, seat.draft) for seat in seats]


def cards_owed(people: Collection[int], candidacies: QuerySet[Candidacy]) -> dict[int, int]:
    """How many cards these people have still to write on these, of what has begun."""
    begun = Q(interview__starts_at=None) | Q(interview__starts_at__lte=timezone.now())
    live = Candidacy.objects.live().filter(pk__in=candidacies)
    seats = owed_seats().filter(begun, user__in=people, interview__candidacy__in=live)
    return dict(seats.values_list("user").annotate(Count("pk")).order_by())


def gates_to_decide(viewer: User, searches: Iterable[int] | QuerySet) -> QuerySet[Interview]:
    """Ready gates, not decided, of people still in the search that the viewer may know of."""
    decided = Gate.objects.filter(candidacy=OuterRef("candidacy"), part__key=OuterRef("part__key"))
    opened = Debrief.objects.filter(candidacy=OuterRef("candidacy"), closed_at=None)
    live = Candidacy.objects.visible_to(viewer).live().filter(search__in=searches)
    return (
        ready_gates()
        .filter(~Exists(decided), ~Exists(opened), candidacy__in=live)
        .select_related("part", "candidacy__candidate", "candidacy__search")
        .order_by("pk")
    )


def debriefs_to_open(viewer: User, searches: Iterable[int] | QuerySet) -> QuerySet[Candidacy]:
    visible = Candidacy.objects.visible_to(viewer).filter(search__in=searches)
    rows = debriefs_due().filter(pk__in=visible)
    return rows.select_related("candidate", "search").order_by("pk")


def decisions_to_make(
    viewer: User, searches: Iterable[int] | QuerySet
) -> list[tuple[Candidacy, bool]]:
    """Open debriefs on people still in the search, with whether it was decided to wait on them."""
    opened = Debrief.objects.filter(candidacy=OuterRef("pk"), closed_at=None)
    standing = Decision.objects.filter(candidacy=OuterRef("pk"), superseded_at=None)
    decided = standing.exclude(outcome=Outcome.WAIT)
    live = Candidacy.objects.visible_to(viewer).live().filter(search__in=searches)
    rows = live.filter(Exists(opened), ~Exists(decided))
    rows = rows.annotate(waits=Exists(standing)).select_related("candidate", "search")
    return [(row, row.waits) for row in rows.order_by("pk")]


def votes_awaited(user: User) -> list[SecondVote]:
    """The user's own second votes that are still to be given."""
    rows = SecondVote.objects.visible_to(user).awaited().filter(voter=user)
    candidacy = "round__debrief__candidacy"
    return list(rows.select_related(f"{candidacy}__candidate", f"{candidacy}__search"))


def questions_waiting(viewer: User, searches: Iterable[int] | QuerySet) -> list[tuple[Search, int]]:
    """Searches with questions to place, and how many."""
    waiting = (
        PassedQuestion.objects.filter(
            probe=None,
            declined_at=None,
            interview__candidacy__search__in=searches,
            interview__candidacy__in=Candidacy.objects.visible_to(viewer),
        )
        .values_list("interview__candidacy__search")
        .annotate(Count("pk"))
        .order_by()
    )
    counts = dict(waiting)
    found = Search.objects.in_bulk(counts) if counts else {}
    return [(found[pk], counts[pk]) for pk in sorted(found)]


@dataclass(frozen=True)
class DebriefLine:
    """Where the judging of one candidacy stands. The decision only for who may read it."""

    candidacy: Candidacy
    submitted: int
    owed_by: list[str]
    due: bool
    open: bool
    readable: bool
    decision: Decision | None

    @property
    def over(self) -> bool:
        """Nothing is left to decide, as far as the viewer may know."""
        settled = self.decision is not None and self.decision.outcome != Outcome.WAIT
        return self.candidacy.ended or settled

    @property
    def waits_for(self) -> str:
        return names(self.owed_by)


def _owed_by(seats: QuerySet[Seat]) -> dict[int, set[str]]:
    """Candidacy -> the names of those whose card is outstanding."""
    owed: dict[int, set[str]] = {}
    for candidacy, name in seats.values_list("interview__candidacy", "user__name"):
        owed.setdefault(candidacy, set()).add(name)
    return owed


def _in(candidacies: QuerySet[Candidacy]) -> Exists:
    return Exists(candidacies.filter(pk=OuterRef("pk")))


def debriefs_in(search: Search, viewer: User) -> list[DebriefLine]:
    """Candidacies of which anything is judged or about to be. The same four queries for any."""
    judged = Interview.objects.standing().values("candidacy")
    rows = list(
        Candidacy.objects.visible_to(viewer)
        .filter(search=search, pk__in=judged)
        .annotate(
            due=_in(debriefs_due()),
            open=Exists(Debrief.objects.filter(candidacy=OuterRef("pk"), closed_at=None)),
            readable=_in(debriefs_open_to(viewer)),
        )
        .select_related("candidate")
        .order_by("pk")
    )
    here = Q(interview__candidacy__in=rows)
    owed = _owed_by(owed_seats().filter(here))
    submitted = Counter(
        Card.objects.filter(here, state="submitted", amends=None).values_list(
            "interview__candidacy", flat=True
        )
    )
    readable = [row for row in rows if row.readable]
    decisions = {
        d.candidacy_id: d
        for d in Decision.objects.filter(candidacy__in=readable, superseded_at=None)
    }
    return [
        DebriefLine(
            candidacy=row,
            submitted=submitted[row.pk],
            owed_by=sorted(owed.get(row.pk, ())),
            due=row.due,
            open=row.open,
            readable=row.readable,
            decision=decisions.get(row.pk),
        )
        for row in rows
    ]
