"""A whole playbook, as one frozen object."""

from typing import Annotated

from pydantic import Field, StringConstraints

from .base import Model, Slug, Source, Title, Words
from .jd import JobDescription
from .loop import Competency, DecisionRule, Engagement, Part, Practice, Question, RedFlag
from .pay import Band, Comparator, Offer, Shortlist
from .plan import Plan, Review
from .scope import Archetype, Fact, OwnOrBuy, Quote, ScopeRule, ScopingQuestion, TeamRole

VERSION = r"^[0-9]{4}\.(0|[1-9][0-9]{0,3})$"
Version = Annotated[str, StringConstraints(pattern=VERSION)]


class Playbook(Model):
    slug: Slug
    version: Version
    title: Title  # the job: "Chief AI Officer"
    summary: Words
    noun: Words = "officer"  # what the person is called in "kind of officer"
    extends: Slug | None = None  # the playbook that gave what this one's own files leave out
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    facts: tuple[Fact, ...]
    questions: Annotated[tuple[ScopingQuestion, ...], Field(min_length=1)]
    archetypes: Annotated[tuple[Archetype, ...], Field(min_length=1)]
    rules: tuple[ScopeRule, ...]
    competencies: Annotated[tuple[Competency, ...], Field(min_length=1)]
    decision_rule: DecisionRule
    parts: Annotated[tuple[Part, ...], Field(min_length=1)]
    questions_bank: Annotated[tuple[Question, ...], Field(min_length=1)]
    red_flags: tuple[RedFlag, ...]
    practice: Practice | None = None
    engagements: Annotated[tuple[Engagement, ...], Field(min_length=1)]
    bands: tuple[Band, ...]
    comparators: tuple[Comparator, ...]
    offer: Offer
    shortlist: Shortlist
    jd: JobDescription
    plan: Plan
    review: Review | None = None
    context_quotes: tuple[Quote, ...]
    own_or_buy: tuple[OwnOrBuy, ...]
    team_roles: tuple[TeamRole, ...]

    # Look-ups raise KeyError for a key the playbook does not have: a search keeps its own
    # version, so a missing key is a fault of the code.
    def source(self, key: str) -> Source:
        return _pick(self.sources, key)

    def fact(self, key: str) -> Fact:
        return _pick(self.facts, key)

    def scoping_question(self, key: str) -> ScopingQuestion:
        return _pick(self.questions, key)

    def archetype(self, key: str) -> Archetype:
        return _pick(self.archetypes, key)

    def rule(self, key: str) -> ScopeRule:
        return _pick(self.rules, key)

    def competency(self, key: str) -> Competency:
        return _pick(self.competencies, key)

    def part(self, key: str) -> Part:
        return _pick(self.parts, key)

    def question(self, key: str) -> Question:
        return _pick(self.questions_bank, key)

    def red_flag(self, key: str) -> RedFlag:
        return _pick(self.red_flags, key)

    def band(self, key: str) -> Band:
        return _pick(self.bands, key)

    def engagement(self, key: str) -> Engagement:
        return _pick(self.engagements, key)

    def weights(self, archetype: str | None = None) -> dict[str, int]:
        """Competency key -> weight, in the playbook's order, summing to 100."""
        own = self.archetype(archetype).weights if archetype else {}
        return {c.key: own.get(c.key, c.weight) for c in self.competencies}

    def must_haves(self, archetype: str | None = None) -> tuple[str, ...]:
        own = self.archetype(archetype).must_have if archetype else None
        return tuple(c.key for c in self.competencies if c.must_have or c.key == own)

    def parts_of(self, engagement: str = "full_time") -> tuple[Part, ...]:
        wanted = self.engagement(engagement).parts
        return tuple(p for p in sorted(self.parts, key=lambda p: p.position) if p.key in wanted)

    def core_questions(self, part: str) -> tuple[Question, ...]:
        return tuple(self.question(key) for key in self.part(part).core_questions)

    def more_questions(self, part: str) -> tuple[Question, ...]:
        """The bank's other questions that fit the part, in whichever search."""
        core = self.part(part).core_questions
        return tuple(q for q in self.questions_bank if part in q.parts and q.key not in core)


def _pick(items, key):
    for item in items:
        if item.key == key:
            return item
    raise KeyError(key)
