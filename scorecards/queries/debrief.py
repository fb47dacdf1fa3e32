"""The open debrief on one candidacy, put together from the cards that the viewer may read."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from django.db.models import Exists, OuterRef, Prefetch, Subquery

from accounts.models import User
from candidates.models import Candidacy, Conflict
from interviews.models import Interview, Part
from scoping.queries import scopes_signed
from scorecards.content import NOT_ASSESSED, content_of, shape_of
from scorecards.models import Card, Debrief, DebriefReading, Gate, GateReading, RedFlag
from scorecards.queries.debriefing import LATE, Debriefing, Note, Row, Voice
from scorecards.queries.flags import register_of
from scorecards.queries.judgement import Judgement, judge
from scorecards.queries.progress import parts_not_planned
from scorecards.rules import SEALED
from scorecards.states import CardState
from scorecards.statistics import Rating as Given
from searches.errors import NotAllowed
from searches.models import Membership, Role


def debriefing_of(candidacy: Candidacy, viewer: User) -> Debriefing:
    """For a viewer to whom the debrief is open; raises NotAllowed where it closed meanwhile."""
    here = Debrief.objects.filter(candidacy=candidacy, closed_at=None)
    debrief = here.select_related("opened_by").first()
    if debrief is None:
        raise NotAllowed(SEALED)
    voices, superseded = _voices(candidacy, viewer)
    readers = list(
        GateReading.objects.filter(candidacy=candidacy)
        .select_related("user", "part")
        .order_by("read_at")
    )
    for voice in voices:
        voice.marks = _marks_of(voice, readers)
    judgement = judge(candidacy.search, given_by(voices), sum(blocks_on(voice) for voice in voices))
    gates = Gate.objects.filter(candidacy=candidacy).select_related("part", "decided_by")
    signed = scopes_signed(candidacy.search)
    return Debriefing(
        candidacy=candidacy,
        debrief=debrief,
        voices=voices,
        superseded=superseded,
        excused=_excused(candidacy),
        judgement=judgement,
        rows=rows_of(candidacy, judgement, voices),
        flags=register_of(flag for voice in voices for flag in voice.card.flags.all()),
        gates=list(gates.order_by("part__position")),
        gate_readers=readers,
        decisions=list(candidacy.decisions.select_related("decided_by").order_by("-pk")),
        not_planned=parts_not_planned(candidacy),
        without_card=_without_card(candidacy, voices),
        versions=versions_of(voices),
        scopes=scopes_of(voices, signed),
        scope_now=max((number for number, _ in signed), default=0),
        short_because=sorted({v.part.loop.short_because for v in voices} - {""}),
        seniors=_seniors(candidacy),
    )


def _seniors(candidacy: Candidacy) -> set[int]:
    rows = Membership.objects.current().filter(search=candidacy.search_id)
    return set(rows.filter(role=Role.HIRING_MANAGER).values_list("user", flat=True))


def _voices(candidacy: Candidacy, viewer: User) -> tuple[list[Voice], list[Voice]]:
    """Cards as they stand, and wordings replaced."""
    found = voices_on([candidacy], viewer)
    return [v for v in found if v.card.stands], [v for v in found if not v.card.stands]


def voices_on(candidacies: Collection[Candidacy], viewer: User) -> list[Voice]:
    """Every submitted card on these that the viewer may read, part by part. Four queries."""
    by_author = {"candidacy": OuterRef("interview__candidacy"), "user": OuterRef("author")}
    knows = Conflict.objects.filter(**by_author, answer=Conflict.Answer.KNOWS)
    readings = DebriefReading.objects.filter(
        debrief__candidacy=OuterRef("interview__candidacy"),
        user=OuterRef("author"),
        read_at__lt=OuterRef("submitted_at"),
    )
    cards = (
        Card.objects.visible_to(viewer)
        .filter(interview__candidacy__in=candidacies, state=CardState.SUBMITTED)
        .with_standing()
        .annotate(knows=Subquery(knows.values("how")), had_read=Exists(readings))
        .select_related("author", "interview__part__loop")
        .prefetch_related("ratings", Prefetch("flags", RedFlag.objects.with_register()))
        .order_by("interview__part__position", "author__name", "pk")
    )
    known = {candidacy.pk: candidacy for candidacy in candidacies}
    found = []
    for card in cards:
        card.interview.candidacy = known[card.interview.candidacy_id]
        found.append(Voice(card, card.interview.part, shape_of(card.interview), content_of(card)))
    return found


def given_by(voices: Iterable[Voice]) -> list[Given]:
    """The numbers that count, as `judgement.given_on` finds them."""
    return [
        Given(voice.card.author_id, rating.competency, rating.value)
        for voice in voices
        for rating in voice.card.ratings.all()
        if rating.value is not None and not voice.card.after_reveal
    ]


def blocks_on(voice: Voice) -> int:
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
        marks.append(LATE)
    if card.had_read:  # type: ignore[attr-defined]
        marks.append("Not independent: had read the debrief")
    for gate in gates:
        before = gate.user_id == card.author_id and at is not None and gate.read_at < at
        if before and gate.part.position <= voice.part.position:
            marks.append(f"Had read the gate after “{gate.part}”")
    if card.after_reveal:
        marks.append("Written after the reveal: shown, not averaged")
    return marks


def rows_of(candidacy: Candidacy, judgement: Judgement, voices: Sequence[Voice]) -> list[Row]:
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


def versions_of(voices: Iterable[Voice]) -> dict[int, list[Part]]:
    found: dict[int, list[Part]] = {}
    for voice in voices:
        parts = found.setdefault(voice.part.loop.number, [])
        if voice.part not in parts:
            parts.append(voice.part)
    return found


def scopes_of(
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
BOARD = "board"
