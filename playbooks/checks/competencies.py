"""Weights add up, and what is judged and asked is there."""

from ..problems import Path
from ..schema import Playbook, Question
from .base import Found, keys_of, listing, unknown


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
        yield from unknown(archetype.weights, known, path, "competency", append=True)
        if missing := known - archetype.weights.keys():
            yield path, f"gives no weight to {listing(missing)}; every competency has one"
        elif total != 100:
            yield path, f"the weights add up to {total}; they have to add up to 100"


def references(playbook: Playbook) -> Found:
    competencies, parts = keys_of(playbook.competencies), keys_of(playbook.parts)
    bank = keys_of(playbook.questions_bank)
    for place, archetype in enumerate(playbook.archetypes):
        where: Path = ("archetypes", place, "must_have")
        yield from unknown([archetype.must_have], competencies, where, "competency")
    for place, question in enumerate(playbook.questions_bank):
        path: Path = ("questions_bank", place)
        yield from unknown(
            question.competencies, competencies, (*path, "competencies"), "competency"
        )
        yield from unknown(question.parts, parts, (*path, "parts"), "part")
        yield from _serves_no_focus(playbook, question, path)
    for place, engagement in enumerate(playbook.engagements):
        path = ("engagements", place)
        yield from unknown(engagement.parts, parts, (*path, "parts"), "part")
        yield from unknown(
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
                f"list, or add one of {listing(part.focus)} to competencies",
            )


def practice(playbook: Playbook) -> Found:
    if playbook.practice:
        named, path = playbook.practice.competencies, ("practice", "competencies")
        yield from unknown(named, keys_of(playbook.competencies), path, "competency")
        for key in sorted({key for key in named if named.count(key) > 1}):
            yield path, f"{key!r} is named twice; each is rated once"


ALL = (weights, references, practice)
