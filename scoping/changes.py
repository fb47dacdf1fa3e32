"""What differs between two versions: of the scope, in all that follows from it; of the job
description, line by line."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from playbooks.schema import Playbook
from scoping.follows import milestones, questions
from scoping.jd import Values, texts

Result = Mapping[str, Any]
"""What `reading.result_of` gives, of a draft or stored with a signed scope."""
Texts = Mapping[str, str]
"""Section of the job description -> the text that a scope fills it with."""


@dataclass(frozen=True)
class Change:
    """One thing that would read otherwise; `was` or `now` empty where there is nothing."""

    area: str
    what: str
    was: str
    now: str


def changes(was: Result, now: Result, said: Values, says: Values) -> list[Change]:
    """In the order of the hire: kind of officer, weights, job description, loop, questions, band,
    the first 90 days. `said` are the values of the first, `says` of the second."""
    playbook = said.playbook
    found = [
        *_kind(playbook, was, now),
        *_weights(was, now),
        *texts_changed(playbook, texts(said), texts(says)),
        *_loop(playbook, was, now),
        *_questions(said, says),
        *_band(was, now),
        *_plan(said, says),
    ]
    return [change for change in found if change.was != change.now]


def _kind(playbook: Playbook, was: Result, now: Result) -> Iterator[Change]:
    yield Change(f"Kind of {playbook.noun}", "Sought", was["archetype_name"], now["archetype_name"])


def _weights(was: Result, now: Result) -> Iterator[Change]:
    after = {weight["competency"]: weight for weight in now["weights"]}
    for weight in was["weights"]:
        new = after[weight["competency"]]
        yield Change("Weights", weight["name"], _weight(weight), _weight(new))


def _weight(weight: Mapping[str, Any]) -> str:
    return f"{weight['weight']}{', must-have' if weight['must_have'] else ''}"


def texts_changed(playbook: Playbook, were: Texts, are: Texts) -> list[Change]:
    """By section and line: what went and what came, without what stayed."""
    return [change for change in _texts(playbook, were, are) if change.was != change.now]


def _texts(playbook: Playbook, were: Texts, are: Texts) -> Iterator[Change]:
    for section in sorted(playbook.jd.sections, key=lambda section: section.position):
        before, after = (lines.get(section.key, "").splitlines() for lines in (were, are))
        gone = "\n".join(line for line in before if line not in after)
        come = "\n".join(line for line in after if line not in before)
        yield Change("Job description", section.title, gone, come)


def _loop(playbook: Playbook, was: Result, now: Result) -> Iterator[Change]:
    before, after = (playbook.parts_of(one["engagement"]["kind"]) for one in (was, now))
    for part in playbook.parts:
        held = ["Held" if part in parts else "Not held" for parts in (before, after)]
        yield Change("Loop", part.title, *held)


def _questions(said: Values, says: Values) -> Iterator[Change]:
    bank = said.playbook.questions_bank
    before, after = questions(said, bank), questions(says, bank)
    for question in bank:
        held = ["Fits" if question in fitting else "Left out" for fitting in (before, after)]
        yield Change("Questions", question.text, *held)


def _plan(said: Values, says: Values) -> Iterator[Change]:
    before, after = ({m.deliverable.key: m for m in milestones(one)} for one in (said, says))
    for key, found in (before | after).items():
        texts_of_both = [one[key].text if key in one else "" for one in (before, after)]
        yield Change("First 90 days", found.phase.title, *texts_of_both)


def _band(was: Result, now: Result) -> Iterator[Change]:
    yield Change("Pay", "Band", *(_printed(one["band"]) for one in (was, now)))


def _printed(band: Mapping[str, Any] | None) -> str:
    if not band:
        return ""
    return f"{band['currency']} {band['printed']}, {band['level_name']}, {band['market_name']}"
