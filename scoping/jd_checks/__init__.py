"""What stands in the way of a job description that converts: each with its place and a better way.

Word lists and laws come from the playbook, the better way from what the search's scope says. Every
finding quotes its text exactly: text[start:end] == quote; one about a whole section has
start == end == 0 and quotes nothing. Patterns start only at the beginning of a run of characters
and repeat within bounds, so that a long text costs one pass.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from playbooks.schema import JdSection, Playbook
from scoping.jd import Values, values_of
from scoping.jd_checks import pay, substance, wording
from scoping.jd_checks.piece import Check, Piece

Severity = Literal["must_fix", "advice"]

CHECKS: tuple[tuple[str, Severity, Check], ...] = (
    ("unsettled", "must_fix", substance.unsettled),
    ("vague", "must_fix", wording.vague),
    ("too_narrow", "must_fix", wording.too_narrow),
    ("proxy", "must_fix", wording.proxy),
    ("no_number", "must_fix", substance.no_number),
    ("too_many_musts", "must_fix", substance.too_many_musts),
    ("law", "must_fix", pay.law_in_force),
    ("no_range", "must_fix", pay.no_range),
    ("range_reversed", "must_fix", pay.range_reversed),
    ("pay_history", "must_fix", pay.pay_history),
    ("law_ahead", "advice", pay.law_ahead),
    ("range_wide", "advice", pay.range_wide),
    ("no_benefits", "advice", pay.no_benefits),
    ("no_other_pay", "advice", pay.no_other_pay),
    ("gendered_title", "advice", wording.gendered_title),
    ("gendered", "advice", wording.gendered),
    ("gender_coded", "advice", wording.coded),
    ("long_sentence", "advice", wording.long_sentence),
    ("hard_to_read", "advice", wording.hard_to_read),
)


@dataclass(frozen=True)
class Finding:
    rule: str
    severity: Severity
    section: str
    start: int
    end: int
    quote: str
    reason: str
    better: str
    about: str = ""
    """Which of several findings of one rule about a whole section: the key of a law."""

    @property
    def key(self) -> str:
        """The same while the quoted words stand in the same section, wherever they move in it."""
        what = self.about or " ".join(self.quote.lower().split())[:80]
        return ":".join((self.rule, self.section, what))


def _of_section(piece: Piece) -> list[Finding]:
    found = [
        Finding(
            rule,
            severity,
            piece.section.key,
            hit.start,
            hit.end,
            piece.text[hit.start : hit.end],
            hit.reason,
            hit.better,
            hit.about,
        )
        for rule, severity, look in CHECKS
        for hit in look(piece)
    ]
    return sorted(found, key=lambda finding: (finding.start, finding.end))


def check(
    sections: Mapping[str, str],
    playbook: Playbook,
    values: Values | None = None,
    today: date = date.max,
) -> list[Finding]:
    """Findings in the playbook's order of sections, then by place. A section left out is empty.

    `values` are the search's: without them no law is known to hold and no example is its own.
    `today` says which laws are in force; without it all are.
    """
    known = values or values_of(playbook, {}, {})
    in_order: list[JdSection] = sorted(playbook.jd.sections, key=lambda section: section.position)
    everything = "\n".join(sections.values())
    pieces = (Piece(sections.get(s.key, ""), everything, s, known, today) for s in in_order)
    return [finding for piece in pieces for finding in _of_section(piece)]
