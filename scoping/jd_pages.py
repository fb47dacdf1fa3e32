"""What the pages of the job description show."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.forms.boundfield import BoundField

from accounts.models import User
from accounts.text import says_why
from briefs.models import Brief
from playbooks.schema import JdSection, Playbook, PostingRule
from scoping.briefs import JOB_DESCRIPTION, blocks_of
from scoping.changes import texts_changed
from scoping.drafts import Both
from scoping.exports import FORMS
from scoping.forms import JdForm
from scoping.jd import Values
from scoping.jd_checks import Finding
from scoping.jd_checks.pay import duties
from scoping.models import JobDescription
from scoping.queries import filled, names_of, signed_scope
from scoping.reading import mending
from scoping.states import JdState
from searches.queries import hiring_managers
from searches.rules import may

AROUND = 40
"""Characters shown on either side of what is found."""


@dataclass(frozen=True)
class Found:
    """One thing found, in its sentence, and the field that lets it stand."""

    finding: Finding
    before: str
    after: str
    stands: BoundField
    settled: bool

    @property
    def to_mend(self) -> bool:
        return self.finding.severity == "must_fix" and not self.settled


@dataclass(frozen=True)
class SectionLine:
    section: JdSection
    field: BoundField
    found: list[Found]
    who: str
    refill: str
    """What the signed scope would fill in, where the text was filled from an earlier one."""
    left_out: list[str]
    """Sentences that the text, still as it was filled, lacks since nobody said what they want."""

    @property
    def open(self) -> int:
        return sum(1 for found in self.found if not found.settled)


def form_of(row: JobDescription, content: dict[str, Any], data: Any = None) -> JdForm:
    """The form of a draft, checked against the scope in force."""
    scope, search = signed_scope(row.search), row.search
    values = scope.values if scope else None
    return JdForm(
        data, playbook=search.playbook, content=content, values=values, today=search.today
    )


def _found(form: JdForm, section: str) -> list[Found]:
    text = form.texts[section]
    lines = []
    for finding, field in form.findings_in(section):
        start, end = finding.start, finding.end
        before = text[max(0, start - AROUND) : start].rpartition("\n")[2]
        after = text[end : end + AROUND].partition("\n")[0]
        if len(before) == AROUND:
            before = before.partition(" ")[2]
        if len(after) == AROUND:
            after = after.rpartition(" ")[0]
        settled = says_why(str(field.value() or ""))
        lines.append(Found(finding, before, after, field, settled))
    return lines


def _lines(row: JobDescription, form: JdForm, newer: dict[str, str]) -> list[SectionLine]:
    names = names_of(row.said_by)
    values = row.scope.values if row.scope_id else None
    return [
        SectionLine(
            section,
            form[f"section_{section.key}"],
            _found(form, section.key),
            names.get(f"sections.{section.key}", ""),
            newer.get(section.key, ""),
            _left_out(section.key, form, values),
        )
        for section in in_order(row.search.playbook)
    ]


def _left_out(section: str, form: JdForm, values: Values | None) -> list[str]:
    if values is None or form.texts[section] != values.section(section):
        return []
    return values.left_out(section)


def draft_page(
    viewer: User, row: JobDescription, form: JdForm, both: Sequence[Both] = ()
) -> dict[str, Any]:
    search, scope = row.search, signed_scope(row.search)
    newer = filled(scope) if scope and row.pk and scope.pk != row.scope_id else {}
    lines = _lines(row, form, newer)
    to_mend = sum(found.to_mend for line in lines for found in line.found)
    return {
        "jd": row,
        "form": form,
        "both": both,
        "lines": lines,
        "clear": sum(1 for line in lines if not line.open),
        "to_mend": to_mend,
        "waits": mending(to_mend),
        "newer_scope": scope if newer else None,
        "example": search.playbook.jd.example,
        "for_counsel": for_counsel(row),
        "may_approve": may(viewer, "scoping.approve_jd", search),
        "approvers": hiring_managers(search),
    }


def in_order(playbook: Playbook) -> list[JdSection]:
    return sorted(playbook.jd.sections, key=lambda section: section.position)


def fixed_page(viewer: User, row: JobDescription) -> dict[str, Any]:
    search = row.search
    scope = signed_scope(search)
    briefs = Brief.objects.filter(search=search, kind=JOB_DESCRIPTION, about=row.pk)
    others = list(search.job_descriptions.exclude(pk=row.pk).order_by("-number"))
    before = next((o for o in others if o.number < row.number and o.state != JdState.DRAFT), None)
    drafts = may(viewer, "scoping.read_drafts", search)
    return {
        "jd": row,
        "sections": [
            {
                "key": section.key,
                "title": section.title,
                "blocks": blocks_of(row.sections.get(section.key, "")),
            }
            for section in in_order(search.playbook)
        ],
        "stood": _stood(row) if drafts else [],
        "before": before,
        "changes": texts_changed(search.playbook, before.sections, row.sections) if before else [],
        "briefs": list(briefs.order_by("-pk")[:1]),
        "forms": FORMS if may(viewer, "scoping.export_jd", row) else {},
        "versions": [other for other in others if drafts or other.state != JdState.DRAFT],
        "for_counsel": for_counsel(row),
        "scope_changed": bool(scope and scope.pk != row.scope_id),
        "may_reopen": row.state == JdState.APPROVED and may(viewer, "scoping.approve_jd", search),
    }


def for_counsel(row: JobDescription) -> list[PostingRule]:
    """Of a confidential search, the laws that would hold if it were advertised."""
    scope = row.scope if row.scope_id else None
    return duties(scope.values) if scope and scope.facts.get("confidential") else []


def _stood(row: JobDescription) -> list[dict[str, str]]:
    found = {finding.key: finding for finding in row.findings}
    return [
        {"reason": found[key].reason, "quote": found[key].quote, "because": why}
        for key, why in row.dismissed.items()
        if key in found
    ]


def words_of(playbook: Playbook, name: str, value: Any) -> tuple[str, str]:
    """A piece of a job description by its dotted name: its label, and the text."""
    part, _, key = name.partition(".")
    titles = {section.key: section.title for section in playbook.jd.sections}
    if part == "sections":
        return titles[key], value or "Nothing"
    quote = key.split(":", 2)[-1]
    return f"Let stand: {quote or titles.get(key.split(':')[1], key)}", value or "Nothing"
