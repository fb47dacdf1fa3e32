"""Every read that a page of this room or a room above needs, for the one who looks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from accounts.models import User
from candidates.models import (
    NAMED,
    Access,
    Candidacy,
    Claim,
    ColumnMap,
    Conflict,
    Document,
    Erasure,
    KeptOut,
    Merge,
    Questionnaire,
    QuestionnaireWay,
    Reference,
    System,
)
from candidates.rules import is_open_to, owes_a_word
from candidates.states import ENDED, LIVE, Stage, Way
from candidates.tabs import Note, notes_of
from playbooks.schema import Part, Question
from searches.models import RUNS, SEES_ALL, Membership, Search

ON_BOARD = tuple(stage for stage in Stage if stage not in ENDED)
ON_SHORTLIST = (Stage.SHORTLISTED, Stage.LOOP, Stage.DEBRIEF, Stage.OFFER, Stage.HIRED)
LEFT = "left"
A_STAGE = 12
"""How many of one stage the board shows; the rest are one link away."""


# ---- Who may see whom -------------------------------------------------------------------


def may_open(viewer: User, candidacy: Candidacy) -> bool:
    """Whether more than name and employer may be shown to the viewer."""
    return bool(is_open_to(viewer, candidacy))


def needs_declaration(viewer: User, candidacy: Candidacy) -> bool:
    """Whether the viewer was let in and has not yet said whether they know the candidate."""
    return bool(owes_a_word(viewer, candidacy))


def unsaid(viewer: User) -> QuerySet[Access]:
    """What lets the viewer in where they have not said whether they know the candidate."""
    said = Conflict.objects.filter(user=viewer).values("candidacy")
    let_in = Access.objects.current().filter(user=viewer).exclude(role=NAMED)
    return let_in.exclude(candidacy__in=said)


def undeclared(viewer: User, search: Search | None = None) -> QuerySet[Access]:
    """Live candidacies the viewer was let in to without having said whether they know them."""
    visible = Candidacy.objects.visible_to(viewer).filter(stage__in=LIVE)
    if search:
        visible = visible.filter(search=search)
    return (
        unsaid(viewer)
        .filter(candidacy__in=visible)
        .select_related("candidacy__candidate", "candidacy__search")
        .order_by("since", "pk")
    )


def stand_for(named: Sequence[int]) -> QuerySet[Candidacy]:
    """Candidacies with these ids; for a row that has gone into another since, that one."""
    into = Merge.objects.filter(gone__in=named).values("candidacy")
    return Candidacy.objects.filter(Q(pk__in=named) | Q(pk__in=into))


def owed_on(viewer: User, search: Search, named: Sequence[int]) -> bool:
    """Whether the viewer still has to say of one of these whether they know them."""
    return undeclared(viewer, search).filter(candidacy__in=stand_for(named)).exists()


def barred(candidacy: Candidacy) -> QuerySet[User]:
    """Who may not judge the candidate: they asked not to, or report to them, or want the post."""
    asked = Conflict.objects.filter(candidacy=candidacy, answer=Conflict.Answer.REPLACE)
    kept = KeptOut.objects.filter(candidacy=candidacy)
    oneself = Q(email=candidacy.candidate.email)
    return User.objects.filter(
        Q(pk__in=asked.values("user")) | Q(email__in=kept.values("email")) | oneself
    )


def who_may_know(search: Search) -> list[User]:
    """Who runs or observes the search, each once, by name."""
    rows = Membership.objects.current().filter(search=search, role__in=SEES_ALL)
    return list(User.objects.filter(pk__in=rows.values("user")).order_by("name", "pk"))


def who_knows(candidacy: Candidacy) -> set[int]:
    """Ids of those who were named to know of an internal candidate."""
    rows = Access.objects.current().filter(candidacy=candidacy, role=NAMED)
    return set(rows.values_list("user", flat=True))


# ---- The board --------------------------------------------------------------------------


@dataclass(frozen=True)
class Card:
    """One candidate on the board or in a list, as the viewer may see them."""

    candidacy: Candidacy
    line: str
    note: Note
    days: int
    """since they came to the stage they stand at, in the search's own days"""


@dataclass(frozen=True)
class Column:
    stage: Stage
    count: int
    cards: Sequence[Card]

    @property
    def more(self) -> int:
        return self.count - len(self.cards)


def cards_of(rows: Sequence[Candidacy], search: Search, viewer: User) -> list[Card]:
    """Cards in the order of the rows. Two queries, and one for each room that adds notes."""
    owed = set(undeclared(viewer, search).values_list("candidacy", flat=True))
    notes = notes_of([row for row in rows if row.pk not in owed], viewer)
    today, zone = search.today, ZoneInfo(search.zone)
    cards = []
    for row in rows:
        days = max((today - timezone.localdate(row.stage_since, zone)).days, 0)
        if row.pk in owed:
            cards.append(Card(row, row.candidate.employer, SAY_FIRST, days))
        else:
            note = notes.get(row.pk) or _own_note(row)
            cards.append(Card(row, row.candidate.line, note, days))
    return cards


SAY_FIRST = Note("care", "Say whether you know them")


def _own_note(row: Candidacy) -> Note:
    if row.ended:
        return Note("quiet", f"{row.get_stage_display()}: {row.ended_because}", "ring")
    questionnaire = getattr(row, "questionnaire", None)
    if row.stage == Stage.HIRED:
        return Note("good", "Hired")
    if questionnaire is None:
        return Note("quiet", "Questionnaire not begun")
    if questionnaire.submitted_at:
        return Note("good", "Answers are in")
    sent = questionnaire.way == Way.LINK
    return Note("info", "Questionnaire sent" if sent else "Questionnaire begun", "clock")


def board_of(search: Search, viewer: User) -> list[Column]:
    """Live candidacies by stage, in the order they came; never by score."""
    visible = Candidacy.objects.visible_to(viewer).filter(search=search)
    counts = dict(visible.values_list("stage").annotate(Count("pk")).order_by())
    place = Window(RowNumber(), partition_by=F("stage"), order_by=F("pk").asc())
    rows = (
        visible.exclude(stage__in=ENDED)
        .annotate(place=place)
        .filter(place__lte=A_STAGE)
        .select_related("candidate", "questionnaire")
        .order_by("pk")
    )
    by_stage: dict[str, list[Card]] = {}
    for card in cards_of(list(rows), search, viewer):
        by_stage.setdefault(card.candidacy.stage, []).append(card)
    return [Column(s, counts.get(s, 0), by_stage.get(s, [])) for s in ON_BOARD]


def counts_of(search: Search, viewer: User) -> dict[str, int]:
    """How many are in play, how many have left. One query."""
    return (
        Candidacy.objects.not_hidden_from(viewer)
        .filter(search=search, erased=False)
        .aggregate(
            live=Count("pk", filter=~Q(stage__in=ENDED)),
            left=Count("pk", filter=Q(stage__in=ENDED)),
            shortlisted=Count("pk", filter=Q(stage__in=ON_SHORTLIST)),
        )
    )


def list_of(search: Search, viewer: User, stage: str = "", words: str = "") -> QuerySet[Candidacy]:
    """Candidacies in the order they came; `stage` may be 'left' for those who have."""
    found = Candidacy.objects.visible_to(viewer).filter(search=search)
    if stage == LEFT:
        found = found.filter(stage__in=ENDED)
    elif stage:
        found = found.filter(stage=stage)
    if words:
        found = found.filter(
            Q(candidate__name__icontains=words) | Q(candidate__employer__icontains=words)
        )
    return found.select_related("candidate", "questionnaire").order_by("pk")


def shortlisted(search: Search) -> int:
    """How many stand on the shortlist, those already in the loop or beyond included."""
    return Candidacy.objects.filter(search=search, stage__in=ON_SHORTLIST).count()


def for_shortlist(search: Search, viewer: User) -> QuerySet[Candidacy]:
    """Who may be put in a shortlist PDF: shortlisted, or further on."""
    found = Candidacy.objects.visible_to(viewer).filter(search=search, stage__in=ON_SHORTLIST)
    return found.select_related("candidate").order_by("pk")


# ---- The questionnaire ------------------------------------------------------------------


def questionnaire_part(search: Search) -> Part:
    return next(part for part in search.playbook.parts if part.kind == "questionnaire")


def questions_of(search: Search) -> tuple[Question, ...]:
    """The playbook's questions, the same for every candidate of the search."""
    return search.playbook.core_questions(questionnaire_part(search).key)


def way_of(search: Search) -> QuestionnaireWay | None:
    """How this search asks; None while nobody has said."""
    return QuestionnaireWay.objects.filter(search=search).select_related("chosen_by").first()


def questionnaire_of(candidacy: Candidacy) -> Questionnaire | None:
    return Questionnaire.objects.filter(candidacy=candidacy).select_related("link").first()


@dataclass(frozen=True)
class Answer:
    key: str
    question: str
    text: str


def answers_of(candidacy: Candidacy) -> list[Answer]:
    """The answers as submitted, in the playbook's order; none before that.

    The caller has asked `may_open`.
    """
    row = questionnaire_of(candidacy)
    if row is None or row.submitted_at is None:
        return []
    return worded(candidacy.search, row.answers)


def worded(search: Search, answers: dict[str, str]) -> list[Answer]:
    return [Answer(q.key, q.text, answers.get(q.key, "")) for q in questions_of(search)]


# ---- The candidate's page ---------------------------------------------------------------


def conflicts_of(candidacy: Candidacy) -> list[Conflict]:
    return list(candidacy.conflicts.select_related("user").order_by("declared_at", "pk"))


def systems_of(candidacy: Candidacy) -> QuerySet[System]:
    """Their portfolio: production systems they answered for, the latest begun first."""
    return candidacy.systems.all()


def in_order(references: Iterable[Reference]) -> list[Reference]:
    """Who was led by the candidate first: they say more than bosses."""
    return sorted(references, key=lambda row: row.relation != Reference.Relation.LED)


def references_of(candidacy: Candidacy) -> list[Reference]:
    """Those noted, written, and asked for; the caller has asked who may read them."""
    return in_order(candidacy.references.select_related("link"))


GATHERED: dict[str, type[Document | Claim | System | Reference | Questionnaire]] = {
    "documents": Document,
    "claims": Claim,
    "production systems": System,
    "references": Reference,
    "questionnaire": Questionnaire,
}


def held_by(rows: Sequence[Candidacy]) -> dict[int, list[str]]:
    """How much is gathered on each, by its id: 'claims: 3'. One query."""
    counted = {
        f"held_{n}": model.objects.filter(candidacy=OuterRef("pk"))
        .order_by()
        .values("candidacy")
        .annotate(held=Count("pk"))
        .values("held")
        for n, model in enumerate(GATHERED.values())
    }
    found = Candidacy.objects.filter(pk__in=[row.pk for row in rows])
    asked = {name: Subquery(query) for name, query in counted.items()}
    return {
        pk: [f"{what}: {count}" for what, count in zip(GATHERED, counts, strict=True) if count]
        for pk, *counts in found.annotate(**asked).values_list("pk", *asked)
    }


def columns_said(search: Search, headings: str) -> list[str] | None:
    """Which column is what in a file with these headings (their digest), where somebody said."""
    row = ColumnMap.objects.filter(search=search, headings=headings).first()
    return row.columns if row else None


def emails_of(search: Search, viewer: User | None = None) -> set[str]:
    """The addresses of the search's candidates, of those the viewer may know of if one is named."""
    rows = Candidacy.objects.filter(search=search).exclude(candidate__email="")
    if viewer:
        rows = rows.filter(pk__in=Candidacy.objects.visible_to(viewer))
    return set(rows.values_list("candidate__email", flat=True))


def who_is_told(candidacy: Candidacy, roles: Iterable[str] = RUNS) -> list[User]:
    """Who runs the search and may know of the candidate: they are written to, and written of."""
    rows = Membership.objects.current().filter(search=candidacy.search_id, role__in=roles)
    people = User.objects.filter(pk__in=rows.values("user"))
    if candidacy.internal:
        people = people.filter(pk__in=who_knows(candidacy))
    return list(people.order_by("name", "pk"))


# ---- Who was erased ---------------------------------------------------------------------


def also_here(candidacy: Candidacy, viewer: User) -> list[Candidacy]:
    """The same person in other searches that the viewer runs: erased there by themselves."""
    run = Membership.objects.current().filter(user=viewer, role__in=RUNS).values("search")
    rows = Candidacy.objects.visible_to(viewer).filter(search__in=run)
    same = rows.filter(candidate=candidacy.candidate_id).exclude(pk=candidacy.pk)
    return list(same.select_related("candidate", "search").order_by("pk"))


def erased_in(search: Search, viewer: User) -> list[Erasure]:
    """The latest first; of internal candidates for who was named to know of them."""
    known = Candidacy.objects.known_to(viewer).filter(search=search)
    rows = Erasure.objects.filter(candidacy__in=known).select_related("candidacy", "by")
    return list(rows.order_by("-pk"))
