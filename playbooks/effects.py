"""What publishing a playbook would do, as the rooms above tell it.

A room registers a function of the new playbook and the version it is held against (None where there
is none); it answers sentences. Nobody's answers are in them: who publishes sees no search.
"""

from collections.abc import Callable

from playbooks.models import PlaybookVersion
from playbooks.schema import Playbook

Effect = Callable[[Playbook, PlaybookVersion | None], list[str]]
_effects: list[Effect] = []


def register(effect: Effect) -> None:
    _effects.append(effect)


def effects(playbook: Playbook, version: PlaybookVersion | None) -> list[str]:
    return [sentence for effect in _effects for sentence in effect(playbook, version)]
