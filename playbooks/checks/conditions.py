"""What holds only in some searches, the rules, and the placeholders of their texts."""

import re
from collections.abc import Iterator
from typing import Any

from ..problems import Path
from ..schema import Condition, Conditional, Deliverable, Fact, Paragraph, Playbook
from .base import Found, keys_of, listing, unknown

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
PLAIN_PLACEHOLDERS = {"title", "company", "archetype", "evidence", "conversations", "loop"}
TESTS_OF_KIND = {
    "choice": {"is_", "is_not", "given"},
    "choices": {"is_", "is_not", "given"},
    "yesno": {"is_", "is_not", "given"},
    "number": {"below", "at_least", "given"},
    "money": {"below", "at_least", "given"},
    "counts": {"below", "at_least", "given"},
}


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
        known = keys_of(playbook.archetypes)
        yield from unknown(condition.archetype, known, (*path, "archetype"), "archetype")
    elif condition.answer is not None:
        questions = {question.key: question for question in playbook.questions}
        where = (*path, "answer")
        yield from unknown([condition.answer], questions.keys(), where, "scoping question")
        if question := questions.get(condition.answer):
            yield from _values(condition, "choice", keys_of(question.options), path)
    else:
        known_facts = {fact.key: fact for fact in playbook.facts}
        yield from unknown([condition.fact], known_facts.keys(), (*path, "fact"), "fact")
        if fact := known_facts.get(condition.fact or ""):
            yield from _values(condition, fact.kind, _values_of(fact), path)


def _values_of(fact: Fact) -> set[Any]:
    return {True, False} if fact.kind == "yesno" else keys_of(fact.options)


def _values(condition: Condition, kind: str, known: set[Any], path: Path) -> Found:
    used = condition.model_dump(exclude_none=True, exclude={"answer", "fact"}).keys()
    allowed = TESTS_OF_KIND.get(kind, {"given"})
    if not used <= allowed:
        names = listing(name.rstrip("_") for name in allowed)
        yield path, f"a value of kind {kind} is tested with {names}"
        return
    for name, values in (("is", condition.is_), ("is_not", condition.is_not)):
        yield from unknown(values or (), known, (*path, name), "value here")


def rules(playbook: Playbook) -> Found:
    answers = {question.key: keys_of(question.options) for question in playbook.questions}
    fact_keys, archetypes = keys_of(playbook.facts), keys_of(playbook.archetypes)
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
                yield from unknown(case.facts, fact_keys, (*where, "facts"), "fact", append=True)
                yield from unknown(
                    [case.archetype] if case.archetype else [],
                    archetypes,
                    (*where, "archetype"),
                    "archetype",
                )
                for question, option in case.answers.items():
                    at = (*where, "answers", question)
                    yield from unknown([question], answers.keys(), at, "scoping question")
                    yield from unknown([option], answers.get(question, {option}), at, "option")


def texts(playbook: Playbook) -> Found:
    known = PLAIN_PLACEHOLDERS | {f"facts.{fact.key}" for fact in playbook.facts}
    known |= {f"answers.{question.key}" for question in playbook.questions}
    for path, text in _templates(playbook):
        yield from unknown(PLACEHOLDER.findall(text), known, path, "placeholder")


def _templates(playbook: Playbook) -> Iterator[tuple[Path, str]]:
    for path, item in _conditionals(playbook):
        if isinstance(item, Paragraph | Deliverable):
            yield (*path, "text"), item.text


ALL = (conditions, rules, texts)
