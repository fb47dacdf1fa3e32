"""Who approves what: the rules of a search and the deputies of its approvers."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.actors import CLOCK, Actor
from accounts.models import User
from candidates.actions import dismiss
from candidates.models import Candidacy
from offers.actions.approvals import let_stand_in
from offers.approving import named_approvers
from offers.models import Approval, ApprovalRule, Deputy, Offer, When
from offers.states import OfferState
from searches.actions import acting, log
from searches.errors import Refused
from searches.models import Role, Search

ARRANGE = "offers.arrange"
MOST = 20
NOT_NAMED = "Approvers are named on the search first, in the role of approver."


def add_rule(
    *,
    search: Search,
    when: str,
    people: Sequence[User] = (),
    needed: int = 1,
    position: int = 1,
    committee: bool = False,
    amount: Decimal | None = None,
    currency: str = "",
    by: User,
) -> ApprovalRule:
    """Add a line. It holds for what is submitted from now on: what is in approval keeps its own."""
    with acting(search.pk, by, ARRANGE) as locked:
        if locked.approval_rules.count() >= MOST:
            raise Refused(f"There are {MOST} rules already. Take one away first.")
        over = when == When.OVER_AMOUNT
        if over and not (amount and currency):
            raise Refused("Say over which amount, and in which currency.", "amount")
        people = [] if committee else people
        known = {user.pk for user in named_approvers(locked)}
        if any(user.pk not in known for user in people):
            raise Refused(NOT_NAMED, "people")
        if people and needed > len(people):
            raise Refused("That is more than the people named. Name more, or ask fewer.", "needed")
        rule = ApprovalRule.objects.create(
            search=locked,
            when=when,
            amount=amount if over else None,
            currency=currency if over else "",
            committee=committee,
            needed=1 if committee else needed,
            position=position,
        )
        rule.people.set(people)
        log(locked, by, "rule.added", rule, "when", "people", "needed", "position")
        return rule


def drop_rule(*, rule: ApprovalRule, by: User) -> None:
    with acting(rule.search_id, by, ARRANGE) as search:
        row = search.approval_rules.filter(pk=rule.pk).first()
        if row:
            log(search, by, "rule.dropped", row)
            row.delete()


def name_deputy(
    *,
    search: Search,
    user: User,
    deputy: User,
    since: date | None = None,
    until: date | None = None,
    by: User,
) -> Deputy:
    """Name who answers instead of an approver, in place of who was named before.

    What waits for the approver now waits for either; the first answer counts.
    """
    with acting(search.pk, by, ARRANGE) as locked:
        known = {person.pk for person in named_approvers(locked)}
        if not {user.pk, deputy.pk} <= known:
            raise Refused(f"A deputy is an approver too. {NOT_NAMED}", "deputy")
        if user == deputy:
            raise Refused("A deputy is somebody else.", "deputy")
        if since and until and until < since:
            raise Refused("This lies before the first day. Choose a later one.", "until")
        if until and until < locked.today:
            raise Refused("This day has passed. Choose a later one.", "until")
        relieve(locked, of=Q(user=user), by=by)
        row = Deputy.objects.create(
            search=locked, user=user, deputy=deputy, since=since, until=until
        )
        log(locked, by, "deputy.named", row, "user", "deputy", "since", "until")
        for offer in _in_approval(locked):
            let_stand_in(locked, offer, row, by)
        return row


def end_deputy(*, deputy: Deputy, by: User) -> None:
    with acting(deputy.search_id, by, ARRANGE) as search:
        if not relieve(search, of=Q(pk=deputy.pk), by=by):
            raise Refused("This deputy has ended already.")


def turn_deputies(*, search_id: int) -> None:
    """What the clock does: whose days have come stands in for what waits, and whose are over reads
    pay no more. Harmless when repeated."""
    with acting(search_id, CLOCK) as search:
        relieve(search, of=Q(until__lt=search.today), by=CLOCK)
        for offer in _in_approval(search):
            for deputy in search.deputies.filter(ended_at=None):
                let_stand_in(search, offer, deputy, CLOCK)


def _in_approval(search: Search) -> QuerySet[Offer]:
    rows = Offer.objects.filter(candidacy__search=search, state=OfferState.IN_APPROVAL)
    return rows.select_related("candidacy__candidate", "candidacy__search")


def relieve(search: Search, *, of: Q, by: Actor) -> int:
    """End those of its deputies. Inside another action's frame; answers how many there were."""
    rows = list(search.deputies.filter(of, ended_at=None))
    for row in rows:
        row.ended_at = timezone.now()
        row.save(update_fields=["ended_at"])
        log(search, by, "deputy.ended", row, "ended_at")
        for candidacy in Candidacy.objects.filter(offers__approvals__stand_in=row).distinct():
            _shut(search, candidacy, row.deputy, by)
    return len(rows)


def _shut(search: Search, candidacy: Candidacy, user: User, by: Actor) -> None:
    """Who stood in and has no place of their own reads of the candidate no more."""
    stands_in = Q(stand_in__deputy=user, stand_in__ended_at=None)
    mine = Q(approver=user) | Q(answered_by=user) | stands_in
    if not Approval.objects.filter(mine, offer__candidacy=candidacy).exists():
        dismiss(search, candidacy=candidacy, user=user, role=Role.APPROVER, by=by)
