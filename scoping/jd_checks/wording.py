"""How it reads: the playbook's words, gender, and the length of sentences."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from playbooks.schema import WordNote
from scoping.coded_words import ALLOWED, FEMININE, MASCULINE, UNRELATED
from scoping.jd_checks.piece import SITUATION, Hit, Piece
from scoping.readability import readability, sentences, words

LONGEST_SENTENCE = 45  # words; plain prose takes 25, an executive's page bears more
HARDEST_FLESCH, HARDEST_FOG = 10.0, 22.0  # plain prose: 60 and 12
WORDS_TO_JUDGE = 60  # under it the formulas say nothing


# Words of the playbook


SPACE, OTHERS = r"[\s-]{1,3}", r"(?:[^\s.;:]{1,30}\s){0,6}?"
NEGATED_BEFORE = re.compile(
    r"\b(?:no|not|never|nor|neither|without|rather than|instead of)\b[^.;:\n]{0,40}$|n['’]t\b"
    r"[^.;:\n]{0,40}$",
    re.IGNORECASE,
)
NEGATED_AFTER = re.compile(
    r"^[^.;:\n]{0,30}\b(?:is|are|does|do|nor)(?:n['’]t| not| no)\b[^.;\n]{0,20}", re.IGNORECASE
)


def _pattern(phrase: str, *, stem: bool) -> str:
    runs = (re.split(r"[\s-]+", run.strip()) for run in phrase.split("*"))
    spaced = (SPACE.join(re.escape(part) for part in run) for run in runs)
    found = re.sub("['’]", "['’]", (SPACE + OTHERS).join(spaced))
    return found + (r"\w*+" if stem else "")


def _negated(text: str, start: int, end: int) -> bool:
    """ "A PhD is not needed", "not a visionary": said to be absent is not asked for."""
    before, after = text[max(start - 50, 0) : start], text[end : end + 60]
    return bool(NEGATED_BEFORE.search(before) or NEGATED_AFTER.search(after))


def _noted(piece: Piece, notes: Iterable[WordNote]) -> Iterator[Hit]:
    pattern, in_order = _compiled(tuple(notes))
    for found in pattern.finditer(piece.text):
        if not _negated(piece.text, *found.span()):
            note = in_order[(found.lastindex or 1) - 1]
            yield Hit(*found.span(), note.reason, note.better + piece.in_numbers())


@cache
def _compiled(notes: tuple[WordNote, ...]) -> tuple[re.Pattern[str], list[WordNote]]:
    """One pattern of all phrases, the longest first, and the note that each group belongs to."""
    phrases = [(phrase, note) for note in notes for phrase in (note.phrase, *note.also)]
    phrases.sort(key=lambda pair: -len(pair[0]))
    either = "|".join(f"({_pattern(phrase, stem=note.stem)})" for phrase, note in phrases)
    pattern = re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)
    return pattern, [note for _, note in phrases]


def vague(piece: Piece) -> Iterator[Hit]:
    return _noted(piece, piece.jd.vague_phrases)


def too_narrow(piece: Piece) -> Iterator[Hit]:
    """What is asked for; a tool named among the systems in place is a fact."""
    return iter(()) if piece.section.key == SITUATION else _noted(piece, piece.jd.too_narrow)


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


LEAN = 2
"""By how many words of one side the whole text has to lean before they are named."""


def coded(piece: Piece) -> Iterator[Hit]:
    """The words of the side the whole text leans to: one word does nothing, their sum does."""
    counts = [len(pattern.findall(piece.everything)) for _, pattern in CODED]
    for (side, pattern), own, other in zip(CODED, counts, counts[::-1], strict=True):
        for found in pattern.finditer(piece.text) if own - other >= LEAN else ():
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
    "gentlemen": "people",
    "ladies": "people",
    "foremen": "leads",
    "chairmen": "chairs",
    "businessman": "business person",
    "man-hours": "hours",
    "male": "anybody",
    "female": "anybody",
}
GENDERED = re.compile(rf"\b(?:{'|'.join(NEUTRAL)})\b", re.IGNORECASE)


MAN = re.compile(r"\b(?!(?:hu|ger|ro|tali|sha)man\b)\w{2,30}(?:man|woman)\b", re.IGNORECASE)


def gendered_title(piece: Piece) -> Iterator[Hit]:
    """Of the job as the search calls it, told once, at the first section."""
    title = piece.values.plain["title"]
    found = GENDERED.search(title) or MAN.search(title)
    if found and piece.is_first:
        yield piece.whole(
            f"The title names a gender: “{found[0]}”. EU directive 2023/970 wants titles neutral.",
            "Change the role’s name on the page of the search: chair, representative, officer.",
        )


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
