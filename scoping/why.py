"""Where a thing comes from: the playbook's rule that put it there, and the answers it read.

One answer for everything that follows from a scope: a kind of officer, a weight, a part of the
loop, a question, a band, a section of the job description, a milestone.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from playbooks.schema import OURS
from scoping.conditions import Trace
from scoping.follows import milestones
from scoping.jd import Values, paragraphs
from scoping.models import Scope
from scoping.reading import Reading
from scoping.wording import answer_words, fact_words

PROPOSED = "proposed"
"""In place of a band's key: the one the scope proposes, if any."""


@dataclass(frozen=True)
class Said:
    """An answer or a fact that was read: `at` is its place on the scope's page."""

    at: str
    label: str
    words: str
    who: str


@dataclass(frozen=True)
class Reason:
    """One rule: what it says or gives, its place in the playbook, and what it read."""

    says: str
    trace: Trace
    said: tuple[Said, ...] = ()


@dataclass(frozen=True)
class Why:
    title: str
    reasons: tuple[Reason, ...]
    source: str
    """The key of a source, or "ours"."""
    section: str
    """Where the playbook's page shows the rule."""


@dataclass(frozen=True)
class Asked:
    """What is asked about, and of which scope."""

    key: str
    reading: Reading
    values: Values

    @property
    def playbook(self):
        return self.reading.playbook


def _kind(asked: Asked) -> Why:
    kind = asked.playbook.archetype(asked.key)
    standings = {s.archetype: s for s in asked.reading.recommendation.standings}
    reasons = [
        Reason(f"{award.points} of 3 points", award.trace)
        for award in standings[kind.key].awards
        if award.points
    ]
    if asked.reading.said.archetype == kind.key and asked.reading.said.archetype_reason:
        reason = f"Chosen by hand: {asked.reading.said.archetype_reason}"
        reasons.insert(0, Reason(reason, Trace("archetype")))
    return Why(f"{kind.name}: {standings[kind.key].points} points", tuple(reasons), OURS, "scope")


def _weight(asked: Asked) -> Why:
    weights = {weight.competency: weight for weight in asked.reading.weights}
    weight, competency = weights[asked.key], asked.playbook.competency(asked.key)
    must = ", must-have" if weight.must_have else ""
    reasons = [Reason(weight.why, weight.trace)]
    if weight.must_have:
        says = "A must-have in every search of this playbook."
        place = f"competencies.{asked.key}.must_have"
        if not competency.must_have:
            says, place = "The kind’s own must-have.", f"archetypes.{asked.reading.archetype}"
        reasons.append(Reason(says, Trace(place)))
    title = f"{weight.name} weighs {weight.weight} of 100{must}"
    return Why(title, tuple(reasons), competency.source, "scope")


def _engaged(asked: Asked) -> Trace:
    facts = asked.values.search.facts
    kind = facts.get("engagement") or "full_time"
    return Trace(f"engagements.{kind}.parts", facts={"engagement": kind})


def _part(asked: Asked) -> Why:
    part = asked.playbook.part(asked.key)
    engagement = asked.playbook.engagement(_engaged(asked).facts["engagement"])
    held = "is held" if part.key in engagement.parts else "is not held"
    says = f"{engagement.name}: {engagement.summary} This part {held}."
    return Why(part.title, (Reason(says, _engaged(asked)),), part.source, "loop")


def _question(asked: Asked) -> Why:
    playbook, question = asked.playbook, asked.playbook.question(asked.key)
    reasons = [
        Reason(
            f"One of the core questions of “{part.title}”, asked of every candidate.",
            Trace(f"parts.{part.key}.core_questions", facts=_engaged(asked).facts),
        )
        for part in playbook.parts
        if question.key in part.core_questions
    ]
    if not reasons:
        places = ", ".join(f"“{playbook.part(key).title}”" for key in question.parts)
        fits = "In every search." if not question.tests else "Fits this search:"
        if not asked.values.search.holds(question):
            fits = "Left out of this search, which does not fit:"
        rule = f"questions_bank.{question.key}"
        says = f"To follow up with in {places}. {fits}"
        reasons.append(Reason(says, asked.values.trace(question, rule)))
    weights = {weight.competency: weight for weight in asked.reading.weights}
    for key in question.competencies:
        weight = weights[key]
        says = f"Serves “{weight.name}”, which weighs {weight.weight} of 100."
        reasons.append(Reason(says, weight.trace))
    return Why(question.text, tuple(reasons), question.source, "loop")


def _band(asked: Asked) -> Why:
    choice = asked.reading.band
    band = choice.band
    reasons = [Reason(choice.sentence, choice.trace)]
    if asked.key != PROPOSED and (band is None or band.key != asked.key):
        band = asked.playbook.band(asked.key)
        says = (
            "The scope in force proposes another band, or none. This one comes from an earlier one."
        )
        reasons.insert(0, Reason(says, Trace(f"bands.{band.key}")))
    title = f"{band.currency} {band.printed}, {band.level_name}" if band else "No band"
    return Why(title, tuple(reasons), band.source if band else OURS, "pay")


def _section(asked: Asked) -> Why:
    sections = {section.key: section for section in asked.playbook.jd.sections}
    section = sections[asked.key]
    reasons = tuple(
        Reason(text, asked.values.trace(paragraph, f"jd.sections.{section.key}", paragraph.text))
        for paragraph, text in paragraphs(section, asked.values)
    )
    return Why(section.title, reasons, section.source, "jd")


def _milestone(asked: Asked) -> Why:
    phases = {item.key: (p, item) for p in asked.playbook.plan.phases for item in p.deliverables}
    phase, item = phases[asked.key]
    held = asked.key in {m.deliverable.key for m in milestones(asked.values)}
    trace = asked.values.trace(item, f"plan.phases.{phase.key}.{item.key}", item.text)
    says = f"{phase.title}, due on day {item.due_day}."
    if not held:
        says = "The scope in force does not ask for it. It comes from an earlier version."
    elif not item.tests:
        says += " It is asked for in every search."
    title = asked.values.text(item.text) or item.evidence_asked
    return Why(title, (Reason(says, trace),), phase.source, "plan")


KINDS: dict[str, Callable[[Asked], Why]] = {
    "kind": _kind,
    "weight": _weight,
    "part": _part,
    "question": _question,
    "band": _band,
    "section": _section,
    "milestone": _milestone,
}


def why(scope: Scope, kind: str, key: str, names: dict[str, str]) -> Why:
    """Raises KeyError for what is not there. `names`: dotted name of a piece -> who said it."""
    reading = scope.reading
    found = KINDS[kind](Asked(key, reading, scope.values))
    reasons = (
        Reason(reason.says, reason.trace, tuple(_said(reading, reason.trace, names)))
        for reason in found.reasons
    )
    return Why(found.title, tuple(reasons), found.source, found.section)


def _said(reading: Reading, trace: Trace, names: dict[str, str]) -> Iterator[Said]:
    playbook = reading.playbook
    for key in trace.answers:
        question = playbook.scoping_question(key)
        words = answer_words(playbook, key, reading.said.answers) or "Not answered"
        label = f"Question {question.number}: {question.text}"
        yield Said(f"q-{key}", label, words, names.get(f"answers.{key}", ""))
    for key in trace.facts:
        words = fact_words(playbook, key, reading.said.facts) or "Not given"
        yield Said(f"f-{key}", playbook.fact(key).label, words, names.get(f"facts.{key}", ""))
