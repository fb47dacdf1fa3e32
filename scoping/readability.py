"""Sentences, syllables and two old formulas, computed here. Advisory: no formula reads.

Sources: Flesch 1948, reading ease (higher is easier); Gunning 1952, the Fog index (years of
schooling). Syllables are counted by vowel groups; of the words
tried in the tests one in twenty is off by one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# Every pattern here starts at the beginning of its run and never hands characters back, so that a
# hundred thousand dots or letters cost one pass.
WORD = re.compile(r"(?<![A-Za-z])[A-Za-z]++(?:['’-][A-Za-z]++)*+")
SENTENCE_END = re.compile(r"(?<![.!?])[.!?]++[\"'”’)\]]?+(?=\s|$)|\n")
ABBREVIATION = re.compile(r"\b(?:e\.g|i\.e|etc|cf|vs|approx|incl|Dr|Inc|Ltd|Co)\.$", re.I)
VOWELS = re.compile(r"[aeiouy]++")
# Vowels that meet and are said apart: vari-able, cre-ate, sci-ence, are-a, be-ing, valu-able.
APART = re.compile(
    r"(?<![ctsgx])i(?:a(?!n)|o(?!n)|u|e[nt])|(?<![ctsg])ion|(?<=sc)ie|eo(?!u)|ea(?=t[eio])"
    r"|(?<=[aeiou][^aeiou])ea$|[aeu]i(?=ng)|ua"
)
SILENT = re.compile(r"[^aeiouyl]e$|[aeiouy]le$|[^aeiouytd]ed$|[^aeiouycgszxh]es$")


@dataclass(frozen=True)
class Readability:
    words: int
    sentences: int
    flesch: float
    fog: float


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence, without the blanks around it. A line's end ends one."""
    start = 0
    for found in SENTENCE_END.finditer(text):
        if ABBREVIATION.search(text[max(found.end() - 8, 0) : found.end()]):
            continue
        yield from _trimmed(text, start, found.end())
        start = found.end()
    yield from _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    left = start + len(piece) - len(piece.lstrip(" \t\r\n-*•"))
    right = start + len(piece.rstrip())
    if left < right and WORD.search(text, left, right):
        yield left, right


def words(text: str) -> list[str]:
    return WORD.findall(text)


def syllables(word: str) -> int:
    word = word.lower()
    count = len(VOWELS.findall(word)) + len(APART.findall(word))
    if count > 1 and SILENT.search(word):
        count -= 1
    return max(count, 1)


def _complex(word: str) -> bool:
    """Fog's hard words: three syllables or more, endings not counted, hyphenated ones left out."""
    stem = re.sub(r"(?:es|ed|ing)$", "", word.lower())
    return "-" not in word and syllables(stem) >= 3


def readability(text: str) -> Readability:
    """Of a text without words everything is 0."""
    found, count = words(text), sum(1 for _ in sentences(text))
    if not found or not count:
        return Readability(0, 0, 0.0, 0.0)
    a_sentence = len(found) / count
    a_word = sum(map(syllables, found)) / len(found)
    hard = sum(map(_complex, found)) / len(found)
    return Readability(
        words=len(found),
        sentences=count,
        flesch=206.835 - 1.015 * a_sentence - 84.6 * a_word,
        fog=0.4 * (a_sentence + 100 * hard),
    )
