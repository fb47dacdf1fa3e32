"""What the shortlist PDF is made from: plain words, taken down at the moment it is asked for."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator, capfirst

from accounts.models import User
from accounts.templatetags.face import count_word, day
from candidates.models import Candidacy, Claim, Reference
from candidates.queries import in_order, questionnaire_part, questions_of, worded
from candidates.states import ReferenceState
from mail.actions import absolute
from searches.models import Search

MARKS = {"verified": "yes", "unchecked": "partly", "unsupported": "no", "contradicted": "no"}
LONG_NAME = 32
IN_A_CELL = 90


def snapshot_of(search: Search, rows: Sequence[Candidacy], reader: User) -> dict[str, Any]:
    """The document's words. `rows` have their candidate; the rest is fetched here."""
    prefetch_related_objects(list(rows), "claims", "references", "questionnaire")
    of = search.shown_outside
    return {
        "heading": f"{count_word(len(rows))} candidates for {of}",
        "of": of,
        "made_on": day(timezone.now(), search.zone),
        "lead": _lead(search, reader, len(rows)),
        "at": absolute(reverse("candidates:list", args=[search.pk])),
        "ids": [row.pk for row in rows],
        "names": [_heading(row) for row in rows],
        "compared": _compared(rows),
        "people": [_person(search, row) for row in rows],
        "questions": [question.text for question in questions_of(search)],
        "same": _same_for_all(search),
    }


def _lead(search: Search, reader: User, proposed: int) -> str:
    count = Candidacy.objects.not_hidden_from(reader).filter(search=search).count()
    people = "person was" if count == 1 else "people were"
    return (
        f"{count_word(count)} {people} looked at, {count_word(proposed).lower()} are proposed. "
        "Decide who goes into the loop."
    )


def _heading(row: Candidacy) -> dict[str, str]:
    return {"name": row.candidate.name, "line": row.candidate.line}


def _compared(rows: Sequence[Candidacy]) -> list[dict[str, Any]]:
    """Label and one cell a candidate; facts only, nothing that ranks."""
    table = (
        ("How we met", lambda row: capfirst(row.get_channel_display()) or "Not noted"),
        ("Claims", _claims_say),
        ("Questionnaire", lambda row: "Answered" if _answers(row) else "Not answered yet"),
        ("References", _references_say),
        ("Hopes for", lambda row: Truncator(row.expects).chars(IN_A_CELL) or "Not said"),
    )
    return [{"label": label, "cells": [cell(row) for row in rows]} for label, cell in table]


def _claims_say(row: Candidacy) -> str:
    claims = row.claims.all()
    verified = sum(claim.state == Claim.State.VERIFIED for claim in claims)
    return f"{verified} of {len(claims)} verified" if claims else "None noted"


def _references_say(row: Candidacy) -> str:
    counted = Counter(reference.relation for reference in _given(row))
    words = {
        Reference.Relation.LED: ("person they led", "people they led"),
        Reference.Relation.PEER: ("peer", "peers"),
        Reference.Relation.BOSS: ("person they reported to", "people they reported to"),
        Reference.Relation.BOARD: ("board member or investor", "board members or investors"),
    }
    said = [f"{counted[r]} {words[r][counted[r] > 1]}" for r in words if counted[r]]
    return ", ".join(said) or "None called yet"


def _given(row: Candidacy) -> list[Reference]:
    """Those that hold something, who was led by the candidate first."""
    return in_order([r for r in row.references.all() if r.state == ReferenceState.GIVEN])


def _answers(row: Candidacy) -> dict[str, str]:
    questionnaire = getattr(row, "questionnaire", None)
    return questionnaire.answers if questionnaire and questionnaire.submitted_at else {}


def _person(search: Search, row: Candidacy) -> dict[str, Any]:
    answers = _answers(row)
    return {
        **_heading(row),
        "long": len(row.candidate.name) > LONG_NAME,
        "summary": row.summary,
        "claims": [_claim(claim) for claim in row.claims.all()],
        "answers": _worded(search, answers) if answers else [],
        "references": [_reference(reference) for reference in _given(row)],
        "expects": row.expects,
        "forfeits": row.forfeits,
    }


def _claim(claim: Claim) -> dict[str, str]:
    return {
        "mark": MARKS[claim.state],
        "state": claim.get_state_display().capitalize(),
        "text": claim.text,
        "source": claim.source,
        "how": claim.how_checked,
    }


def _worded(search: Search, answers: dict[str, str]) -> list[dict[str, str]]:
    """Each answer under the question's number and its short name in the part's agenda."""
    agenda = questionnaire_part(search).agenda
    short = {line.question: line.what for line in agenda if line.question}
    return [
        {"number": str(number), "short": short.get(answer.key, ""), "text": answer.text}
        for number, answer in enumerate(worded(search, answers), 1)
    ]


def _reference(reference: Reference) -> dict[str, Any]:
    who = ", ".join(part for part in (reference.name, reference.organisation) if part)
    return {
        "who": who,
        "relation": capfirst(reference.get_relation_display()),
        "when": day(reference.called_on),
        "written": bool(reference.link_id),
        "said": [{"short": short, "text": text} for short, text in reference.said],
        "again": reference.get_again_display(),
    }


def _same_for_all(search: Search) -> str:
    count = count_word(len(questions_of(search)))
    version = search.playbook_version
    return (
        f"{count} questions in the same words for everyone, from the playbook {version}. "
        "They stand in the order they came; nothing here is scored. "
        "Past pay was neither asked for nor stored."
    )
