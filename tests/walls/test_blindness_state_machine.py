"""Blindness under any order of events: after every step everybody sees what the predicate allows.

Runs 25 times 20 steps; BLINDNESS=long makes it 400 times 60, or as RUNS and STEPS say.
"""

import logging
from io import BytesIO
from itertools import cycle
from zipfile import ZipFile

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, multiple, rule

from accounts.models import User
from briefs.models import Brief
from candidates import actions as candidates
from candidates.models import Candidacy, Conflict
from interviews.actions import cancel_interview
from interviews.models import Interview, Seat
from interviews.signals import interview_added
from interviews.states import Duty
from mail.actions import message_of
from mail.models import Mail
from scorecards import actions
from scorecards.blindness import owed_seats
from scorecards.models import Card, RedFlag, SecondVote
from searches.errors import Refused
from searches.models import Membership, Role
from tests import factories
from tests.factories import scorecards as make
from tests.walls import runs
from tests.walls.predicate import Facts, assert_both_agree

PAGES_A_STEP = 4
LETTERS_A_STEP = 6
RUNS, STEPS = runs.how_many(short=(25, 20), long=(400, 60))
PARTS = ("questionnaire", "alignment", "production", "team", "board")
parts = st.sampled_from(PARTS)
who = st.integers(0, 4)


def word(card_of: User, interview: Interview) -> str:
    """A word that stands in this person's card of this interview and nowhere else."""
    return f"Zq{card_of.pk}x{interview.pk}q"


def word_of_vote(vote: SecondVote) -> str:
    return f"Vq{vote.pk}q"


def pages(search: int, candidacies: list[Candidacy]) -> list[str]:
    found = ["/", f"/searches/{search}/", f"/searches/{search}/log/"]
    found += [f"/searches/{search}/debriefs/", f"/searches/{search}/questions/"]
    found += [f"/searches/{search}/partner/", f"/searches/{search}/compare/?order=mean"]
    for candidacy in candidacies:
        found += [f"/candidacies/{candidacy.pk}/", f"/candidacies/{candidacy.pk}/scorecards/"]
        found += [f"/candidacies/{candidacy.pk}/debrief/{page}" for page in ("", "board/")]
    return found


def signed_in(viewer: User) -> Client:
    client = Client()
    client.force_login(viewer)
    return client


class Blindness(RuleBasedStateMachine):
    """Two candidates, six people on one search; whatever happens, in whatever order."""

    seats = Bundle("seats")

    def __init__(self) -> None:
        super().__init__()
        runs.count("state machine: runs")
        logging.getLogger("django.request").setLevel(logging.CRITICAL)  # refusals are wanted here
        self.changed = True
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.search = factories.search()
        self.manager = factories.hiring_manager_of(self.search)
        self.recruiter = factories.member(self.search, Role.RECRUITER)
        self.observer = factories.member(self.search, Role.OBSERVER)
        self.people = [self.manager, self.recruiter, *(factories.user() for _ in range(3))]
        self.candidacies = [make.candidacy(self.search) for _ in range(2)]
        viewers = [*self.people, self.observer, factories.administrator()]
        self.clients = {viewer: signed_in(viewer) for viewer in viewers}
        paths = pages(self.search.pk, self.candidacies)
        self.looks = cycle((viewer, path) for path in paths for viewer in viewers)

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)
        logging.getLogger("django.request").setLevel(logging.NOTSET)

    def attempt(self, action) -> None:
        """Run an action; being refused is one of the things that happen."""
        try:
            with transaction.atomic():
                action()
            self.changed = True
        except (Refused, PermissionDenied):
            pass

    def candidacy(self, which: bool) -> Candidacy:
        return Candidacy.objects.get(pk=self.candidacies[which].pk)

    # ---- What may happen ----

    @rule(
        target=seats,
        which=st.booleans(),
        part=parts,
        person=who,
        scores=st.integers(0, 4),
        declares=st.integers(0, 5),
    )
    def assign(self, which, part, person, scores, declares):
        candidacy = self.candidacy(which)
        interview = Interview.objects.standing().filter(candidacy=candidacy, part__key=part).first()
        user = self.people[person]
        if candidacy.ended:
            return multiple()
        if Membership.objects.current().filter(user=user, role=Role.PARTNER).exists():
            return multiple()
        if interview and interview.seats.current().filter(user=user).exists():
            return multiple()
        new, self.changed = interview is None, True
        interview = interview or make.interview(candidacy, part)
        answer = {0: "", 1: Conflict.Answer.KNOWS}.get(declares, Conflict.Answer.NONE)
        duty = Duty.SCORING if scores else Duty.OBSERVING
        seat = make.seat(interview, user, duty=duty, declared=answer)
        if new:
            interview_added.send(
                sender=Interview, interview=interview, search=self.search, by=self.manager
            )
        return seat

    @rule(seat=seats)
    def draft(self, seat):
        self.attempt(lambda: make.card(seat, says=word(seat.user, seat.interview)))

    @rule(seat=seats)
    def submit(self, seat):
        says = word(seat.user, seat.interview)
        card = Card.objects.filter(interview=seat.interview, author=seat.user).first()
        self.attempt(
            lambda: actions.submit_card(
                interview=seat.interview,
                revision=card.revision if card else 0,
                content=make.content(seat.interview, says=says, flags=[make.flag(quote=says)]),
                by=seat.user,
            )
        )

    @rule(seat=seats)
    def amend(self, seat):
        cards = Card.objects.filter(interview=seat.interview, author=seat.user).order_by("pk")
        if last := cards.last():
            says = word(seat.user, seat.interview)
            self.attempt(
                lambda: actions.amend_card(
                    card=last,
                    after=last.pk,
                    content=make.content(seat.interview, says=says, ratings=2),
                    because=says,
                    by=seat.user,
                )
            )

    @rule(seat=seats)
    def replace(self, seat):
        if Seat.objects.current().filter(pk=seat.pk).exists():
            make.replaced(seat)
            self.changed = True

    @rule(seat=seats, by=who)
    def excuse(self, seat, by):
        self.attempt(lambda: make.excused(seat, by=self.people[by]))

    @rule(seat=seats)
    def take_up(self, seat):
        self.attempt(lambda: actions.take_up_card(interview=seat.interview, by=seat.user))

    @rule(seat=seats)
    def cancel(self, seat):
        interview = Interview.objects.get(pk=seat.interview_id)
        self.attempt(lambda: cancel_interview(interview=interview, by=self.manager))

    @rule(seat=seats, go=st.booleans(), by=who)
    def gate(self, seat, go, by):
        at = {"candidacy": seat.interview.candidacy, "part": seat.interview.part}
        by_ = self.people[by]
        self.attempt(lambda: actions.read_gate(by=by_, **at))
        self.attempt(lambda: actions.decide_gate(go=go, because="So.", by=by_, **at))

    @rule(seat=seats, owner=who, by=who)
    def tend(self, seat, owner, by):
        """What comes of a red flag, at a gate and in the debrief, is as closed as its card."""
        flags = RedFlag.objects.filter(card__interview=seat.interview, card__author=seat.user)
        if flag := flags.order_by("pk").last():
            says, by_ = word(seat.user, seat.interview), self.people[by]
            for gate in (seat.interview.part, None):
                at = {"flag": flag, "gate": gate, "by": by_}
                self.attempt(lambda at=at: actions.note_answer(text=says, **at))
                self.attempt(lambda at=at: actions.name_owner(owner=self.people[owner], **at))

    @rule(which=st.booleans(), by=who)
    def open(self, which, by):
        candidacy = self.candidacy(which)
        self.attempt(lambda: actions.open_debrief(candidacy=candidacy, by=self.people[by]))

    @rule(which=st.booleans())
    def finish(self, which):
        """Everybody who owes submits, and the debrief opens: what chance alone seldom brings."""
        candidacy = self.candidacy(which)
        for seat in owed_seats().filter(interview__candidacy=candidacy):
            self.submit(seat)
        self.attempt(lambda: actions.open_debrief(candidacy=candidacy, by=self.recruiter))

    @rule(which=st.booleans(), by=who)
    def read(self, which, by):
        candidacy = self.candidacy(which)
        self.attempt(lambda: actions.read_debrief(candidacy=candidacy, by=self.people[by]))

    @rule(which=st.booleans(), by=who)
    def ask_votes(self, which, by):
        candidacy, by_ = self.candidacy(which), self.people[by]
        self.attempt(lambda: actions.ask_second_votes(candidacy=candidacy, by=by_))

    @rule(which=st.booleans(), person=who)
    def vote(self, which, person):
        user = self.people[person]
        mine = SecondVote.objects.filter(
            voter=user, round__debrief__candidacy=self.candidacy(which)
        )
        for row in mine:
            self.attempt(lambda row=row: make.voted(row, "no", word_of_vote(row)))

    @rule(which=st.booleans(), by=who)
    def show_votes(self, which, by):
        candidacy, by_ = self.candidacy(which), self.people[by]
        self.attempt(lambda: actions.show_votes(candidacy=candidacy, by=by_))

    @rule(which=st.booleans())
    def withdraw(self, which):
        candidacy = self.candidacy(which)
        self.attempt(
            lambda: candidates.withdraw(
                candidacy=candidacy, because="Another offer.", by=self.recruiter
            )
        )

    @rule(which=st.booleans(), leaves=st.booleans())
    def erase(self, which, leaves):
        """From then on their cards are nobody's, their authors' neither."""
        if leaves:
            self.withdraw(which)
        candidacy = self.candidacy(which)
        self.attempt(
            lambda: candidates.erase(candidacy=candidacy, ground="asked", by=self.recruiter)
        )

    @rule(which=st.booleans(), by=who)
    def take_a_copy(self, which, by):
        """What is handed to the candidate tells of no card, open or not, to whoever takes it."""
        viewer, pk = self.people[by], self.candidacies[which].pk
        answer = self.clients[viewer].post(f"/candidacies/{pk}/data/copy/")
        if answer.status_code == 200:
            with ZipFile(BytesIO(answer.content)) as copy:
                said = b" ".join(copy.read(name) for name in copy.namelist()).decode()
            words = [word(card.author, card.interview) for card in Card.objects.all()]
            assert not [w for w in words if w in said]

    @rule(person=st.integers(2, 4))
    def remove_member(self, person):
        user = self.people[person]
        Membership.objects.current().filter(user=user).update(ended_at=timezone.now())
        self.changed = True

    @rule(person=st.integers(2, 4))
    def send_candidates_from_outside(self, person):
        """Whoever they were before, with the seats and cards they had: a search partner now."""
        user = self.people[person]
        Membership.objects.current().filter(user=user).update(ended_at=timezone.now())
        factories.grant(self.search, user=user, role=Role.PARTNER, by=self.manager)
        self.changed = True

    @rule(which=st.booleans(), by=who)
    def make_packet(self, which, by):
        """The debrief on paper, for who may read it; its snapshot is looked at in the same way."""
        candidacy, reader = self.candidacy(which), self.people[by]
        before = set(Brief.objects.values_list("pk", flat=True))
        self.attempt(lambda: actions.request_packet(candidacy=candidacy, by=reader))
        for brief in Brief.objects.exclude(pk__in=before):
            self.shows_no_sealed_word(reader, str(brief.snapshot), "the packet")

    @rule(by=who, form=st.sampled_from(["csv", "xlsx"]))
    def take_the_table(self, by, form):
        viewer = self.people[by]
        answer = self.clients[viewer].post(
            f"/searches/{self.search.pk}/candidates/all/export/", {"form": form}
        )
        assert answer.status_code in (200, 403, 404)
        text = answer.content
        if answer.status_code == 200 and form == "xlsx":
            with ZipFile(BytesIO(text)) as book:
                text = b" ".join(book.read(name) for name in book.namelist())
        self.shows_no_sealed_word(viewer, text.decode(), f"the table as {form}")

    @rule(by=who)
    def write_the_status(self, by):
        viewer = self.people[by]
        self.attempt(lambda: candidates.make_status(search=self.search, by=viewer))

    @rule(seat=seats, by=who)
    def remind(self, seat, by):
        self.attempt(
            lambda: actions.remind_by_hand(
                interview=seat.interview, user=seat.user, by=self.people[by]
            )
        )

    @rule()
    def notify(self):
        """Mail goes out: whoever gets it, no word of any card is in it, their own neither."""
        words = {word(card.author, card.interview) for card in Card.objects.all()}
        for mail in Mail.objects.order_by("-pk")[:LETTERS_A_STEP]:
            if message := message_of(mail):
                said = f"{message.subject} {message.body} {message.attachments}"
                assert not [w for w in words if w in said], f"{mail} tells of a card"

    # ---- What must hold after each ----

    @invariant()
    def blindness_holds(self):
        """After every step that changed something; a refusal leaves things as they were seen."""
        runs.count("state machine: steps")
        if self.changed:
            self.changed = False
            assert_both_agree()
            self.what_counts_was_written_before_its_author_saw_another()
            self.no_page_shows_a_word_of_a_sealed_card()

    def what_counts_was_written_before_its_author_saw_another(self):
        for card in Card.objects.counting():
            assert not card.after_reveal
            seen = card.author_id in {
                r.user_id
                for d in card.candidacy.debriefs.all()
                for r in d.readings.filter(read_at__lt=card.submitted_at)
            }
            assert not seen

    def no_page_shows_a_word_of_a_sealed_card(self):
        """A few pages after each step; over the steps everybody looks at all of them."""
        for _ in range(PAGES_A_STEP if Card.objects.exists() else 0):
            viewer, path = next(self.looks)
            body = self.clients[viewer].get(path).content.decode()
            self.shows_no_sealed_word(viewer, body, path)

    def shows_no_sealed_word(self, viewer: User, said: str, where: str) -> None:
        facts = Facts()
        own = {word(c.author, c.interview) for c in facts.cards if facts.can_read(viewer, c)}
        own |= {word_of_vote(v) for v in facts.votes if facts.can_read_vote(viewer, v)}
        sealed = {word(card.author, card.interview) for card in facts.cards}
        sealed = (sealed | set(map(word_of_vote, facts.votes))) - own
        shown = [w for w in sealed if w in said]
        assert not shown, f"{viewer} was shown {shown} on {where}"


Blindness.TestCase.settings = settings(
    max_examples=RUNS,
    stateful_step_count=STEPS,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestBlindness = pytest.mark.django_db(Blindness.TestCase)
