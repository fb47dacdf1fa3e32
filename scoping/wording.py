"""Values in words: as a page lists them (labels) or as a sentence uses them (phrases)."""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from playbooks.schema import Fact, FactOption, Option, Playbook
from scoping.conditions import Answers, Facts, given, number


def joined(words: Iterable[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    *most, last = list(words) or [""]
    return f"{', '.join(most)} and {last}" if most else last


def listed(words: Iterable[str]) -> str:
    """Joined as above; by semicolons where there are commas within."""
    found = [word for word in words if word]
    return "; ".join(found) if any("," in word for word in found) else joined(found)


def money(amount: Decimal, currency: str = "") -> str:
    """ "USD 320,000"; cents only where there are some."""
    places = 0 if amount == amount.to_integral_value() else 2
    return f"{currency} {amount:,.{places}f}".strip()


def _option(options: Iterable[FactOption | Option], key: Any, *, phrase: bool) -> str:
    found = next((option for option in options if option.key == key), None)
    if found is None:
        return ""
    return found.phrase if phrase and found.phrase else found.label


def _counts(fact: Fact, value: Any) -> str:
    counted = []
    for option in fact.options:
        count = number(value.get(option.key)) if isinstance(value, dict) else None
        if count:
            words = option.phrase if count == 1 and option.phrase else option.label
            counted.append(f"{count:,.0f} {words}")
    return joined(counted)


def _range(value: Any, currency: str) -> str:
    if not isinstance(value, dict):
        return ""
    low, high = number(value.get("minimum")), number(value.get("maximum"))
    if low is None or high is None:
        return ""
    return f"{money(low, currency)} to {money(high)}"


def _date(value: Any) -> str:
    try:
        day = value if isinstance(value, date) else date.fromisoformat(str(value))
    except ValueError:
        return ""
    return f"{day.day} {day:%B %Y}"


def _text(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _figure(value: Any) -> str:
    figure = number(value)
    return "" if figure is None else f"{figure:,f}"


def _money(value: Any, currency: str) -> str:
    figure = number(value)
    return "" if figure is None else money(figure, currency)


def _chosen(fact: Fact, value: Any, *, phrase: bool) -> str:
    keys = value if isinstance(value, list) else [value]
    return joined(filter(None, (_option(fact.options, key, phrase=phrase) for key in keys)))


def fact_words(playbook: Playbook, key: str, facts: Facts, *, phrase: bool = False) -> str:
    """A fact's value in words, "" where it was not given or is no value of its kind."""
    fact, value = playbook.fact(key), facts.get(key)
    if not given(value):
        return ""
    currency = _text(facts.get("currency"))
    words: dict[str, Callable[[], str]] = {
        "choice": lambda: _chosen(fact, value, phrase=phrase),
        "choices": lambda: _chosen(fact, value, phrase=phrase),
        "counts": lambda: _counts(fact, value),
        "yesno": lambda: {True: "yes", False: "no"}[value] if isinstance(value, bool) else "",
        "number": lambda: _figure(value),
        "money": lambda: _money(value, currency),
        "money_range": lambda: _range(value, currency),
        "date": lambda: _date(value),
        "list": lambda: listed(map(_text, value)) if isinstance(value, list) else "",
    }
    return words.get(fact.kind, lambda: _text(value))()


def answer_words(playbook: Playbook, key: str, answers: Answers, *, phrase: bool = False) -> str:
    """An answer in words, "" where there is none or the question has no such option."""
    return _option(playbook.scoping_question(key).options, answers.get(key), phrase=phrase)
