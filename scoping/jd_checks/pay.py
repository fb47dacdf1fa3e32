"""What is said of pay, and what the law of a place wants said.

Laws are the playbook's posting rules. A confidential search is not advertised: none of them is
asked of its text, and they stand for counsel instead (see `duties`).
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from accounts.templatetags.face import day
from playbooks.schema import Band, PostingRule
from scoping.jd import Values
from scoping.jd_checks.piece import PAY, Hit, Piece
from scoping.readability import sentences
from scoping.wording import listed, money

AMOUNT = (
    r"(?<![\d.,])(?:(?P<cur{n}>[A-Z]{{3}}|[A-Z]{{0,3}}[$€£¥₩₹₺])[ \u00a0]?)?"
    r"(?P<num{n}>\d{{1,3}}(?:[,.'’ \u00a0\u202f]\d{{3}}){{1,4}}(?!\d)"
    r"|\d{{1,2}}(?:,\d{{2}}){{1,3}},\d{{3}}|\d{{1,9}}(?:\.\d{{1,2}})?)"
    r"(?:[ \u00a0]?(?P<mul{n}>[kKmM]|million|lakhs?|crores?)(?![A-Za-z]))?(?![\d%])"
)
RANGE = re.compile(
    AMOUNT.format(n=1)
    + r"[ \u00a0]{0,2}(?:-|–|—|~|to|bis|à|(?P<and>and))[ \u00a0]{0,2}"
    + AMOUNT.format(n=2)
)
BETWEEN = re.compile(r"between\s{1,2}$", re.IGNORECASE)  # "X and Y" alone are two sums
TIMES = {"k": 1_000, "m": 1_000_000, "million": 1_000_000, "lakh": 100_000, "crore": 10_000_000}
LEAST_PAY = 1_000  # what is smaller counts days or per cent


@dataclass(frozen=True)
class _Range:
    start: int
    end: int
    currency: str
    minimum: Decimal
    maximum: Decimal


def _amount(figure: str, unit: str | None) -> Decimal:
    plain = re.sub(r"[,.'’ \u00a0\u202f](?=\d{3})|,(?=\d{2},)", "", figure)
    return Decimal(plain) * TIMES.get((unit or "").lower().removesuffix("s"), 1)


def _ranges(text: str) -> Iterator[_Range]:
    for found in RANGE.finditer(text):
        part = found.groupdict()
        if part["and"] and not BETWEEN.search(text, max(found.start() - 10, 0), found.start()):
            continue
        minimum, maximum = _amount(part["num1"], part["mul1"]), _amount(part["num2"], part["mul2"])
        if minimum < LEAST_PAY and not part["mul1"]:  # "220-320k" means both
            minimum = _amount(part["num1"], part["mul2"])
        marked = part["cur1"] or part["cur2"] or part["mul2"]
        if min(minimum, maximum) >= LEAST_PAY * (1 if marked else 10):
            currency = part["cur1"] or part["cur2"] or ""
            yield _Range(*found.span(), currency, minimum, maximum)


BENEFITS = re.compile(
    r"\b(?:benefits?|health|pensions?|retirement|401\(k\)|insurance|holidays?|"
    r"vacation|leave|medical|dental|paid time off|PTO|days off|provident fund|"
    r"superannuation)(?!\w)",
    re.IGNORECASE,
)
OTHER_PAY = re.compile(
    r"\b(?:bonus(?:es)?|equity|(?:share|stock)[ -]options?|options|RSUs?|shares|stock|commissions?|"
    r"sign-on|incentives?|"
    r"carry|carried interest|variable|LTIP|profit[ -]shar(?:e|ing)|fee)\b",
    re.IGNORECASE,
)
CLOSES = re.compile(
    r"\b(?:appl(?:y|ications?)|clos(?:es?|ing)|deadline)\b[^.\n]{0,80}"
    r"(?:\d|\brolling\b|\bongoing\b|\buntil\b|\bas long as\b)",
    re.IGNORECASE,
)

ASKED: dict[str, tuple[str, Callable[[Piece], object]]] = {
    "range": ("the pay range", lambda piece: any(_ranges(piece.text))),
    "benefits": ("the benefits", lambda piece: BENEFITS.search(piece.text)),
    "other_pay": ("bonus, equity and other pay", lambda piece: OTHER_PAY.search(piece.text)),
    "closing_date": ("until when one may apply", lambda piece: CLOSES.search(piece.everything)),
}
"""What a law may ask for: its words, and whether it is there."""

WRITE = {
    "range": "Write both ends with the currency, such as USD 320,000 to 480,000 a year.",
    "benefits": "Name the pension, health cover and paid leave in a sentence, or say that there "
    "are no benefits.",
    "other_pay": "Say the target bonus and the equity, or that there is neither.",
    "closing_date": "Write the last day to apply, or that applications are taken until the post "
    "is filled.",
}


def duties(values: Values) -> list[PostingRule]:
    """The laws on advertisements of the places where the job is to be advertised."""
    return [law for law in values.playbook.jd.posting_rules if values.search.holds(law)]


def _laws(piece: Piece, asked: str, *, in_force: bool) -> list[PostingRule]:
    if piece.section.key != PAY or piece.values.search.facts.get("confidential"):
        return []
    laws = (law for law in duties(piece.values) if asked in law.asks)
    return [law for law in laws if (law.since <= piece.today) == in_force]


def _lacks(piece: Piece, asked: str) -> bool:
    return piece.section.key == PAY and not ASKED[asked][1](piece)


def _better(piece: Piece, asked: str) -> str:
    """In this search's numbers where the scope holds them, else what is to be written."""
    if asked == "range":
        return piece.from_scope(lambda said: any(_ranges(said))) or WRITE[asked]
    equity = next((b.equity for b in piece.values.playbook.bands if _applies(piece, b)), "")
    band = f" The band of this search has equity of {equity}." if equity else ""
    return WRITE[asked] + (band if asked == "other_pay" else "")


def _applies(piece: Piece, band: Band) -> bool:
    return bool(band.equity) and piece.values.search.holds(band)


def law_in_force(piece: Piece) -> Iterator[Hit]:
    for asked, (words, _) in ASKED.items():
        laws = _laws(piece, asked, in_force=True)
        if laws and _lacks(piece, asked):
            names = listed(f"{law.name} ({law.law})" for law in laws)
            says = f"{words[:1].upper()}{words[1:]} {'is' if asked == 'range' else 'are'} missing."
            if asked == "closing_date":
                says = "It does not say until when one may apply."
            asks = "asks" if len(laws) == 1 else "ask"
            yield piece.whole(f"{says} {names} {asks} for it.", _better(piece, asked), asked)


def law_ahead(piece: Piece) -> Iterator[Hit]:
    for asked, (words, _) in ASKED.items():
        for law in _laws(piece, asked, in_force=False) if _lacks(piece, asked) else ():
            says = f"From {day(law.since)} {law.name} asks for {words}."
            yield piece.whole(says, _better(piece, asked), f"{law.key} {asked}")


def _says_nothing_of(piece: Piece, asked: str, reason: str) -> Iterator[Hit]:
    """Where no law says so already."""
    if _lacks(piece, asked) and not _laws(piece, asked, in_force=True):
        yield piece.whole(reason, _better(piece, asked))


def no_range(piece: Piece) -> Iterator[Hit]:
    return _says_nothing_of(
        piece,
        "range",
        "There is no pay range. Several US states want it in the advertisement, and EU directive "
        "2023/970 before the interview.",
    )


def no_benefits(piece: Piece) -> Iterator[Hit]:
    return _says_nothing_of(
        piece,
        "benefits",
        "Benefits are not described. Candidates compare them, and several laws ask for them.",
    )


def no_other_pay(piece: Piece) -> Iterator[Hit]:
    return _says_nothing_of(
        piece,
        "other_pay",
        "Other compensation is not described. Several laws ask for bonus and equity too.",
    )


def _pay_ranges(piece: Piece) -> Iterator[_Range]:
    return _ranges(piece.text) if piece.section.key == PAY else iter(())


def range_reversed(piece: Piece) -> Iterator[Hit]:
    for pay in _pay_ranges(piece):
        if pay.maximum < pay.minimum:
            yield Hit(
                pay.start,
                pay.end,
                "The range ends below where it begins.",
                f"{money(pay.maximum, pay.currency)} to {money(pay.minimum)}, "
                "if the two are only the wrong way round.",
            )


def range_wide(piece: Piece) -> Iterator[Hit]:
    least, most = piece.jd.spread_usual_minimum, piece.jd.spread_usual_maximum
    for pay in _pay_ranges(piece):
        spread = 100 * (pay.maximum - pay.minimum) / pay.minimum
        if spread > most:
            low, high = (money(pay.minimum * (100 + share) / 100) for share in (least, most))
            yield Hit(
                pay.start,
                pay.end,
                f"The maximum is {spread:.0f}% above the minimum. Usual is {least} to "
                f"{most}%; a wider range tells a candidate nothing.",
                f"From {money(pay.minimum, pay.currency)} the usual maximum is {low} to {high}. "
                "Narrow it to what would be offered to the people you expect, or say what would "
                "place somebody at either end.",
            )


HISTORY = re.compile(
    r"\b(?:current|previous|past|present|last)[ -]{1,2}(?:base[ -]{1,2})?"
    r"(?:salary|pay|compensation|earnings|package|remuneration|wages?|CTC)\b"
    r"|\b(?:last drawn|payslips?|W-2)\b"
    r"|\b(?:salary|pay|compensation|earnings)[ -]{1,2}history\b",
    re.IGNORECASE,
)
DENIED = re.compile(r"\b(?:never|not|no|nor|without)\b|n['’]t\b", re.IGNORECASE)


def pay_history(piece: Piece) -> Iterator[Hit]:
    for start, end in sentences(piece.text):
        found = HISTORY.search(piece.text, start, end)
        if found and not DENIED.search(piece.text, start, end):
            yield Hit(
                *found.span(),
                "Past pay may not be asked for in the EU and in many US states, and is never "
                "stored here.",
                "Ask what the person hopes for, if they want to say.",
            )
