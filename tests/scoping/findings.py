"""What the checks find in a job description that is fine but for what a test puts in."""

from scoping.jd_checks import check

from .small import SMALL

GOOD_PAY = "USD 320,000 to 480,000 a year, a 30% bonus, equity, pension and health cover."
CLEAN = {
    "mandate": "You own 3 product lines.",
    "evidence": "- A system you ran.",
    "pay": GOOD_PAY,
}


def found(rule: str, **sections: str):
    return [finding for finding in check({**CLEAN, **sections}, SMALL) if finding.rule == rule]


def quotes(rule: str, **sections: str) -> list[str]:
    return [finding.quote for finding in found(rule, **sections)]
