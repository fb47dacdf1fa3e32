"""Who may read which card. Written once, as conditions; everything that shows a card starts here.

    can_read(viewer, card) = viewer is a current member of the search, the candidacy is not
        erased, and
        (viewer is its author
         or (card is submitted and its candidacy's debrief is open
             and viewer owes no card for that candidacy
             and viewer is hiring_manager, recruiter or observer there
                     (of an internal candidate: and named to know of them),
                 or a panelist seated on that candidacy with no undeclared conflict))
    owes(viewer, candidacy) = a current scoring seat of viewer on a non-cancelled interview of it
                              whose card is neither submitted nor excused

Administrators have no part in it. A gate is the one earlier opening: `at_gate`. A second vote is
its voter's alone until all are in: `vote_readable_by`.
"""

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import User
from candidates.models import NAMED, Access, Candidacy, Conflict
from interviews.models import Interview, Part, Seat
from interviews.states import Duty, InterviewState
from scorecards.states import CardState
from searches.models import SEES_ALL, Membership, Role

IN = (CardState.SUBMITTED, CardState.EXCUSED)


def owed_seats() -> QuerySet[Seat]:
    """Scoring seats that stand and whose card is not in yet, for anybody."""
    answered = Interview.objects.filter(
        pk=OuterRef("interview"),
        cards__author=OuterRef("user"),
        cards__state__in=IN,
    )
    return (
        Seat.objects.current()
        .filter(duty=Duty.SCORING)
        .exclude(interview__state=InterviewState.CANCELLED)
        .filter(~Exists(answered))
    )


def owes(viewer: User, candidacy: Candidacy) -> bool:
    return owed_seats().filter(user=viewer, interview__candidacy=candidacy).exists()


def debriefs_open_to(viewer: User) -> QuerySet[Candidacy]:
    """Candidacies of which the viewer may read every submitted card."""
    member = Membership.objects.current().filter(user=viewer)
    seated = (
        Seat.objects.current()
        .filter(user=viewer)
        .exclude(interview__state=InterviewState.CANCELLED)
    )
    declared = Conflict.objects.filter(user=viewer).exclude(answer=Conflict.Answer.REPLACE)
    as_panelist = (
        Q(search__in=member.filter(role=Role.PANELIST).values("search"))
        & Q(pk__in=seated.values("interview__candidacy"))
        & Q(pk__in=declared.values("candidacy"))
    )
    named = Access.objects.current().filter(user=viewer, role=NAMED).values("candidacy")
    sees_all = Q(search__in=member.filter(role__in=SEES_ALL).values("search"))
    return (
        Candidacy.objects.visible_to(viewer)
        .filter(
            sees_all & (Q(internal=False) | Q(pk__in=named)) | as_panelist,
            debriefs__isnull=False,
            debriefs__closed_at=None,
        )
        .exclude(pk__in=owed_seats().filter(user=viewer).values("interview__candidacy"))
    )


def readable_by(viewer: User) -> Q:
    """`can_read` as a condition on cards."""
    member = Membership.objects.current().inside().filter(user=viewer).values("search")
    here = Q(interview__candidacy__search__in=member, interview__candidacy__erased=False)
    return here & (
        Q(author=viewer)
        | Q(
            state=CardState.SUBMITTED,
            interview__candidacy__in=debriefs_open_to(viewer).values("pk"),
        )
    )


def vote_readable_by(viewer: User) -> Q:
    """Second votes: to who reads the debrief, one's own at once and all once they are shown."""
    return Q(round__debrief__candidacy__in=debriefs_open_to(viewer).values("pk")) & (
        Q(voter=viewer) | Q(round__closed_at__isnull=False)
    )


def ready_gates() -> QuerySet[Interview]:
    """Standing interviews that end in a gate, where all cards up to it are in."""
    own = Interview.objects.filter(pk=OuterRef("pk"), cards__state__in=IN)
    owed = owed_seats().filter(
        interview__candidacy=OuterRef("candidacy"),
        interview__part__position__lte=OuterRef("part__position"),
    )
    gates = Interview.objects.standing().filter(part__gate=True, candidacy__erased=False)
    return gates.filter(Exists(own), ~Exists(owed))


def gate_is_ready(candidacy: Candidacy, gate: Part) -> bool:
    return ready_gates().filter(candidacy=candidacy, part=gate).exists()


def at_gate(viewer: User, candidacy: Candidacy, gate: Part) -> Q:
    """The cards whose recommendation and flags (no ratings) a gate opens to the hiring manager.

    All parts of the candidacy up to the gate, once every card of theirs is in, the hiring
    manager's own among them; otherwise nothing.
    """
    manages = Membership.objects.current().filter(user=viewer, role=Role.HIRING_MANAGER)
    return Q(
        Exists(ready_gates().filter(candidacy=candidacy, part=gate)),
        interview__candidacy=candidacy,
        interview__candidacy__search__in=manages.values("search"),
        interview__part__position__lte=gate.position,
        state=CardState.SUBMITTED,
    )
