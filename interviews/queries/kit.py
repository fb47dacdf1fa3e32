"""What a panelist has in hand for one interview. Nothing in it is anybody's judgement."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, OuterRef, QuerySet, Subquery

from accounts.models import User
from candidates.models import Candidacy, Claim, Document
from candidates.queries import Answer, worded
from interviews.claims import may_be_asked, question_about
from interviews.models import Interview, Probe, Seat
from interviews.queries.questions import Met, asked_of_everybody, parts_met, plain, shared_out
from interviews.states import Duty, InterviewState
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
    all_probes: Sequence[Probe]
    """Of all parts of the candidacy."""
    answers: Sequence[Answer]
    claims: Sequence[Claim]
    documents: Sequence[Document]
    met: Met
    """The parts this candidate goes through: what one asks, no other offers."""
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

    @cached_property
    def more(self) -> list[Question]:
        """What the bank has besides for this part and for no other part of this candidate's."""
        taken = asked_of_everybody(self.playbook, self.met)
        keys = {key for key, _ in self.met}
        parts = [part for part in self.playbook.parts if part.key in keys]
        bank = follows.questions(self.values, self.playbook.questions_bank)
        return shared_out(parts, taken, bank).get(self.plan.key, [])

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
    def own_parts(self) -> int:
        """In how many parts still to be held with this candidate the viewer sits."""
        return (self.own_seat.parts or 0) if self.own_seat else 0  # type: ignore[attr-defined]

    @property
    def scores(self) -> bool:
        return self.own_seat is not None and self.own_seat.duty == Duty.SCORING

    @property
    def verified(self) -> list[Claim]:
        return [claim for claim in self.claims if not may_be_asked(claim)]

    @property
    def unproven(self) -> list["Suggested"]:
        """In the candidate's words alone: what a check found would lead who asks."""
        return suggested(self.claims, self.all_probes)

    @property
    def probes(self) -> list[Probe]:
        """What is asked of this candidate only, in this part."""
        return [probe for probe in self.all_probes if probe.part.key == self.plan.key]

    @property
    def why_no_card(self) -> str:
        """Why the viewer has no scorecard to write here; empty where they have one."""
        if self.interview.state == InterviewState.CANCELLED:
            return "This interview was cancelled, so it has no scorecard."
        if self.own_seat is None:
            return "You do not sit in this interview. Its scorecards open at the debrief."
        if not self.scores:
            return "You observe and do not rate. The scorecards open at the debrief."
        return ""

    @property
    def is_reading(self) -> bool:
        """Whether the answers of a questionnaire are the matter itself and not background."""
        return self.interview.starts_at is None


def kit_of(interview: Interview, viewer: User) -> Kit:
    """`interview` comes with part, loop, candidacy, candidate, search and playbook selected."""
    candidacy = interview.candidacy
    same = planned_seats(candidacy).filter(user=OuterRef("user")).order_by().values("user")
    seated = interview.seats.current().annotate(
        parts=Subquery(same.annotate(Count("pk")).values("pk__count"))
    )
    return Kit(
        interview=interview,
        viewer=viewer,
        seated=list(seated.select_related("user").order_by("pk")),
        all_probes=probes_of(candidacy),
        answers=_answers(candidacy),
        claims=list(candidacy.claims.all()),
        documents=list(candidacy.documents.order_by("pk")),
        met=parts_met(candidacy),
        values=values_in_force(interview.search),
    )


def planned_seats(candidacy: Candidacy) -> QuerySet[Seat]:
    """Everybody's seats in what is still to be held with a candidate."""
    return Seat.objects.current().filter(
        interview__candidacy=candidacy,
        interview__state=InterviewState.PLANNED,
        interview__starts_at__isnull=False,
    )


def _answers(candidacy: Candidacy) -> list[Answer]:
    """As submitted; none before that. The row came with the interview."""
    row = getattr(candidacy, "questionnaire", None)
    return worded(candidacy.search, row.answers) if row and row.submitted_at else []


@dataclass(frozen=True)
class Suggested:
    """A claim that may be asked about, with the question for it and the part that asks it."""

    claim: Claim
    text: str
    asked_in: str

    @property
    def pk(self) -> int:
        return self.claim.pk


def suggested(claims: Iterable[Claim], probes: Iterable[Probe]) -> list[Suggested]:
    """What the candidate claims and nobody has verified, as neutral questions."""
    asked = {plain(probe.text): probe.part.title for probe in probes}
    rows = [(claim, question_about(claim)) for claim in claims if may_be_asked(claim)]
    return [Suggested(claim, text, asked.get(plain(text), "")) for claim, text in rows]


def probes_of(candidacy: Candidacy) -> list[Probe]:
    return list(Probe.objects.filter(candidacy=candidacy).select_related("part"))


def claims_to_ask(candidacy: Candidacy) -> list[Suggested]:
    return suggested(candidacy.claims.all(), probes_of(candidacy))
