"""What a scope's answers come to, and what it still waits for before it can be signed.

Computed from the row on every reading, by the playbook's arithmetic alone; signing stores it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from accounts.text import says_why
from playbooks.schema import Fact, Playbook, ScopingQuestion
from scoping import recommend
from scoping.conditions import Trace, given
from scoping.wording import joined

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def plural(count: int, one: str, many: str) -> str:
    return f"{NUMBERS[count] if count < len(NUMBERS) else count} {one if count == 1 else many}"


def mending(count: int) -> str:
    """ "Opens when two findings are mended, or let stand with a sentence.", or ""."""
    found = plural(count, "finding is", "findings are")
    return f"Opens when {found} mended, or let stand with a sentence." if count else ""


@dataclass(frozen=True)
class Given:
    """What was said: a scope's content, apart from the row that keeps it."""

    facts: dict[str, Any]
    answers: dict[str, str]
    words: dict[str, str]
    kept: dict[str, str]
    archetype: str = ""
    archetype_reason: str = ""


NOTHING = Given({}, {}, {}, {})


@dataclass(frozen=True)
class Reading:
    playbook: Playbook
    said: Given

    @cached_property
    def recommendation(self) -> recommend.Recommendation:
        return recommend.recommend(self.playbook, self.said.answers)

    @property
    def archetype(self) -> str | None:
        """The kind of officer that holds: the one chosen, else the one recommended."""
        return self.said.archetype or self.recommendation.best

    @property
    def wants_reason(self) -> bool:
        """Another kind than the points say was chosen; where two lead, a person may choose."""
        leading = self.recommendation.tied or (self.recommendation.best,)
        return bool(self.said.archetype) and self.said.archetype not in leading

    @cached_property
    def findings(self) -> list[recommend.Finding]:
        return recommend.findings(
            self.playbook, self.said.answers, self.said.facts, self.said.archetype or None
        )

    @property
    def contradictions(self) -> list[recommend.Finding]:
        return [found for found in self.findings if found.kind == "contradiction"]

    @property
    def remarks(self) -> list[recommend.Finding]:
        """Risks and advice: shown, and asking for nothing."""
        return [found for found in self.findings if found.kind != "contradiction"]

    @property
    def unsettled(self) -> list[recommend.Finding]:
        kept = self.said.kept
        return [found for found in self.contradictions if not says_why(kept.get(found.key, ""))]

    @cached_property
    def weights(self) -> list[recommend.Weight]:
        return recommend.weights(self.playbook, self.archetype, self.said.answers)

    @cached_property
    def band(self) -> recommend.BandChoice:
        return recommend.band(
            self.playbook, self.said.answers, self.said.facts, self.said.archetype or None
        )

    @cached_property
    def engagement(self) -> recommend.EngagementAdvice:
        return recommend.engagement(
            self.playbook, self.said.answers, self.said.facts, self.said.archetype or None
        )

    @property
    def missing_facts(self) -> list[Fact]:
        facts = self.said.facts
        return [f for f in self.playbook.facts if f.required and not given(facts.get(f.key))]

    @property
    def unanswered(self) -> list[ScopingQuestion]:
        return [self.playbook.scoping_question(key) for key in self.recommendation.unanswered]

    @property
    def answered(self) -> int:
        return len(self.playbook.questions) - len(self.recommendation.unanswered)

    @cached_property
    def waits_for(self) -> list[str]:
        """What has to be true before the scope is signed and is not, each as a clause."""
        return [words for waits in WAITS if (words := waits(self))]

    @property
    def opens_when(self) -> str:
        """ "Opens when question 8 is answered and one contradiction is settled.", or ""."""
        return f"Opens when {joined(self.waits_for)}." if self.waits_for else ""


def _facts_given(reading: Reading) -> str:
    missing = [fact.label for fact in reading.missing_facts]
    if len(missing) > 3:
        return f"{plural(len(missing), 'fact', 'facts')} more are given"
    quoted = [f"“{label}”" for label in missing]
    return f"{joined(quoted)} {'is' if len(quoted) == 1 else 'are'} given" if quoted else ""


def _ranges_whole(reading: Reading) -> str:
    """A draft may hold one end of a range; a signed scope holds both or none."""
    said = reading.said.facts
    ranges = [fact for fact in reading.playbook.facts if fact.kind == "money_range"]
    halves = [f"“{fact.label}”" for fact in ranges if len(said.get(fact.key) or ()) == 1]
    return f"both ends of {joined(halves)} are given" if halves else ""


def _questions_answered(reading: Reading) -> str:
    numbers = [str(question.number) for question in reading.unanswered]
    if not numbers:
        return ""
    if len(numbers) == len(reading.playbook.questions):
        return f"the {plural(len(numbers), 'question is', 'questions are')} answered"
    many = len(numbers) > 1
    return f"question{'s' * many} {joined(numbers)} {'are' if many else 'is'} answered"


def _kind_chosen(reading: Reading) -> str:
    if reading.unanswered:
        return ""  # the points are not all in yet
    if reading.wants_reason and not says_why(reading.said.archetype_reason):
        noun = reading.playbook.noun
        return f"a sentence says why another kind of {noun} is chosen than the answers recommend"
    if reading.archetype is None:
        count, kind = len(reading.recommendation.tied), f"a kind of {reading.playbook.noun}"
        if not count:
            return f"{kind} is chosen, since no answer gives a point"
        return f"{kind} is chosen, since {plural(count, 'has', 'have')} the same points"
    return ""


def _contradictions_settled(reading: Reading) -> str:
    count = len(reading.unsettled)
    return f"{plural(count, 'contradiction is', 'contradictions are')} settled" if count else ""


WAITS: tuple[Callable[[Reading], str], ...] = (
    _facts_given,
    _ranges_whole,
    _questions_answered,
    _kind_chosen,
    _contradictions_settled,
)


# ---- What signing stores ----


def trace_json(trace: Trace) -> dict[str, Any]:
    return {"rule": trace.rule, "answers": trace.answers, "facts": trace.facts}


def from_words(playbook: Playbook, trace: Trace) -> str:
    """ "from questions 1 and 4": which answers put something there."""
    numbers = [str(playbook.scoping_question(key).number) for key in trace.answers]
    facts = [f"“{playbook.fact(key).label}”" for key in trace.facts]
    said = []
    if numbers:
        said.append(f"question{'s' * (len(numbers) > 1)} {joined(numbers)}")
    return f"from {joined(said + facts)}" if said or facts else ""


def result_of(reading: Reading) -> dict[str, Any]:
    """The reading as plain JSON, as the rooms above read it from a signed scope."""
    playbook, band = reading.playbook, reading.band.band
    archetype = playbook.archetype(reading.archetype) if reading.archetype else None
    return {
        "archetype": archetype.key if archetype else "",
        "archetype_name": archetype.name if archetype else "",
        "recommended": reading.recommendation.best or "",
        "weights": [_weight_json(playbook, weight) for weight in reading.weights],
        "must_haves": list(playbook.must_haves(reading.archetype)),
        "band": band.model_dump(mode="json", exclude={"when", "when_any"}) if band else None,
        "band_says": reading.band.sentence,
        "engagement": _engagement_json(reading),
        "findings": [_finding_json(reading, found) for found in reading.findings],
        "standings": [_standing_json(standing) for standing in reading.recommendation.standings],
    }


def _weight_json(playbook: Playbook, weight: recommend.Weight) -> dict[str, Any]:
    return {
        "competency": weight.competency,
        "name": weight.name,
        "weight": weight.weight,
        "must_have": weight.must_have,
        "why": weight.why,
        "trace": trace_json(weight.trace) | {"says": from_words(playbook, weight.trace)},
    }


def _engagement_json(reading: Reading) -> dict[str, Any]:
    """`kind` is the one said in the facts; the advice stands beside it."""
    advice = reading.engagement
    kind = reading.said.facts.get("engagement") or advice.engagement
    return {
        "kind": kind,
        "name": reading.playbook.engagement(kind).name,
        "sentence": advice.sentence,
        "agrees": advice.agrees,
    }


def _finding_json(reading: Reading, found: recommend.Finding) -> dict[str, Any]:
    return {
        "key": found.key,
        "kind": found.kind,
        "title": found.title,
        "sentence": found.sentence,
        "because": list(found.because),
        "kept": reading.said.kept.get(found.key, ""),
        "source": found.source,
        "trace": trace_json(found.trace),
    }


def _standing_json(standing: recommend.Standing) -> dict[str, Any]:
    return {
        "archetype": standing.archetype,
        "name": standing.name,
        "points": standing.points,
        "awards": {award.question: award.points for award in standing.awards},
    }
