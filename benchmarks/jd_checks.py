"""How often the checks of a job description are right, and what they miss.

The job descriptions were written, and what is wrong in each was marked by hand, without sight of
the checks; they are of invented companies. A finding is right where one of the same rule is marked
in the same section with words in common, or, for what is missing, without words. Precision is the
share of findings that are right, recall the share of marks that are found.

    python -m benchmarks.jd_checks [--misses RULE]

The checks were adjusted on the odd numbers and never on the even ones: only the figures of the even
ones say what to expect of a text nobody has seen.
"""

import argparse
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from playbooks.reader import CAIO, read
from scoping.jd_checks import check

FOLDER = Path(__file__).parent / "job_descriptions"
NOT_MARKED = ("law", "law_ahead", "hard_to_read")
"""They read the scope, or are a formula: nobody can mark them by hand."""


@dataclass(frozen=True)
class Mark:
    """A fault at a place: found by a check, or marked by a person."""

    file: str
    rule: str
    section: str
    start: int
    end: int
    quote: str

    def meets(self, other: "Mark") -> bool:
        if (self.file, self.rule, self.section) != (other.file, other.rule, other.section):
            return False
        if not self.quote or not other.quote:
            return self.quote == other.quote
        return self.start < other.end and other.start < self.end


@dataclass
class Tally:
    found: list[Mark] = field(default_factory=list)
    marked: list[Mark] = field(default_factory=list)

    @property
    def wrong(self) -> list[Mark]:
        return [one for one in self.found if not any(one.meets(mark) for mark in self.marked)]

    @property
    def missed(self) -> list[Mark]:
        return [mark for mark in self.marked if not any(mark.meets(one) for one in self.found)]

    @property
    def precision(self) -> float | None:
        return 1 - len(self.wrong) / len(self.found) if self.found else None

    @property
    def recall(self) -> float | None:
        return 1 - len(self.missed) / len(self.marked) if self.marked else None


def _marked(file: str, sections: dict[str, str], expected: list[dict[str, str]]) -> Iterator[Mark]:
    after: dict[tuple[str, str, str], int] = {}
    for one in expected:
        rule, section, quote = one["rule"], one["section"], one.get("quote", "")
        # The same words marked twice are two places, in order.
        start = sections[section].index(quote, after.get((rule, section, quote), 0))
        after[rule, section, quote] = start + 1
        yield Mark(file, rule, section, start, start + len(quote), quote)


def tallies(remainder: int, folder: Path = FOLDER) -> dict[str, Tally]:
    """Rule -> what was found and marked, of the files whose number is odd (1) or even (0)."""
    playbook = read(CAIO)
    found: dict[str, Tally] = {}
    for path in sorted(folder.glob("*.toml")):
        if int(path.name[:2]) % 2 != remainder:
            continue
        data = tomllib.loads(path.read_text())
        sections = data["sections"]
        for mark in _marked(path.stem, sections, data.get("expected", [])):
            found.setdefault(mark.rule, Tally()).marked.append(mark)
        for one in check(sections, playbook):
            if one.rule not in NOT_MARKED:
                mark = Mark(path.stem, one.rule, one.section, one.start, one.end, one.quote)
                found.setdefault(one.rule, Tally()).found.append(mark)
    return found


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def _share(share: float | None) -> str:
    return "none" if share is None else f"{share:.2f}"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument(
        "--misses", metavar="RULE", help="list what is wrong or missed, odd numbers"
    )
    wanted = parser.parse_args().misses
    odd, even = tallies(1), tallies(0)
    if wanted:
        for name, marks in (("wrong", odd[wanted].wrong), ("missed", odd[wanted].missed)):
            for mark in marks:
                _say(f"{name:7} {mark.file} {mark.section}: {mark.quote!r}")
        return
    _say(f"{'':15}{'adjusted on these':>34}{'unseen':>34}")
    heads = f"{'marked':>8}{'found':>7}{'precision':>11}{'recall':>8}"
    _say(f"{'rule':15}{heads}{heads}")
    for rule in sorted(odd.keys() | even.keys()):
        _say(f"{rule:15}{_line(odd.get(rule, Tally()))}{_line(even.get(rule, Tally()))}")


def _line(tally: Tally) -> str:
    shares = f"{_share(tally.precision):>11}{_share(tally.recall):>8}"
    return f"{len(tally.marked):>8}{len(tally.found):>7}{shares}"


if __name__ == "__main__":
    main()
