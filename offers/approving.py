"""Who approves an offer: the rules that are about it, made into steps of its own; and until when.

Nobody has two places in one offer, so that "one approver more" is always one person more.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.db.models import Prefetch, prefetch_related_objects

from accounts.models import User, normal_email
from candidates.models import Conflict
from offers.models import Approval, ApprovalRule, ApprovalStep, Offer, When
from offers.package import deal_of, first_year_cash
from offers.pay import CurrencyMismatch, Money
from offers.states import ApprovalState, OfferState
from searches.business_days import add_business_days
from searches.errors import Refused
from searches.models import Event, Role, Search

BUSINESS_DAYS = 2
"""How long somebody has to answer, counted on the search's own calendar."""
BUILT = "Nobody approves an offer they built or sent for approval."
HANDS = ("offer.saved", "offer.worded", "offer.submitted")
"""What the log says of who had a hand in the terms."""


@dataclass
class Wanted:
    """A step as it would be asked for: how many of whom, or a board's resolution."""

    rule: ApprovalRule
    needed: int
    people: list[User]

    @property
    def spare(self) -> int:
        return len(self.people) - self.needed


# ---- Who may, and who may not ----


def named_approvers(search: Search) -> list[User]:
    rows = search.memberships.current().filter(role=Role.APPROVER).select_related("user")
    return [row.user for row in rows.order_by("since", "pk")]


def barred(offer: Offer, by: User | None = None) -> dict[int, str]:
    """Who may not approve this offer, each with the sentence that says why.

    `by` is who is about to send it for approval.
    """
    candidacy = offer.candidacy
    versions = candidacy.offers.values("pk")
    lines = Event.objects.filter(
        search=candidacy.search, verb__in=HANDS, record="offers.offer", record_id__in=versions
    )
    hands = {*lines.values_list("user", flat=True), offer.built_by_id, by.pk if by else None}
    found = {pk: BUILT for pk in hands if pk}
    out = Conflict.objects.filter(candidacy=candidacy, answer=Conflict.Answer.REPLACE)
    for row in out.select_related("user"):
        found[row.user_id] = f"{row.user} asked to be replaced here. Name somebody else."
    own = normal_email(candidacy.candidate.email)
    for user in User.objects.filter(email=own) if own else ():
        found[user.pk] = "Nobody approves their own pay."
    return found


# ---- The steps ----


def wanted(search: Search, offer: Offer, by: User, why_outside: Sequence[str]) -> list[Wanted]:
    """The steps that the rules make of this offer, in order; `why_outside` is what
    `offers.bands.exceptions` says of it.

    Raises Refused where a rule cannot be met by the people there are.
    """
    why = barred(offer, by)
    approvers = named_approvers(search)
    free = [user for user in approvers if user.pk not in why]
    outside = " ".join(why_outside)
    rules = [rule for rule in rules_of(search) if is_about(rule, offer, outside)]
    steps = [_step(rule, free) for rule in rules]
    left = share_out(steps, [why[user.pk] for user in approvers if user.pk in why], free)
    if outside:
        _one_more(steps, left, outside)
    if not steps:
        raise Refused("No rule is about this offer. Add one that is about every offer.")
    return sorted(steps, key=lambda step: step.rule.position)


def rules_of(search: Search) -> list[ApprovalRule]:
    """The rules kept; where there are none, that any one of the approvers approves every offer."""
    kept = list(search.approval_rules.prefetch_related("people"))
    return kept or [ApprovalRule(search=search)]


def is_about(rule: ApprovalRule, offer: Offer, outside: str) -> bool:
    if rule.when == When.OVER_AMOUNT:
        return _is_over(rule, offer)
    return rule.when == When.ALWAYS or outside != ""


def _is_over(rule: ApprovalRule, offer: Offer) -> bool:
    """Held against the cash of the first year, everything at target. Where two currencies have no
    dated rate between them nobody can say, and the rule holds."""
    deal = deal_of(offer)
    if deal is None or rule.amount is None:
        return False
    try:
        limit = deal.in_own(Money(rule.amount, rule.currency))
    except CurrencyMismatch:
        return True
    return first_year_cash(deal).amount > limit.amount


def _step(rule: ApprovalRule, free: list[User]) -> Wanted:
    named = {user.pk for user in rule.people.all()} if rule.pk else set()
    people = [user for user in free if user.pk in named or not named]
    return Wanted(rule, rule.needed, [] if rule.committee else people)


def share_out(steps: list[Wanted], why_not: list[str], free: list[User]) -> list[User]:
    """Give everybody one place, first those that are needed; answers who is left.

    Refused only where no way of seating people meets all the rules.
    """
    asking = [step for step in steps if not step.rule.committee]
    asking.sort(key=lambda step: (step.spare, step.rule.position))
    seats: dict[User, Wanted] = {}
    for step in asking:
        for have in range(step.needed):
            if not _seat(step, seats, set()):
                raise Refused(_short(step, have, why_not))
    for step in asking:
        for user in step.people:
            seats.setdefault(user, step)
        step.people = [user for user in step.people if seats[user] is step]
    return [user for user in free if user not in seats]


def _seat(step: Wanted, seats: dict[User, Wanted], tried: set[User]) -> bool:
    """One more in this step, where others must move on to another that they may sit in."""
    for user in step.people:
        if user not in tried:
            tried.add(user)
            if user not in seats or _seat(seats[user], seats, tried):
                seats[user] = step
                return True
    return False


def _short(step: Wanted, have: int, why_not: list[str]) -> str:
    asked = f"For {step.rule.says} {step.needed} must approve, and {have or 'nobody'} can."
    rest = "Nobody has two places in one offer. Name another approver, or change the rules."
    return " ".join([*dict.fromkeys(why_not), asked, rest])


def _one_more(steps: list[Wanted], left: list[User], outside: str) -> None:
    """Outside its band an offer needs one approver more, whatever the rules say."""
    if any(s.rule.when == When.OUT_OF_BAND and not s.rule.committee for s in steps):
        return
    if left:
        last = max((step.rule.position for step in steps), default=0)
        steps.append(Wanted(ApprovalRule(when=When.OUT_OF_BAND, position=last + 1), 1, left))
        return
    widest = max(steps, key=lambda step: step.spare, default=None)
    if widest is None or widest.rule.committee or widest.spare < 1:
        raise Refused(f"{outside} That needs one more approver: name two.")
    widest.needed += 1


# ---- What is still to come ----


def is_approved(offer: Offer, digest: str) -> bool:
    """Whether every step was answered for exactly the terms of this digest."""
    steps = list(offer.steps.select_related("resolution").prefetch_related("approvals"))
    return bool(steps) and all(_holds(step, digest) for step in steps)


def _holds(step: ApprovalStep, digest: str) -> bool:
    if step.committee:
        return hasattr(step, "resolution") and step.resolution.digest == digest
    given = [row for row in step.approvals.all() if row.state == ApprovalState.APPROVED]
    return len(given) >= step.needed and all(row.digest == digest for row in given)


def due_at(asked_at: datetime, search: Search) -> datetime:
    """The last minute of the second business day after the day it was asked for, where the search
    is run."""
    zone = ZoneInfo(search.zone)
    asked_on = asked_at.astimezone(zone).date()
    last = add_business_days(asked_on, BUSINESS_DAYS, search.calendar)
    return datetime.combine(last, time(23, 59), tzinfo=zone)


@dataclass(frozen=True)
class Held:
    """Who holds an offer up: since when, and until when they have."""

    names: str
    since: datetime | None
    due: datetime | None
    is_late: bool


WHOLE = Prefetch(
    "steps",
    ApprovalStep.objects.select_related("resolution__entered_by").prefetch_related(
        Prefetch(
            "approvals",
            Approval.objects.select_related("approver", "answered_by", "stand_in__deputy"),
        )
    ),
)


def steps_of(offer: Offer) -> list[ApprovalStep]:
    """The steps of an offer with everything that is said of them, fetched once."""
    prefetch_related_objects([offer], WHOLE)
    return list(offer.steps.all())


def held_up(offer: Offer, now: datetime) -> list[Held]:
    """The steps asked and not answered; a board's has no clock of ours."""
    if offer.state != OfferState.IN_APPROVAL:
        return []
    open_ = [step for step in steps_of(offer) if not step.is_done]
    first = min((step.position for step in open_), default=0)
    return [_held(step, offer, now) for step in open_ if step.position == first]


def _held(step: ApprovalStep, offer: Offer, now: datetime) -> Held:
    if step.committee:
        return Held("the board's resolution", None, None, False)
    rows = [row for row in step.approvals.all() if row.state == ApprovalState.WAITING]
    since = min((row.asked_at for row in rows if row.asked_at), default=None)
    due = due_at(since, offer.search) if since else None
    today = offer.search.today
    names = " or ".join(str(user) for row in rows for user in row.answerable_by(today))
    missing = step.needed - step.given
    return Held(
        f"{missing} of {names}" if missing > 1 else names, since, due, due is not None and due < now
    )


def in_words(rule: ApprovalRule) -> str:
    """'An offer over EUR 500,000 in its first year: 2 of Ada, Bo, Cy'"""
    about = f"{rule.says[0].upper()}{rule.says[1:]}"
    if rule.committee:
        return f"{about}: a board's resolution"
    people = list(rule.people.all()) if rule.pk else []
    if len(people) == rule.needed:
        return f"{about}: {' and '.join(str(user) for user in people)}"
    of = ", ".join(str(user) for user in people) or "the approvers, whoever they are"
    return f"{about}: {rule.needed} of {of}"
