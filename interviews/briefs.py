"""The panel brief: one panelist's kit on paper, two pages; or their kits of several parts of one
candidate, with what is common to them said once. Nothing in it is anybody's judgement."""

from collections.abc import Sequence
from typing import Any

from accounts.models import User
from accounts.templatetags.face import count_word, day, local, meeting, span, when
from accounts.zones import city
from briefs.kinds import Kind, register
from briefs.models import Brief
from candidates.models import Candidacy
from candidates.queries import may_open
from interviews.agenda import agenda_line
from interviews.models import Interview
from interviews.queries import MERGED_BRIEF, PANEL_BRIEF, Kit, kit_of, own_parts
from interviews.queries.kit import Asked
from scoping.queries import weighing_of

LONG_NAME = 32
ROOM = {1: "n8", 2: "n7", 3: "n4", 4: "n1", 5: "n1"}
"""Lines to write on after each question, so that a kit is two pages; more questions: none."""

MORE_ROOM = {1: "n8", 2: "n8", 3: "n7", 4: "n3", 5: "n1"}
"""The same where what is rated stands on a page common to several parts."""


def may_read(viewer: User, brief: Brief) -> bool:
    """Its reader, while they sit in the interview and have declared."""
    interview = Interview.objects.visible_to(viewer).filter(pk=brief.about).first()
    return (
        interview is not None
        and interview.seats.current().filter(user=viewer).exists()
        and may_open(viewer, interview.candidacy)
    )


def snapshot_of(interview: Interview, reader: User) -> dict[str, Any]:
    """Everything the PDF shows, in words. Its cover uses the aliases."""
    kit = kit_of(interview, reader)
    search, alias = interview.search, interview.candidacy.alias
    heading = f"{alias}, {interview.part}"
    return {
        "heading": heading,
        "long": len(heading) > LONG_NAME,
        "of": search.shown_outside,
        "alias": alias,
        "part": interview.part.title,
        "lead": _lead(kit),
        "candidate": _line(kit),
        **_time(interview, reader),
        "place": interview.place,
        "seated": [{"name": str(s.user), "title": s.title} for s in kit.others],
        **_matter(kit),
        "competencies": _competencies(kit),
        "room": "" if kit.is_reading else ROOM.get(len(kit.asked) + len(kit.probes), ""),
    }


def _matter(kit: Kit) -> dict[str, Any]:
    """What one part is about and asks."""
    return {
        "purpose": kit.plan.purpose,
        "exercise": kit.plan.exercise,
        "judged": kit.plan.judged,
        "panel_note": kit.plan.panel_note,
        "agenda": _agenda(kit),
        "questions": [_question(kit, asked) for asked in kit.asked],
        "probes": [probe.text for probe in kit.probes],
    }


def may_read_merged(viewer: User, brief: Brief) -> bool:
    """Its reader, while they sit in all of its interviews and have declared."""
    candidacy = Candidacy.objects.visible_to(viewer).filter(pk=brief.about).first()
    if candidacy is None or not may_open(viewer, candidacy):
        return False
    held = brief.snapshot["interviews"]
    return own_parts(viewer, candidacy).filter(pk__in=held).count() == len(held)


def merged_of(interviews: Sequence[Interview], reader: User) -> dict[str, Any]:
    """Several parts of one candidacy: first what they have in common, then each."""
    kits = [kit_of(interview, reader) for interview in interviews]
    search, alias = interviews[0].search, interviews[0].candidacy.alias
    number = count_word(len(kits))
    heading = f"{alias}, {number.lower()} parts"
    return {
        "heading": heading,
        "long": len(heading) > LONG_NAME,
        "of": search.shown_outside,
        "alias": alias,
        "lead": f"{number} interviews that you sit in. {search.shown_outside}.",
        "candidate": _line(kits[0]),
        "interviews": [interview.pk for interview in interviews],
        "competencies": _all_competencies(kits),
        "parts": [_part(kit, reader) for kit in kits],
    }


def _part(kit: Kit, reader: User) -> dict[str, Any]:
    return {
        "title": kit.interview.part.title,
        "long": len(kit.interview.part.title) > LONG_NAME,
        **_time(kit.interview, reader),
        "place": kit.interview.place,
        "seated": [{"name": str(s.user), "title": s.title} for s in kit.others],
        "rated": kit.interview.part.rated,
        **_matter(kit),
        "room": MORE_ROOM.get(len(kit.asked) + len(kit.probes), ""),
    }


def _all_competencies(kits: Sequence[Kit]) -> list[dict[str, Any]]:
    """Each once, in the playbook's order, with the parts that rate it."""
    found = {line["key"]: line for kit in kits for line in _competencies(kit)}
    of = {
        key: [k.interview.part.title for k in kits if key in k.interview.part.focus]
        for key in found
    }
    order = [competency.key for competency in kits[0].playbook.competencies]
    return [found[key] | {"rated_in": of[key]} for key in order if key in found]


def _lead(kit: Kit) -> str:
    number, search = kit.plan.number, kit.interview.search
    parts = [part.number for part in search.playbook.parts if part.number]
    which = f"Interview {number} of {len(parts)}. " if number else ""
    return f"{which}{search.shown_outside}."


def _line(kit: Kit) -> dict[str, str]:
    candidate = kit.interview.candidacy.candidate
    return {"name": candidate.name, "line": candidate.line}


def _time(interview: Interview, reader: User) -> dict[str, str]:
    if interview.starts_at is None:
        due = when(interview.card_due_at, reader.zone)
        return {"when": "The answers are in", "your_time": f"Scorecard due {due}"}
    at = meeting(interview.starts_at, interview.zone, interview.zone, interview.ends_at)
    here, there = (local(interview.starts_at, zone) for zone in (interview.zone, reader.zone))
    if here.utcoffset() == there.utcoffset():
        return {"when": at, "your_time": ""}
    other_day = "" if here.date() == there.date() else f"{day(there, there.tzinfo)}, "
    own = f"{other_day}{span(there, interview.ends_at)} {city(reader.zone)}, your time"
    return {"when": at, "your_time": own}


def _agenda(kit: Kit) -> dict[str, str] | None:
    """Drawn only where the interview lasts as long as the playbook's minutes."""
    interview, agenda = kit.interview, kit.plan.agenda
    if interview.starts_at is None or sum(line.minutes for line in agenda) != interview.minutes:
        return None
    numbers = {asked.question.key: asked.number for asked in kit.asked}
    return {
        "title": f"The {interview.minutes} minutes",
        "svg": agenda_line(agenda, numbers, interview.starts_at, interview.zone),
        "note": f"{city(interview.zone)} time. The numbers are those of the questions below.",
    }


def _competencies(kit: Kit) -> list[dict[str, Any]]:
    musts = weighing_of(kit.interview.search).must_haves
    return [
        {
            "key": competency.key,
            "name": competency.name,
            "must_have": competency.key in musts,
            "anchors": [text for _, text in competency.anchors.items()],
        }
        for competency in kit.competencies
    ]


def _question(kit: Kit, asked: Asked) -> dict[str, Any]:
    answers = {answer.key: answer.text for answer in kit.answers} if kit.is_reading else {}
    return {
        "number": asked.number,
        "text": asked.question.text,
        "minutes": "" if kit.is_reading or not asked.minutes else f"{asked.minutes} minutes",
        "serves": asked.serves,
        "follow_ups": [] if kit.is_reading else list(asked.question.follow_ups),
        "listen_for": list(asked.question.listen_for),
        "warns": list(asked.question.warns),
        "answer": answers.get(asked.question.key, ""),
    }


register(
    Kind(PANEL_BRIEF, "Panel brief", "briefs/panel_brief.html", Brief.Audience.READER, may_read)
)
register(
    Kind(
        MERGED_BRIEF,
        "Panel brief",
        "briefs/merged_brief.html",
        Brief.Audience.READER,
        may_read_merged,
    )
)
