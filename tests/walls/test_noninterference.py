"""Blindness, the third way: two worlds that differ only in one card answer alike.

The same history is lived twice through the actions, by the same people under the same clock. Only
what the author of one card writes on it differs: ratings, words, flags and their seriousness,
recommendation, the extra answer, the team card's words, the draft, the amendment and its reason.
Afterwards everything that anybody can ask who may not read that card (by the second reading of
the rule, `predicate`) is the same to the byte: pages with status, headers and cookies, tables as
CSV and as XLSX, what PDFs are made from and the page that is drawn, calendar files and feeds, and
every mail with its subject, recipients and order. So is what every action told whoever tried it,
and so is every row of every table that does not hold the card, or what was made from it for those
who read it. Nothing is masked in an answer: tokens, nonces and identifiers come from one stream.

Kept equal, because they are inputs: whether a card is written and when; go or stop at a gate and
what a debrief decides, which people choose after reading; the neutral question passed on, which
is the declared channel. At a ready gate the hiring manager sees recommendation and flags, so they
are asked only where both worlds have the same of these.

What this does not see: how long an answer takes and how many queries; what a person says aloud;
forms sent by hand other than those named in `looking.PAPERS` (the URL matrix has them all); two
requests at the same moment (`concurrency`).

Each run looks at some of the answers, chosen with the history. After the written-out history of a
sealed card every address is asked, by who may do most of those who are blind and by another in
turn; in a long run by everybody, and after the other two histories as well.
Short: 12 histories of 6 to 12 steps. BLINDNESS=long: 400 of 50, or as RUNS and STEPS say.
"""

import logging
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from difflib import unified_diff
from functools import partial
from itertools import count
from typing import Any
from unittest import mock

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from interviews.models import Seat
from tests.factories import scorecards
from tests.walls import looking, runs
from tests.walls.looking import Look, Window, same_chance, undone
from tests.walls.predicate import Facts
from tests.walls.steps import STEPS, History, do
from tests.walls.worlds import SEATED, Cast, OneCard, Outcome, World, Written

# On SQLite alone: on PostgreSQL the worlds plan interviews over each other, which it refuses.
pytestmark = pytest.mark.once

NOW = datetime(2026, 3, 3, 14, tzinfo=UTC)
A_STEP = timedelta(minutes=7)
RUNS, LENGTH = runs.how_many(short=(12, 12), long=(400, 50))
LOOKS = 25
Choose = Callable[[list[Look]], list[Look]]
Lived = tuple[World, random.Random]


# ---- One world, and what it answers ----


@dataclass
class Seen:
    """What one of the worlds answered."""

    outcomes: list[Outcome]
    rows: dict[str, list[Any]]
    letters: list[Any]
    looks: list[Look]
    answers: list[Any]


@dataclass
class Pair:
    """One card, written in two ways."""

    seat: Seat
    one: OneCard
    other: OneCard

    @property
    def same_at_gate(self) -> bool:
        return self.one.at_gate == self.other.at_gate


class Stage:
    """Where every world begins: the people, and everybody signed in."""

    def __init__(self) -> None:
        with same_chance(), time_machine.travel(NOW - timedelta(hours=1), tick=False):
            self.cast = Cast()
            self.window = Window(self.cast)

    @contextmanager
    def lived(self, history: History, pair: Pair, card: OneCard) -> Iterator[Lived]:
        """The world after that history; gone when it was looked at."""
        with undone(), same_chance() as chance, time_machine.travel(NOW, tick=False) as clock:
            with mock.patch.object(scorecards, "_number", count(1_000)):
                world = World(self.cast, pair.seat, card)
                for number, step in enumerate(history):
                    chance.seed(f"step {number}")
                    clock.shift(A_STEP)
                    do(world, number, step)
            clock.shift(A_STEP)
            yield world, chance

    def seen(self, history: History, pair: Pair, card: OneCard, choose: Choose) -> Seen:
        with self.lived(history, pair, card) as (world, chance):
            blind = self.blind(pair)
            looks = choose([x for x in looking.all_looks(self.cast) if x.who in blind])
            return Seen(
                world.outcomes,
                looking.rows(pair.seat.user_id, pair.seat.interview_id),
                looking.letters(),
                looks,
                [self.window.look(look, chance) for look in looks],
            )

    def blind(self, pair: Pair) -> set[str]:
        """Who may read no wording of the card as things stand, nor sees at a gate what differs."""
        facts = Facts()
        at = (pair.seat.user_id, pair.seat.interview_id)
        cards = [card for card in facts.cards if (card.author_id, card.interview_id) == at]

        def sees(user: User) -> bool:
            at_gate = any(facts.opens_at_a_gate(user, card) for card in cards)
            return (
                user.pk == pair.seat.user_id
                or any(facts.can_read(user, card) for card in cards)
                or (at_gate and not pair.same_at_gate)
            )

        return {who for who, user in self.cast.viewers.items() if user is None or not sees(user)}


# ---- Two of them ----


def compare(stage: Stage, history: History, pair: Pair, choose: Choose) -> Seen:
    """Live both worlds, and let nobody who may not read the card tell one from the other.

    `choose` says which of all the looks to take.
    """
    one = stage.seen(history, pair, pair.one, choose)
    other = stage.seen(history, pair, pair.other, choose)
    runs.count("two worlds: runs")
    runs.count("two worlds: steps", len(history))
    runs.count("two worlds: answers compared", len(one.looks))
    told = next((a for a, b in zip(one.outcomes, other.outcomes, strict=False) if a != b), None)
    if told:
        return _told_apart(stage, history, pair, choose, told)
    assert one.outcomes == other.outcomes
    for table, rows in one.rows.items():
        assert rows == other.rows[table], f"{table} tells the worlds apart"
    assert one.letters == other.letters, "the mail tells the worlds apart"
    assert one.looks == other.looks, "not the same may be asked in both"
    for look, here, there in zip(one.looks, one.answers, other.answers, strict=True):
        assert here == there, f"{look.who} tells the worlds apart: {look}{_first(here, there)}"
    return one


def _told_apart(stage: Stage, history: History, pair: Pair, choose: Choose, told: Outcome) -> Seen:
    """An action answered differently: only ever to somebody who could read the card by then. What
    they do of it is theirs to decide, so what came before is compared instead."""
    step, who, said = told
    with stage.lived(history[:step], pair, pair.one):
        names = stage.blind(pair)
    blind = {user.pk for name, user in stage.cast.viewers.items() if user and name in names}
    assert who not in blind | {0}, f"{who} was told “{said}” in one world only: {history[step]}"
    return compare(stage, history[:step], pair, choose)


def _first(here: Any, there: Any) -> str:
    """Where two answers part, with the lines around it."""
    parts = [
        "\n".join(unified_diff(str(a).split("\\n"), str(b).split("\\n"), "one", "other", "", "", 1))
        for a, b in zip(here, there, strict=True)
        if a != b
    ]
    return "\n" + "\n".join(parts)[:3_000]


# ---- What is written ----

says = st.sampled_from(["Kept the model back.", "Qqz", "A <b>long</b> pause. " * 20])
flags = st.lists(st.tuples(st.integers(0, 2), says), max_size=3).map(tuple)
written = st.builds(
    Written,
    ratings=st.lists(st.integers(0, 5), min_size=1, max_size=6).map(tuple),
    says=says,
    flags=flags,
    recommendation=st.integers(0, 3),
    extra=st.integers(0, 3),
)
cards = st.builds(OneCard, first=written, amended=written)
steps = st.tuples(st.sampled_from(sorted(STEPS)), st.integers(0, 11), st.integers(0, 11))
histories = st.lists(steps, min_size=LENGTH // 2, max_size=LENGTH)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[int, OneCard, OneCard]:
    """The place of the card, and two ways to write it; often alike in what a gate shows."""
    one, other = draw(cards), draw(cards)
    if draw(st.booleans()):
        first = replace(one.first, ratings=other.first.ratings, says=other.first.says)
        other = OneCard(first, replace(one.amended, says=other.amended.says))
    return draw(st.integers(0, sum(len(people) for _, _, people in SEATED) - 1)), one, other


# ---- The tests ----

GOOD = OneCard(
    Written((5, 4, 5), "Told of the worst day first.", (), 3, 0),
    Written((4, 4), "And again.", (), 3, 0),
)
BAD = OneCard(
    Written((1, 0, 2), "Bluffed about the outage.", ((2, "I am certain."), (0, "Late.")), 0, 1),
    Written((1, 2, 0), "Bluffed twice.", ((2, "Quite certain."),), 1, 1),
)
SEALED = (
    ("draft", 0, 0),
    ("remind", 0, 0),
    ("submit", 0, 0),
    ("finish", 1, 1),  # after it another candidate's debrief opens, with flags to settle
    ("read_debrief", 1, 1),
    ("submit", 4, 0),
    ("amend", 0, 0),
    ("pass_question", 0, 0),
    ("place_question", 0, 4),
    ("take_the_table", 0, 1),
    ("write_the_status", 0, 1),
)
OPENED = (
    ("finish", 0, 1),
    ("read_debrief", 0, 0),
    ("take_note", 0, 0),
    ("ask_votes", 0, 0),
    ("vote", 0, 0),
    ("show_votes", 0, 1),
    ("make_packet", 0, 0),
    ("decide", 0, 0),
    ("offer", 0, 1),
    ("assign", 0, 4),  # an interview is added: the debrief is shut again
    ("remove_member", 2, 0),
)
LATE = (
    ("finish", 0, 1),
    ("decide", 0, 0),
    ("assign", 3, 0),  # the recruiter owes a card now, while the debrief is open
    ("amend", 0, 0),
    ("offer", 0, 1),
)


@pytest.fixture
def stage(db, caplog) -> Stage:
    caplog.set_level(logging.CRITICAL, "django.request")  # a refusal is not worth its traceback
    return Stage()


def each_address(looks: list[Look]) -> list[Look]:
    """Every address there is, by who may do most of those who are blind, and by another in turn;
    long: by all of them."""
    by_address: dict[tuple[Any, ...], list[Look]] = {}
    for look in looks:
        by_address.setdefault((look.path, look.data), []).append(look)
    asked = enumerate(by_address.values())
    some = [{whose[0], whose[1 + n % (len(whose) - 1)]} for n, whose in asked]
    taken = set().union(*some)
    return looks if runs.LONG else [look for look in looks if look in taken]


def a_few(pick: int, looks: list[Look]) -> list[Look]:
    return random.Random(pick).sample(looks, min(LOOKS, len(looks)))


def test_everything_that_can_be_asked_is_the_same_whatever_a_sealed_card_holds(stage):
    seen = compare(stage, SEALED, Pair(stage.cast.seats[2], GOOD, BAD), each_address)
    assert {200, 302, 403, 404} <= {answer[0] for answer in seen.answers}


@pytest.mark.parametrize("history", [OPENED, LATE], ids=["shut again", "owed after the reveal"])
def test_who_reads_no_more_or_not_yet_learns_nothing(stage, history):
    choose = each_address if runs.LONG else partial(a_few, 1)
    compare(stage, history, Pair(stage.cast.seats[2], GOOD, BAD), choose)


def test_every_page_of_the_matrix_is_asked_or_it_is_said_why_not(stage):
    pair = Pair(stage.cast.seats[2], GOOD, BAD)
    unasked = []
    for history in (SEALED, OPENED, LATE):
        with stage.lived(history, pair, GOOD):
            found = looking.addresses(stage.cast)
            unasked.append({name for name, addresses in found.items() if not addresses})
    assert set.intersection(*unasked) == set(looking.NOT_WALKED)


def test_whatever_happens_two_worlds_with_another_sealed_card_answer_alike(stage):
    seats = stage.cast.seats

    @settings(max_examples=RUNS, deadline=None, suppress_health_check=list(HealthCheck))
    @given(history=histories, pair=pairs(), pick=st.integers(0, 10_000))
    def lived_twice(history, pair, pick):
        place, one, other = pair
        some = partial(a_few, pick)
        compare(stage, history, Pair(seats[place], one, other), some)

    lived_twice()
