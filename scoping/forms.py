"""The scope and the job description as forms, built from the playbook."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from accounts.text import WordsField
from playbooks.schema import Fact, Playbook, ScopingQuestion
from scoping.facts import KINDS
from scoping.jd import Values
from scoping.jd_checks import Finding, check
from scoping.reading import NOTHING, Given

SENTENCE = 600
SECTION = 8_000


@dataclass(frozen=True)
class FactRow:
    fact: Fact
    fields: list[BoundField]
    group: bool


@dataclass(frozen=True)
class QuestionRow:
    question: ScopingQuestion
    answer: BoundField
    words: BoundField


class DraftForm(forms.Form):
    """A draft may have gaps, so nothing in it is required. `revision` is what its writer saw."""

    mark_optional = False
    revision = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    @property
    def seen(self) -> int:
        return self.cleaned_data.get("revision") or 0


class ScopeForm(DraftForm):
    """Posted data, or a draft to begin from."""

    def __init__(self, data: Any = None, *, playbook: Playbook, said: Given = NOTHING):
        super().__init__(data, initial=self.shown(playbook, said))
        self.playbook = playbook
        for fact in playbook.facts:
            for suffix, field in KINDS[fact.kind].fields(fact).items():
                self.fields[f"fact_{fact.key}{suffix}"] = field
        for question in playbook.questions:
            self.fields[f"answer_{question.key}"] = self._answer(question)
            self.fields[f"words_{question.key}"] = WordsField(
                label="In your own words", rows=2, max_length=SENTENCE, required=False
            )
        for rule in playbook.rules:
            self.fields[f"kept_{rule.key}"] = WordsField(
                label="Or keep both, and say why", rows=2, max_length=SENTENCE, required=False
            )
        self.fields["archetype"] = self._archetype()
        self.fields["archetype_reason"] = WordsField(
            label="Why another kind than the answers recommend",
            rows=2,
            max_length=SENTENCE,
            required=False,
        )
        # Kept as it stands in the page while the script renews what is around it.
        self.fields["archetype_reason"].widget.attrs["hx-preserve"] = True

    @staticmethod
    def _answer(question: ScopingQuestion) -> forms.Field:
        field = forms.ChoiceField(
            label=question.text,
            required=False,
            choices=[(option.key, option.label) for option in question.options],
            widget=forms.RadioSelect,
        )
        field.hints = {option.key: option.explain for option in question.options}
        return field

    def _archetype(self) -> forms.Field:
        kinds = self.playbook.archetypes
        field = forms.ChoiceField(
            label=f"Which kind of {self.playbook.noun}?",
            required=False,
            choices=[("", "As the answers recommend"), *((kind.key, kind.name) for kind in kinds)],
            widget=forms.RadioSelect,
        )
        field.hints = {kind.key: kind.choose_when for kind in kinds}
        return field

    @staticmethod
    def shown(playbook: Playbook, said: Given) -> dict[str, Any]:
        """What was said, as the fields show it."""
        initial = {
            f"fact_{fact.key}{suffix}": value
            for fact in playbook.facts
            for suffix, value in KINDS[fact.kind].shown(said.facts.get(fact.key)).items()
        }
        for prefix, part in (("answer", said.answers), ("words", said.words), ("kept", said.kept)):
            initial |= {f"{prefix}_{key}": value for key, value in part.items()}
        more = {"archetype": said.archetype, "archetype_reason": said.archetype_reason}
        return initial | more

    def clean(self) -> dict[str, Any]:
        for fact in self.playbook.facts:
            if fact.kind == "money_range":
                self._clean_range(f"fact_{fact.key}")
        return self.cleaned_data

    def _clean_range(self, name: str) -> None:
        low, high = f"{name}_minimum", f"{name}_maximum"
        minimum, maximum = self.cleaned_data.get(low), self.cleaned_data.get(high)
        if minimum is not None and maximum is not None and maximum < minimum:
            self.add_error(high, "The upper end is below the lower. Write the higher figure here.")

    # ---- What the page and the actions read ----

    def content(self) -> dict[str, Any]:
        """What `save_scope` takes, of the fields that are right."""
        found = self.cleaned_data
        return {
            "facts": self._facts(),
            "answers": self._sentences("answer", [q.key for q in self.playbook.questions]),
            "words": self._sentences("words", [q.key for q in self.playbook.questions]),
            "kept": self._sentences("kept", [rule.key for rule in self.playbook.rules]),
            "archetype": found.get("archetype", ""),
            "archetype_reason": found.get("archetype_reason", ""),
        }

    def _facts(self) -> dict[str, Any]:
        facts = {}
        for fact in self.playbook.facts:
            kind, name = KINDS[fact.kind], f"fact_{fact.key}"
            values = {
                suffix: self.cleaned_data.get(f"{name}{suffix}") for suffix in kind.fields(fact)
            }
            value = kind.value(values)
            if value is not None:
                facts[fact.key] = value
        return facts

    def _sentences(self, prefix: str, keys: list[str]) -> dict[str, str]:
        found = {key: self.cleaned_data.get(f"{prefix}_{key}", "") for key in keys}
        return {key: value for key, value in found.items() if value}

    def fact_rows(self) -> Iterator[FactRow]:
        for fact in self.playbook.facts:
            kind = KINDS[fact.kind]
            fields = [self[f"fact_{fact.key}{suffix}"] for suffix in kind.fields(fact)]
            yield FactRow(fact, fields, kind.group)

    def question_rows(self) -> Iterator[QuestionRow]:
        for question in self.playbook.questions:
            key = question.key
            yield QuestionRow(question, self[f"answer_{key}"], self[f"words_{key}"])

    def kept_field(self, rule: str) -> BoundField:
        return self[f"kept_{rule}"]


def mark_of(finding: str) -> str:
    """A finding's key as part of a field's name."""
    return hashlib.sha256(finding.encode()).hexdigest()[:12]


class JdForm(DraftForm):
    """Nine texts, and for what is found in them a sentence that lets it stand."""

    def __init__(
        self,
        data: Any = None,
        *,
        playbook: Playbook,
        content: Mapping[str, Any],
        values: Values | None = None,
        today: date = date.max,
    ):
        """`values` are the search's and `today` its day: what the checks read beside the texts."""
        self.playbook = playbook
        self.kept = content["dismissed"]
        self.texts = in_order(playbook, content["sections"], data)
        self.found = list({f.key: f for f in check(self.texts, playbook, values, today)}.values())
        super().__init__(data, initial=self._shown())
        for section in sorted(playbook.jd.sections, key=lambda section: section.position):
            self.fields[f"section_{section.key}"] = field = WordsField(
                label=section.title,
                help_text=section.guide,
                required=False,
                max_length=SECTION,
                rows=rows_for(self.texts[section.key]),
            )
            field.widget.attrs["class"] = "jd-text"
        for finding in self.found:
            self.fields[f"stands_{mark_of(finding.key)}"] = WordsField(
                label="Let it stand, because", rows=2, max_length=SENTENCE, required=False
            )

    def _shown(self) -> dict[str, Any]:
        return {f"section_{key}": text for key, text in self.texts.items()} | {
            f"stands_{mark_of(f.key)}": self.kept.get(f.key, "") for f in self.found
        }

    def content(self) -> dict[str, dict[str, str]]:
        """What `save_jd` takes. A sentence on what is found no longer is kept: it may come back."""
        read = self.cleaned_data.get
        sections = {s.key: read(f"section_{s.key}", "") for s in self.playbook.jd.sections}
        stands = {f.key: read(f"stands_{mark_of(f.key)}", "") for f in self.found}
        dismissed = {key: why for key, why in (self.kept | stands).items() if why}
        return {"sections": sections, "dismissed": dismissed}

    def findings_in(self, section: str) -> list[tuple[Finding, BoundField]]:
        found = [finding for finding in self.found if finding.section == section]
        return [(finding, self[f"stands_{mark_of(finding.key)}"]) for finding in found]


def in_order(playbook: Playbook, sections: Mapping[str, str], data: Any) -> dict[str, str]:
    """The texts as they stand in the form: posted, or else the draft's; cut where far too long."""
    keys = [s.key for s in sorted(playbook.jd.sections, key=lambda section: section.position)]
    if data is None:
        return {key: sections.get(key, "") for key in keys}
    posted = {key: data.get(f"section_{key}", "")[:SECTION] for key in keys}
    return {key: text.replace("\r\n", "\n").strip() for key, text in posted.items()}


def rows_for(text: str) -> int:
    lines = sum(1 + len(line) // 80 for line in text.splitlines())
    return max(4, min(24, lines + 1))


class BecauseForm(forms.Form):
    because = WordsField(label="Why is it reopened?", rows=2, max_length=SENTENCE)
