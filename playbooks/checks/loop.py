"""Parts, their seats, questions and agendas; every competency is rated by two people."""

from collections.abc import Iterable

from ..problems import Path
from ..schema import Part, Playbook
from .base import Found, keys_of, listing, unknown


def loop(playbook: Playbook) -> Found:
    seats = {seat.key for part in playbook.parts for seat in part.seats}
    competencies, flags = keys_of(playbook.competencies), keys_of(playbook.red_flags)
    for place, part in enumerate(playbook.parts):
        path: Path = ("parts", place)
        yield from unknown(part.focus, competencies, (*path, "focus"), "competency")
        yield from unknown(part.flags, flags, (*path, "flags"), "red flag")
        for number, seat in enumerate(part.seats):
            where = (*path, "seats", number, "distinct_from")
            yield from unknown(seat.distinct_from, seats, where, "seat")
        yield from _core_questions(playbook, part, path)
        yield from _card_and_agenda(part, path)
    positions = sorted(part.position for part in playbook.parts)
    if positions != list(range(1, len(positions) + 1)):
        yield ("parts",), f"positions are {positions}; they have to run 1, 2, 3 without a gap"


def _core_questions(playbook: Playbook, part: Part, path: Path) -> Found:
    bank = {question.key: question for question in playbook.questions_bank}
    where = (*path, "core_questions")
    yield from unknown(part.core_questions, bank.keys(), where, "question of the bank")
    for question in (bank[key] for key in part.core_questions if key in bank):
        if part.key not in question.parts:
            yield (
                where,
                f"{question.key!r} does not list {part.key!r} among its parts; add it there",
            )


def _card_and_agenda(part: Part, path: Path) -> Found:
    asked = [line.question for line in part.agenda if line.question]
    yield from unknown(asked, part.core_questions, (*path, "agenda"), "core question of the part")
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
                who = f"only by {listing(people)}" if people else "by nobody"
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


ALL = (loop, coverage)
