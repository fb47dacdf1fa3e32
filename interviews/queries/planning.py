"""Times that are with a candidate, the debrief meeting, and a person's own calendar."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from accounts.models import Link, User
from candidates.models import Candidacy
from candidates.queries import barred, who_knows
from interviews.models import (
    Guest,
    Interview,
    LoopSeat,
    Meeting,
    Part,
    Proposal,
    ProposedSlot,
    Seat,
)
from interviews.queries.clashes import busy
from interviews.states import InterviewState, MeetingState, ProposalState
from searches.models import Role, Search

FEED = "calendar"
"""The kind of the private link to a person's calendar."""
FEED_BACK = timedelta(days=30)
"""How long a calendar keeps what is over."""


# ---- Who would sit in it ----


def places_for(candidacy: Candidacy, part: Part) -> list[LoopSeat]:
    """The loop's named seats, without who is not to judge this candidate."""
    named = part.seats.filter(user__isnull=False).select_related("user")
    return list(named.exclude(user__in=barred(candidacy)))


def standing_seats() -> QuerySet[Seat]:
    return Seat.objects.current().exclude(interview__state=InterviewState.CANCELLED)


def guests_of(search: Search, candidacy: Candidacy) -> list[User]:
    """The people of the candidacy's interviews, and the hiring manager."""
    seats = standing_seats().filter(interview__candidacy=candidacy)
    managers = search.memberships.current().filter(role=Role.HIRING_MANAGER)
    if candidacy.internal:
        managers = managers.filter(user__in=who_knows(candidacy))
    people = User.objects.filter(pk__in=seats.values("user")) | User.objects.filter(
        pk__in=managers.values("user")
    )
    return list(people.exclude(pk__in=barred(candidacy)).order_by("pk"))


# ---- Times with a candidate ----


def proposal_behind(link: Link | None) -> Proposal | None:
    """The open proposal of a live link, with all that the candidate's page shows."""
    if link is None:
        return None
    rows = Proposal.objects.filter(link=link, pk=link.about, state=ProposalState.OPEN)
    return rows.select_related(
        "candidacy__candidate",
        "candidacy__search__playbook_version",
        "part__loop",
        "proposed_by",
    ).first()


def free_slots(proposal: Proposal) -> list[ProposedSlot]:
    """Those still to come at which neither the candidate nor anybody seated is elsewhere."""
    slots = [slot for slot in proposal.slots.all() if slot.ahead]
    if not slots:
        return []
    places = places_for(proposal.candidacy, proposal.part)
    people = [place.user for place in places if place.user]
    found = busy(people, proposal.candidacy, slots[0].starts_at, slots[-1].ends_at)
    ids = [person.pk for person in people]
    return [s for s in slots if not found.clashes(ids, s.starts_at, proposal.minutes)]


def proposals_of(candidacy: Candidacy) -> dict[str, Proposal]:
    """What is with the candidate or was answered with words, by the part's key."""
    rows = Proposal.objects.filter(candidacy=candidacy).unsettled()
    rows = rows.select_related("part", "link").prefetch_related("slots").order_by("pk")
    return {row.part.key: row for row in rows}


def with_candidates(searches: Iterable[int]) -> QuerySet[Proposal]:
    """Proposals that a candidate may still choose from."""
    ahead = ProposedSlot.objects.filter(proposal=OuterRef("pk"), starts_at__gt=timezone.now())
    return Proposal.objects.filter(
        Exists(ahead), candidacy__search__in=searches, state=ProposalState.OPEN
    )


def none_fits(viewer: User, searches: Iterable[int]) -> QuerySet[Proposal]:
    """What candidates answered with words, and nobody has acted on."""
    known = Candidacy.objects.visible_to(viewer).filter(search__in=searches)
    rows = Proposal.objects.filter(candidacy__in=known, state=ProposalState.DECLINED)
    return rows.select_related("part", "candidacy__candidate").order_by("closed_at")


# ---- The debrief meeting ----


def meeting_of(candidacy: Candidacy) -> Meeting | None:
    """The one that is planned, with its guests as `asked`."""
    guests = Guest.objects.current().select_related("user").order_by("user__name", "pk")
    rows = Meeting.objects.filter(candidacy=candidacy, state=MeetingState.PLANNED)
    return rows.prefetch_related(Prefetch("guests", guests, to_attr="asked")).first()


def my_meetings(user: User) -> list[Meeting]:
    """Debrief meetings to come to which the user is asked, by time."""
    mine = Guest.objects.current().filter(user=user)
    rows = Meeting.objects.filter(
        pk__in=mine.values("meeting"),
        state=MeetingState.PLANNED,
        candidacy__in=Candidacy.objects.visible_to(user),
    )
    rows = rows.select_related("candidacy__candidate", "candidacy__search").order_by("starts_at")
    return [row for row in rows if row.ahead]


# ---- One's own calendar ----


@dataclass(frozen=True)
class Diary:
    interviews: list[Interview]
    meetings: list[Meeting]


def feed_of(user: User) -> Link | None:
    """The user's own calendar address, if there is one that its token still opens.

    With another secret of the site the address cannot be shown again, only made anew.
    """
    links = Link.objects.live().filter(kind=FEED, about=user.pk).order_by("-pk")
    return next((link for link in links if Link.hash(link.token) == link.token_hash), None)


def diary_of(user: User) -> Diary:
    """What the user sits in or is asked to, from thirty days ago on; cancelled ones too.

    A seat is what lets one see it: who was replaced finds it gone, and so does who left.
    """
    since, searches = timezone.now() - FEED_BACK, Search.objects.visible_to(user)
    seats = Seat.objects.current().filter(user=user)
    interviews = Interview.objects.filter(
        # Cancelling may have ended their part in the search: that it is off they still learn.
        Q(state=InterviewState.CANCELLED) | Q(candidacy__search__in=searches),
        pk__in=seats.values("interview"),
        starts_at__gte=since,
    )
    guests = Guest.objects.current().filter(user=user)
    meetings = Meeting.objects.filter(
        pk__in=guests.values("meeting"),
        starts_at__gte=since,
        candidacy__in=Candidacy.objects.visible_to(user),
    )
    return Diary(
        list(interviews.select_related("part", "candidacy__search").order_by("starts_at", "pk")),
        list(meetings.select_related("candidacy__search").order_by("starts_at", "pk")),
    )
