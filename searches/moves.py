"""A lifecycle as a table: the moves between states, read by actions, buttons and tests alike."""

from collections.abc import Sequence
from dataclasses import dataclass

from searches.errors import Refused


@dataclass(frozen=True)
class Move:
    name: str
    sources: tuple[str, ...]
    target: str
    label: str
    """What the button says."""
    perm: str
    """The permission that allows it; asked with `searches.rules.may`."""


def find(table: Sequence[Move], name: str) -> Move:
    return next(move for move in table if move.name == name)


def target_of(table: Sequence[Move], name: str, state: str, wrong: str) -> str:
    """The state that the move leads to.

    Raises Refused with the sentence `wrong` where the move does not start at this state.
    """
    move = find(table, name)
    if state not in move.sources:
        raise Refused(wrong)
    return move.target


def open_to(table: Sequence[Move], state: str) -> list[Move]:
    return [move for move in table if state in move.sources]
