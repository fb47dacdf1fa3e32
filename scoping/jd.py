"""The job description, pre-filled from the scope: each section in this search's own numbers.

The playbook's paragraphs are taken where their conditions hold. A sentence with a value that was
not given, or with a gap in square brackets that only a person can fill, is left out, so that no
placeholder is ever shown; `Values.left_out` says what it wanted. A section with nothing left says
in a sentence what is still to be settled, which the checks then ask to mend.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise, repeat, starmap

from accounts.templatetags.face import count_word
from playbooks.checks.facts import FACT_OF_ENGAGEMENT as ENGAGEMENT
from playbooks.checks.facts import FULL_TIME
from playbooks.schema import Conditional, JdSection, Paragraph, Part, Playbook
from scoping.conditions import Answers, Facts, Inputs, Trace
from scoping.recommend import recommend
from scoping.wording import answer_words, fact_words, joined

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
GAP = re.compile(r"\[([^\[\]]*)\]")
GAP_AT_END = re.compile(r":\s*\[[^\[\]]*\](?=\.?$)")
STANDS_ALONE = 8  # words before a gap that say something without it; "Benefits: [...]" does not
SENTENCE_END = re.compile(r"(?<=[.!?])[ \t]+(?=[A-Z{])")
TO_SETTLE = "Still to be settled: "


def _conversations(parts: Sequence[Part]) -> str:
    return f"{count_word(len(parts))} conversation{'s' * (len(parts) > 1)}"


def _loop(parts: Sequence[Part]) -> str:
    """ "five questions on what you have run (45 minutes) and the job with our CEO (60)"."""
    units = chain([" minutes"], repeat(""))
    return joined(
        f"{part.told or part.title} ({part.duration_minutes}{unit})"
        for part, unit in zip(parts, units, strict=False)
    )


OF_THE_LOOP = {"conversations": _conversations, "loop": _loop}


class Values:
    """What a placeholder stands for in one search: "" where it was not given."""

    def __init__(self, playbook: Playbook, search: Inputs, company: str, title: str = "") -> None:
        self.playbook, self.search = playbook, search
        archetype = playbook.archetype(search.archetype) if search.archetype else None
        self.company = " ".join(company.split())
        self.plain = {
            "title": " ".join(title.split()) or playbook.title,
            "company": self.company or "the company",
            "archetype": archetype.phrase if archetype else "",
            "evidence": "\n".join(f"- {must}" for must in archetype.evidence) if archetype else "",
        }

    def words(self, name: str) -> str:
        kind, _, key = name.partition(".")
        if kind == "facts":
            return fact_words(self.playbook, key, self.search.facts, phrase=True)
        if kind == "answers":
            return answer_words(self.playbook, key, self.search.answers, phrase=True)
        if name in OF_THE_LOOP:
            return OF_THE_LOOP[name](self._parts())
        return self.plain[name]

    def _parts(self) -> tuple[Part, ...]:
        return self.playbook.parts_of(self.search.facts.get(ENGAGEMENT) or FULL_TIME)

    def label(self, name: str) -> str:
        kind, _, key = name.partition(".")
        if kind == "facts":
            return self.playbook.fact(key).label
        if kind == "answers":
            return self.playbook.scoping_question(key).text
        return {"company": "The company's name"}.get(name, f"The kind of {self.playbook.noun}")

    def section(self, key: str) -> str:
        """What the scope fills into a section of the job description."""
        return _section(self._named(key), self)

    def left_out(self, key: str) -> list[str]:
        """The sentences of a section that nobody could write yet, in square brackets what each
        wants."""
        return [
            PLACEHOLDER.sub(lambda found: self.words(found[1]) or f"[{self.label(found[1])}]", s)
            for paragraph in self._named(key).paragraphs
            if self.search.holds(paragraph)
            for line in paragraph.text.splitlines()
            for s in SENTENCE_END.split(line.strip())
            if self.missing(s)
        ]

    def _named(self, key: str) -> JdSection:
        return next(section for section in self.playbook.jd.sections if section.key == key)

    def text(self, template: str) -> str:
        """A template filled; a sentence whose value is missing is left out."""
        return _text(template, self)

    def trace(self, item: Conditional, rule: str, template: str = "") -> Trace:
        """What an item rests on: what its conditions read, and what its text quotes."""
        found = self.search.trace(item, rule)
        names = [name.partition(".") for name in PLACEHOLDER.findall(template)]
        answers = {key: self.search.answers.get(key) for kind, _, key in names if kind == "answers"}
        facts = {key: self.search.facts.get(key) for kind, _, key in names if kind == "facts"}
        if any(name in OF_THE_LOOP for name, _, _ in names):
            facts[ENGAGEMENT] = self.search.facts.get(ENGAGEMENT)
        return Trace(rule, found.answers | answers, found.facts | facts)

    def missing(self, template: str) -> list[str]:
        names = [name for name in PLACEHOLDER.findall(template) if not self.words(name)]
        return [*map(self.label, names), *GAP.findall(template)]


def _lines(template: str) -> Iterator[list[str]]:
    """Line by line, its sentences."""
    for line in template.splitlines():
        yield [_without_gap(sentence) for sentence in SENTENCE_END.split(line.strip())]


def _without_gap(sentence: str) -> str:
    """ "... for the three biggest open questions: [name them]." says enough without its list."""
    cut = GAP_AT_END.sub("", sentence)
    return cut if len(cut.split()) >= STANDS_ALONE else sentence


def _filled(template: str, values: Values) -> str:
    text = PLACEHOLDER.sub(lambda found: values.words(found[1]), template)
    opens = PLACEHOLDER.match(template)
    if opens is None or (opens[1] == "company" and values.company):  # a name keeps its letters
        return text
    return text[:1].upper() + text[1:]


def _text(template: str, values: Values) -> str:
    lines = []
    for sentences in _lines(template):
        kept = [_filled(s, values) for s in sentences if not values.missing(s)]
        # A list line whose only sentence is gone goes with it, and so does an empty one.
        if line := " ".join(filter(None, kept)):
            lines.append(line)
    return "\n".join(lines)


def _missing(section: JdSection, values: Values) -> list[str]:
    labels = [
        label
        for paragraph in section.paragraphs
        if values.search.holds(paragraph)
        for label in values.missing(paragraph.text)
    ]
    return list(dict.fromkeys(labels))


def paragraphs(section: JdSection, values: Values) -> list[tuple[Paragraph, str]]:
    """Those of the playbook that hold and say something here, each as it reads."""
    held = [(p, values.text(p.text)) for p in section.paragraphs if values.search.holds(p)]
    return [(paragraph, text) for paragraph, text in held if text]


def _section(section: JdSection, values: Values) -> str:
    if texts := [text for _, text in paragraphs(section, values)]:
        return texts[0] + "".join(starmap(_following, pairwise(texts)))
    return f"{TO_SETTLE}{joined(_missing(section, values)) or section.title}."


def _following(before: str, text: str) -> str:
    """A paragraph after a blank line, a line of the same list without."""
    same_list = text.startswith("- ") and before.splitlines()[-1].startswith("- ")
    return f"\n{text}" if same_list else f"\n\n{text}"


def values_of(
    playbook: Playbook,
    answers: Answers,
    facts: Facts,
    archetype: str | None = None,
    company: str = "",
    title: str = "",
) -> Values:
    """`archetype` is the kind chosen; without it the one recommended holds. `title` is what the
    search calls the job, if not as the playbook does."""
    chosen = archetype or recommend(playbook, answers).best
    return Values(playbook, Inputs(answers, facts, chosen), company, title)


def _in_order(playbook: Playbook) -> list[JdSection]:
    return sorted(playbook.jd.sections, key=lambda section: section.position)


def texts(values: Values) -> dict[str, str]:
    """Section key -> plain text: paragraphs parted by a blank line, list lines begin with "- "."""
    return {section.key: _section(section, values) for section in _in_order(values.playbook)}
