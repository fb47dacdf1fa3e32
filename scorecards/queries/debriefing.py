"""What the open debrief shows, and how it says it in words. `debrief` puts it together."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from candidates.models import Candidacy
from interviews.models import Interview, Part
from playbooks.schema import Competency
from scorecards.content import NOT_ASSESSED, Content, Shape
from scorecards.models import Card, Debrief, Decision, Gate, GateReading
from scorecards.queries.flags import Entry
from scorecards.queries.judgement import Judgement
from scorecards.queries.progress import names
from scorecards.states import Recommendation
from scorecards.statistics import Gap, Summary

LATE = "Late"


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
    def recommends(self) -> bool:
        return self.card.recommendation in (Recommendation.YES, Recommendation.STRONG_YES)

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
        said = []
        for flag in self.card.flags.all():
            said.append(f"Red flag: {flag.name}, {flag.get_seriousness_display()}. “{flag.quote}”")
            said += [f"The candidate’s answer: “{each.text}”" for each in flag.answers.all()]
        return said

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
        return differ_words(self.people, self.gap)


def differ_words(people: Sequence[tuple[str, float]], gap: Gap | None) -> str:
    """'2 from Ruth; 4 from Gareth and Tobias'; empty unless they are two points or more apart."""
    ends = (gap.low, gap.high) if gap else ()
    return "; ".join(f"{end:g} from {names(w for w, x in people if x == end)}" for end in ends)


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


def late_words(voice: Voice) -> str:
    return f"{voice.who}’s scorecard on “{voice.part}” came in late."


def gate_words(gate: Gate) -> str:
    went = "go on" if gate.go else "stop"
    return f"Gate after “{gate.part}”: {went}, {gate.decided_by}: {gate.because}"


def reader_words(reader: GateReading) -> str:
    return f"{reader.user} read the scorecards at the gate after “{reader.part}”."


def in_turn(voices: Sequence[Voice], seniors: Collection[int]) -> list[Voice]:
    """The order of speaking: dissent first, who has the most say last.

    Dissent is the smaller side, yes or no; where both are as large, doubts come first.
    """
    yes = [voice.recommends for voice in voices]
    dissent = yes.count(True) < yes.count(False)
    return sorted(
        voices, key=lambda voice: (voice.card.author_id in seniors, voice.recommends != dissent)
    )


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
    flags: list[Entry]
    """The register of red flags."""
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
    seniors: set[int]
    """Who manages the search, and so speaks last."""

    @cached_property
    def standing_decision(self) -> Decision | None:
        return next((d for d in self.decisions if d.superseded_at is None), None)

    @property
    def in_turn(self) -> list[Voice]:
        return in_turn(self.voices, self.seniors)

    @property
    def split(self) -> list[Row]:
        """Competencies on which two people are two points or more apart, widest first."""
        found = [row for row in self.rows if row.gap]
        return sorted(found, key=lambda row: -row.gap.difference if row.gap else 0)

    @property
    def to_settle(self) -> list[Entry]:
        """Red flags that nobody has cleared, confirmed or accepted."""
        return [entry for entry in self.flags if entry.is_open]

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
            *(late_words(voice) for voice in self.voices if LATE in voice.marks),
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
        return said + self.short_words

    @property
    def short_words(self) -> list[str]:
        return [f"The loop opened without full coverage: {x}" for x in self.short_because]

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
