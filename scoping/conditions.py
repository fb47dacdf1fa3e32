"""Whether something in the playbook holds in this search, and which answers and facts decide it.

The language is the playbook's own: see Condition in its schema. A value that was not given passes
no test except `given = false`; a value of the wrong kind passes none at all.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from playbooks.schema import Condition, Conditional

MOST_DIGITS = 15

Answers = Mapping[str, str]
Facts = Mapping[str, Any]


@dataclass(frozen=True)
class Trace:
    """What put something there: a place in the playbook and the values it read.

    `rule` is a path in the playbook ("rules.pnl_without_authority"); a value that a rule found
    missing is None.
    """

    rule: str
    answers: dict[str, str | None] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)


def given(value: Any) -> bool:
    """False and 0 are values; blanks, and lists or tables of blanks, are none."""
    if isinstance(value, str):
        return bool(value.strip())
    if isinstance(value, Mapping):
        return any(given(part) for part in value.values())
    if isinstance(value, list | tuple):
        return any(given(part) for part in value)
    return value is not None


def number(value: Any) -> Decimal | None:
    """The finite number a value stands for, as kept in JSON or in Python; None if it is none."""
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        return None
    try:
        found = Decimal(str(value).strip())
    except InvalidOperation:
        return None
    # "1e999" is a number too, and as long in words as its zeros.
    return found if found.is_finite() and abs(found.adjusted()) <= MOST_DIGITS else None


def _figure(value: Any) -> Decimal | None:
    """A number, or the sum of a table of counts."""
    if not isinstance(value, Mapping):
        return number(value)
    counts = [number(part) for part in value.values() if given(part)]
    return None if None in counts else sum(filter(None, counts), Decimal(0))


def _equals(value: Any, options: tuple[str | bool, ...]) -> bool:
    chosen = value if isinstance(value, list) else [value]
    return any(type(one) is type(option) and one == option for one in chosen for option in options)


def _passes(condition: Condition, value: Any) -> bool:
    if condition.given is not None:
        return given(value) is condition.given
    if not given(value):
        return False
    if condition.is_ is not None:
        return _equals(value, condition.is_)
    if condition.is_not is not None:
        return not _equals(value, condition.is_not)
    figure = _figure(value)
    if figure is None:
        return False
    return figure < condition.below if condition.below is not None else figure >= _least(condition)


def _least(condition: Condition) -> int:
    assert condition.at_least is not None  # the schema lets no condition through without a test
    return condition.at_least


@dataclass(frozen=True)
class Inputs:
    """What a condition reads. `archetype` is the one chosen, or before that the recommended."""

    answers: Answers
    facts: Facts
    archetype: str | None = None

    def passes(self, condition: Condition) -> bool:
        if condition.archetype is not None:
            return self.archetype in condition.archetype
        if condition.answer is not None:
            return _passes(condition, self.answers.get(condition.answer))
        return _passes(condition, self.facts.get(condition.fact or ""))

    def holds(self, item: Conditional) -> bool:
        return all(map(self.passes, item.when)) and (
            not item.when_any or any(map(self.passes, item.when_any))
        )

    def trace(self, item: Conditional, rule: str) -> Trace:
        """The values that `item` rests on where it holds: `when`, and what passed of `when_any`."""
        used = [*item.when, *filter(self.passes, item.when_any)]
        answers = {c.answer: self.answers.get(c.answer) for c in used if c.answer}
        facts = {c.fact: self.facts.get(c.fact) for c in used if c.fact}
        return Trace(rule, answers, facts)
