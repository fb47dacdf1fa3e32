"""An approved job description for other places: clean HTML, Markdown, and a JobPosting.

The JobPosting is schema.org's, as JSON-LD: https://schema.org/JobPosting
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.template.loader import render_to_string

from playbooks.checks.facts import FULL_TIME
from scoping.briefs import snapshot_of
from scoping.models import JobDescription

EMPLOYMENT = {FULL_TIME: "FULL_TIME", "fractional": "PART_TIME"}
MARKS = re.compile(r"([\\`*_{}\[\]<>#|~])")
AT_START = re.compile(r"^(\s*)([-+]|\d+[.)])(?=\s)", re.MULTILINE)


def shown_of(jd: JobDescription) -> dict[str, Any]:
    """What the PDF shows, under the names that the public is meant to read."""
    return snapshot_of(jd) | {"heading": jd.search.title, "company": jd.search.company}


def html_of(jd: JobDescription) -> str:
    return render_to_string("scoping/export.html", shown_of(jd))


def markdown_of(jd: JobDescription) -> str:
    shown = shown_of(jd)
    lines = [f"# {_plain(shown['heading'])}", "", _plain(shown["company"]), ""]
    for section in shown["sections"]:
        lines += [f"## {_plain(section['title'])}", ""]
        for block in section["blocks"]:
            if block["kind"] == "list":
                lines += [*(f"- {_plain(item)}" for item in block["lines"]), ""]
            else:
                lines += [_plain(" ".join(block["lines"])), ""]
    return "\n".join(lines).rstrip() + "\n"


def _plain(text: str) -> str:
    """Words that mean nothing to Markdown, whatever characters they hold."""
    return AT_START.sub(r"\1\\\2", MARKS.sub(r"\\\1", text))


def json_of(jd: JobDescription) -> str:
    """Fit to stand in a page's script element: no text can close it."""
    return json.dumps(posting_of(jd), ensure_ascii=False, indent=2).replace("<", "\\u003c") + "\n"


def posting_of(jd: JobDescription) -> dict[str, Any]:
    """What the facts do not give is left out."""
    facts, search = jd.scope.facts, jd.search
    assert jd.approved_at is not None  # drafts are not exported
    posting = {
        "@context": "https://schema.org/",
        "@type": "JobPosting",
        "title": search.title,
        "description": render_to_string("scoping/export_sections.html", shown_of(jd)).strip(),
        "datePosted": jd.approved_at.astimezone(ZoneInfo(search.zone)).date().isoformat(),
        "employmentType": EMPLOYMENT.get(facts.get("engagement") or FULL_TIME, "CONTRACTOR"),
        "hiringOrganization": {"@type": "Organization", "name": search.company},
        "jobLocation": _location(facts),
        "jobLocationType": "TELECOMMUTE" if facts.get("work_mode") == "remote" else None,
        "baseSalary": _salary(facts),
    }
    return {key: value for key, value in posting.items() if value}


def _location(facts: dict[str, Any]) -> dict[str, Any] | None:
    city, _, country = (facts.get("place") or "").rpartition(",")
    address = {"addressLocality": city.strip(), "addressCountry": country.strip()}
    given = {key: value for key, value in address.items() if value}
    if not given:
        return None
    return {"@type": "Place", "address": {"@type": "PostalAddress", **given}}


def _salary(facts: dict[str, Any]) -> dict[str, Any] | None:
    range_, currency = facts.get("budgeted_range"), facts.get("currency")
    if not range_ or not currency:
        return None
    value = {
        "@type": "QuantitativeValue",
        "minValue": float(range_["minimum"]),
        "maxValue": float(range_["maximum"]),
        "unitText": "MONTH" if facts.get("engagement") == "fractional" else "YEAR",
    }
    return {"@type": "MonetaryAmount", "currency": currency, "value": value}


@dataclass(frozen=True)
class Form:
    label: str
    content_type: str
    text: Callable[[JobDescription], str]


FORMS = {
    "html": Form("Clean HTML", "text/html; charset=utf-8", html_of),
    "md": Form("Markdown", "text/markdown; charset=utf-8", markdown_of),
    "json": Form("JobPosting for a website", "application/ld+json", json_of),
}
"""By the ending of the file."""
