"""What this room tells the rooms below it: its step, its lines on home, its words in the log."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.fields.files import FieldFile
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.templatetags.face import day
from candidates import copies, own, tabs
from candidates.models import Candidacy
from candidates.own import OwnStep
from candidates.states import Stage
from offers import on_the_way
from offers.approving import WHOLE, due_at, held_up
from offers.models import Agreement, Approval, ApprovalStep, Discussed, Offer
from offers.queries import awaiting_offer
from offers.states import ApprovalState, OfferState
from offers.terms import offered
from searches import home, steps, wording
from searches.home import Waiting
from searches.models import RUNS, Membership, Role, Search, Step
from searches.steps import Blocker

WORDS = {
    "offer.begun": "began an offer",
    "offer.saved": "changed the draft of an offer",
    "offer.variant_kept": "kept a variant of an offer",
    "offer.variant_dropped": "dropped a variant of an offer",
    "offer.worded": "wrote the letter of an offer",
    "offer.asked": "asked or noted a question about an offer",
    "offer.answered": "answered a question about an offer",
    "offer.agreement": "sent a signed paper of an offer",
    "offer.submitted": "sent an offer for approval",
    "offer.approved": "approved an offer",
    "offer.all_approved": "gave the offer its last approval",
    "offer.refused": "sent an offer back",
    "offer.resolved": "entered a board's resolution on an offer",
    "rule.added": "added a rule on who approves what",
    "rule.dropped": "took away a rule on who approves what",
    "deputy.named": "named a deputy for an approver",
    "deputy.ended": "ended a deputy of an approver",
    "offer.voided": "replaced an offer by a new version",
    "offer.sent": "sent an offer to the candidate",
    "offer.accepted": "accepted the offer",
    "offer.declined": "declined the offer",
    "offer.withdrawn": "withdrew an offer",
    "offer.expired": "let the offer expire",
    "offer.reneged": "ended an accepted offer: the yes was taken back",
    "passage.begun": "began the way to the first day",
    "passage.resigned": "recorded a resignation and its notice",
    "passage.moved": "moved the first day that was agreed",
    "passage.counter_noted": "noted how it stands with a counter-offer",
    "passage.started": "recorded the first day",
    "passage.reneged": "recorded that a yes was taken back",
    "touchpoint.kept": "spoke with somebody before the first day",
    "runner_up.named": "named somebody to be kept warm",
    "runner_up.let_go": "let somebody go who was kept warm",
}

NEXT: dict[str, tuple[str, str]] = {
    OfferState.DRAFT: ("The offer is a draft.", "The recruiter finishes it."),
    OfferState.IN_APPROVAL: ("The offer waits for approval.", "The next approver answers."),
    OfferState.APPROVED: ("The offer is approved.", "The recruiter sends it."),
    OfferState.SENT: ("The offer is with the candidate.", "The candidate answers."),
    OfferState.DECLINED: ("The candidate declined.", "The recruiter changes the terms or stops."),
    OfferState.EXPIRED: ("The offer has expired.", "The recruiter changes the terms or stops."),
}


def blockers(search: Search, viewer: User) -> list[Blocker]:
    offers = (
        Offer.objects.filter(
            candidacy__search=search,
            candidacy__stage=Stage.OFFER,
            candidacy__in=Candidacy.objects.visible_to(viewer),
        )
        .last_versions()
        .select_related("candidacy__candidate", "candidacy__search")
        .prefetch_related(WHOLE)
    )
    url = reverse("offers:list", args=[search.pk])
    found = [
        Blocker(says=NEXT[offer.state][0], who=_who(offer), url=url, action="Offers")
        for offer in offers
        if offer.state in NEXT
    ]
    return found or [Blocker("No offer has been begun.", "The recruiter builds it.", url, "Offers")]


def _who(offer: Offer) -> str:
    """Whose move it is; of an approval, by name."""
    held = held_up(offer, timezone.now())
    if not held:
        return NEXT[offer.state][1]
    names = "; ".join(row.names for row in held)
    return (
        f"It waits for: {names}."
        if not any(row.is_late for row in held)
        else (f"Over its two business days: {names}.")
    )


def approvals_for(user: User) -> Iterator[Waiting]:
    rows = (
        Approval.objects.filter(
            Q(approver=user) | Q(stand_in__deputy=user),
            state=ApprovalState.WAITING,
            asked_at__isnull=False,
            offer__state=OfferState.IN_APPROVAL,
            offer__candidacy__search__in=Search.objects.visible_to(user),
        )
        .select_related("offer__candidacy__search", "approver", "stand_in__deputy")
        .order_by("asked_at")
    )
    for row in rows:
        search = row.search
        if row.asked_at is None or user not in row.answerable_by(search.today):
            continue
        theirs = "" if row.approver == user else f" You stand in for {row.approver}."
        alias = row.offer.candidacy.alias
        yield Waiting(
            say=f"Approve version {row.offer.number} of the offer to {alias}.",
            url=reverse("offers:approval", args=[row.offer_id]),
            action="Read the terms",
            why=f"{search}. It waits for you.{theirs}",
            due=due_at(row.asked_at, search),
            state="Waits for you",
        )


def resolutions_for(user: User) -> Iterator[Waiting]:
    """A board's resolution that is still to be entered, for who runs the search."""
    rows = ApprovalStep.objects.filter(
        committee=True,
        resolution=None,
        offer__state=OfferState.IN_APPROVAL,
        offer__in=Offer.objects.visible_to(user).filter(candidacy__search__in=_run_by(user)),
    ).select_related("offer__candidacy__search")
    for row in rows:
        yield Waiting(
            say=f"Enter the board's resolution on the offer to {row.offer.candidacy.alias}.",
            url=row.offer.get_absolute_url(),
            action="Enter the resolution",
            why=str(row.search),
        )


def _run_by(user: User) -> QuerySet[Search]:
    rows = Membership.objects.current().filter(user=user, role__in=RUNS)
    return Search.objects.filter(pk__in=rows.values("search"))


VERBS = {
    OfferState.DRAFT: "Finish",
    OfferState.APPROVED: "Send",
    OfferState.DECLINED: "Change or stop",
    OfferState.EXPIRED: "Change or stop",
}
"""What who runs the search does with an offer that waits for them."""


def to_move_on(user: User) -> Iterator[Waiting]:
    """Offers that move on by who runs the search alone, and what was asked about one."""
    asked = Discussed.objects.filter(candidacy=OuterRef("candidacy"), answered_at=None)
    rows = (
        Offer.objects.visible_to(user)
        .last_versions()
        .filter(
            candidacy__stage__in=(Stage.OFFER, Stage.HIRED), candidacy__search__in=_run_by(user)
        )
        .annotate(asked=Exists(asked))
        .filter(Q(state__in=VERBS) | Q(asked=True))
        .select_related("candidacy__candidate", "candidacy__search")
    )
    for offer in rows:
        why, url = str(offer.candidacy.search), offer.get_absolute_url()
        if offer.state in VERBS:
            verb = f"{VERBS[OfferState(offer.state)]} the offer"
            state = offer.get_state_display()
            yield Waiting(f"{verb} to {offer.candidacy}.", url, verb, why, state=state)
        if offer.asked:
            says = f"Answer what {offer.candidacy} asks about the offer."
            yield Waiting(says, f"{url}#discussed", "Answer", why)


def tab(candidacy: Candidacy, viewer: User) -> tabs.Tab | None:
    offer = Offer.objects.visible_to(viewer).filter(candidacy=candidacy).order_by("number").last()
    return tabs.Tab("Offer", offer.get_absolute_url()) if offer else None


def to_begin(user: User) -> Iterator[Waiting]:
    for candidacy in awaiting_offer(user, _run_by(user)):
        yield Waiting(
            say=f"Begin the offer to {candidacy}.",
            url=reverse("offers:list", args=[candidacy.search_id]),
            action="Begin the offer",
            why="The debrief decided to hire.",
        )


def own_steps(candidacy: Candidacy) -> Iterator[OwnStep]:
    """The offer on the candidate's own page: nothing of it before it is sent."""
    row = Offer.objects.filter(candidacy=candidacy).select_related("link").order_by("number").last()
    if row is None or row.link is None:
        return
    url = reverse("offers:answer", args=[row.link.token])
    if row.state == OfferState.SENT and row.link.is_live:
        until = f"Yours to answer until {day(row.expires_on)}"
        yield OwnStep("Your offer", "care", until, "clock", url=url, action="Read the offer")
    elif row.state == OfferState.ACCEPTED:
        yield OwnStep("Your offer", "good", f"Accepted {day(row.answered_at)}")


def sent_to(candidacy: Candidacy) -> Iterator[copies.Part]:
    """What was offered, as the letter said it, and what was answered."""
    for row in Offer.objects.filter(candidacy=candidacy, sent_at__isnull=False).order_by("number"):
        lines = [line for group in offered(row) for line in group.lines]
        answer = f"{row.get_state_display()} {row.answered_name}".strip()
        told = [("Sent", day(row.sent_at)), *lines, ("What became of it", answer)]
        yield copies.Part(f"Offer {row.number}", [*told, ("Why not", row.declined_because)])
    signed = [(row.name, day(row.sent_at)) for row in _signed_papers(candidacy)]
    yield copies.Part("Signed papers", signed)
    asked = candidacy.discussed.exclude(link=None)
    yield copies.Part("What you asked about it", [(row.asked, row.answer) for row in asked])


def _signed_papers(candidacy: Candidacy) -> QuerySet[Agreement]:
    return Agreement.objects.filter(offer__candidacy=candidacy).order_by("pk")


def signed_papers(candidacy: Candidacy) -> Iterator[tuple[str, FieldFile]]:
    for number, row in enumerate(_signed_papers(candidacy), 1):
        yield f"signed-{number}.{row.kind}", row.file


def register() -> None:
    steps.register(
        Step.OFFER, page=lambda search: reverse("offers:list", args=[search.pk]), blockers=blockers
    )
    home.register(approvals_for, Role.APPROVER)
    home.register(resolutions_for, *RUNS)
    home.register(to_begin, *RUNS)
    home.register(to_move_on, *RUNS)
    tabs.register(tab)
    copies.register(sent_to)
    copies.register_papers(signed_papers)
    own.register(own_steps)
    on_the_way.register()
    wording.register(WORDS)
