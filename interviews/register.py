"""What this room tells the rooms below it: its step, its lines on home, its words in the log."""

from collections.abc import Iterator, Mapping, Sequence

from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.templatetags.face import count_word, day, meeting, when
from candidates import own, tabs
from candidates.models import Candidacy
from candidates.states import Stage
from candidates.tabs import Note, Tab
from interviews.models import Interview, Loop
from interviews.own import own_steps
from interviews.queries import (
    coverage,
    draft_of,
    my_interviews,
    my_meetings,
    none_fits,
    open_loop_of,
    seats_to_fill,
    to_plan,
    with_candidates,
)
from interviews.states import InterviewState, LoopState
from searches import home, steps, wording
from searches.home import Waiting
from searches.models import RUNS, Role, Search, Step
from searches.queries import day_to_day
from searches.rules import may
from searches.steps import Blocker

WORDS = {
    "loop.begun": "began to set up the loop",
    "loop.changed": "began a new version of the loop",
    "loop.opened": "opened the loop",
    "loop.superseded": "closed the version of the loop before it",
    "loop.seat_named": "named somebody for a seat of the loop",
    "loop.seat_cleared": "emptied a seat of the loop",
    "interview.planned": "planned an interview",
    "interview.moved": "changed an interview",
    "interview.held": "recorded that an interview was held",
    "interview.cancelled": "cancelled an interview",
    "interview.to_read": "gave answers to their readers",
    "slots.proposed": "proposed times to a candidate",
    "slots.taken": "chose one of the proposed times",
    "slots.declined": "answered that none of the proposed times fits",
    "slots.withdrawn": "withdrew proposed times",
    "meeting.planned": "set a debrief meeting",
    "meeting.moved": "changed a debrief meeting",
    "meeting.cancelled": "cancelled a debrief meeting",
    "guest.invited": "asked somebody to a debrief meeting",
    "guest.left": "took somebody off a debrief meeting",
    "seat.taken": "seated somebody in an interview",
    "seat.left": "ended somebody's place in an interview",
    "probe.placed": "placed a question in a kit",
}


def things(number: int, one: str, many: str = "") -> str:
    """'Three interviews', 'One interview'."""
    return f"{count_word(number)} {one if number == 1 else many or one + 's'}"


# ---- The step ----


def blockers(search: Search, viewer: User) -> list[Blocker]:
    """What holds up the loop. Names of candidates only for who sees all of them."""
    url, who = reverse("interviews:loop", args=[search.pk]), day_to_day(search)
    loop = open_loop_of(search)
    if loop is None:
        return [_not_open(search, url, who)]
    found = _unfilled(search, viewer, who) + _unplanned(search, viewer, who)
    found += _with_candidates(search, viewer)
    return found or [_going_on(search, viewer, url, who)]


def _not_open(search: Search, url: str, who: str) -> Blocker:
    draft = draft_of(search)
    if draft is None:
        return Blocker("The loop is not set up yet.", f"{who} names its people.", url, "The loop")
    missing = len(coverage(draft).says_missing)
    if missing:
        says = f"The loop is not open. {things(missing, 'thing')} {_is(missing)} missing."
        return Blocker(says, f"{who} names its people.", url, "The loop")
    return Blocker("The loop is whole and not open yet.", f"{who} opens it.", url, "Open the loop")


def _unfilled(search: Search, viewer: User, who: str) -> list[Blocker]:
    empty = seats_to_fill(viewer, [search.pk])
    if not empty:
        return []
    if not may(viewer, "interviews.read_all", search):
        says = f"{things(len(empty), 'seat')} of interviews {_is(len(empty))} empty."
        return [Blocker(says, f"{who} names somebody.")]
    return [
        Blocker(
            f"Nobody sits as {each.seat.title} in “{each.interview.part}” with "
            f"{each.interview.candidacy}.",
            f"{who} names somebody.",
            fill_url(each.interview, each.seat.key),
            "Name somebody",
        )
        for each in empty
    ]


def _unplanned(search: Search, viewer: User, who: str) -> list[Blocker]:
    rows = to_plan(viewer, [search.pk])
    if not rows:
        return []
    if not may(viewer, "interviews.read_all", search):
        number = sum(len(row.parts) for row in rows)
        return [Blocker(f"{things(number, 'interview')} {_is(number)} to plan.", f"{who} plans.")]
    return [
        Blocker(
            f"{things(len(row.parts), 'interview')} with {row.candidacy} "
            f"{_is(len(row.parts))} to plan.",
            f"{who} plans.",
            reverse("interviews:candidacy", args=[row.candidacy.pk]),
            "Plan",
        )
        for row in rows
    ]


def _with_candidates(search: Search, viewer: User) -> list[Blocker]:
    """Times that were proposed and not answered yet."""
    known = Candidacy.objects.not_hidden_from(viewer).filter(search=search)
    found = with_candidates([search.pk]).filter(candidacy__in=known)
    rows = list(found.select_related("part", "candidacy__candidate"))
    if rows and not may(viewer, "interviews.read_all", search):
        says = f"Times for {things(len(rows), 'interview').lower()} are proposed."
        return [Blocker(says, "The candidate chooses.")]
    return [
        Blocker(
            f"Times for “{row.part}” are with {row.candidacy}.",
            f"{row.candidacy} chooses.",
            reverse("interviews:candidacy", args=[row.candidacy_id]),
            "See the times",
        )
        for row in rows
    ]


def _is(number: int) -> str:
    return "is" if number == 1 else "are"


def _going_on(search: Search, viewer: User, url: str, who: str) -> Blocker:
    """Nothing is missing: what comes next."""
    known = Candidacy.objects.not_hidden_from(viewer).filter(search=search)
    planned = Interview.objects.filter(
        candidacy__in=known, state=InterviewState.PLANNED, starts_at__gt=timezone.now()
    )
    first = planned.select_related("part").order_by("starts_at").first()
    if first:
        says = f"Next: “{first.part}”, {when(first.starts_at, first.zone)}."
        return Blocker(says, "Its panel moves next.", url, "The loop")
    if not known.filter(stage=Stage.LOOP).exists():
        people = reverse("candidates:list", args=[search.pk])
        return Blocker(
            "The loop is open and nobody is in it yet.",
            f"{who} plans the first interviews.",
            people,
            "Candidates",
        )
    return Blocker("All planned interviews are over.", "Their panels hand in scorecards.")


def fill_url(interview: Interview, key: str) -> str:
    return reverse("interviews:fill", args=[interview.pk, key])


# ---- Home ----


def kits(user: User) -> Iterator[Waiting]:
    """The interviews one sits in, until they are over."""
    now = timezone.now()
    coming = [row for row in my_interviews(user) if row.ends_at and row.ends_at > now]
    today = [row for row in coming if timezone.localdate(row.starts_at) == timezone.localdate()]
    if len(today) > 1:
        yield Waiting(
            say=f"{things(len(today), 'interview')} today.",
            url=reverse("interviews:mine"),
            action="Make all panel briefs",
            why="Two pages each, ready to print.",
            due=max(today[0].starts_at or now, now),
        )
    for row in coming:
        assert row.starts_at is not None
        at = meeting(row.starts_at, row.zone, user.zone, row.ends_at)
        yield Waiting(
            say=f"{row.part} with {row.candidacy}.",
            url=row.get_absolute_url(),
            action="Open the kit",
            why=f"{at}{', ' + row.place if row.place else ''}. Five minutes to read.",
            due=max(row.starts_at, now),
        )


def to_confirm(user: User) -> Iterator[Waiting]:
    """Interviews that are over and of which nobody said whether they were held."""
    rows = Interview.objects.visible_to(user).filter(
        candidacy__search__in=home.run_by(user),
        state=InterviewState.PLANNED,
        starts_at__lt=timezone.now(),
    )
    for row in rows.select_related("part", "candidacy__candidate").order_by("starts_at"):
        if row.ends_at and row.ends_at < timezone.now():
            yield Waiting(
                say=f"Was {row.part} with {row.candidacy} held?",
                url=reverse("interviews:candidacy", args=[row.candidacy_id]),
                action="Say so",
                why=f"It was planned for {when(row.starts_at)}.",
            )


def to_set_up(user: User) -> Iterator[Waiting]:
    steps = (Step.CANDIDATES, Step.LOOP)
    searches = [search for search in home.run_by(user) if search.step in steps]
    loops = Loop.objects.filter(search__in=searches, state=LoopState.OPEN)
    opened = set(loops.values_list("search", flat=True)) if searches else set()
    for search in searches:
        if search.pk in opened:
            continue
        yield Waiting(
            say=f"Name the people of the loop for {search}.",
            url=reverse("interviews:loop", args=[search.pk]),
            action="Set up the loop",
            why="Nobody is interviewed before it is open.",
        )


def to_arrange(user: User) -> Iterator[Waiting]:
    """Seats to fill and interviews to plan in the searches one runs."""
    searches = [search.pk for search in home.run_by(user)]
    for empty in seats_to_fill(user, searches) if searches else ():
        row = empty.interview
        yield Waiting(
            say=f"Nobody sits as {empty.seat.title} in {row.part} with {row.candidacy}.",
            url=fill_url(row, empty.seat.key),
            action="Name somebody",
            why="The interview needs somebody in this seat.",
            due=row.starts_at,
            state="Seat to fill",
        )
    for each in to_plan(user, searches) if searches else ():
        yield Waiting(
            say=f"Plan {things(len(each.parts), 'interview').lower()} with {each.candidacy}.",
            url=reverse("interviews:candidacy", args=[each.candidacy.pk]),
            action="Plan",
            why=", ".join(part.title for part in each.parts) + ".",
        )


def to_answer(user: User) -> Iterator[Waiting]:
    """Candidates for whom none of the proposed times fits, in their own words."""
    searches = [search.pk for search in home.run_by(user)]
    for row in none_fits(user, searches) if searches else ():
        yield Waiting(
            say=f"None of the times for {row.part} fits {row.candidacy}.",
            url=reverse("interviews:propose", args=[row.candidacy_id, row.part_id]),
            action="Propose other times",
            why=f"They write: “{row.words}”",
            state="None fits",
        )


def debriefs(user: User) -> Iterator[Waiting]:
    """Debrief meetings one is asked to, until they are over."""
    for row in my_meetings(user):
        at = meeting(row.starts_at, row.zone, user.zone, row.ends_at)
        yield Waiting(
            say=f"Debrief on {row.candidacy}.",
            url=row.get_absolute_url(),
            action="See its interviews",
            why=f"{at}{', ' + row.place if row.place else ''}.",
            due=max(row.starts_at, timezone.now()),
        )


# ---- On a candidate's pages ----


def tab(candidacy: Candidacy, viewer: User) -> Tab | None:
    if not may(viewer, "interviews.read_loop", candidacy):
        return None
    return Tab("Interviews", reverse("interviews:candidacy", args=[candidacy.pk]))


def notes(candidacies: Sequence[Candidacy], viewer: User) -> Mapping[int, Note]:
    """When each is interviewed next."""
    rows = (
        Interview.objects.visible_to(viewer)
        .filter(
            candidacy__in=candidacies,
            state=InterviewState.PLANNED,
            starts_at__gt=timezone.now(),
        )
        .select_related("part")
        .order_by("-starts_at")
    )
    return {row.candidacy_id: Note("info", f"{row.part}, {day(row.starts_at)}") for row in rows}


def register() -> None:
    steps.register(
        Step.LOOP,
        page=lambda search: reverse("interviews:loop", args=[search.pk]),
        blockers=blockers,
    )
    home.register(kits, Role.PANELIST)
    home.register(debriefs, Role.PANELIST, *RUNS)
    for source in (to_answer, to_arrange, to_confirm, to_set_up):
        home.register(source, *RUNS)
    wording.register(WORDS, small=("seat.taken", "seat.left", "guest.invited", "guest.left"))
    tabs.register(tab)
    tabs.register_notes(notes)
    own.register(own_steps)
