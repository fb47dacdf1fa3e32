"""Whatever happens in whatever order, no offer goes out without approvals of exactly its terms.

What is asked of an offer that went out is written here a second time: from the rules as they stood
when it was sent for approval, and from what each person had before them when they answered. Nothing
of it reads a step, a state of an approval or a digest.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from accounts.models import User
from candidates.actions import declare_conflict
from offers import actions
from offers.models import Offer
from offers.tasks import expire, remind
from searches.errors import Refused
from searches.models import Role
from tests import factories
from tests.factories import offers as make
from tests.walls import runs

RUNS, STEPS = runs.how_many(short=(25, 30), long=(300, 80))
OUT = ("sent", "accepted", "declined", "expired")
PEOPLE = 4
who = st.integers(0, PEOPLE - 1)
rarely = st.sampled_from([False, False, False, True])
"""What ends a version comes rarely, so that some versions go all the way."""


def read(offer: Offer) -> dict[str, Any]:
    """What stands on the page of an offer, by itself."""
    row = Offer.objects.get(pk=offer.pk)
    names = "currency starts_on expires_on exception_because number band letter".split()
    return {name: getattr(row, name) for name in names} | {"terms": dict(row.terms)}


@dataclass
class Asked:
    """What the rules wanted of a version: of whom how many, a board or not, and who may not."""

    of: list[tuple[set[User], int]]
    board: bool
    one_more: bool
    hands: set[User]
    given: dict[User, tuple[User, dict[str, Any]]] = field(default_factory=dict)
    """Who said yes: instead of whom, and to what."""
    resolved: list[dict[str, Any]] = field(default_factory=list)


def while_it_is(*states: str):
    """Only then; "" is before there is an offer. What else is refused is tested elsewhere."""
    return precondition(lambda self: (self.offer.state if self.offer else "") in states)


class Approving(RuleBasedStateMachine):
    """One candidate, four approvers of whom one also wrote terms, two who build."""

    def __init__(self) -> None:
        super().__init__()
        runs.count("approvals: runs")
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.candidacy = make.chosen(factories.search())
        self.search = self.candidacy.search
        self.manager = factories.hiring_manager_of(self.search)
        self.recruiter = make.recruiter_of(self.search)
        self.people = make.approvers(self.search, PEOPLE - 1)
        factories.grant(self.search, user=self.manager, role=Role.APPROVER, by=self.manager)
        self.people.append(self.manager)
        self.asked: dict[int, Asked] = {}
        self.hands: set[User] = set()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    def attempt(self, action) -> Any:
        """What it answered; None where it was refused, which is one of the things that happen."""
        try:
            with transaction.atomic():
                return action() or True
        except (Refused, PermissionDenied):
            return None

    @property
    def offer(self) -> Offer | None:
        return Offer.objects.filter(candidacy=self.candidacy).order_by("-number").first()

    # ---- What may happen ----

    @initialize()
    def begin(self):
        self.write(by_manager=False, base=250_000)

    @precondition(lambda self: self.search.approval_rules.count() < 3)
    @rule(
        when=st.sampled_from(["always", "out_of_band", "over_amount"]),
        named=st.sets(who, max_size=3),
        needed=st.integers(1, 2),
        position=st.integers(1, 2),
        amount=st.sampled_from([1, 100_000_000]),
        committee=st.booleans(),
    )
    def add_a_rule(self, when, named, needed, position, amount, committee):
        band = self.candidacy.offers.values_list("currency", flat=True).first() or "EUR"
        self.attempt(
            lambda: actions.add_rule(
                search=self.search,
                when=when,
                people=[self.people[n] for n in named],
                needed=needed,
                position=position,
                committee=committee and position == 2,
                amount=Decimal(amount),
                currency=band,
                by=self.recruiter,
            )
        )

    @while_it_is("draft")
    @rule()
    def drop_a_rule(self):
        row = self.search.approval_rules.first()
        if row:
            self.attempt(lambda: actions.drop_rule(rule=row, by=self.recruiter))

    @while_it_is("draft")
    @rule(by_manager=st.booleans(), base=st.sampled_from([10, 250_000, 251_000]))
    def write(self, by_manager, base):
        by = self.manager if by_manager else self.recruiter
        draft = self.attempt(lambda: actions.begin_offer(candidacy=self.candidacy, by=by))
        if draft is None or draft.state != "draft":
            return
        why = "Equity makes up for it." if base == 10 else ""
        terms = make.terms(draft, base=Decimal(base), exception_because=why)
        save = {"offer": draft, "revision": draft.revision, "terms": terms, "by": by}
        stood = read(draft)
        if self.attempt(lambda: actions.save_offer(**save)) and read(draft) != stood:
            self.hands.add(by)
        self.hands.add(Offer.objects.get(pk=draft.pk).built_by)

    @while_it_is("draft")
    @rule(by_manager=st.booleans())
    def word(self, by_manager):
        by, offer = self.manager if by_manager else self.recruiter, self.offer
        said = {"text": f"Dear {{candidate}},\n\n{{terms}}\n\n{by}", "by": by}
        if offer and self.attempt(
            lambda: actions.word_letter(offer=offer, revision=offer.revision, **said)
        ):
            self.hands.add(by)

    @while_it_is("draft")
    @rule(by_manager=st.booleans())
    def submit(self, by_manager):
        by, offer = self.manager if by_manager else self.recruiter, self.offer
        if offer is None or offer.state != "draft" or not offer.terms:
            return
        wants = self.what_the_rules_want(offer, by)
        if self.attempt(lambda: actions.submit_offer(offer=offer, by=by)):
            self.asked[offer.pk] = wants
            self.hands.add(by)
            make.declare(Offer.objects.get(pk=offer.pk))

    def what_the_rules_want(self, offer: Offer, by: User) -> Asked:
        outside = offer.terms["base"] == "10"
        rows = list(self.search.approval_rules.all())
        about = [
            row
            for row in rows
            if row.when == "always"
            or (row.when == "out_of_band" and outside)
            or (row.when == "over_amount" and row.amount == 1)
        ]
        persons = [row for row in about if not row.committee]
        of = [(set(row.people.all()) or set(self.people), row.needed) for row in persons]
        return Asked(
            of=of if rows else [(set(self.people), 1)],
            board=any(row.committee for row in about),
            one_more=outside and not any(row.when == "out_of_band" for row in persons),
            hands=self.hands | {by},
        )

    @while_it_is("in_approval", "approved")
    @rule(which=who, by=st.none() | who, stale=st.integers(0, 5))
    def approve(self, which, by, stale):
        offer = self.offer
        places = list(offer.approvals.exclude(asked_at=None)) if offer else []
        if not places or not offer:
            return
        place = places[which % len(places)]
        user, seen = place.approver if by is None else self.people[by], read(offer)
        digest = "something else" if stale == 0 else offer.digest
        yes = {"approval": place, "digest": digest, "by": User.objects.get(pk=user.pk)}
        if self.attempt(lambda: actions.approve_offer(**yes)):
            assert stale, "a stale page approved"
            assert user not in self.asked[offer.pk].given, "somebody answered twice"
            self.asked[offer.pk].given[user] = (place.approver, seen)

    @while_it_is("in_approval")
    @rule(board=st.booleans(), sends=st.booleans())
    def all_who_are_asked_approve(self, board, sends):
        offer = self.offer
        for which in range(offer.approvals.count() if offer else 0):
            self.approve(which=which, by=None, stale=1)
        if board:
            self.resolve()
        if sends:
            self.send()

    @while_it_is("in_approval")
    @rule(whose=who, really=rarely)
    def refuse(self, whose, really):
        offer, user = self.offer, self.people[whose]
        place = offer and offer.approvals.filter(approver=user).first()
        if really and place and offer:
            no = {"approval": place, "digest": offer.digest, "words": "Less.", "by": user}
            self.attempt(lambda: actions.refuse_offer(**no))

    @rule(user=who, deputy=who, begun=st.booleans())
    def name_a_deputy(self, user, deputy, begun):
        since = None if begun else self.search.today + timedelta(days=1)
        one, other = self.people[user], self.people[deputy]
        row = {"search": self.search, "user": one, "deputy": other, "since": since}
        if self.attempt(lambda: actions.name_deputy(by=self.recruiter, **row)) and self.offer:
            make.declare(self.offer)

    @rule(whose=st.integers(0, PEOPLE - 2), really=rarely)
    def ask_to_be_replaced(self, whose, really):
        if really:
            user = self.people[whose]
            say = {"candidacy": self.candidacy, "answer": "replace", "how": "", "by": user}
            self.attempt(lambda: declare_conflict(**say))

    @while_it_is("in_approval")
    @rule()
    def resolve(self):
        offer = self.offer
        step = offer and offer.steps.filter(committee=True, resolution=None).first()
        if step and offer:
            seen = read(offer)
            if self.attempt(lambda: make.resolved(offer, step=step)):
                self.asked[offer.pk].resolved.append(seen)

    @while_it_is("in_approval", "approved", "sent", "declined", "expired")
    @rule(really=rarely)
    def revise(self, really):
        offer = self.offer
        if offer and really:
            why = {"offer": offer, "because": "They ask for more base.", "by": self.recruiter}
            self.attempt(lambda: actions.revise_offer(**why))

    @while_it_is("in_approval", "approved")
    @rule(really=rarely)
    def write_past_the_actions(self, really):
        """Somebody changes the terms of what is being approved straight in the database."""
        offer = self.offer
        if offer and really:
            runs.count("approvals: tampered")
            raised = offer.terms | {"sign_on": "99999"}
            Offer.objects.filter(pk=offer.pk).update(terms=raised)
            self.send()

    @while_it_is("in_approval", "approved")
    @rule()
    def send(self):
        offer = self.offer
        if offer and self.attempt(lambda: actions.send_offer(offer=offer, by=self.recruiter)):
            runs.count("approvals: sent")

    @while_it_is("sent")
    @rule(accepts=st.booleans())
    def answer(self, accepts):
        offer = self.offer
        if offer and offer.link:
            name = {"name": "Leila Haddad", "because": "" if accepts else "Too far."}
            self.attempt(lambda: actions.answer_offer(by=offer.link, accepts=accepts, **name))

    @rule(days=st.sampled_from([3, 9]))
    def the_clock(self, days):
        with time_machine.travel(timezone.now() + timedelta(days=days), tick=False):
            remind()
            expire()

    # ---- What must hold ----

    @invariant()
    def what_went_out_was_approved_as_it_is(self):
        for offer in Offer.objects.filter(candidacy=self.candidacy, state__in=OUT):
            asked, terms = self.asked[offer.pk], read(offer)
            yes = {user: one for user, (one, seen) in asked.given.items() if seen == terms}
            assert len(yes) >= sum(number for _, number in asked.of) + asked.one_more
            for people, number in asked.of:
                assert len(people & set(yes.values())) >= number
            assert not asked.board or terms in asked.resolved
            assert yes or asked.resolved
            assert not asked.hands & set(yes), "somebody approved what they had a hand in"

    @invariant()
    def at_most_one_version_is_alive(self):
        live = self.candidacy.offers.exclude(state__in=("void", "withdrawn", "declined", "expired"))
        assert live.count() <= 1


Approving.TestCase.settings = settings(
    max_examples=RUNS,
    stateful_step_count=STEPS,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestApproving = pytest.mark.django_db(Approving.TestCase)
