"""A page costs the same number of queries however much there is: never one a row."""

import re
from collections import Counter
from collections.abc import Callable
from functools import partial
from itertools import count, cycle

import pytest
from django.db import connection
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from candidates.models import (
    Access,
    Candidacy,
    Claim,
    Conflict,
    Document,
    Feedback,
    OffLimits,
    Reference,
    Submission,
    System,
)
from candidates.states import SubmissionState
from interviews.models import Interview, LoopSeat, Probe, Seat
from offers.models import Agreement, Discussed, Touchpoint
from onboarding.models import Deliverable, DueChange, Plan, PromiseWord
from scoping.models import JobDescription
from scorecards.models import (
    DebriefNote,
    DebriefReading,
    FlagAnswer,
    PassedQuestion,
    RedFlag,
    SecondVote,
    VoteRound,
)
from searches.models import INSIDE, Membership, Role, Search, append_event
from tests.factories import crowd
from tests.walls.matrix import Url, World, world
from tests.walls.test_urls import URLS

pytestmark = pytest.mark.once
MANY = 21
FEW = 3
"""Copies of what brings everything that hangs on it along."""
MOST = 12
MORE = {
    "home": 25,
    "interviews:kit": 13,
    "onboarding:plan": 13,
    "interviews:loop": 14,
    "interviews:version": 13,
    "candidates:detail": 16,
    "candidates:data": 23,
    "scorecards:debrief": 28,
    "scorecards:board": 24,
    "scorecards:gate": 15,
    "scorecards:flag_at_gate": 14,
    "scorecards:cards": 14,
    "scorecards:amend": 14,
    "interviews:candidacy": 16,
    "offers:detail": 16,
    "offers:approval": 13,
}
"""Pages that cost more: they put a whole candidacy, or what waits in all rooms, together."""


def key() -> str:
    return f"crowd_{next(crowd._number)}"


def numbers() -> Callable[[], int]:
    return partial(next, count(50))


def ids(users: list[User]) -> Callable[[], int]:
    return partial(next, cycle([user.pk for user in users]))


def many(search: Search, by: User) -> None:
    """More of everything that the pages of a search, and home, make lists of."""
    users = crowd.people(MANY)
    Membership.objects.bulk_create(
        Membership(search=search, user=user, role=role) for user in users for role in INSIDE
    )
    on_steps(search, users)
    of_partners(search)
    for row in search.candidacies.all()[:2]:
        on_candidacy(row, users)
    for row in Interview.objects.filter(candidacy__search=search)[:3]:
        on_interview(row, users)
    for row in Plan.objects.filter(candidacy__search=search)[:1]:
        on_plan(row)
    for row in Touchpoint.objects.filter(candidacy__search=search)[:1]:
        said = {"words": lambda: "So.", "done_at": timezone.now, "done_by_id": ids(users)}
        crowd.copies(row, MANY, **said)
    for row in search.candidacies.all()[:2]:
        crowd.copies_of_candidacy(row, FEW)
    crowd.copies_of_search(search, FEW)
    for _ in range(MANY):
        append_event(search, by, "claim.added", search)
        append_event(search, by, "member.joined", Membership.objects.filter(search=search)[0])


def on_steps(search: Search, users: list[User]) -> None:
    """Playbooks, versions of the scope and the job description, seats in the loop, documents."""
    crowd.copies(search.playbook_version, MANY, slug=key)
    for row in (*search.scopes.all()[:1], *JobDescription.objects.filter(search=search)[:1]):
        if row.state != "draft":
            crowd.copies(row, MANY, number=numbers(), state=lambda: "superseded")
    for row in LoopSeat.objects.filter(part__loop__search=search)[:3]:
        crowd.copies(row, MANY, key=key, user_id=ids(users))
    for row in search.briefs.all()[:2]:
        crowd.copies(row, MANY, digest=key)


def of_partners(search: Search) -> None:
    """What partners sent and were told, and names off limits; the lists of those."""
    for told in Feedback.objects.filter(submission__search=search)[:1]:
        crowd.copies(told, MANY)
    for state in SubmissionState:
        for row in Submission.objects.filter(search=search, state=state)[:1]:
            for copy in crowd.copies(row, MANY, email=lambda: f"{key()}@example.com"):
                told = Feedback(submission=copy, words="Soon.", said_by=row.partner)
                crowd.copies(told, FEW)
    for row in OffLimits.objects.filter(search=search)[:1]:
        crowd.copies(row, MANY, name=key)


def on_candidacy(candidacy: Candidacy, users: list[User]) -> None:
    """Papers, people let in, offers and decisions made before."""
    for model in (Claim, Document, Reference, System, Probe):
        for row in model.objects.filter(candidacy=candidacy)[:1]:
            crowd.copies(row, MANY)
    let_in = {"candidacy": candidacy, "role": Role.PANELIST}
    Access.objects.bulk_create(Access(user=user, **let_in) for user in users)
    said = {"candidacy": candidacy, "answer": "knows", "how": "Led."}
    Conflict.objects.bulk_create(Conflict(user=user, **said) for user in users)
    waiting = dict.fromkeys(("answered_by_id", "answered_at"), lambda: None)
    waiting["state"] = lambda: "waiting"
    for offer in candidacy.offers.all()[:1]:
        for row in offer.approvals.all()[:1]:
            crowd.copies(row, MANY, approver_id=ids(users), **waiting)
        said = Discussed(candidacy=candidacy, noted_by=users[0], asked="More?")
        crowd.copies(said, MANY)
        paper = Agreement(offer=offer, sent_by=users[0], name="a.pdf", kind="pdf")
        crowd.copies(paper, MANY, digest=key)
        crowd.copies(offer, MANY, number=numbers(), state=lambda: "void")
    for debrief in candidacy.debriefs.all()[:1]:
        crowd.copies(DebriefNote(debrief=debrief, author=users[0], text="So."), MANY)
        for row in VoteRound.objects.filter(debrief=debrief):
            crowd.copies(SecondVote(round=row, voter=users[0]), MANY, voter_id=ids(users))
        crowd.copies(DebriefReading(debrief=debrief, user=users[0]), MANY, user_id=ids(users))
    for row in candidacy.decisions.all()[:1]:
        crowd.copies(row, MANY, superseded_at=timezone.now)


def on_interview(interview: Interview, users: list[User]) -> None:
    """People in its seats, the cards of those who handed one in, questions passed on."""
    seat = Seat(interview=interview, title="CTO", duty="scoring")
    crowd.copies(seat, MANY, user_id=ids(users), key=key)
    for card in interview.cards.filter(state="submitted", amends=None)[:1]:
        cards = crowd.copies(card, MANY, author_id=ids(users))
        for row in (*card.ratings.all(), *card.flags.all()):
            crowd.copies(row, MANY, card_id=partial(next, iter([card.pk for card in cards])))
        for flag in RedFlag.objects.filter(card__in=[card, *cards]):
            crowd.copies(FlagAnswer(flag=flag, noted_by=users[0], text="So."), FEW)
    crowd.copies(PassedQuestion(interview=interview, author=users[0], text="And then?"), MANY)


def on_plan(plan: Plan) -> None:
    for phase in plan.phases.all():
        for row in (*phase.deliverables.all()[:1], *phase.guards.all()[:1]):
            crowd.copies(row, MANY, key=key)
    for row in plan.check_ins.all()[:1]:
        crowd.copies(row, MANY, key=key)
    for name in ("promises", "watch_points"):
        for row in getattr(plan, name).all()[:1]:
            crowd.copies(row, MANY, position=numbers())
    for row in plan.hires.all()[:1]:
        crowd.copies(row, MANY, key=key)
    for row in plan.warnings.all()[:1]:
        crowd.copies(row, MANY)
    for item in Deliverable.objects.filter(phase__plan=plan)[:1]:
        moved = DueChange(
            deliverable=item, was=item.due_on, now=plan.starts_on, because="So.", by=plan.started_by
        )
        crowd.copies(moved, MANY)
    for promise in plan.promises.all()[:1]:
        crowd.copies(PromiseWord(promise=promise, kept="kept", words="So."), MANY)


def repeated(queries: CaptureQueriesContext) -> str:
    """The queries that were asked more than once, but for their numbers."""
    shapes = Counter(re.sub(r"\d+|'[^']*'", "?", query["sql"]) for query in queries)
    return "\n".join(f"{times} x {sql[:600]}" for sql, times in shapes.items() if times > 1)


class Queries(TestCase):
    """One test a page is added below."""

    here: World

    @classmethod
    def setUpTestData(cls) -> None:
        cls.here = world()

    def ask(self, url: Url, path: str, who: str) -> tuple[int, str]:
        """How many queries, and what was asked more than once."""
        client = Client()
        if not url.public:
            client.force_login(self.here[who])
        client.get(path)  # what a first visit writes down, and a process finds out once
        with CaptureQueriesContext(connection) as queries:
            response = client.get(path)
        assert response.status_code == 200, response.status_code
        return len(queries), repeated(queries)

    def run_page(self, url: Url) -> None:
        path = reverse(url.name, args=url.build(self.here))
        people = readers(url)
        few = {who: self.ask(url, path, who)[0] for who in people}
        many(self.here.search, self.here.manager)
        most = MORE.get(url.name, MOST)
        for who in people:
            with self.subTest(page=url.name, who=who):
                asked, again = self.ask(url, path, who)
                assert asked <= few[who], f"{few[who]} queries, then {asked}:\n{again}"
                assert asked <= most, f"{asked} queries:\n{again}"


def readers(url: Url) -> list[str]:
    if url.public:
        return ["anonymous"]
    may = url.only or (frozenset(Role) if url.everyone else url.get) or frozenset()
    return [who for who in (*Role.values, "administrator") if who in may]


def _test_of(url: Url):
    def test(self: Queries) -> None:
        self.run_page(url)

    test.__doc__ = url.name
    return test


for _url in URLS.values():
    if _url.get is not None or _url.everyone:
        setattr(Queries, "test_" + _url.name.replace(":", "_"), _test_of(_url))
