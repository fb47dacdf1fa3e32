"""Candidates side by side: those whose debrief is open to the viewer, and of others no trace."""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import OuterRef, Subquery
from django.utils.safestring import SafeString

from accounts.models import User
from candidates.models import Candidacy
from candidates.queries import unsaid
from playbooks.schema import Competency
from scoping.queries import scopes_signed, weighing_of
from scorecards.blindness import debriefs_open_to
from scorecards.models import Debrief
from scorecards.queries.debrief import (
    Row,
    Voice,
    blocks_on,
    given_by,
    rows_of,
    scopes_of,
    versions_of,
    voices_on,
)
from scorecards.queries.flags import Entry, register_of
from scorecards.queries.judgement import Judgement, judge
from scorecards.queries.pictures import line_of, score_of
from scorecards.queries.progress import names
from scorecards.states import MEANING, STILL_BLOCKS, Recommendation
from searches.models import Search

MOST = 4
"""As many as stand side by side on a desk."""
FAR = 0.5
"""Means this far apart, in points, are worth a word of their own."""


def open_to_compare(search: Search, viewer: User) -> list[Candidacy]:
    """Whose debrief is open to the viewer, the latest opened first, each with `opened_at`."""
    opened = Debrief.objects.filter(candidacy=OuterRef("pk"), closed_at=None)
    rows = (
        debriefs_open_to(viewer)
        .filter(search=search)
        .exclude(pk__in=unsaid(viewer).values("candidacy"))
        .annotate(opened_at=Subquery(opened.values("opened_at")))
        .select_related("candidate")
        .order_by("-opened_at", "-pk")
    )
    found: list[Candidacy] = list(rows)
    for candidacy in found:
        candidacy.search = search
    return found


def side_by_side(
    found: Sequence[Candidacy], ticked: Collection[str]
) -> tuple[list[Candidacy], str]:
    """Those whose ids are ticked, or without two of them all; the latest few, in the order in which
    their debriefs opened. And a sentence where these are not the ones ticked."""
    chosen = [candidacy for candidacy in found if str(candidacy.pk) in ticked]
    note = ""
    if ticked and len(chosen) < 2:
        note = "It takes two to compare. These are the ones whose debriefs opened last."
    elif len(chosen) > MOST:
        note = f"{MOST} fit side by side: of those you ticked, the ones whose debriefs opened last."
    return (chosen if len(chosen) > 1 else list(found))[:MOST][::-1], note


@dataclass(frozen=True)
class Column:
    """One candidate: their cards as they stand, and what these add up to."""

    candidacy: Candidacy
    voices: list[Voice]
    judgement: Judgement
    rows: list[Row]
    score: SafeString
    loops: list[int]
    """Versions of the loop they were judged on."""
    scopes: list[int]
    """Versions of the scope in force when their cards came in."""

    @property
    def interviews(self) -> int:
        return len({voice.card.interview_id for voice in self.voices})

    @property
    def votes(self) -> list[tuple[str, str]]:
        """'5 Yes', best first, each with its meaning; those that count."""
        given = Counter(v.card.recommendation for v in self.voices if not v.card.after_reveal)
        return [(MEANING[r], f"{given[r]} {r.label}") for r in [*Recommendation][::-1] if given[r]]

    @property
    def after_reveal(self) -> int:
        return sum(voice.card.after_reveal for voice in self.voices)

    @property
    def flags(self) -> list[Entry]:
        """What still blocks, each once, however many people report it."""
        flags = [flag for voice in self.voices for flag in voice.card.flags.all()]
        return register_of(flag for flag in flags if flag.state in STILL_BLOCKS)

    @property
    def not_assessed(self) -> list[str]:
        keys = self.judgement.score.not_assessed
        return [row.competency.name for row in self.rows if row.competency.key in keys]


@dataclass(frozen=True)
class Cell:
    column: Column
    row: Row
    drawing: SafeString


@dataclass(frozen=True)
class Line:
    """One competency, candidate by candidate."""

    competency: Competency
    weight: float
    must_have: bool
    cells: list[Cell]

    @property
    def apart(self) -> float | None:
        """From the lowest mean to the highest; None where fewer than two were assessed."""
        found = [c.row.summary.mean for c in self.cells if c.row.summary.mean is not None]
        return max(found) - min(found) if len(found) > 1 else None

    @property
    def means(self) -> str:
        """'Ada Lind 4.5, Ben Ode 3.0'"""
        rated = [(c.column, c.row.summary.mean) for c in self.cells]
        return ", ".join(f"{c.candidacy} {mean:.1f}" for c, mean in rated if mean is not None)

    @property
    def noted(self) -> bool:
        return any(cell.row.notes for cell in self.cells)


@dataclass(frozen=True)
class Comparison:
    columns: Sequence[Column]

    @cached_property
    def lines(self) -> list[Line]:
        """What weighs or was rated, in the playbook's order."""
        found = []
        for rows in zip(*(column.rows for column in self.columns), strict=True):
            first = rows[0]
            if first.weight or any(row.summary.n for row in rows):
                cells = [
                    Cell(column, row, line_of(row, str(column.candidacy)))
                    for column, row in zip(self.columns, rows, strict=True)
                ]
                found.append(Line(first.competency, first.weight, first.must_have, cells))
        return found

    @property
    def furthest(self) -> list[Line]:
        """The two competencies on which they lie furthest apart, if it is far at all."""
        far = [(line.apart, line) for line in self.lines if (line.apart or 0) >= FAR]
        return [line for _, line in sorted(far, key=lambda pair: -(pair[0] or 0))[:2]]

    @property
    def remarks(self) -> list[str]:
        """Where they were not judged alike, in sentences."""
        return [
            *self._unlike("version of the loop", lambda column: column.loops),
            *self._unlike("version of the scope", lambda column: column.scopes),
        ]

    def _unlike(self, what: str, of: Callable[[Column], list[int]]) -> list[str]:
        if len({tuple(of(column)) for column in self.columns if of(column)}) < 2:
            return []
        each = (
            f"{column.candidacy} by {names(map(str, of(column)))}"
            for column in self.columns
            if of(column)
        )
        return [f"They were not judged by one {what}: {', '.join(each)}."]


def columns_of(search: Search, candidacies: Sequence[Candidacy], viewer: User) -> list[Column]:
    """For a viewer to whom these debriefs are open; the same few queries for any number."""
    voices = [voice for voice in voices_on(candidacies, viewer) if voice.card.stands]
    weighing, signed = weighing_of(search), scopes_signed(search)

    def column(candidacy: Candidacy) -> Column:
        own = [voice for voice in voices if voice.card.interview.candidacy_id == candidacy.pk]
        judgement = judge(search, given_by(own), sum(map(blocks_on, own)), weighing)
        return Column(
            candidacy=candidacy,
            voices=own,
            judgement=judgement,
            rows=rows_of(candidacy, judgement, own),
            score=score_of(search, judgement.score, str(candidacy)),
            loops=sorted(versions_of(own)),
            scopes=sorted(scopes_of(own, signed)),
        )

    return [column(candidacy) for candidacy in candidacies]
