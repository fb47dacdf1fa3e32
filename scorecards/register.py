"""What this room tells the rooms below it: its step, its lines on home, its words in the log."""

from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse

from accounts.models import User
from accounts.templatetags.face import count_word
from candidates import tabs
from candidates.models import Candidacy
from candidates.tabs import Tab
from interviews import asides, cards
from interviews.asides import Aside, Press
from interviews.models import Seat
from scorecards.actions.practice import FEWEST, seated_in
from scorecards.content import shape_of
from scorecards.queries import practice as practices
from scorecards.queries import waiting
from scorecards.queries.flags import lines_on_sealed_flags, open_flags_owned_by
from scorecards.queries.progress import names
from searches import home, steps, wording
from searches.home import Waiting
from searches.models import RUNS, SEES_ALL, Role, Search, Step
from searches.rules import may
from searches.steps import Blocker

WORDS = {
    "card.begun": "began a scorecard",
    "card.submitted": "submitted a scorecard",
    "card.amended": "amended a scorecard",
    "card.excused": "excused a scorecard",
    "card.taken_up": "took up a scorecard that was excused",
    "card.reminded": "reminded somebody of a scorecard",
    "reminders.stopped": "asked for no more reminders of a scorecard",
    "reminders.resumed": "asked to be reminded of a scorecard again",
    "question.placed": "placed a question that was passed on",
    "question.declined": "declined a question that was passed on",
    "gate.read": "read a gate",
    "gate.decided": "decided at a gate",
    "debrief.opened": "opened a debrief",
    "debrief.read": "read a debrief",
    "debrief.closed": "closed a debrief again: an interview was added",
    "flag.owned": "named who sees to a point of a debrief",
    "flag.answered": "noted what a candidate said to a point of a debrief",
    "flag.settled": "settled a point of a debrief",
    "note.taken": "wrote a note in a debrief",
    "votes.asked": "asked for second votes in a debrief",
    "vote.given": "gave a second vote",
    "votes.shown": "showed the second votes",
    "decision.recorded": "recorded a decision",
    "practice.begun": "turned on the practice rating",
    "practice.dropped": "turned the practice rating off",
    "practice.rated": "rated the practice case",
    "practice.shown": "showed the practice ratings",
}
SMALL = (
    "card.begun",
    "card.reminded",
    "reminders.stopped",
    "reminders.resumed",
    "gate.read",
    "debrief.read",
    "flag.owned",
    "flag.answered",
    "note.taken",
    "vote.given",
    "practice.rated",
)


# ---- Home ----


def scorecards_due(user: User) -> Iterator[Waiting]:
    for seat, draft in waiting.cards_due(user):
        interview = seat.interview
        yield Waiting(
            say=f"Your scorecard on {interview.candidacy}, {interview.part}, is due.",
            url=reverse("scorecards:card", args=[interview.pk]),
            action="Write the scorecard" if draft is None else "Finish the scorecard",
            why=f"{interview.candidacy.search}. The debrief waits for it.",
            due=interview.card_due_at.astimezone(ZoneInfo(interview.zone)),
            state=how_far(seat, draft),
        )


def how_far(seat: Seat, draft: dict[str, Any] | None) -> str:
    if not draft:
        return "Not begun"
    shape = shape_of(seat.interview)
    return f"{shape.rated(shape.blank() | draft)} of {len(shape.focus)} rated"


def gates_to_decide(user: User) -> Iterator[Waiting]:
    mine = waiting.searches_as(user, Role.HIRING_MANAGER)
    for interview in waiting.gates_to_decide(user, mine):
        yield Waiting(
            say=f"{interview.candidacy} is at the gate after “{interview.part}”: go on or stop?",
            url=reverse("scorecards:gate", args=[interview.candidacy_id, interview.part_id]),
            action="Read and decide",
            why=f"{interview.candidacy.search}. All scorecards up to here are in.",
        )


def debriefs_to_open(user: User) -> Iterator[Waiting]:
    for candidacy in waiting.debriefs_to_open(user, waiting.searches_as(user, *RUNS)):
        yield Waiting(
            say=f"All scorecards on {candidacy} are in.",
            url=reverse("scorecards:cards", args=[candidacy.pk]),
            action="Open the debrief",
            why=f"{candidacy.search}. The panel reads them once it is open.",
        )


def decisions_to_make(user: User) -> Iterator[Waiting]:
    mine = waiting.searches_as(user, Role.HIRING_MANAGER)
    for candidacy, waits in waiting.decisions_to_make(user, mine):
        yield Waiting(
            say=f"You decided to wait on {candidacy}."
            if waits
            else f"The debrief on {candidacy} is open and undecided.",
            url=reverse("scorecards:debrief", args=[candidacy.pk]),
            action="Decide anew" if waits else "Read and decide",
            why=str(candidacy.search),
        )


def questions_to_place(user: User) -> Iterator[Waiting]:
    mine = waiting.searches_as(user, Role.RECRUITER)
    for search, count in waiting.questions_waiting(user, mine):
        what = "A question was" if count == 1 else f"{count} questions were"
        yield Waiting(
            say=f"{what} passed on for a later interview.",
            url=reverse("scorecards:questions", args=[search.pk]),
            action="Place or decline",
            why=str(search),
        )


def votes_to_give(user: User) -> Iterator[Waiting]:
    for vote in waiting.votes_awaited(user):
        yield Waiting(
            say=f"Do you keep your recommendation on {vote.candidacy}?",
            url=reverse("scorecards:debrief", args=[vote.candidacy.pk]) + "#second",
            action="Give your second vote",
            why=f"{vote.search}. Nobody reads it before all are in.",
        )


def flags_to_see_to(user: User) -> Iterator[Waiting]:
    for candidacy, entries in open_flags_owned_by(user):
        count = len(entries)
        yield Waiting(
            say=f"A red flag on {candidacy} is yours to see to."
            if count == 1
            else f"{count_word(count)} red flags on {candidacy} are yours to see to.",
            url=reverse("scorecards:debrief", args=[candidacy.pk]) + "#flg",
            action="Read what was said",
            why=f"{candidacy.search}: {names([entry.name for entry in entries])}.",
        )


def practices_to_rate(user: User) -> Iterator[Waiting]:
    for row, begun in practices.practices_to_rate(user):
        yield Waiting(
            say="Rate the practice case, alone, before you meet a candidate.",
            url=reverse("scorecards:practice", args=[row.search_id]),
            action="Finish rating it" if begun else "Read and rate it",
            why=f"{row.search}. Eight minutes; then you see how far apart the panel is.",
            state="Begun" if begun else "Not begun",
        )


# ---- The loop's page ----

PRACTICE_NOTE = (
    "Why before",
    "Who rates a made-up person first can talk about the scale before a real one hangs on it.",
)


def practice_aside(search: Search, viewer: User) -> Aside | None:
    """For who may turn it on, and once it is on for who may open its page."""
    if search.playbook.practice is None:
        return None
    row = practices.practice_in(search)
    if row is None:
        return _practice_off(search, viewer)
    if not may(viewer, "scorecards.read_practice", search):
        return None
    presses = [Press("Open the practice rating", reverse("scorecards:practice", args=[search.pk]))]
    if not row.begun and may(viewer, "scorecards.end_practice", search):
        url = reverse("scorecards:drop_practice", args=[search.pk])
        presses.append(Press("Turn it off", url, posts=True))
    return _aside(says_practice(row), *presses)


def _practice_off(search: Search, viewer: User) -> Aside | None:
    if not may(viewer, "scorecards.set_practice", search):
        return None
    if len(seated_in(search)) < FEWEST:
        return None
    url = reverse("scorecards:begin_practice", args=[search.pk])
    says = (
        "Everybody who scores reads what a made-up person answered and rates it, each alone, in "
        "eight minutes. Then you see together how far apart you are."
    )
    return _aside(says, Press("Turn on the practice rating", url, posts=True))


def _aside(says: str, *presses: Press) -> Aside:
    return Aside("practice", "Practice rating", says, presses, PRACTICE_NOTE)


def says_practice(row: practices.HowFar) -> str:
    if row.practice.shown_at:
        return "It is shown to who rated the case and who runs the search."
    if not row.sent:
        return "It is on, and nobody is in yet."
    are = "is" if row.sent == 1 else "are"
    return f"It is on: {count_word(row.sent).lower()} of those who score {are} in."


# ---- The steps ----


def gate_blockers(search: Search, viewer: User) -> list[Blocker]:
    gates = waiting.gates_to_decide(viewer, [search.pk])
    return [
        Blocker(
            says=f"{gate.candidacy} is at the gate after “{gate.part}”.",
            who="The hiring manager decides whether to go on.",
            url=reverse("scorecards:cards", args=[gate.candidacy_id]),
            action="Scorecards",
        )
        for gate in gates
    ]


def debrief_blockers(search: Search, viewer: User) -> list[Blocker]:
    found = gate_blockers(search, viewer)
    for line in waiting.debriefs_in(search, viewer):
        if not line.over:
            found += _blockers_of(line)
    if found:
        return found
    url = reverse("scorecards:debriefs", args=[search.pk])
    return [Blocker("Nobody is left to decide on.", "The recruiter brings candidates.", url)]


def _blockers_of(line: waiting.DebriefLine) -> list[Blocker]:
    who, pk = line.candidacy, line.candidacy.pk
    if line.open:
        url = reverse("scorecards:debrief", args=[pk])
        says = (
            f"The decision on {who} is to wait."
            if line.decision
            else f"The debrief on {who} is open."
        )
        return [Blocker(says, "The hiring manager decides.", url, "Debrief")]
    url = reverse("scorecards:cards", args=[pk])
    if line.due:
        says = f"All scorecards on {who} are in."
        return [
            Blocker(says, "The hiring manager or the recruiter opens the debrief.", url, "Open")
        ]
    if line.owed_by:
        says = f"Scorecards on {who} are not all in."
        return [Blocker(says, f"{line.waits_for} to submit.", url, "Scorecards")]
    return []


def tab(candidacy: Candidacy, viewer: User) -> Tab | None:
    """Not for who only approves the offer: no debrief ever opens to them."""
    if not may(viewer, "interviews.read_loop", candidacy):
        return None
    return Tab("Debrief", reverse("scorecards:cards", args=[candidacy.pk]))


def register() -> None:
    steps.register(
        Step.DEBRIEF,
        page=lambda search: reverse("scorecards:debriefs", args=[search.pk]),
        blockers=debrief_blockers,
    )
    steps.also_blocks(Step.CANDIDATES, gate_blockers)
    steps.also_blocks(Step.LOOP, gate_blockers)
    home.register(scorecards_due, Role.PANELIST)
    home.register(votes_to_give, *RUNS, Role.PANELIST)
    home.register(flags_to_see_to, *SEES_ALL, Role.PANELIST)
    home.register(practices_to_rate, *RUNS, Role.PANELIST)
    home.register(gates_to_decide, Role.HIRING_MANAGER)
    home.register(debriefs_to_open, *RUNS)
    home.register(decisions_to_make, Role.HIRING_MANAGER)
    home.register(questions_to_place, Role.RECRUITER)
    cards.register(due=scorecards_due, owed=waiting.cards_owed)
    wording.register(WORDS, small=SMALL)
    wording.register_hides(lines_on_sealed_flags)
    tabs.register(tab)
    asides.register(practice_aside)
