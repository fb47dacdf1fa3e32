"""A search that can be lived twice: the same people, the same steps, another content of one card.

Everything that exists before the first step is made once (`Cast`). The steps run through the
actions (`steps`), in a transaction that is undone (`World`); what they are is plain data, so that
the same history runs in both worlds to the letter.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import User
from candidates import actions as candidates
from candidates.models import Candidacy
from interviews import actions as interviews
from interviews.models import Interview, Loop, Seat
from scorecards.content import Content, shape_of
from searches.errors import Refused
from searches.models import Role
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
        """Of the step that is being done."""

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
