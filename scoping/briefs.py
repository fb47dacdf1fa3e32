"""The job description as a PDF."""

from typing import Any

from accounts.models import User
from accounts.templatetags.face import day
from briefs.kinds import Kind, register
from briefs.models import Brief
from scoping.models import JobDescription
from scoping.states import JdState
from searches.models import Search

JOB_DESCRIPTION = "job_description"
SHORT = 1_500
"""Characters up to which a section is kept on one page."""


def may_read(viewer: User, brief: Brief) -> bool:
    """Any member: it was approved to be shown to the world."""
    return Search.objects.visible_to(viewer).filter(pk=brief.search_id).exists()


def snapshot_of(jd: JobDescription) -> dict[str, Any]:
    search = jd.search
    titles = sorted(search.playbook.jd.sections, key=lambda section: section.position)
    return {
        "heading": search.shown_outside,
        "company": "" if search.alias or jd.scope.facts.get("confidential") else search.company,
        "version": jd.number,
        "approved": day(jd.approved_at, search.zone),
        "superseded": jd.state == JdState.SUPERSEDED,
        "sections": [
            {
                "title": section.title,
                "blocks": blocks_of(jd.sections.get(section.key, "")),
                "whole": len(jd.sections.get(section.key, "")) < SHORT,
            }
            for section in titles
        ],
    }


def blocks_of(text: str) -> list[dict[str, Any]]:
    """Paragraphs and lists of a plain text: a line that begins with "- " is an item."""
    blocks: list[dict[str, Any]] = []
    for line in text.splitlines():
        item = line.lstrip().startswith("- ")
        kind, said = ("list", line.lstrip()[2:]) if item else ("text", line)
        last = blocks[-1] if blocks else None
        if not said.strip():
            blocks.append({"kind": "gap", "lines": []})
        elif last and last["kind"] == kind:
            last["lines"].append(said.strip())
        else:
            blocks.append({"kind": kind, "lines": [said.strip()]})
    return [block for block in blocks if block["lines"]]


register(
    Kind(
        name=JOB_DESCRIPTION,
        label="Job description",
        template="briefs/job_description.html",
        audience=Brief.Audience.PUBLIC,
        may_read=may_read,
    )
)
