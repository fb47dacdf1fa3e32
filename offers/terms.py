"""The terms of an offer as a table: form, page, letter, difference and digest all read it."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from difflib import SequenceMatcher
from typing import Any

from offers import kinds
from offers.kinds import Kind, choice, plain
from offers.models import Offer
from offers.wording import paragraphs

FULL_TIME, FRACTIONAL, INTERIM = "full_time", "fractional", "interim"
OPTIONS = ("iso", "nso")
CASES = ("low", "base", "high")
VESTING, CLIFF = 48, 12
"""In months, where an offer of shares does not say them."""


@dataclass(frozen=True)
class Term:
    key: str
    name: str
    kind: Kind
    help: str = ""
    own_currency: str = ""
    """The key of the term that says its currency, where it may differ from the offer's."""


@dataclass(frozen=True)
class Group:
    key: str
    title: str
    terms: tuple[Term, ...]
    assumed: bool = False
    """What is assumed for the picture: shown to who builds and who approves, never offered."""


PRICED = {"own_currency": "equity_currency"}

BY_CASE = {
    "payout": ("Bonus paid, % of target", kinds.PER_CENT_OF_TARGET, ""),
    "price": ("Share price", kinds.PRICE, "equity_currency"),
    "dilution": ("Dilution, %", kinds.PER_CENT, ""),
    "probability": ("Probability of an exit, %", kinds.PER_CENT, ""),
    "illiquidity": ("Taken off for illiquidity, %", kinds.PER_CENT, ""),
}
"""What is assumed once for each case: its name, its kind, and whose currency it is in."""

GROUPS = (
    Group(
        "work",
        "The work",
        (
            Term(
                "engagement",
                "Engagement",
                choice((FULL_TIME, "full time"), (FRACTIONAL, "fractional"), (INTERIM, "interim")),
                "A fractional or interim base is a month's.",
            ),
            Term("days_a_week", "Days a week", kinds.DAYS_A_WEEK),
            Term("term_months", "Fixed term", kinds.MONTHS, "In months; empty if it has no end."),
        ),
    ),
    Group(
        "pay",
        "Pay",
        (
            Term("base", "Base", kinds.MONEY),
            Term("bonus_target", "Target bonus, % of base", kinds.PER_CENT_OF_TARGET),
            Term("bonus_maximum", "Maximum bonus, % of base", kinds.PER_CENT_OF_TARGET),
            Term("bonus_terms", "What the bonus is measured by", kinds.WORDS),
            Term(
                "lti",
                "Long-term incentive in cash, at target",
                kinds.MONEY,
                "Paid at the same part of its target as the bonus.",
            ),
            Term("lti_year", "The incentive is paid in", kinds.YEAR, "Its year: 3 for the third."),
            Term("lti_terms", "What the incentive is measured by", kinds.WORDS),
        ),
    ),
    Group(
        "sign_on",
        "Sign-on",
        (
            Term("sign_on", "Sign-on", kinds.MONEY, "Paid in the first year."),
            Term("sign_on_later", "Second part of the sign-on", kinds.MONEY, "In the second year."),
            Term(
                "clawback_months",
                "Paid back on leaving within",
                kinds.PAID_BACK,
                "In months from each payment, and in proportion to what is left of them.",
            ),
            Term(
                "sign_on_terms",
                "What it makes up for",
                kinds.LINE,
                "It may refer to what the candidate forfeits by leaving.",
            ),
        ),
    ),
    Group(
        "equity",
        "Equity",
        (
            Term(
                "instrument",
                "Instrument",
                choice(
                    ("none", "none"),
                    ("iso", "incentive stock options (ISO)"),
                    ("nso", "options (NSO)"),
                    ("rsa", "restricted stock (RSA)"),
                    ("rsu", "restricted stock units (RSU)"),
                ),
            ),
            Term(
                "equity_percent",
                "% of the company",
                kinds.PER_CENT,
                "Of the fully diluted count; or give the units.",
            ),
            Term("fully_diluted", "Fully diluted shares", kinds.COUNT),
            Term("units", "Shares or units", kinds.COUNT),
            Term("strike", "Strike or purchase price", kinds.PRICE, **PRICED),
            Term("equity_currency", "Currency of the share", kinds.SHARE_CURRENCY),
            Term("vesting_months", "Vesting", kinds.MONTHS, f"In months; {VESTING} if left empty."),
            Term("cliff_months", "Cliff", kinds.MONTHS, f"In months; {CLIFF} if left empty."),
            Term(
                "acceleration",
                "Acceleration",
                choice(
                    ("none", "none"),
                    ("single", "on a change of control (single trigger)"),
                    ("double", "on a change of control and loss of the role (double trigger)"),
                ),
            ),
            Term("acceleration_percent", "Of what is unvested, vests", kinds.PER_CENT),
            Term(
                "exercise_days",
                "Exercise window after leaving",
                kinds.DAYS,
                "In days; 90 is usual. Ten years is an option's term, not its window.",
            ),
            Term("equity_terms", "More on the equity", kinds.WORDS),
        ),
    ),
    Group(
        "ends",
        "If it ends, and protection",
        (
            Term("severance_months", "Severance, months of base", kinds.MONTHS),
            Term("severance", "Severance, in words", kinds.WORDS),
            Term("change_of_control", "Change of control", kinds.WORDS),
            Term("indemnity", "Indemnity and insurance", kinds.WORDS),
        ),
    ),
    Group(
        "around",
        "Relocation and benefits",
        (
            Term("relocation_amount", "Relocation, up to", kinds.MONEY),
            Term("relocation", "Relocation, in words", kinds.WORDS),
            Term("benefits", "Benefits", kinds.WORDS),
        ),
    ),
    Group(
        "conditions",
        "Conditions",
        (
            Term("background_check", "Subject to a background check", kinds.TICK),
            Term("references_check", "Subject to references", kinds.TICK),
            Term("right_to_work", "Subject to the right to work", kinds.TICK),
            Term("conditions", "Further conditions", kinds.WORDS),
        ),
    ),
    Group(
        "commitments",
        "What the company commits to",
        (Term("commitments", "We commit to", kinds.WORDS, "One a line."),),
    ),
    Group("other", "Anything else", (Term("other", "Other terms", kinds.WORDS),)),
    Group(
        "assumed",
        "What the picture assumes",
        (
            *(
                Term(f"{key}_{case}", f"{name}: {case}", kind, own_currency=currency)
                for key, (name, kind, currency) in BY_CASE.items()
                for case in CASES
            ),
            Term("rate", "Exchange rate", kinds.RATE, "One of the other currency in the offer's."),
            Term("rate_currency", "The other currency", kinds.OTHER_CURRENCY),
            Term("rate_on", "Rate of the day", kinds.DAY),
            Term("rate_source", "Rate according to", kinds.LINE),
            Term("hopes_from", "The candidate hopes for, from", kinds.MONEY, "If volunteered."),
            Term("hopes_to", "The candidate hopes for, to", kinds.MONEY),
        ),
        assumed=True,
    ),
)

TERMS = {term.key: term for group in GROUPS for term in group.terms}
NOTHING_AT_ZERO = {
    *("lti", "sign_on", "sign_on_later", "clawback_months", "equity_percent"),
    *("acceleration_percent", "severance_months", "relocation_amount"),
}
"""Terms of which 0 promises nothing: it counts as not filled, and no letter names it."""
DATES = {"starts_on": "Start", "expires_on": "Open until"}
"""Columns of their own, because the clock asks for them."""
LATEST_START = timedelta(days=2 * 366)
OPEN_TOO_LONG = "The offer is open past its first day. Choose an earlier last day."


def terms_of(offer: Offer) -> dict[str, Any]:
    """Every filled term by key, read into its kind."""
    return {key: TERMS[key].kind.read(text) for key, text in offer.terms.items() if text}


def kept(values: Mapping[str, Any]) -> dict[str, str]:
    """Typed values as they are stored: canonical text of what is filled, in the table's order."""
    texts = {key: plain(values.get(key)) for key in TERMS}
    return {key: text for key, text in texts.items() if text not in _unfilled(TERMS[key])}


def _unfilled(term: Term) -> tuple[str, ...]:
    return ("", term.kind.unsaid, *(("0",) if term.key in NOTHING_AT_ZERO else ()))


def say(offer: Offer, term: Term, value: Any) -> str:
    """A term in words, in the currency it is in."""
    own = offer.terms.get(term.own_currency) if term.own_currency else ""
    return term.kind.say(value, own or offer.currency)


@dataclass(frozen=True)
class Said:
    """A group with those of its terms that are filled, in words."""

    title: str
    lines: tuple[tuple[str, str], ...]


def filled(offer: Offer, *, assumed: bool = False) -> list[Said]:
    """What is offered, group by group; with `assumed`, what the picture assumes instead."""
    values = terms_of(offer)
    groups = (group for group in GROUPS if group.assumed is assumed)
    said = [Said(group.title, tuple(_lines(offer, group, values))) for group in groups]
    return [group for group in said if group.lines]


def offered(offer: Offer) -> list[Said]:
    """All that the letter offers, whatever its words name: the terms, and the two days."""
    days = tuple((name, said) for name, said in _dates(offer).items() if said)
    return [*filled(offer), *([Said("Dates", days)] if days else [])]


def _dates(offer: Offer) -> dict[str, str]:
    return {name: kinds.DAY.say(getattr(offer, key), "") for key, name in DATES.items()}


def _lines(offer: Offer, group: Group, values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for term in group.terms:
        if term.key in values:
            words = say(offer, term, values[term.key])
            a_month = term.key == "base" and monthly(offer)
            yield (
                term.name,
                f"{words} a {'month' if a_month else 'year'}" if (term.key == "base") else words,
            )


def in_brief(offer: Offer) -> str:
    """The package in a sentence, for who opens the page: what comes on top of the base."""
    values = terms_of(offer)

    def says(key: str) -> str:
        return say(offer, TERMS[key], values[key])

    parts = []
    if "bonus_target" in values:
        parts.append(f"a {says('bonus_target')} target bonus")
    if "sign_on" in values:
        parts.append(f"{says('sign_on')} on signing")
    if "lti" in values:
        parts.append(f"{says('lti')} of long-term incentive")
    if "instrument" in values:
        of = f" on {says('equity_percent')} of the company" if "equity_percent" in values else ""
        parts.append(f"{says('instrument')}{of}")
    if not parts:
        return ""
    *some, last = parts
    return f"With {', '.join(some)} and {last}." if some else f"With {last}."


def monthly(offer: Offer) -> bool:
    """Whether the base is a month's: fractional and interim work is paid by the month."""
    return offer.terms.get("engagement", FULL_TIME) != FULL_TIME


def digest_of(offer: Offer) -> str:
    """SHA-256 of the exact terms, the letter's words and what it fills in, the version, and the
    band and the posted range they were held against."""
    bound = {
        "currency": offer.currency,
        "dates": {key: plain(getattr(offer, key)) for key in DATES},
        "terms": offer.terms,
        "number": offer.number,
        "band": offer.band,
        "exception": offer.exception_because,
    } | {key: value for key in ("letter", "held") if (value := getattr(offer, key))}
    return hashlib.sha256(json.dumps(bound, sort_keys=True).encode()).hexdigest()


def differences(before: Offer, after: Offer) -> list[tuple[str, str, str]]:
    """What changed between two versions, clause by clause: the name, what it was, what it is."""
    was, now = _clauses(before), _clauses(after)
    names = list(dict.fromkeys([*now, *was]))
    both = [(name, was.get(name, ""), now.get(name, "")) for name in names]
    both.append(("Letter", *_reworded(before.letter, after.letter)))
    return [(name, old, new) for name, old, new in both if old != new]


def _reworded(before: str, after: str) -> tuple[str, str]:
    """The paragraphs that went, and those that came; the whole of both where their order alone
    is another."""
    was, now = paragraphs(before), paragraphs(after)
    went: list[str] = []
    came: list[str] = []
    for same, i, j, k, m in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if same != "equal":
            went += was[i:j]
            came += now[k:m]
    if went == came:
        went, came = was, now
    return "\n\n".join(went), "\n\n".join(came)


def _clauses(offer: Offer) -> dict[str, str]:
    groups = filled(offer) + filled(offer, assumed=True)
    lines = {name: words for group in groups for name, words in group.lines}
    return {"Currency": offer.currency} | lines | _dates(offer)
