"""What may happen in a world: one function a step, told by two numbers to whom and by whom."""

from collections.abc import Callable, Sequence

from django.utils import timezone

from accounts.models import Link
from candidates import actions as candidates
from candidates.models import Candidacy, Conflict
from interviews import actions as interviews
from interviews.models import Interview, Seat
from interviews.signals import interview_added
from interviews.states import Duty
from offers import actions as offers
from scorecards import actions
from scorecards.blindness import owed_seats
from scorecards.models import Card, PassedQuestion, RedFlag, SecondVote
from searches.models import Membership, Role
from tests.factories import scorecards as make
from tests.walls.worlds import PARTS, World

Step = tuple[str, int, int]
"""What is done, and two numbers that say to whom and by whom."""
History = Sequence[Step]


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


def take_note(world: World, n: int, m: int) -> None:
    candidacy, by = world.candidacy(n), world.person(m)
    world.attempt(by, lambda: actions.take_note(candidacy=candidacy, text="Asked again.", by=by))


def ask_votes(world: World, n: int, m: int) -> None:
    candidacy, by = world.candidacy(n), world.runs(m)
    world.attempt(by, lambda: actions.ask_second_votes(candidacy=candidacy, by=by))


def vote(world: World, n: int, m: int) -> None:
    """What somebody makes of it after talking is theirs to decide: the same in both worlds."""
    by = world.person(m)
    mine = SecondVote.objects.filter(voter=by, round__debrief__candidacy=world.candidacy(n))
    for row in mine:
        world.attempt(by, lambda row=row: make.voted(row, "" if m % 2 else "no"))


def show_votes(world: World, n: int, m: int) -> None:
    candidacy, by = world.candidacy(n), world.runs(m)
    world.attempt(by, lambda: actions.show_votes(candidacy=candidacy, by=by))


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


def erase(world: World, n: int, m: int) -> None:
    """Who has left is erased; now and then somebody leaves for it."""
    candidacy, by = world.candidacy(n), world.runs(m)
    if m % 2:
        withdraw(world, n, m)
    world.attempt(by, lambda: candidates.erase(candidacy=candidacy, ground="asked", by=by))


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
        take_note,
        ask_votes,
        vote,
        show_votes,
        decide,
        offer,
        withdraw,
        leave_by_link,
        erase,
        pass_question,
        place_question,
        remind,
        take_the_table,
        write_the_status,
        remove_member,
    )
}


def do(world: World, number: int, step: Step) -> None:
    world.number = number
    name, n, m = step
    STEPS[name](world, n, m)
