"""What must hold between one part of a playbook and another.

Every check yields the path of what is wrong and a sentence that says what would be right.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from . import limits
from .problems import Path
from .schema import (
    OURS,
    Condition,
    Conditional,
    Deliverable,
    Fact,
    Paragraph,
    Part,
    Playbook,
    Question,
)

Found = Iterator[tuple[Path, str]]

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
FULL_TIME, FACT_OF_ENGAGEMENT = "full_time", "engagement"
FACTS_READ = {
    FACT_OF_ENGAGEMENT: "choice",
    "currency": "currency",
    "budgeted_range": "money_range",
    "confidential": "yesno",
    "place": "text",
    "work_mode": "choice",
    "direct_reports": "counts",
}
PLAIN_PLACEHOLDERS = {"title", "company", "archetype", "evidence", "conversations", "loop"}
TESTS_OF_KIND = {
    "choice": {"is_", "is_not", "given"},
    "choices": {"is_", "is_not", "given"},
    "yesno": {"is_", "is_not", "given"},
    "number": {"below", "at_least", "given"},
    "money": {"below", "at_least", "given"},
    "counts": {"below", "at_least", "given"},
}


def all_of(playbook: Playbook, data: dict[str, Any]) -> Found:
    yield from duplicate_keys(data)
    yield from unknown_sources(playbook, data)
    for check in (
        weights,
        references,
        loop,
        coverage,
        facts,
        needed,
        conditions,
        rules,
        texts,
        plan,
        *limits.ALL,
    ):
        yield from check(playbook)


def duplicate_keys(data: Any, path: Path = ()) -> Found:
    if isinstance(data, dict):
        for name, value in data.items():
            yield from duplicate_keys(value, (*path, name))
    elif isinstance(data, list):
        seen = set()
        for place, item in enumerate(data):
            key = item.get("key") if isinstance(item, dict) else None
            if key is not None and key in seen:
                yield (*path, place, "key"), f"{key!r} is used twice here; give each its own key"
            seen.add(key)
            yield from duplicate_keys(item, (*path, place))


def unknown_sources(playbook: Playbook, data: Any, path: Path = ()) -> Found:
    known = {source.key for source in playbook.sources} | {OURS}
    for where, value in _named(data, {"source", "cites"}):
        if value not in known:
            yield where, f"{value!r} is not a source; right would be: {_list(known)}"


def weights(playbook: Playbook) -> Found:
    total = sum(competency.weight for competency in playbook.competencies)
    if total != 100:
        yield ("competencies",), f"the weights add up to {total}; they have to add up to 100"
    if not any(competency.must_have for competency in playbook.competencies):
        yield ("competencies",), "none is a must-have; mark at least one with must_have = true"
    known = {competency.key for competency in playbook.competencies}
    for place, archetype in enumerate(playbook.archetypes):
        path: Path = ("archetypes", place, "weights")
        total = sum(archetype.weights.values())
        yield from _unknown(archetype.weights, known, path, "competency", append=True)
        if missing := known - archetype.weights.keys():
            yield path, f"gives no weight to {_list(missing)}; every competency has one"
        elif total != 100:
            yield path, f"the weights add up to {total}; they have to add up to 100"


def references(playbook: Playbook) -> Found:
    competencies, parts = _keys(playbook.competencies), _keys(playbook.parts)
    bank = _keys(playbook.questions_bank)
    for place, archetype in enumerate(playbook.archetypes):
        where: Path = ("archetypes", place, "must_have")
        yield from _unknown([archetype.must_have], competencies, where, "competency")
    for place, question in enumerate(playbook.questions_bank):
        path: Path = ("questions_bank", place)
        yield from _unknown(
            question.competencies, competencies, (*path, "competencies"), "competency"
        )
        yield from _unknown(question.parts, parts, (*path, "parts"), "part")
        yield from _serves_no_focus(playbook, question, path)
    for place, engagement in enumerate(playbook.engagements):
        path = ("engagements", place)
        yield from _unknown(engagement.parts, parts, (*path, "parts"), "part")
        yield from _unknown(
            engagement.extra_questions, bank, (*path, "extra_questions"), "question of the bank"
        )
        if engagement.extra_questions and engagement.extra_part not in engagement.parts:
            yield (*path, "extra_part"), "has to be one of the engagement's parts"


def _serves_no_focus(playbook: Playbook, question: Question, path: Path) -> Found:
    for part in playbook.parts:
        if part.key in question.parts and not set(question.competencies) & set(part.focus):
            yield (
                (*path, "parts"),
                f"is asked in {part.key!r} and serves none of its focus; take the part off the "
                f"list, or add one of {_list(part.focus)} to competencies",
            )


def loop(playbook: Playbook) -> Found:
    seats = {seat.key for part in playbook.parts for seat in part.seats}
    competencies, flags = _keys(playbook.competencies), _keys(playbook.red_flags)
    for place, part in enumerate(playbook.parts):
        path: Path = ("parts", place)
        yield from _unknown(part.focus, competencies, (*path, "focus"), "competency")
        yield from _unknown(part.flags, flags, (*path, "flags"), "red flag")
        for number, seat in enumerate(part.seats):
            where = (*path, "seats", number, "distinct_from")
            yield from _unknown(seat.distinct_from, seats, where, "seat")
        yield from _core_questions(playbook, part, path)
        yield from _card_and_agenda(part, path)
    positions = sorted(part.position for part in playbook.parts)
    if positions != list(range(1, len(positions) + 1)):
        yield ("parts",), f"positions are {positions}; they have to run 1, 2, 3 without a gap"


def _core_questions(playbook: Playbook, part: Part, path: Path) -> Found:
    bank = {question.key: question for question in playbook.questions_bank}
    where = (*path, "core_questions")
    yield from _unknown(part.core_questions, bank.keys(), where, "question of the bank")
    for question in (bank[key] for key in part.core_questions if key in bank):
        if part.key not in question.parts:
            yield (
                where,
                f"{question.key!r} does not list {part.key!r} among its parts; add it there",
            )


def _card_and_agenda(part: Part, path: Path) -> Found:
    asked = [line.question for line in part.agenda if line.question]
    yield from _unknown(asked, part.core_questions, (*path, "agenda"), "core question of the part")
    minutes = sum(line.minutes for line in part.agenda)
    if part.agenda and minutes != part.duration_minutes:
        yield (
            (*path, "agenda"),
            f"adds up to {minutes} minutes; the part lasts {part.duration_minutes}",
        )
    if part.card == "team" and (not part.card_questions or len(part.focus) != 1):
        yield (*path, "card"), "a team card asks card_questions in words and rates one competency"


def coverage(playbook: Playbook) -> Found:
    """Every competency is rated by two people, even with the optional seats empty."""
    for engagement in playbook.engagements:
        held = [part for part in playbook.parts if part.key in engagement.parts]
        for competency in playbook.competencies:
            people = raters(competency.key, held)
            if len(people) < 2:
                who = f"only by {_list(people)}" if people else "by nobody"
                yield (
                    ("parts",),
                    f"{competency.key!r} is rated {who} in the {engagement.key} loop when optional "
                    "seats stay empty; two different people have to rate it, in parts that list "
                    "it in focus",
                )


def raters(competency: str, parts: Iterable[Part]) -> set[str]:
    """Seats that rate a competency and may not stay empty; one key is one person."""
    return {
        seat.key for part in parts if competency in part.focus for seat in part.seats if seat.counts
    }


def facts(playbook: Playbook) -> Found:
    for place, fact in enumerate(playbook.facts):
        path: Path = ("facts", place)
        listed = [option.key for option in fact.options]
        if bool(listed) != (fact.kind in {"choice", "choices", "counts"}):
            yield (
                (*path, "options"),
                "a fact of kind choice, choices or counts lists options, another kind none",
            )
        if fact.default and fact.kind != "choice":
            yield (*path, "default"), "is for a fact of kind choice only"
        elif fact.default and fact.default not in listed:
            yield (*path, "default"), f"{fact.default!r} is no option; right: {_list(listed)}"
        yield from _hidden_by(fact, playbook.facts, path)
    archetypes = _keys(playbook.archetypes)
    for place, question in enumerate(playbook.questions):
        for number, option in enumerate(question.options):
            path = ("questions", place, "options", number, "points")
            yield from _unknown(option.points, archetypes, path, "archetype", append=True)
    numbers = [question.number for question in playbook.questions]
    if numbers != list(range(1, len(numbers) + 1)):
        yield ("questions",), f"numbers are {numbers}; they have to run 1, 2, 3 in order"


def _hidden_by(fact: Fact, others: Iterable[Fact], path: Path) -> Found:
    """A fact with several fields names them by its key and what each holds."""
    ends = {"money_range": ["minimum", "maximum"], "counts": [o.key for o in fact.options]}
    taken = {f"{fact.key}_{end}" for end in ends.get(fact.kind, ())}
    for key in sorted(taken & _keys(others)):
        yield (*path, "key"), f"and the fact {key!r} have one name in a form; rename one of them"


def needed(playbook: Playbook) -> Found:
    """What the app reads by name, in every playbook."""
    known, places = {f.key: f for f in playbook.facts}, _places(playbook.facts)
    for key, kind in FACTS_READ.items():
        if key not in known:
            yield ("facts",), f"have no {key!r}; give a fact of that key and of kind {kind}"
        elif known[key].kind != kind:
            yield ("facts", places[key], "kind"), f"has to be {kind}: the app reads {key!r} so"
    engagements = _keys(playbook.engagements)
    if FULL_TIME not in engagements:
        yield ("engagements",), f"have no {FULL_TIME!r}, which holds where nothing else is said"
    if FACT_OF_ENGAGEMENT in known:
        where: Path = ("facts", places[FACT_OF_ENGAGEMENT], "options")
        options = _keys(known[FACT_OF_ENGAGEMENT].options)
        yield from _unknown(options, engagements, where, "engagement")
    first = [part.key for part in playbook.parts if part.kind == "questionnaire"]
    if len(first) != 1:
        yield ("parts",), f"{len(first)} are of kind questionnaire; exactly one has to be"
    for place, engagement in enumerate(playbook.engagements):
        if not set(first) <= set(engagement.parts):
            yield ("engagements", place, "parts"), f"leaves out {_list(first)}, the questionnaire"


def _places(items: Iterable[Any]) -> dict[str, int]:
    return {item.key: place for place, item in enumerate(items)}


def conditions(playbook: Playbook) -> Found:
    for path, holder in _conditionals(playbook):
        for name in ("when", "when_any"):
            for place, condition in enumerate(getattr(holder, name)):
                yield from _condition(playbook, condition, (*path, name, place))


def _conditionals(playbook: Playbook) -> Iterator[tuple[Path, Conditional]]:
    """Every part that holds only in some searches, with its place."""
    for name in ("rules", "bands", "comparators", "questions_bank", "own_or_buy", "team_roles"):
        for place, item in enumerate(getattr(playbook, name)):
            yield (name, place), item
    for place, rule in enumerate(playbook.jd.posting_rules):
        yield ("jd", "posting_rules", place), rule
    for place, section in enumerate(playbook.jd.sections):
        for number, paragraph in enumerate(section.paragraphs):
            yield ("jd", "sections", place, "paragraphs", number), paragraph
    for place, phase in enumerate(playbook.plan.phases):
        for number, deliverable in enumerate(phase.deliverables):
            yield ("plan", "phases", place, "deliverables", number), deliverable


def _condition(playbook: Playbook, condition: Condition, path: Path) -> Found:
    if condition.archetype is not None:
        known = _keys(playbook.archetypes)
        yield from _unknown(condition.archetype, known, (*path, "archetype"), "archetype")
    elif condition.answer is not None:
        questions = {question.key: question for question in playbook.questions}
        where = (*path, "answer")
        yield from _unknown([condition.answer], questions.keys(), where, "scoping question")
        if question := questions.get(condition.answer):
            yield from _values(condition, "choice", _keys(question.options), path)
    else:
        known_facts = {fact.key: fact for fact in playbook.facts}
        yield from _unknown([condition.fact], known_facts.keys(), (*path, "fact"), "fact")
        if fact := known_facts.get(condition.fact or ""):
            yield from _values(condition, fact.kind, _values_of(fact), path)


def _values_of(fact: Fact) -> set[Any]:
    return {True, False} if fact.kind == "yesno" else _keys(fact.options)


def _values(condition: Condition, kind: str, known: set[Any], path: Path) -> Found:
    used = condition.model_dump(exclude_none=True, exclude={"answer", "fact"}).keys()
    allowed = TESTS_OF_KIND.get(kind, {"given"})
    if not used <= allowed:
        names = _list(name.rstrip("_") for name in allowed)
        yield path, f"a value of kind {kind} is tested with {names}"
        return
    for name, values in (("is", condition.is_), ("is_not", condition.is_not)):
        yield from _unknown(values or (), known, (*path, name), "value here")


def rules(playbook: Playbook) -> Found:
    answers = {question.key: _keys(question.options) for question in playbook.questions}
    fact_keys, archetypes = _keys(playbook.facts), _keys(playbook.archetypes)
    for place, rule in enumerate(playbook.rules):
        path: Path = ("rules", place)
        if not any(condition.subject != "archetype" for condition in rule.tests):
            yield (
                (*path, "when"),
                "names no answer and no fact; a rule says when it speaks, for example "
                'when = [{ answer = "reporting_line", is = ["cto"] }]',
            )
        for side in ("speaks", "silent"):
            for number, case in enumerate(getattr(rule.example, side)):
                where = (*path, "example", side, number)
                yield from _unknown(case.facts, fact_keys, (*where, "facts"), "fact", append=True)
                yield from _unknown(
                    [case.archetype] if case.archetype else [],
                    archetypes,
                    (*where, "archetype"),
                    "archetype",
                )
                for question, option in case.answers.items():
                    at = (*where, "answers", question)
                    yield from _unknown([question], answers.keys(), at, "scoping question")
                    yield from _unknown([option], answers.get(question, {option}), at, "option")


def texts(playbook: Playbook) -> Found:
    known = PLAIN_PLACEHOLDERS | {f"facts.{fact.key}" for fact in playbook.facts}
    known |= {f"answers.{question.key}" for question in playbook.questions}
    for path, text in _templates(playbook):
        yield from _unknown(PLACEHOLDER.findall(text), known, path, "placeholder")


def _templates(playbook: Playbook) -> Iterator[tuple[Path, str]]:
    for path, item in _conditionals(playbook):
        if isinstance(item, Paragraph | Deliverable):
            yield (*path, "text"), item.text


def plan(playbook: Playbook) -> Found:
    phases = playbook.plan.phases
    for place, phase in enumerate(phases):
        path: Path = ("plan", "phases", place)
        if phase.ends_day < phase.starts_day:
            yield (*path, "ends_day"), f"is before starts_day, {phase.starts_day}"
        for number, deliverable in enumerate(phase.deliverables):
            if not phase.starts_day <= deliverable.due_day <= phase.ends_day:
                yield (
                    (*path, "deliverables", number, "due_day"),
                    f"day {deliverable.due_day} is outside the phase; right would be "
                    f"{phase.starts_day} to {phase.ends_day}",
                )
    for place, (before, after) in enumerate(pairwise(phases), start=1):
        if after.starts_day != before.ends_day + 1:
            yield (
                ("plan", "phases", place, "starts_day"),
                f"has to be {before.ends_day + 1}, the day after the phase before it",
            )


def _unknown(
    used: Iterable[Any], known: Iterable[Any], path: Path, what: str, *, append: bool = False
) -> Found:
    known = set(known)
    for name in used:
        if name not in known:
            where = (*path, name) if append else path
            yield where, f"{name!r} is no {what}; right would be: {_list(known)}"


def _named(data: Any, names: set[str], path: Path = ()) -> Iterator[tuple[Path, Any]]:
    items = data.items() if isinstance(data, dict) else enumerate(data)
    for step, value in items:
        if step in names and isinstance(value, str):
            yield (*path, step), value
        elif isinstance(value, dict | list):
            yield from _named(value, names, (*path, step))


def _keys(items: Iterable[Any]) -> set[str]:
    return {item.key for item in items}


def _list(names: Iterable[Any]) -> str:
    return ", ".join(sorted(str(name) for name in names)) or "none"
