"""What a panelist has in hand for one interview. Nothing in it is anybody's judgement."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from accounts.models import User
from candidates.models import Claim
from candidates.queries import Answer, answers_of
from interviews.models import Interview, Probe, Seat
from interviews.states import Duty
from playbooks.schema import Competency, Playbook, Question, RedFlag
from playbooks.schema import Part as Plan
from scoping import follows
from scoping.jd import Values
from scoping.queries import values_in_force


@dataclass(frozen=True)
class Asked:
    """A question every candidate is asked in this part, and the minutes set aside for it."""

    number: int
    question: Question
    minutes: int | None
    serves: str
    """The competencies it serves, by name."""


@dataclass(frozen=True)
class Kit:
    """The kit of an interview. The caller has made sure that the viewer may open the candidacy."""

    interview: Interview
    viewer: User
    seated: Sequence[Seat]
    probes: Sequence[Probe]
    answers: Sequence[Answer]
    claims: Sequence[Claim]
    values: Values
    """What the scope says: which questions of the bank fit."""

    @property
    def playbook(self) -> Playbook:
        return self.interview.search.playbook

    @cached_property
    def plan(self) -> Plan:
        return self.playbook.part(self.interview.part.key)

    @cached_property
    def asked(self) -> list[Asked]:
        minutes = {line.question: line.minutes for line in self.plan.agenda if line.question}
        names = {c.key: c.name for c in self.playbook.competencies}
        questions = [*self.playbook.core_questions(self.plan.key), *self._of_engagement()]
        return [
            Asked(n, q, minutes.get(q.key), ", ".join(names[key] for key in q.competencies))
            for n, q in enumerate(questions, start=1)
        ]

    def _of_engagement(self) -> list[Question]:
        """What is asked besides in this part because of how the person is engaged."""
        engagement = self.playbook.engagement(self.interview.part.loop.engagement)
        here = engagement.extra_part == self.plan.key
        return [self.playbook.question(key) for key in engagement.extra_questions if here]

    @property
    def more(self) -> list[Question]:
        known = {asked.question.key for asked in self.asked}
        more = follows.questions(self.values, self.playbook.more_questions(self.plan.key))
        return [question for question in more if question.key not in known]

    @property
    def competencies(self) -> list[Competency]:
        return [self.playbook.competency(key) for key in self.interview.part.focus]

    @property
    def red_flags(self) -> list[RedFlag]:
        """What the playbook says may show in this part: guidance, not anybody's observation."""
        return [self.playbook.red_flag(key) for key in self.plan.flags]

    @property
    def others(self) -> list[Seat]:
        return [seat for seat in self.seated if seat.user_id != self.viewer.pk]

    @property
    def own_seat(self) -> Seat | None:
        return next((seat for seat in self.seated if seat.user_id == self.viewer.pk), None)

    @property
    def scores(self) -> bool:
        return self.own_seat is not None and self.own_seat.duty == Duty.SCORING

    @property
    def is_reading(self) -> bool:
        """Whether the answers of a questionnaire are the matter itself and not background."""
        return self.interview.starts_at is None


def kit_of(interview: Interview, viewer: User) -> Kit:
    """`interview` comes with part, loop, candidacy, candidate, search and playbook selected."""
    candidacy = interview.candidacy
    probes = Probe.objects.filter(candidacy=candidacy, part__key=interview.part.key)
    return Kit(
        interview=interview,
        viewer=viewer,
        seated=list(interview.seats.current().select_related("user").order_by("pk")),
        probes=list(probes),
        answers=answers_of(candidacy),
        claims=list(candidacy.claims.all()),
        values=values_in_force(interview.search),
    )
