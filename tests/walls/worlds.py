"""A search that can be lived twice: the same people, the same steps, another content of one card.

Everything that exists before the first step is made once (`Cast`). The steps run through the
actions, in a transaction that is undone (`World`); what they are is plain data, so that the same
history runs in both worlds to the letter.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import Link, User
from candidates import actions as candidates
from candidates.models import Candidacy, Conflict
from interviews import actions as interviews
from interviews.models import Interview, Loop, Seat
from interviews.signals import interview_added
from interviews.states import Duty
from offers import actions as offers
from scorecards import actions
from scorecards.blindness import owed_seats
from scorecards.content import Content, shape_of
from scorecards.models import Card, PassedQuestion, RedFlag
from searches.errors import Refused
from searches.models import Membership, Role
from tests import factories
from tests.factories import candidates as make_candidates
from tests.factories import partners
from tests.factories import scorecards as make
from tests.factories.scoping import signed_scope

PARTS = ("questionnaire", "alignment", "production", "team", "board")
SERIOUS = ("minor", "serious", "critical")
RECOMMENDS = ("strong_no", "no", "yes", "strong_yes")
SEATED = (
    # candidacy, part, people: 0 is the hiring manager, 1 the recruiter, 2 to 4 the panel
    (0, "questionnaire", (2, 3)),
    (0, "production", (2, 4, 0)),
    (0, "team", (3,)),
    (1, "questionnaire", (2,)),
    (1, "board", (3, 4, 1)),
)
Step = tuple[str, int, int]
"""What is done, and two numbers that say to whom and by whom."""
Outcome = tuple[int, int, str]
"""At which step, the id of who tried (0: by a link, or the clock), and what they were told."""


@dataclass(frozen=True)
class Written:
    """What somebody writes on a card, before it is known what the card asks."""

    ratings: tuple[int, ...] = (4, 3, 0)
    """0: not assessed. Taken in turn for as many as the card asks."""
    says: str = "Told of the worst day first."
    flags: tuple[tuple[int, str], ...] = ()
    """A place in SERIOUS and what was said, each."""
    recommendation: int = 2
    extra: int = 0

    def on(self, interview: Interview) -> Content:
        shape = shape_of(interview)
        values = dict(zip(shape.focus, self.ratings * len(shape.focus), strict=False))
        content = make.content(
            interview,
            ratings={key: value or "na" for key, value in values.items()},
            flags=[
                make.flag(seriousness=SERIOUS[n], name=f"Flag: {said}", quote=said)
                for n, said in self.flags
            ],
            recommendation=RECOMMENDS[self.recommendation],
            says=self.says,
        )
        if asked := shape.part.extra_question:
            content["extra"] = asked.options[self.extra % len(asked.options)].key
        return content


@dataclass(frozen=True)
class OneCard:
    """Everything that the author of the chosen card writes on it in one of the worlds."""

    first: Written
    amended: Written

    def because(self) -> str:
        return f"I misheard: {self.amended.says}"

    @property
    def at_gate(self) -> tuple[Any, ...]:
        """What a gate shows of it."""
        return tuple((w.recommendation, w.flags) for w in (self.first, self.amended))


class Cast:
    """Three candidates, twelve people, seats for all that follows, and the private links."""

    def __init__(self) -> None:
        self.search = factories.search(alias="Project Heron")
        signed_scope(self.search)
        manager = factories.hiring_manager_of(self.search)
        recruiter = factories.member(self.search, Role.RECRUITER)
        self.people = [manager, recruiter, *(factories.user() for _ in range(3))]
        self.candidacies = [make.candidacy(self.search) for _ in range(3)]
        Loop.objects.filter(pk=make.loop(self.search).pk).update(engagement="full_time")
        for which, part, people in SEATED:
            interview = make.interview(self.candidacies[which], part)
            for person in people:
                make.seat(interview, self.people[person])
        self.viewers: dict[str, User | None] = {
            "hiring manager": manager,
            "recruiter": recruiter,
            **{f"panelist {n}": user for n, user in enumerate(self.people[2:], 1)},
            "observer": factories.member(self.search, Role.OBSERVER),
            "approver": factories.member(self.search, Role.APPROVER),
            "search partner": partners.partner(self.search),
            "administrator": factories.administrator(),
            "removed": factories.removed_member(self.search, Role.HIRING_MANAGER),
            "stranger": factories.user(),
            "nobody": None,
        }
        self._gather()

    def _gather(self) -> None:
        """What is known of the first candidate, and the addresses of people without an account."""
        first = self.candidacies[0]
        first.candidate.email = "leila@example.com"
        first.candidate.save()
        self.claim = make_candidates.claim(first)
        self.system = make_candidates.system(first)
        self.reference = make_candidates.reference(first)
        self.referee = make_candidates.asked_in_writing(first, "Kari Holm").link
        self.own_page = candidates.send_own_page(candidacy=first, by=self.people[0])
        seated = [user for user in self.people if Seat.objects.filter(user=user).exists()]
        self.feeds = [interviews.make_feed(by=user) for user in seated]
        partner = self.viewers["search partner"]
        assert partner is not None
        self.submission = partners.submission(self.search, partner)

    @property
    def seats(self) -> list[Seat]:
        """As they are now, with those of the history, in the order they were taken."""
        rows = Seat.objects.filter(interview__candidacy__search=self.search)
        return list(rows.select_related("interview__candidacy", "interview__part", "user"))


class World:
    """One of the two: what happens in it, step by step, and what each was told who tried."""

    def __init__(self, cast: Cast, chosen: Seat, card: OneCard) -> None:
        self.cast, self.chosen, self.card = cast, chosen, card
        self.outcomes: list[Outcome] = []
        self.number = 0

    def do(self, number: int, step: Step) -> None:
        self.number = number
        name, n, m = step
        STEPS[name](self, n, m)

    def attempt(self, by: User | None, action: Callable[[], object]) -> None:
        """Being refused is one of the things that happen; the sentence is kept."""
        said = "done"
        try:
            with transaction.atomic():
                action()
        except (Refused, PermissionDenied) as refusal:
            said = f"{type(refusal).__name__}: {refusal}"
        self.outcomes.append((self.number, by.pk if by else 0, said))

    # ---- Who and what a number means; rows are read anew, as a request would ----

    def person(self, n: int) -> User:
        return User.objects.get(pk=self.cast.people[n % len(self.cast.people)].pk)

    def runs(self, n: int) -> User:
        return self.person(n % 2)

    def candidacy(self, n: int) -> Candidacy:
        """The one of the chosen card more often than the other."""
        if n % 3 == 0:
            return Candidacy.objects.get(pk=self.chosen.interview.candidacy_id)
        return Candidacy.objects.get(pk=self.cast.candidacies[n % 2].pk)

    def seat(self, n: int) -> Seat:
        """The chosen one more often than any other."""
        seats = self.cast.seats
        return (
            next(s for s in seats if s.pk == self.chosen.pk)
            if n % 3 == 0
            else seats[-n % len(seats)]
        )

    def is_chosen(self, seat: Seat) -> bool:
        return (seat.user_id, seat.interview_id) == (self.chosen.user_id, self.chosen.interview_id)

    def writes(self, seat: Seat) -> OneCard:
        """What this person writes: the same in both worlds, but for the chosen card."""
        if self.is_chosen(seat):
            return self.card
        n = seat.user_id + seat.interview_id
        says = f"Wq{seat.user_id}x{seat.interview_id}q"
        flags = ((), ((2, says),), ((0, says), (1, says)))[n % 3]
        first = Written((3 + n % 3, 4, 2), says, flags, n % 4, n)
        return OneCard(first, Written((2, 5), f"{says} again", flags, (n + 1) % 4, n))


# ---- The steps ----


def assign(world: World, n: int, m: int) -> None:
    candidacy, user = world.candidacy(n), world.person(n // 2)
    part = PARTS[m % len(PARTS)]
    interview = Interview.objects.standing().filter(candidacy=candidacy, part__key=part).first()
    partner = Membership.objects.current().filter(user=user, role=Role.PARTNER)
    if candidacy.ended or partner.exists():
        return
    if interview and interview.seats.current().filter(user=user).exists():
        return
    new = interview is None
    interview = interview or make.interview(candidacy, part)
    declared = Conflict.Answer.KNOWS if m % 4 == 0 else Conflict.Answer.NONE
    duty = Duty.OBSERVING if n % 5 == 4 else Duty.SCORING
    make.seat(interview, user, duty=duty, declared=declared)
    if new:
        interview_added.send(
            sender=Interview, interview=interview, search=world.cast.search, by=world.person(0)
        )


def draft(world: World, n: int, m: int) -> None:
    seat = world.seat(n)
    card = Card.objects.filter(interview=seat.interview, author=seat.user, amends=None).first()
    world.attempt(
        seat.user,
        lambda: actions.save_card(
            interview=seat.interview,
            revision=card.revision if card else 0,
            content=world.writes(seat).first.on(seat.interview),
            by=seat.user,
        ),
    )


def submit(world: World, n: int, m: int) -> None:
    _submit(world, world.seat(n))


def _submit(world: World, seat: Seat) -> None:
    card = Card.objects.filter(interview=seat.interview, author=seat.user, amends=None).first()
    world.attempt(
        seat.user,
        lambda: actions.submit_card(
            interview=seat.interview,
            revision=card.revision if card else 0,
            content=world.writes(seat).first.on(seat.interview),
            by=seat.user,
        ),
    )


def amend(world: World, n: int, m: int) -> None:
    seat = world.seat(n)
    card = Card.objects.filter(interview=seat.interview, author=seat.user).order_by("pk").last()
    if card is None:
        return
    writes = world.writes(seat)
    world.attempt(
        seat.user,
        lambda: actions.amend_card(
            card=card,
            after=card.pk,
            content=writes.amended.on(seat.interview),
            because=writes.because(),
            by=seat.user,
        ),
    )


def replace(world: World, n: int, m: int) -> None:
    seat = world.seat(n)
    if seat.ended_at is None:
        make.replaced(seat)


def excuse(world: World, n: int, m: int) -> None:
    seat, by = world.seat(n), world.person(m)
    world.attempt(by, lambda: make.excused(seat, by=by))


def take_up(world: World, n: int, m: int) -> None:
    seat = world.seat(n)
    world.attempt(seat.user, lambda: actions.take_up_card(interview=seat.interview, by=seat.user))


def cancel(world: World, n: int, m: int) -> None:
    interview, by = world.seat(n).interview, world.runs(m)
    world.attempt(by, lambda: interviews.cancel_interview(interview=interview, by=by))


def read_gate(world: World, n: int, m: int) -> None:
    seat, by = world.seat(n), world.person(m // 2)
    at = {"candidacy": seat.interview.candidacy, "part": seat.interview.part}
    world.attempt(by, lambda: actions.read_gate(by=by, **at))


def decide_gate(world: World, n: int, m: int) -> None:
    """Go or stop is what the history says, in both worlds: an input, whatever was read."""
    seat, by = world.seat(n), world.person(m // 2)
    at = {"candidacy": seat.interview.candidacy, "part": seat.interview.part}
    world.attempt(by, lambda: actions.decide_gate(go=m % 4 > 0, because="So.", by=by, **at))


def open_debrief(world: World, n: int, m: int) -> None:
    candidacy, by = world.candidacy(n), world.person(m)
    world.attempt(by, lambda: actions.open_debrief(candidacy=candidacy, by=by))


def finish(world: World, n: int, m: int) -> None:
    """Everybody who owes submits, and the debrief opens: what chance alone seldom brings."""
    candidacy, by = world.candidacy(n), world.runs(m)
    for seat in owed_seats().filter(interview__candidacy=candidacy).order_by("pk"):
        _submit(world, seat)
    world.attempt(by, lambda: actions.open_debrief(candidacy=candidacy, by=by))


def read_debrief(world: World, n: int, m: int) -> None:
    candidacy, by = world.candidacy(n), world.person(m)
    world.attempt(by, lambda: actions.read_debrief(candidacy=candidacy, by=by))


def make_packet(world: World, n: int, m: int) -> None:
    candidacy, by = world.candidacy(n), world.person(m)
    world.attempt(by, lambda: actions.request_packet(candidacy=candidacy, by=by))


def settle(world: World, n: int, m: int) -> None:
    """A flag of another card: those of the chosen one are not the same in both worlds."""
    own = {"card__author": world.chosen.user_id, "card__interview": world.chosen.interview_id}
    flags = RedFlag.objects.filter(card__interview__candidacy=world.candidacy(n)).exclude(**own)
    if flag := flags.order_by("pk").first():
        by, move = world.runs(m), ("clear", "confirm", "accept")[m % 3]
        world.attempt(
            by, lambda: actions.settle_flag(flag=flag, move=move, because="Asked.", by=by)
        )


def decide(world: World, n: int, m: int) -> None:
    """With a sentence for a hire against the rule, so that no flag says which one it is."""
    candidacy, by = world.candidacy(n), world.person(m % 3 // 2)
    standing = candidacy.decisions.filter(superseded_at=None).first()
    world.attempt(
        by,
        lambda: actions.decide(
            candidacy=candidacy,
            after=standing.pk if standing else None,
            outcome=("hire", "hire", "wait", "no_hire")[m % 4],
            reasons="Has run what we need run.",
            override="Worth the risk.",
            by=by,
        ),
    )


def offer(world: World, n: int, m: int) -> None:
    candidacy, by = world.candidacy(n), world.runs(m)
    world.attempt(by, lambda: offers.begin_offer(candidacy=candidacy, by=by))


def withdraw(world: World, n: int, m: int) -> None:
    candidacy, by = world.candidacy(n), world.runs(m)
    world.attempt(
        by, lambda: candidates.withdraw(candidacy=candidacy, because="Another offer.", by=by)
    )


def leave_by_link(world: World, n: int, m: int) -> None:
    link = Link.objects.get(pk=world.cast.own_page.pk)
    candidacy = Candidacy.objects.get(pk=link.about)
    world.attempt(
        None, lambda: candidates.withdraw_themselves(candidacy=candidacy, because="", by=link)
    )


def pass_question(world: World, n: int, m: int) -> None:
    """The declared channel: what is asked is the same in both worlds."""
    seat = world.seat(n)
    world.attempt(
        seat.user,
        lambda: actions.pass_question(
            interview=seat.interview, text="What did you switch off?", by=seat.user
        ),
    )


def place_question(world: World, n: int, m: int) -> None:
    question = PassedQuestion.objects.filter(probe=None, declined_at=None).first()
    if question:
        by, part = world.person(1), make.part(world.cast.search, PARTS[m % len(PARTS)])
        world.attempt(
            by,
            lambda: actions.place_question(question=question, part=part, text="And then?", by=by),
        )


def remind(world: World, n: int, m: int) -> None:
    seat, by = world.seat(n), world.runs(m)
    if m % 2:
        world.attempt(None, lambda: actions.remind(seat_id=seat.pk))
    else:
        world.attempt(
            by,
            lambda: actions.remind_by_hand(interview=seat.interview, user=seat.user, by=by),
        )


def take_the_table(world: World, n: int, m: int) -> None:
    by = world.person(m)
    world.attempt(by, lambda: candidates.export_candidates(search=world.cast.search, by=by))


def write_the_status(world: World, n: int, m: int) -> None:
    by = world.runs(m)
    world.attempt(by, lambda: candidates.make_status(search=world.cast.search, by=by))


def remove_member(world: World, n: int, m: int) -> None:
    """One of the panel; whoever runs the search stays, or little more would happen."""
    user = world.person(2 + n % 3)
    Membership.objects.current().filter(user=user).update(ended_at=timezone.now())


STEPS: dict[str, Callable[[World, int, int], None]] = {
    step.__name__: step
    for step in (
        assign,
        draft,
        submit,
        amend,
        replace,
        excuse,
        take_up,
        cancel,
        read_gate,
        decide_gate,
        open_debrief,
        finish,
        read_debrief,
        make_packet,
        settle,
        decide,
        offer,
        withdraw,
        leave_by_link,
        pass_question,
        place_question,
        remind,
        take_the_table,
        write_the_status,
        remove_member,
    )
}
History = Sequence[Step]
