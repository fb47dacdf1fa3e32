"""The open debrief on paper, for one reader: the whole of it, and one page for the board."""

from dataclasses import asdict
from typing import Any

from django.utils import timezone

from accounts.models import User
from accounts.templatetags.face import day, when
from briefs.kinds import Kind, register
from briefs.models import Brief
from candidates.models import Candidacy
from scorecards.blindness import debriefs_open_to
from scorecards.models import Decision, RedFlag
from scorecards.queries.board import board_of
from scorecards.queries.debrief import BOARD, PACKET, debriefing_of
from scorecards.queries.debriefing import Debriefing, Note, Row, Voice
from scorecards.queries.flags import Entry
from scorecards.queries.pictures import pictures_of
from scorecards.queries.talk import Said, Votes, notes_of, votes_of


def may_read(viewer: User, brief: Brief) -> bool:
    """Who may read the open debrief now: when it closes again, old packets close with it."""
    return debriefs_open_to(viewer).filter(pk=brief.about).exists()


def snapshot_of(candidacy: Candidacy, reader: User) -> dict[str, Any]:
    """Everything the PDF shows, in words. Its cover uses the aliases."""
    shown = debriefing_of(candidacy, reader)
    search, zone = candidacy.search, candidacy.search.zone
    pictures, candidate = pictures_of(shown), candidacy.candidate
    votes = votes_of(shown.debrief, reader)
    return {
        "candidate": candidate.name,
        "candidate_line": ", ".join(x for x in (candidate.title, candidate.employer) if x),
        "alias": candidacy.alias,
        "of": search.shown_outside,
        "opened": when(shown.debrief.opened_at, zone),
        "interviews": shown.interviews,
        "cards": len(shown.voices),
        "score": _score(shown),
        "pictures": {"key": pictures.key, "score": pictures.score, "axis": pictures.axis},
        "rows": [_row(row, drawing) for row, drawing in pictures.rows],
        "votes": [_vote(voice, zone) for voice in shown.in_turn],
        "second_votes": _second_votes(votes) if votes and votes.shown else {},
        "said": [_said(line, zone) for line in notes_of(candidacy)],
        "flags": [_flag(entry, zone) for entry in shown.flags],
        "remarks": shown.remarks,
        "rule": [{"met": line.met, "says": line.sentence} for line in shown.judgement.rule],
        "decisions": [_decision(decision, zone) for decision in shown.decisions],
        "superseded": [_superseded(voice, zone) for voice in shown.superseded],
        "answers": [answer for voice in shown.voices if (answer := _answers(voice))],
    }


def _score(shown: Debriefing) -> dict[str, Any]:
    score = shown.judgement.score
    interval = score.interval
    return {
        "mean": "" if score.mean is None else f"{score.mean:.2f}",
        "interval": interval.words if interval else "",
        "people": score.people,
        "why_no_interval": score.why_no_interval,
        "not_assessed": shown.not_assessed,
    }


def _row(row: Row, drawing: str) -> dict[str, Any]:
    interval = row.summary.interval
    return {
        "drawing": drawing,
        "name": row.competency.name,
        "weight": f"{row.weight:g}",
        "must_have": row.must_have,
        "people": row.summary.n,
        "mean": "" if row.summary.mean is None else f"{row.summary.mean:.1f}",
        "interval": interval.words if interval else "",
        "differ": row.differ,
        "notes": [_note(note) for note in row.notes],
    }


def _note(note: Note) -> dict[str, Any]:
    return {
        "who": note.who,
        "part": str(note.part),
        "value": "not assessed" if note.value is None else str(note.value),
        "evidence": note.evidence,
        "counts": note.counts,
    }


def _vote(voice: Voice, zone: str) -> dict[str, Any]:
    card = voice.card
    return {
        "who": voice.who,
        "part": str(voice.part),
        "recommendation": card.get_recommendation_display(),
        "meaning": card.meaning,
        "why": card.why,
        "extra": voice.extra,
        "marks": voice.marks,
        "amended": f"Amended {day(card.submitted_at, zone)}: {card.amended_because}"
        if card.amends_id
        else "",
    }


def _flag(entry: Entry, zone: str) -> dict[str, Any]:
    alike = entry.settled_alike
    return {
        "name": entry.name,
        "words": entry.words,
        "settled": not entry.unsettled,
        "reports": [_report(flag, zone, settled=not alike) for flag in entry.flags],
        "answers": [
            {"text": each.text, "by": f"{each.noted_by}, {when(each.noted_at, zone)}"}
            for each in entry.answers
        ],
        "owner": entry.owner,
        "how": _settled(alike, zone) if alike else "",
    }


def _report(flag: RedFlag, zone: str, *, settled: bool) -> dict[str, Any]:
    return {
        "quote": flag.quote,
        "who": flag.who,
        "part": str(flag.part),
        "how": _settled(flag, zone) if settled else "",
    }


def _settled(flag: RedFlag, zone: str) -> str:
    if not flag.settled_at:
        return ""
    state = flag.get_state_display().capitalize()
    return f"{state} by {flag.settled_by}, {day(flag.settled_at, zone)}: {flag.settled_because}"


def _decision(decision: Decision, zone: str) -> dict[str, Any]:
    return {
        "outcome": decision.get_outcome_display(),
        "reasons": decision.reasons,
        "doubts": decision.doubts,
        "override": decision.override,
        "by": str(decision.decided_by),
        "at": when(decision.decided_at, zone),
        "superseded": when(decision.superseded_at, zone),
    }


def _second_votes(votes: Votes) -> dict[str, Any]:
    lines = [
        {
            "who": str(vote.voter),
            "now": vote.get_recommendation_display() or "Keeps it",
            "meaning": vote.meaning,
            "why": vote.why,
        }
        for vote in votes.given
    ]
    return {"lines": lines, "out": votes.waits_for}


def _said(line: Said, zone: str) -> dict[str, Any]:
    note = line.note
    by = f"{note.author}, {when(note.written_at, zone)}"
    return {"text": note.text, "about": line.about, "by": by}


def _superseded(voice: Voice, zone: str) -> dict[str, Any]:
    words = [f"{question} {answer}" for question, answer in voice.words if answer]
    return {
        "who": voice.who,
        "part": str(voice.part),
        "at": when(voice.card.submitted_at, zone),
        "recommendation": voice.card.get_recommendation_display(),
        "why": voice.card.why,
        "lines": [*voice.notes, *voice.flags, *words],
    }


def _answers(voice: Voice) -> dict[str, Any]:
    words = [{"question": question, "answer": answer} for question, answer in voice.words]
    return {"who": voice.who, "part": str(voice.part), "words": words} if words else {}


def board_snapshot_of(candidacy: Candidacy, reader: User) -> dict[str, Any]:
    """The board's page in words. Its cover uses the aliases."""
    shown = debriefing_of(candidacy, reader)
    search, candidate = candidacy.search, candidacy.candidate
    board = board_of(shown, votes_of(shown.debrief, reader), search.zone)
    return asdict(board) | {
        "candidate": candidate.name,
        "candidate_line": ", ".join(x for x in (candidate.title, candidate.employer) if x),
        "alias": candidacy.alias,
        "of": search.shown_outside,
        "day": day(timezone.now(), search.zone),
    }


READER = Brief.Audience.READER
register(Kind(PACKET, "Debrief packet", "briefs/debrief_packet.html", READER, may_read))
register(Kind(BOARD, "For the board", "briefs/board.html", READER, may_read))
