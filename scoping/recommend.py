"""What the answers recommend: a kind of officer, weights, findings, engagement, a band.

Arithmetic and rules of the playbook, nothing else; every result carries the trace of what put it
there. Answers are {question key: option key}, facts {fact key: value}; both may be partial, and
what the playbook does not know is passed over, so that nothing here raises on a draft.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from playbooks.schema import Band, Conditional, Playbook, ScopeRule
from scoping.conditions import Answers, Facts, Inputs, Trace, given
from scoping.wording import answer_words, fact_words, joined

Kind = Literal["contradiction", "risk", "advice"]


@dataclass(frozen=True)
class Award:
    """Points that one answer gives to one archetype."""

    question: str
    option: str
    points: int
    trace: Trace


@dataclass(frozen=True)
class Standing:
    archetype: str
    name: str
    points: int
    awards: tuple[Award, ...]  # one an answered question, in the playbook's order, 0 included


@dataclass(frozen=True)
class Recommendation:
    """`best` is None while nothing has points or the top is shared: then a person chooses."""

    standings: tuple[Standing, ...]
    tied: tuple[str, ...]
    best: str | None
    unanswered: tuple[str, ...]

    @property
    def sentence(self) -> str:
        names = [s.name for s in self.standings if s.archetype in (*self.tied, self.best)]
        if not names:
            return "Nothing is recommended yet: no answer has given a point."
        points = self.standings[0].points
        if self.tied:
            return f"{joined(names)} have {points} points each. Choose one, and say why."
        return f"Your answers recommend: {names[0]}, with {points} points."


def _awards(playbook: Playbook, answers: Answers, archetype: str) -> tuple[Award, ...]:
    awards = []
    for question in playbook.questions:
        for option in question.options:
            if option.key == answers.get(question.key):
                rule = f"questions.{question.key}.options.{option.key}.points"
                trace = Trace(rule, {question.key: option.key})
                points = option.points.get(archetype, 0)
                awards.append(Award(question.key, option.key, points, trace))
    return tuple(awards)


def recommend(playbook: Playbook, answers: Answers) -> Recommendation:
    """Archetypes by points, most first; equal ones keep the playbook's order and are named."""
    standings = []
    for archetype in playbook.archetypes:
        awards = _awards(playbook, answers, archetype.key)
        points = sum(award.points for award in awards)
        standings.append(Standing(archetype.key, archetype.name, points, awards))
    standings.sort(key=lambda standing: -standing.points)
    top = [s.archetype for s in standings if s.points and s.points == standings[0].points]
    answered = {award.question for award in standings[0].awards}
    return Recommendation(
        standings=tuple(standings),
        tied=tuple(top) if len(top) > 1 else (),
        best=top[0] if len(top) == 1 else None,
        unanswered=tuple(q.key for q in playbook.questions if q.key not in answered),
    )


@dataclass(frozen=True)
class Weight:
    """`weight` of 100. The traces name the archetype's place and the answers that spoke for it."""

    competency: str
    name: str
    weight: int
    must_have: bool
    why: str
    trace: Trace


def weights(playbook: Playbook, archetype: str | None, answers: Answers) -> list[Weight]:
    """The competencies in the playbook's order; with no archetype, as they come."""
    must_haves, shares = playbook.must_haves(archetype), playbook.weights(archetype)
    why, place, spoke = "As the playbook comes.", "competencies.{}.weight", {}
    if archetype:
        why, place = (
            playbook.archetype(archetype).weights_why,
            f"archetypes.{archetype}.weights.{{}}",
        )
        awards = _awards(playbook, answers, archetype)
        spoke = {award.question: award.option for award in awards if award.points}
    return [
        Weight(c.key, c.name, shares[c.key], c.key in must_haves, why, _at(place, c.key, spoke))
        for c in playbook.competencies
    ]


def _at(place: str, key: str, answers: dict[str, str]) -> Trace:
    return Trace(place.format(key), dict(answers))


@dataclass(frozen=True)
class Finding:
    """A rule that speaks. `because` says each value it rests on in words."""

    key: str
    kind: Kind
    title: str
    sentence: str
    because: tuple[str, ...]
    ways_out: tuple[str, ...]
    source: str
    trace: Trace


def _inputs(
    playbook: Playbook, answers: Answers, facts: Facts, archetype: str | None = None
) -> Inputs:
    return Inputs(answers, facts, archetype or recommend(playbook, answers).best)


def _because(playbook: Playbook, search: Inputs, trace: Trace) -> tuple[str, ...]:
    return (
        *(
            f"Question {playbook.scoping_question(key).number}: "
            f"{answer_words(playbook, key, search.answers) or 'not answered'}"
            for key in trace.answers
        ),
        *(
            f"{playbook.fact(key).label}: {fact_words(playbook, key, search.facts) or 'not given'}"
            for key in trace.facts
        ),
    )


def _archetype_words(playbook: Playbook, search: Inputs, item: Conditional) -> Iterable[str]:
    if search.archetype and any(test.subject == "archetype" for test in item.tests):
        yield f"Kind of {playbook.noun}: {playbook.archetype(search.archetype).name}"


def _finding(playbook: Playbook, search: Inputs, rule: ScopeRule) -> Finding:
    trace = search.trace(rule, f"rules.{rule.key}")
    because = (
        *_because(playbook, search, trace),
        *_archetype_words(playbook, search, rule),
    )
    return Finding(
        rule.key, rule.kind, rule.title, rule.says, because, rule.ways_out, rule.cites, trace
    )


def findings(
    playbook: Playbook, answers: Answers, facts: Facts, archetype: str | None = None
) -> list[Finding]:
    """Contradictions, risks and advice that hold, in the playbook's order.

    `archetype` is the one chosen; without it, rules that ask read the one recommended.
    """
    search = _inputs(playbook, answers, facts, archetype)
    return [_finding(playbook, search, rule) for rule in playbook.rules if search.holds(rule)]


@dataclass(frozen=True)
class EngagementAdvice:
    """How to engage the person. `agrees` is False where the search says otherwise."""

    engagement: str
    name: str
    agrees: bool
    sentence: str
    objections: dict[str, tuple[Finding, ...]]  # engagement key -> what speaks against it


def engagement(
    playbook: Playbook, answers: Answers, facts: Facts, archetype: str | None = None
) -> EngagementAdvice:
    """The engagement with the fewest rules against it; the one in the facts where they are equal.

    Each is tried in turn as the fact `engagement`, and the rules that read that fact are asked.
    """
    objections = {
        option.key: tuple(
            found
            for found in findings(playbook, answers, {**facts, "engagement": option.key}, archetype)
            if "engagement" in found.trace.facts
        )
        for option in playbook.engagements
    }
    said = facts.get("engagement")
    said = said if said in list(objections) else None  # a draft may hold anything
    order = sorted(objections, key=lambda key: (len(objections[key]), key != said))
    best = playbook.engagement(order[0])
    sentence = _engagement_sentence(playbook, best.key, said, objections)
    return EngagementAdvice(best.key, best.name, said in (None, best.key), sentence, objections)


def _engagement_sentence(
    playbook: Playbook, best: str, said: str | None, objections: dict[str, tuple[Finding, ...]]
) -> str:
    against = [
        f"{playbook.engagement(key).name}: {found[0].sentence}"
        for key, found in objections.items()
        if found
    ]
    name = playbook.engagement(best).name
    if objections[best]:
        return f"Each has something against it. {' '.join(against)}"
    # An objection to what nobody proposes is no reason to speak.
    if against and (said is None or objections[said]):
        return f"{name} is advised. {' '.join(against)}"
    return f"{name}: no answer speaks against it."


@dataclass(frozen=True)
class BandChoice:
    """The band that applies, or None with a sentence that says what is missing."""

    band: Band | None
    sentence: str
    trace: Trace


def band(
    playbook: Playbook, answers: Answers, facts: Facts, archetype: str | None = None
) -> BandChoice:
    """The first band whose conditions hold. It is a proposal: the offer may take another."""
    search = _inputs(playbook, answers, facts, archetype)
    for item in playbook.bands:
        if search.holds(item):
            trace = search.trace(item, f"bands.{item.key}")
            reasons = "; ".join(_because(playbook, search, trace)) or "it applies everywhere"
            place = f"{item.level_name}, {item.market_name}"
            return BandChoice(item, f"{place}. From these facts: {reasons}.", trace)
    tests = [test for item in playbook.bands for test in item.tests]
    asked, read = {test.answer for test in tests}, {test.fact for test in tests}
    trace = Trace(
        "bands",
        {q.key: answers.get(q.key) for q in playbook.questions if q.key in asked},
        {fact.key: facts.get(fact.key) for fact in playbook.facts if fact.key in read},
    )
    return BandChoice(None, _no_band(playbook, search, trace), trace)


def _no_band(playbook: Playbook, search: Inputs, trace: Trace) -> str:
    if not playbook.bands:
        return "The playbook has no band for this role: no source of it prints one."
    missing = [
        *(playbook.scoping_question(key).text for key, said in trace.answers.items() if not said),
        *(playbook.fact(key).label for key, value in trace.facts.items() if not given(value)),
    ]
    if missing:
        return f"No band can be proposed until this is given: {joined(missing)}."
    reasons = "; ".join(_because(playbook, search, trace))
    return f"No band in the playbook fits: {reasons}. One can be chosen by hand."
