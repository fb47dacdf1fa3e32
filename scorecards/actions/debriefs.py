"""Opening a debrief, reading it, closing it again, and the end of a candidacy."""

from collections.abc import Callable, Collection
from typing import Any

from django.utils import timezone

from accounts.actors import Actor
from accounts.models import User
from briefs import actions as briefs
from briefs.models import Brief
from candidates.actions import set_stage
from candidates.models import Candidacy
from candidates.states import Stage
from interviews.models import Seat
from mail.actions import post
from scorecards.blindness import owed_seats, owes
from scorecards.models import Card, Debrief, DebriefNote, DebriefReading
from scorecards.queries.debrief import BOARD, PACKET
from scorecards.states import CARD_MOVES, CardState
from searches.actions import acting, advance, log
from searches.errors import Refused
from searches.models import Search, Step
from searches.moves import target_of

MOST_NOTES = 200
Snapshot = Callable[[Candidacy, User], dict[str, Any]]


def open_debrief(*, candidacy: Candidacy, by: User) -> Debrief:
    """Show the cards to the panel. All are in, or excused by name."""
    with acting(candidacy.search_id, by, "scorecards.open_debrief", candidacy) as search:
        row = Candidacy.objects.get(pk=candidacy.pk)
        if row.debriefs.filter(closed_at=None).exists():
            raise Refused("This debrief is open already.")
        if owes(by, row):
            raise Refused("You owe a scorecard for this candidate. Submit it first.")
        if late := owed_seats().filter(interview__candidacy=row).select_related("user"):
            names = ", ".join(sorted({str(seat.user) for seat in late}))
            raise Refused(f"Scorecards are still due from {names}. Wait for them, or excuse them.")
        if not Card.objects.filter(interview__candidacy=row, state=CardState.SUBMITTED).exists():
            raise Refused("There is no scorecard to talk about yet.")
        return _open(search, row, by)


def _open(search: Search, candidacy: Candidacy, by: Actor) -> Debrief:
    debrief = Debrief.objects.create(
        candidacy=candidacy, opened_by=by if isinstance(by, User) else None
    )
    log(search, by, "debrief.opened", debrief)
    if not candidacy.ended:
        if candidacy.stage in (Stage.ADDED, Stage.TALKING, Stage.SHORTLISTED):
            set_stage(search, candidacy, "enter_loop", by)
        if candidacy.stage == Stage.LOOP:
            set_stage(search, candidacy, "debrief", by)
        advance(search, Step.DEBRIEF, by)
    panel = Seat.objects.current().filter(interview__in=candidacy.interviews.standing())
    for user in User.objects.filter(pk__in=panel.values("user")).order_by("pk"):
        if user != by:
            post(kind="debrief_is_open", to=user, about=debrief.pk, search=search)
    return debrief


def close_debrief(search: Search, candidacy: Candidacy, because: str, by: Actor) -> None:
    """Shut it again; harmless when it is shut. Inside another action's frame."""
    debrief = candidacy.debriefs.filter(closed_at=None).first()
    if debrief is None:
        return
    debrief.closed_at, debrief.closed_because = timezone.now(), because
    debrief.save()
    log(search, by, "debrief.closed", debrief, "closed_at")
    if candidacy.stage == Stage.DEBRIEF:
        set_stage(search, candidacy, "reloop", by)


def read_debrief(*, candidacy: Candidacy, by: User) -> None:
    """Put on record that somebody has seen the cards. Asked of every page that shows them."""
    here = DebriefReading.objects.filter(debrief__candidacy=candidacy, debrief__closed_at=None)
    if here.filter(user=by).exists():
        return
    row = Candidacy.objects.get(pk=candidacy.pk)
    with acting(candidacy.search_id, by, "scorecards.read_debrief", row) as search:
        _note_reading(search, row, by)


def read_debriefs(*, candidacies: Collection[Candidacy], by: User) -> None:
    """`read_debrief` for several at once: a single question where all are on record already."""
    here = DebriefReading.objects.filter(
        debrief__candidacy__in=candidacies, debrief__closed_at=None, user=by
    )
    on_record = set(here.values_list("debrief__candidacy", flat=True))
    for candidacy in candidacies:
        if candidacy.pk not in on_record:
            read_debrief(candidacy=candidacy, by=by)


def _note_reading(search: Search, candidacy: Candidacy, by: User) -> Debrief:
    debrief = candidacy.debriefs.get(closed_at=None)
    reading, new = DebriefReading.objects.get_or_create(debrief=debrief, user=by)
    if new:
        log(search, by, "debrief.read", reading)
    return debrief


def take_note(*, candidacy: Candidacy, text: str, competency: str = "", by: User) -> DebriefNote:
    """Write down what was said in the room: for who reads the debrief, fixed at once.

    Harmless when repeated: a button pressed twice leaves one note.
    """
    row = Candidacy.objects.get(pk=candidacy.pk)
    with acting(candidacy.search_id, by, "scorecards.take_note", row) as search:
        if not text.strip():
            raise Refused("Nothing is written yet.", "text")
        if competency and competency not in {each.key for each in search.playbook.competencies}:
            raise Refused("Choose what it is about from the list.", "competency")
        debrief = row.debriefs.get(closed_at=None)
        last = debrief.notes.filter(author=by).order_by("pk").last()
        if last and (last.text, last.competency) == (text.strip(), competency):
            return last
        if debrief.notes.count() >= MOST_NOTES:
            raise Refused(f"At most {MOST_NOTES} notes stand in one debrief.")
        note = DebriefNote.objects.create(
            debrief=debrief, author=by, competency=competency, text=text.strip()
        )
        log(search, by, "note.taken", note)
        return note


def request_packet(*, candidacy: Candidacy, by: User) -> Brief:
    """The open debrief as a PDF, for the one who asks."""
    from scorecards.briefs import snapshot_of

    return _request(candidacy, PACKET, "Debrief packet", "debrief-packet", snapshot_of, by)


def request_board_page(*, candidacy: Candidacy, by: User) -> Brief:
    """The board's page as a PDF, for the one who asks."""
    from scorecards.briefs import board_snapshot_of

    return _request(candidacy, BOARD, "For the board", "board", board_snapshot_of, by)


def _request(
    candidacy: Candidacy, kind: str, title: str, file: str, snapshot: Snapshot, by: User
) -> Brief:
    row = Candidacy.objects.select_related("candidate").get(pk=candidacy.pk)
    with acting(candidacy.search_id, by, "scorecards.read_debrief", row) as search:
        row.search = search
        _note_reading(search, row, by)
        return briefs.request(
            search,
            kind=kind,
            about=row.pk,
            title=f"{title}: {row.alias}",
            file_name=f"{file}-{row.alias}",
            snapshot=snapshot(row, by),
            by=by,
            reader=by,
        )


def end_judging(search: Search, candidacy: Candidacy, by: Actor) -> None:
    """A candidacy ended: excuse what is outstanding and open the debrief.

    Inside the frame of the action that ended it. What was still to come is cancelled by then;
    where no card is in, there is nothing to show.
    """
    for seat in owed_seats().filter(interview__candidacy=candidacy).order_by("pk"):
        _excuse_by_ending(search, seat, by)
    judged = Card.objects.filter(interview__candidacy=candidacy, state=CardState.SUBMITTED)
    if judged.exists() and not candidacy.debriefs.filter(closed_at=None).exists():
        _open(search, candidacy, by)


def _excuse_by_ending(search: Search, seat: Seat, by: Actor) -> None:
    mine = Card.objects.filter(interview=seat.interview_id, author=seat.user_id, amends=None)
    card = mine.first() or Card(interview_id=seat.interview_id, author_id=seat.user_id)
    card.state = target_of(CARD_MOVES, "excuse", card.state, "This scorecard is in already.")
    card.excused_by_ending, card.excused_at = True, timezone.now()
    card.excused_because = "The candidacy ended."
    card.save()
    log(search, by, "card.excused", card, "state")
