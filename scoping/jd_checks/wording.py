"""How it reads: the playbook's words, gender, and the length of sentences."""

import re
from collections.abc import Iterable, Iterator

from playbooks.schema import WordNote
from scoping.coded_words import ALLOWED, FEMININE, MASCULINE, UNRELATED
from scoping.jd_checks.piece import Hit, Piece
from scoping.readability import readability, sentences, words

LONGEST_SENTENCE = 45  # words; plain prose takes 25, an executive's page bears more
HARDEST_FLESCH, HARDEST_FOG = 10.0, 22.0  # plain prose: 60 and 12
WORDS_TO_JUDGE = 60  # under it the formulas say nothing


# Words of the playbook


def _pattern(phrase: str, *, stem: bool) -> str:
    parts = re.split(r"[\s-]+", phrase.strip())
    spaced = r"[\s-]{1,3}".join(re.escape(part).replace("'", "['’]") for part in parts)
    return spaced + (r"\w*+" if stem else "")


def _noted(piece: Piece, notes: Iterable[WordNote]) -> Iterator[Hit]:
    longest_first = sorted(notes, key=lambda note: -len(note.phrase))
    either = "|".join(f"({_pattern(note.phrase, stem=note.stem)})" for note in longest_first)
    for found in re.finditer(rf"(?<!\w)(?:{either})(?!\w)", piece.text, re.IGNORECASE):
        note = longest_first[(found.lastindex or 1) - 1]
        yield Hit(*found.span(), note.reason, note.better + piece.in_numbers())


def vague(piece: Piece) -> Iterator[Hit]:
    return _noted(piece, piece.jd.vague_phrases)


def too_narrow(piece: Piece) -> Iterator[Hit]:
    return _noted(piece, piece.jd.too_narrow)


def proxy(piece: Piece) -> Iterator[Hit]:
    return _noted(piece, piece.jd.credential_proxies)


# Gender


def _stem(entry: str) -> str:
    return _pattern(entry.rstrip("*"), stem=entry.endswith("*"))


def _any_of(entries: Iterable[str]) -> re.Pattern[str]:
    either = "|".join(_stem(entry) for entry in entries if entry not in ALLOWED)
    unrelated = "|".join(UNRELATED)
    return re.compile(rf"(?<![\w-])(?!{unrelated})(?:{either})(?!\w)", re.IGNORECASE)


CODED = (("masculine", _any_of(MASCULINE)), ("feminine", _any_of(FEMININE)))


def coded(piece: Piece) -> Iterator[Hit]:
    for side, pattern in CODED:
        for found in pattern.finditer(piece.text):
            yield Hit(
                *found.span(),
                f"Read as {side}-coded in job advertisements (Gaucher et al. 2011). One does no "
                "harm; many change who applies.",
                "Say what the person does, if a plainer word is at hand." + piece.in_numbers(),
            )


NEUTRAL = {
    "he": "they",
    "she": "they",
    "him": "them",
    "his": "their",
    "her": "their",
    "hers": "theirs",
    "himself": "themselves",
    "herself": "themselves",
    "chairman": "chair",
    "chairwoman": "chair",
    "spokesman": "speaker",
    "foreman": "lead",
    "manpower": "people",
    "guys": "people",
}
GENDERED = re.compile(rf"\b(?:{'|'.join(NEUTRAL)})\b", re.IGNORECASE)


def gendered(piece: Piece) -> Iterator[Hit]:
    for found in GENDERED.finditer(piece.text):
        neutral = NEUTRAL[found[0].lower()]
        yield Hit(
            *found.span(),
            "It names a gender. EU directive 2023/970 wants advertisements neutral.",
            f"Write “{neutral}”, or speak to the reader: “you”.",
        )


# Sentences

JOINT = re.compile(r"[;:–—]\s|,\s(?:and|but|which|who|while|so)\s|\sand\s|,\s")
SHOWN = 8  # words of either half


def _halves(sentence: str) -> str:
    """ "First “...”, then “...”": the sentence cut at the joint nearest its middle, or ""."""
    joints = [found.start() for found in JOINT.finditer(sentence)]
    middle = len(sentence) / 2
    cut = min(joints, key=lambda place: abs(place - middle), default=0)
    if not cut:
        return ""
    first = sentence[:cut].split()
    rest = JOINT.sub("", sentence[cut:], count=1).split()
    return f"First “{' '.join(first[-SHOWN:])}.” Then “{' '.join(rest[:SHOWN])} ...”"


def long_sentence(piece: Piece) -> Iterator[Hit]:
    for start, end in sentences(piece.text):
        sentence = piece.text[start:end]
        count = len(words(sentence))
        if count > LONGEST_SENTENCE:
            yield Hit(
                start,
                end,
                f"A sentence of {count} words. Over {LONGEST_SENTENCE} it is read twice or not.",
                f"Make two of it, or a list. {_halves(sentence)}".rstrip(),
            )


def hard_to_read(piece: Piece) -> Iterator[Hit]:
    found = readability(piece.text)
    if found.words >= WORDS_TO_JUDGE and (found.flesch < HARDEST_FLESCH or found.fog > HARDEST_FOG):
        said = [piece.text[start:end] for start, end in sentences(piece.text)]
        longest = max(said, key=lambda sentence: len(words(sentence)))
        opening = " ".join(longest.split()[:SHOWN])
        yield piece.whole(
            f"Hard to read: Flesch {found.flesch:.0f} (under {HARDEST_FLESCH:.0f} is very hard), "
            f"Fog {found.fog:.0f} (over {HARDEST_FOG:.0f} is very hard).",
            "Use shorter sentences, and shorter words where they mean the same. Begin with the "
            f"longest, of {len(words(longest))} words: “{opening} ...”",
        )
