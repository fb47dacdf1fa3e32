"""Facts and scoping questions, and what the app reads by name in every playbook."""

from collections.abc import Iterable
from typing import Any

from ..problems import Path
from ..schema import Fact, Playbook
from .base import Found, keys_of, listing, unknown

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
            yield (*path, "default"), f"{fact.default!r} is no option; right: {listing(listed)}"
        yield from _hidden_by(fact, playbook.facts, path)
    archetypes = keys_of(playbook.archetypes)
    for place, question in enumerate(playbook.questions):
        for number, option in enumerate(question.options):
            path = ("questions", place, "options", number, "points")
            yield from unknown(option.points, archetypes, path, "archetype", append=True)
    numbers = [question.number for question in playbook.questions]
    if numbers != list(range(1, len(numbers) + 1)):
        yield ("questions",), f"numbers are {numbers}; they have to run 1, 2, 3 in order"


def _hidden_by(fact: Fact, others: Iterable[Fact], path: Path) -> Found:
    """A fact with several fields names them by its key and what each holds."""
    ends = {"money_range": ["minimum", "maximum"], "counts": [o.key for o in fact.options]}
    taken = {f"{fact.key}_{end}" for end in ends.get(fact.kind, ())}
    for key in sorted(taken & keys_of(others)):
        yield (*path, "key"), f"and the fact {key!r} have one name in a form; rename one of them"


def needed(playbook: Playbook) -> Found:
    """What the app reads by name, in every playbook."""
    known, places = {f.key: f for f in playbook.facts}, _places(playbook.facts)
    for key, kind in FACTS_READ.items():
        if key not in known:
            yield ("facts",), f"have no {key!r}; give a fact of that key and of kind {kind}"
        elif known[key].kind != kind:
            yield ("facts", places[key], "kind"), f"has to be {kind}: the app reads {key!r} so"
    engagements = keys_of(playbook.engagements)
    if FULL_TIME not in engagements:
        yield ("engagements",), f"have no {FULL_TIME!r}, which holds where nothing else is said"
    if FACT_OF_ENGAGEMENT in known:
        where: Path = ("facts", places[FACT_OF_ENGAGEMENT], "options")
        options = keys_of(known[FACT_OF_ENGAGEMENT].options)
        yield from unknown(options, engagements, where, "engagement")
    first = [part.key for part in playbook.parts if part.kind == "questionnaire"]
    if len(first) != 1:
        yield ("parts",), f"{len(first)} are of kind questionnaire; exactly one has to be"
    for place, engagement in enumerate(playbook.engagements):
        if not set(first) <= set(engagement.parts):
            yield ("engagements", place, "parts"), f"leaves out {listing(first)}, the questionnaire"


def _places(items: Iterable[Any]) -> dict[str, int]:
    return {item.key: place for place, item in enumerate(items)}


ALL = (facts, needed)
