"""What stands in the way of a job description that converts: each with its place and a better way.

Word lists come from the playbook. Every finding quotes its text exactly: text[start:end] == quote;
one about a whole section has start == end == 0 and quotes nothing. Patterns start only at the
beginning of a run of characters and repeat within bounds, so that a long text costs one pass.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from playbooks.schema import JdSection, Playbook, WordNote
from scoping.coded_words import ALLOWED, FEMININE, MASCULINE, UNRELATED
from scoping.jd import TO_SETTLE
from scoping.readability import readability, sentences, words

Severity = Literal["must_fix", "advice"]

LONGEST_SENTENCE = 45  # words; plain prose takes 25, an executive's page bears more
HARDEST_FLESCH, HARDEST_FOG = 10.0, 22.0  # plain prose: 60 and 12
WORDS_TO_JUDGE = 60  # under it the formulas say nothing


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

    @property
    def key(self) -> str:
        """The same while the quoted words stand in the same section, wherever they move in it."""
        return ":".join((self.rule, self.section, " ".join(self.quote.lower().split())[:80]))


Hit = tuple[int, int, str, str]  # start, end, reason, better
Check = Callable[[str, JdSection, Playbook], Iterable[Hit]]
WHOLE = (0, 0)


# Words of the playbook


def _pattern(phrase: str, *, stem: bool) -> str:
    parts = re.split(r"[\s-]+", phrase.strip())
    spaced = r"[\s-]{1,3}".join(re.escape(part).replace("'", "['’]") for part in parts)
    return spaced + (r"\w*+" if stem else "")


def _noted(text: str, notes: Iterable[WordNote]) -> Iterator[Hit]:
    longest_first = sorted(notes, key=lambda note: -len(note.phrase))
    either = "|".join(f"({_pattern(note.phrase, stem=note.stem)})" for note in longest_first)
    for found in re.finditer(rf"(?<!\w)(?:{either})(?!\w)", text, re.IGNORECASE):
        note = longest_first[(found.lastindex or 1) - 1]
        yield *found.span(), note.reason, note.better


def _vague(text: str, section: JdSection, playbook: Playbook) -> Iterable[Hit]:
    return _noted(text, playbook.jd.vague_phrases)


def _too_narrow(text: str, section: JdSection, playbook: Playbook) -> Iterable[Hit]:
    return _noted(text, playbook.jd.too_narrow)


def _proxy(text: str, section: JdSection, playbook: Playbook) -> Iterable[Hit]:
    return _noted(text, playbook.jd.credential_proxies)


# Numbers

COUNTED = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|"
    r"hundred|thousand|million|billion)\b",
    re.IGNORECASE,
)
NO_MEASURE = re.compile(
    r"\b(?:first )?(?:90|ninety)[ -]days?\b|\b20[23]\d/\d{1,4}\b", re.IGNORECASE
)


UNSETTLED = re.compile(
    rf"{TO_SETTLE}[^\n]*|\b(?:TBC|TBD|TODO)\b|\[[^\[\]\n]{{1,80}}\]|\{{[^{{}}\n]{{1,80}}\}}"
)


def _unsettled(text: str, section: JdSection, playbook: Playbook) -> Iterator[Hit]:
    for found in UNSETTLED.finditer(text):
        yield (
            *found.span(),
            "Something is still open here, and a candidate would see the gap.",
            "Give the value in the scope and fill the section again, or write it by hand.",
        )


def _no_number(text: str, section: JdSection, playbook: Playbook) -> Iterator[Hit]:
    # "First 90 days" and "directive 2023/970" count nothing.
    if section.needs_number and not COUNTED.search(NO_MEASURE.sub(" ", text)):
        yield (
            *WHOLE,
            f"{section.title} has no number in it. Numbers are what a strong candidate reads for.",
            section.guide,
        )


LIST_LINE = re.compile(r"^[ \t]{0,8}(?:[-*•]|\d{1,2}[.)])[ \t]", re.MULTILINE)


def _too_many_musts(text: str, section: JdSection, playbook: Playbook) -> Iterator[Hit]:
    most = playbook.jd.musts_maximum
    musts = [found.start() for found in LIST_LINE.finditer(text)]
    if section.key != "evidence" or len(musts) <= most:
        return
    start, end = musts[most], len(text.rstrip())
    yield (
        start,
        end,
        f"{len(musts)} musts. Above {most} nobody has them all, and those who are careful about "
        "what they claim do not apply.",
        f"Keep the {most} that the job fails without, and move the rest to what is welcome.",
    )


# Pay

AMOUNT = (
    r"(?<![\d.,])(?:(?P<cur{n}>[A-Z]{{3}}|[$€£])[ \u00a0]?)?"
    r"(?P<num{n}>\d{{1,3}}(?:[,.\u00a0]\d{{3}}){{1,4}}|\d{{1,9}}(?:\.\d{{1,2}})?)"
    r"(?:[ \u00a0]?(?P<mul{n}>[kKmM])(?![A-Za-z]))?(?![\d%])"
)
RANGE = re.compile(
    AMOUNT.format(n=1)
    + r"[ \u00a0]{0,2}(?:-|–|—|to|(?P<and>and))[ \u00a0]{0,2}"
    + AMOUNT.format(n=2)
)
BETWEEN = re.compile(r"between\s{1,2}$", re.IGNORECASE)  # "X and Y" alone are two sums
TIMES = {"k": 1_000, "m": 1_000_000}
LEAST_PAY = 1_000  # what is smaller counts days or per cent


@dataclass(frozen=True)
class _Range:
    start: int
    end: int
    minimum: Decimal
    maximum: Decimal


def _amount(figure: str, unit: str | None) -> Decimal:
    plain = re.sub(r"[,.\u00a0](?=\d{3})", "", figure)
    return Decimal(plain) * TIMES.get((unit or "").lower(), 1)


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
            yield _Range(*found.span(), minimum, maximum)


def _no_range(text: str, section: JdSection, playbook: Playbook) -> Iterator[Hit]:
    if section.key == "pay" and not any(_ranges(text)):
        yield (
            *WHOLE,
            "There is no pay range. Several US states want it in the advertisement, and EU "
            "directive 2023/970 before the interview.",
            "Write both ends with the currency, such as USD 320,000 to 480,000 a year.",
        )


def _range_ends(text: str, section: JdSection, playbook: Playbook) -> Iterator[Hit]:
    for pay in _ranges(text) if section.key == "pay" else ():
        if pay.maximum < pay.minimum:
            yield (
                pay.start,
                pay.end,
                "The range ends below where it begins.",
                "Write the lower figure first, and both in full.",
            )


def _range_wide(text: str, section: JdSection, playbook: Playbook) -> Iterator[Hit]:
    most = playbook.jd.spread_usual_maximum
    for pay in _ranges(text) if section.key == "pay" else ():
        spread = 100 * (pay.maximum - pay.minimum) / pay.minimum
        if spread > most:
            yield (
                pay.start,
                pay.end,
                f"The maximum is {spread:.0f}% above the minimum. For executives "
                f"{playbook.jd.spread_usual_minimum} to {most}% is usual; a wider range tells a "
                "candidate nothing.",
                "Narrow it to what would be offered to the people you expect, or say what would "
                "place somebody at either end.",
            )


BENEFITS = re.compile(
    r"\b(?:benefits?|health|pensions?|retirement|401\(k\)|insurance|holidays?|vacation|leave)(?!\w)",
    re.IGNORECASE,
)
OTHER_PAY = re.compile(
    r"\b(?:bonus(?:es)?|equity|(?:share|stock)[ -]options?|options|RSUs?|shares|stock|commissions?|"
    r"sign-on|incentives?|carry|fee)\b",
    re.IGNORECASE,
)


def _benefits(text: str, section: JdSection, playbook: Playbook) -> Iterator[Hit]:
    if section.key == "pay" and not BENEFITS.search(text):
        yield (
            *WHOLE,
            "Benefits are not described. Colorado's rule asks for them, and it covers the others.",
            "Name the pension, health cover and paid leave in a sentence, or say that there are "
            "no benefits.",
        )


def _other_pay(text: str, section: JdSection, playbook: Playbook) -> Iterator[Hit]:
    if section.key == "pay" and not OTHER_PAY.search(text):
        yield (
            *WHOLE,
            "Other compensation is not described. Colorado's rule asks for bonus and equity too.",
            "Say the target bonus and the equity, or that there is neither.",
        )


HISTORY = re.compile(
    r"\b(?:current|previous|past|present|last)[ -]{1,2}(?:base[ -]{1,2})?"
    r"(?:salary|pay|compensation|earnings|package)\b"
    r"|\b(?:salary|pay|compensation)[ -]{1,2}history\b",
    re.IGNORECASE,
)
DENIED = re.compile(r"\b(?:never|not|no|nor|without)\b|n['’]t\b", re.IGNORECASE)


def _pay_history(text: str, section: JdSection, playbook: Playbook) -> Iterator[Hit]:
    for start, end in sentences(text):
        found = HISTORY.search(text, start, end)
        if found and not DENIED.search(text, start, end):
            yield (
                *found.span(),
                "Past pay may not be asked for in the EU and in many US states, and is never "
                "stored here.",
                "Ask what the person hopes for, if they want to say.",
            )


# How it reads


def _stem(entry: str) -> str:
    return _pattern(entry.rstrip("*"), stem=entry.endswith("*"))


def _any_of(entries: Iterable[str]) -> re.Pattern[str]:
    either = "|".join(_stem(entry) for entry in entries if entry not in ALLOWED)
    unrelated = "|".join(UNRELATED)
    return re.compile(rf"(?<![\w-])(?!{unrelated})(?:{either})(?!\w)", re.IGNORECASE)


CODED = (("masculine", _any_of(MASCULINE)), ("feminine", _any_of(FEMININE)))


def _coded(text: str, section: JdSection, playbook: Playbook) -> Iterator[Hit]:
    for side, pattern in CODED:
        for found in pattern.finditer(text):
            yield (
                *found.span(),
                f"Read as {side}-coded in job advertisements (Gaucher et al. 2011). One does no "
                "harm; many change who applies.",
                "Say what the person does, if a plainer word is at hand.",
            )


GENDERED = re.compile(
    r"\b(?:he|she|him|his|her|hers|himself|herself|chairman|chairwoman|spokesman|foreman|manpower|"
    r"guys)\b",
    re.IGNORECASE,
)


def _gendered(text: str, section: JdSection, playbook: Playbook) -> Iterator[Hit]:
    for found in GENDERED.finditer(text):
        yield (
            *found.span(),
            "It names a gender. EU directive 2023/970 wants advertisements neutral.",
            "Write you, they, or the role: chair, team.",
        )


def _long_sentence(text: str, section: JdSection, playbook: Playbook) -> Iterator[Hit]:
    for start, end in sentences(text):
        count = len(words(text[start:end]))
        if count > LONGEST_SENTENCE:
            yield (
                start,
                end,
                f"A sentence of {count} words. Over {LONGEST_SENTENCE} it is read twice or not.",
                "Make two of it, or a list.",
            )


def _hard_to_read(text: str, section: JdSection, playbook: Playbook) -> Iterator[Hit]:
    found = readability(text)
    if found.words >= WORDS_TO_JUDGE and (found.flesch < HARDEST_FLESCH or found.fog > HARDEST_FOG):
        yield (
            *WHOLE,
            f"Hard to read: Flesch {found.flesch:.0f} (under {HARDEST_FLESCH:.0f} is very hard), "
            f"Fog {found.fog:.0f} (over {HARDEST_FOG:.0f} is very hard).",
            "Use shorter sentences, and shorter words where they mean the same.",
        )


CHECKS: tuple[tuple[str, Severity, Check], ...] = (
    ("unsettled", "must_fix", _unsettled),
    ("vague", "must_fix", _vague),
    ("too_narrow", "must_fix", _too_narrow),
    ("proxy", "must_fix", _proxy),
    ("no_number", "must_fix", _no_number),
    ("too_many_musts", "must_fix", _too_many_musts),
    ("no_range", "must_fix", _no_range),
    ("range_reversed", "must_fix", _range_ends),
    ("pay_history", "must_fix", _pay_history),
    ("range_wide", "advice", _range_wide),
    ("no_benefits", "advice", _benefits),
    ("no_other_pay", "advice", _other_pay),
    ("gendered", "advice", _gendered),
    ("gender_coded", "advice", _coded),
    ("long_sentence", "advice", _long_sentence),
    ("hard_to_read", "advice", _hard_to_read),
)


def _of_section(text: str, section: JdSection, playbook: Playbook) -> list[Finding]:
    found = [
        Finding(rule, severity, section.key, start, end, text[start:end], reason, better)
        for rule, severity, look in CHECKS
        for start, end, reason, better in look(text, section, playbook)
    ]
    return sorted(found, key=lambda finding: (finding.start, finding.end))


def check(sections: Mapping[str, str], playbook: Playbook) -> list[Finding]:
    """Findings in the playbook's order of sections, then by place. A section left out is empty."""
    in_order = sorted(playbook.jd.sections, key=lambda section: section.position)
    return [
        finding
        for section in in_order
        for finding in _of_section(sections.get(section.key, ""), section, playbook)
    ]
