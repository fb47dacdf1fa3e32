"""The open debrief on one candidacy, put together from the cards that the viewer may read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from django.db.models import Exists, OuterRef, Subquery

from accounts.models import User
from briefs.models import Brief
from candidates.models import Candidacy, Conflict
from interviews.models import Interview, Part
from playbooks.schema import Competency
from scoping.queries import scopes_signed
from scorecards.content import NOT_ASSESSED, Content, Shape, content_of, shape_of
from scorecards.models import (
    Card,
    Debrief,
    DebriefReading,
    Decision,
    Gate,
    GateReading,
    RedFlag,
)
from scorecards.queries.judgement import Judgement, judge
from scorecards.queries.progress import names, parts_not_planned
from scorecards.states import CardState
from scorecards.statistics import Gap, Summary
from scorecards.statistics import Rating as Given


@dataclass(frozen=True)
class Note:
    """What one person wrote on one competency, with their number; `value` None: not assessed."""

    who: str
    part: Part
    value: int | None
    evidence: str
    counts: bool


@dataclass
class Voice:
    """One person's card of one interview as it stands, and what is to be known about it."""

    card: Card
    part: Part
    shape: Shape
    content: Content
    marks: list[str] = field(default_factory=list)

    @property
    def who(self) -> str:
        return str(self.card.author)

    @property
    def extra(self) -> str:
        """The part's one extra answer, in words."""
        asked = self.shape.part.extra_question
        labels = {option.key: option.label for option in asked.options} if asked else {}
        return labels.get(self.card.extra, "")

    @property
    def notes(self) -> list[str]:
        """Its ratings in a line each: for a wording that an amendment replaced."""
        said = []
        for competency in self.shape.competencies:
            rating = self.content["ratings"][competency.key]
            value = "not assessed" if rating["value"] == NOT_ASSESSED else rating["value"]
            said.append(f"{competency.name}: {value}. {rating['evidence']}")
        return said

    @property
    def flags(self) -> list[str]:
        """Its red flags in a line each: for a wording that an amendment replaced."""
        return [
            f"Red flag: {flag.name}, {flag.get_seriousness_display()}. “{flag.quote}”"
            for flag in self.card.flags.all()
        ]

    @property
    def words(self) -> list[tuple[str, str]]:
        asked = self.shape.part.card_questions
        return [(q.text, self.content["words"].get(q.key, "")) for q in asked]


@dataclass(frozen=True)
class Row:
    """One competency: its numbers, who differs, and what people wrote."""

    competency: Competency
    weight: float
    must_have: bool
    summary: Summary
    gap: Gap | None
    people: list[tuple[str, float]]
    far: list[str]
    notes: list[Note]

    @property
    def differ(self) -> str:
        """'Ruth 2, Gareth and Tobias 4'; empty unless people are two points or more apart."""
        if self.gap is None:
            return ""
        low = names_at(self.people, self.gap.low)
        return f"{low} {self.gap.low:g}, {names_at(self.people, self.gap.high)} {self.gap.high:g}"


def names_at(people: Iterable[tuple[str, float]], value: float) -> str:
    return names([who for who, given in people if given == value])


@dataclass(frozen=True)
class Sum:
    """One line of the weighted mean: `share` in per cent, `adds` in points."""

    name: str
    mean: float
    n: int
    share: float
    adds: float


def excused_words(card: Card) -> str:
    by = f" by {card.excused_by}" if card.excused_by else ""
    return f"{card.author} was excused from “{card.interview.part}”{by}: {card.excused_because}"


def gate_words(gate: Gate) -> str:
    went = "go on" if gate.go else "stop"
    return f"Gate after “{gate.part}”: {went}, {gate.decided_by}: {gate.because}"


def reader_words(reader: GateReading) -> str:
    return f"{reader.user} read the scorecards at the gate after “{reader.part}”."


@dataclass
class Debriefing:
    candidacy: Candidacy
    debrief: Debrief
    voices: list[Voice]
    superseded: list[Voice]
    """Wordings that an amendment took the place of."""
    excused: list[Card]
    judgement: Judgement
    rows: list[Row]
    flags: list[tuple[RedFlag, Voice]]
    gates: list[Gate]
    gate_readers: list[GateReading]
    decisions: list[Decision]
    not_planned: list[Part]
    without_card: list[Interview]
    versions: dict[int, list[Part]]
    """Loop number -> the parts judged on it."""
    scopes: dict[int, list[Part]]
    """Number of the scope in force when a card came in -> the parts judged by it."""
    scope_now: int
    short_because: list[str]

    @cached_property
    def standing_decision(self) -> Decision | None:
        return next((d for d in self.decisions if d.superseded_at is None), None)

    @property
    def interviews(self) -> int:
        return len({voice.card.interview_id for voice in self.voices})

    @property
    def sums(self) -> list[Sum]:
        """How the weighted mean adds up, competency by competency."""
        weights = self.judgement.score.weights
        return [
            Sum(
                row.competency.name,
                row.summary.mean,
                row.summary.n,
                100 * weights[row.competency.key],
                row.summary.mean * weights[row.competency.key],
            )
            for row in self.rows
            if row.competency.key in weights and row.summary.mean is not None
        ]

    @property
    def not_assessed(self) -> list[str]:
        keys = self.judgement.score.not_assessed
        return [row.competency.name for row in self.rows if row.competency.key in keys]

    @property
    def by_person(self) -> list[tuple[str, list[float | None]]]:
        """Each person's own means, in the order of the competencies."""
        raters = {v.card.author_id: v.who for v in self.voices if not v.card.after_reveal}
        return [
            (who, [row.summary.people.get(rater) for row in self.rows])
            for rater, who in raters.items()
        ]

    @property
    def remarks(self) -> list[str]:
        """What the panel should know of how this was judged, in sentences."""
        return [
            *self.uncovered,
            *(excused_words(card) for card in self.excused),
            *(gate_words(gate) for gate in self.gates),
            *(reader_words(reader) for reader in self.gate_readers),
            *self.loop_words,
            *self.scope_words,
        ]

    @property
    def loop_words(self) -> list[str]:
        said = [
            f"Judged on version {number} of the loop: {', '.join(map(str, parts))}."
            for number, parts in sorted(self.versions.items())
            if len(self.versions) > 1 or number > 1
        ]
        return said + [f"The loop opened without full coverage: {x}" for x in self.short_because]

    @property
    def scope_words(self) -> list[str]:
        """Where the search was scoped anew between one card and the next, or since the last."""
        return [
            f"Judged when version {number} of the scope was in force: {', '.join(map(str, parts))}."
            for number, parts in sorted(self.scopes.items())
            if number != self.scope_now
        ]

    @property
    def uncovered(self) -> list[str]:
        """What the panel did not cover, in sentences."""
        said = []
        for row in self.rows:
            if row.summary.n == 0 and row.weight:
                said.append(f"Nobody rated {row.competency.name}.")
            elif row.summary.n == 1:
                said.append(f"Only one person rated {row.competency.name}.")
        said += [f"“{part}” was not planned." for part in self.not_planned]
        said += [f"“{one.part}” was held and has no scorecard." for one in self.without_card]
        return said


def debriefing_of(candidacy: Candidacy, viewer: User) -> Debriefing:
    """For a viewer to whom the debrief is open; raises Debrief.DoesNotExist when it is shut."""
    debrief = Debrief.objects.select_related("opened_by").get(candidacy=candidacy, closed_at=None)
    voices, superseded = _voices(candidacy, viewer)
    readers = list(
        GateReading.objects.filter(candidacy=candidacy)
        .select_related("user", "part")
        .order_by("read_at")
    )
    for voice in voices:
        voice.marks = _marks_of(voice, readers)
    judgement = judge(candidacy.search, _given(voices), sum(_blocks(voice) for voice in voices))
    gates = Gate.objects.filter(candidacy=candidacy).select_related("part", "decided_by")
    signed = scopes_signed(candidacy.search)
    return Debriefing(
        candidacy=candidacy,
        debrief=debrief,
        voices=voices,
        superseded=superseded,
        excused=_excused(candidacy),
        judgement=judgement,
        rows=_rows(candidacy, judgement, voices),
        flags=[(flag, voice) for voice in voices for flag in voice.card.flags.all()],
        gates=list(gates.order_by("part__position")),
        gate_readers=readers,
        decisions=list(candidacy.decisions.select_related("decided_by").order_by("-pk")),
        not_planned=parts_not_planned(candidacy),
        without_card=_without_card(candidacy, voices),
        versions=_versions(voices),
        scopes=_scopes(voices, signed),
        scope_now=max((number for number, _ in signed), default=0),
        short_because=sorted({v.part.loop.short_because for v in voices} - {""}),
    )


def _voices(candidacy: Candidacy, viewer: User) -> tuple[list[Voice], list[Voice]]:
    """Cards as they stand, and wordings replaced; both from what the viewer may read."""
    by_author = {"candidacy": candidacy, "user": OuterRef("author")}
    knows = Conflict.objects.filter(**by_author, answer=Conflict.Answer.KNOWS)
    readings = DebriefReading.objects.filter(
        debrief__candidacy=candidacy, user=OuterRef("author"), read_at__lt=OuterRef("submitted_at")
    )
    cards = (
        Card.objects.visible_to(viewer)
        .filter(interview__candidacy=candidacy, state=CardState.SUBMITTED)
        .with_standing()
        .annotate(knows=Subquery(knows.values("how")), had_read=Exists(readings))
        .select_related("author", "interview__part__loop")
        .prefetch_related("ratings", "flags__settled_by")
        .order_by("interview__part__position", "author__name", "pk")
    )
    found: tuple[list[Voice], list[Voice]] = ([], [])
    for card in cards:
        card.interview.candidacy = candidacy
        for flag in card.flags.all():
            flag.card = card
        voice = Voice(card, card.interview.part, shape_of(card.interview), content_of(card))
        found[not card.stands].append(voice)
    return found


def _given(voices: Iterable[Voice]) -> list[Given]:
    """The numbers that count, as `judgement.given_on` finds them."""
    return [
        Given(voice.card.author_id, rating.competency, rating.value)
        for voice in voices
        for rating in voice.card.ratings.all()
        if rating.value is not None and not voice.card.after_reveal
    ]


def _blocks(voice: Voice) -> int:
    return sum(flag.blocks for flag in voice.card.flags.all())


def _excused(candidacy: Candidacy) -> list[Card]:
    cards = Card.objects.filter(interview__candidacy=candidacy, state=CardState.EXCUSED)
    rows = cards.select_related("author", "excused_by", "interview__part")
    return list(rows.defer("draft").order_by("interview__part__position", "pk"))


def _without_card(candidacy: Candidacy, voices: Iterable[Voice]) -> list[Interview]:
    with_card = {voice.card.interview_id for voice in voices}
    rows = Interview.objects.standing().filter(candidacy=candidacy).select_related("part")
    return [row for row in rows if row.pk not in with_card]


def _marks_of(voice: Voice, gates: Iterable[GateReading]) -> list[str]:
    """What is to be known of a card: late, amended, after the reveal, not independent."""
    card, at, marks = voice.card, voice.card.submitted_at, []
    if card.knows is not None:  # type: ignore[attr-defined]
        marks.append(f"Knows the candidate: {card.knows}")  # type: ignore[attr-defined]
    if card.amends_id is None and card.late:
        marks.append("Late")
    if card.had_read:  # type: ignore[attr-defined]
        marks.append("Not independent: had read the debrief")
    for gate in gates:
        before = gate.user_id == card.author_id and at is not None and gate.read_at < at
        if before and gate.part.position <= voice.part.position:
            marks.append(f"Had read the gate after “{gate.part}”")
    if card.after_reveal:
        marks.append("Written after the reveal: shown, not averaged")
    return marks


def _rows(candidacy: Candidacy, judgement: Judgement, voices: Sequence[Voice]) -> list[Row]:
    who = {voice.card.author_id: voice.who for voice in voices}
    gaps = {gap.competency: gap for gap in judgement.gaps}
    rows = []
    for competency in candidacy.search.playbook.competencies:
        summary, gap = judgement.summaries[competency.key], gaps.get(competency.key)
        people = [(who.get(rater, ""), value) for rater, value in summary.people.items()]
        far = min((gap.lowest, gap.highest), key=len) if gap else ()
        rows.append(
            Row(
                competency=competency,
                weight=float(judgement.weights.get(competency.key, 0)),
                must_have=competency.key in judgement.must_haves,
                summary=summary,
                gap=gap,
                people=people,
                far=[who.get(rater, "") for rater in far],
                notes=[note for v in voices if (note := _note(v, competency.key))],
            )
        )
    return rows


def _note(voice: Voice, competency: str) -> Note | None:
    rating = voice.content["ratings"].get(competency)
    if rating is None:
        return None
    value = None if rating["value"] == NOT_ASSESSED else int(rating["value"])
    return Note(voice.who, voice.part, value, rating["evidence"], not voice.card.after_reveal)


def _versions(voices: Iterable[Voice]) -> dict[int, list[Part]]:
    found: dict[int, list[Part]] = {}
    for voice in voices:
        parts = found.setdefault(voice.part.loop.number, [])
        if voice.part not in parts:
            parts.append(voice.part)
    return found


def _scopes(
    voices: Iterable[Voice], signed: Sequence[tuple[int, datetime]]
) -> dict[int, list[Part]]:
    found: dict[int, list[Part]] = {}
    for voice in voices:
        came = voice.card.submitted_at
        number = max((n for n, at in signed if came and at <= came), default=0)
        if number and voice.part not in found.setdefault(number, []):
            found[number].append(voice.part)
    return found


PACKET = "debrief_packet"


def packets_for(viewer: User, candidacy: Candidacy) -> list[Brief]:
    """The viewer's own packets on a candidacy, newest first."""
    rows = Brief.objects.filter(search=candidacy.search_id, kind=PACKET, about=candidacy.pk)
    return list(rows.filter(reader=viewer).order_by("-pk")[:3])
