"""Reading playbooks that somebody wrote, against those that are in use."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from playbooks import reader
from playbooks.actions import refusal_of
from playbooks.differences import Difference, differences
from playbooks.effects import effects
from playbooks.models import PlaybookVersion
from playbooks.problems import PlaybookError, Problem
from playbooks.schema import Playbook

NAME = "your text"


def base_of(slug: str) -> reader.Table:
    """What a playbook takes from the version in use of another. Raises KeyError."""
    try:
        return PlaybookVersion.objects.latest_of(slug).data
    except PlaybookVersion.DoesNotExist:
        raise KeyError(slug) from None


@dataclass(frozen=True)
class Wrong:
    """A problem with the line of the text it stands in, where there is one."""

    problem: Problem
    text: str


@dataclass(frozen=True)
class Trial:
    """What came of reading a text: a playbook and what it would do, or what is wrong with it."""

    playbook: Playbook | None = None
    wrong: tuple[Wrong, ...] = ()
    against: PlaybookVersion | None = None
    """Held against: the version in use, else the playbook it extends."""
    differences: tuple[Difference, ...] = ()
    effects: tuple[str, ...] = ()
    refusal: str = ""
    """Why it may not be published though it is in order."""

    def parts(self) -> Iterator[tuple[str, list[Difference]]]:
        for part, found in groupby(self.differences, key=lambda difference: difference.part):
            yield part, list(found)


def try_text(text: str) -> Trial:
    try:
        playbook = reader.read_text(text, NAME, base_of)
    except PlaybookError as error:
        lines = text.splitlines()
        in_order = sorted(error.problems, key=lambda problem: problem.line or 0)
        return Trial(wrong=tuple(Wrong(p, _line(lines, p.line)) for p in in_order))
    against = _against(playbook)
    found = differences(against.playbook, playbook) if against else []
    return Trial(
        playbook=playbook,
        against=against,
        differences=tuple(found),
        effects=tuple(effects(playbook, against)),
        refusal=refusal_of(playbook),
    )


def _line(lines: list[str], number: int | None) -> str:
    return lines[number - 1][:200] if number and number <= len(lines) else ""


def _against(playbook: Playbook) -> PlaybookVersion | None:
    for slug in filter(None, (playbook.slug, playbook.extends)):
        if PlaybookVersion.objects.filter(slug=slug).exists():
            return PlaybookVersion.objects.latest_of(slug)
    return None
