"""What comes of a red flag: who sees to it, what the candidate says to it, how it is settled."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from candidates.models import Candidacy
from interviews.models import Part
from scorecards.models import FlagAnswer, RedFlag
from scorecards.queries.flags import Entry, entry_of, register_of, who_may_own
from scorecards.rules import SEALED
from scorecards.states import FLAG_MOVES
from searches.actions import acting, log
from searches.errors import NotAllowed, Refused
from searches.models import Search
from searches.moves import find, target_of

MOST_ANSWERS = 50


def settle_flags(*, flags: Sequence[RedFlag], move: str, because: str, by: User) -> list[RedFlag]:
    """Several people's reports of one thing in one step: all of them, or none."""
    with transaction.atomic():
        return [settle_flag(flag=flag, move=move, because=because, by=by) for flag in flags]


def settle_flag(*, flag: RedFlag, move: str, because: str, by: User) -> RedFlag:
    """Clear, confirm or accept a red flag: one of FLAG_MOVES, by name and with a sentence."""
    judged = RedFlag.objects.select_related("card__interview__candidacy").get(pk=flag.pk)
    perm = find(FLAG_MOVES, move).perm
    with acting(judged.candidacy.search_id, by, perm, judged) as search:
        row = RedFlag.objects.get(pk=flag.pk)
        if not because.strip():
            raise Refused("Say in a sentence why.")
        row.state = target_of(FLAG_MOVES, move, row.state, settled_already(row))
        mark_settled(row, because, by)
        log(search, by, "flag.settled", row, "state")
        return row


def settled_already(flag: RedFlag) -> str:
    return f"This red flag is {flag.get_state_display()} already."


def mark_settled(flag: RedFlag, because: str, by: User) -> None:
    flag.settled_by, flag.settled_at, flag.settled_because = by, timezone.now(), because
    flag.save()


def name_owner(*, flag: RedFlag, owner: User, gate: Part | None = None, by: User) -> list[RedFlag]:
    """Name who sees to a red flag, in every report of it that is not settled.

    `gate`: where it is read before the debrief. Whoever is named there learns of it once the
    debrief is open to them, and not before: nothing is sent, and nothing shown.
    """
    with _tending(flag, gate, by) as (search, entry):
        if not entry.unsettled:
            raise Refused(f"{settled_already(entry.first)} There is nothing left to see to.")
        if not who_may_own(entry.first.candidacy).filter(pk=owner.pk).exists():
            raise Refused(f"{owner} cannot read it in the debrief. Choose somebody else.", "owner")
        for row in entry.unsettled:
            if row.owner_id == owner.pk:
                continue
            row.owner = owner
            row.save(update_fields=["owner"])
            log(search, by, "flag.owned", row, "owner")
        return entry.unsettled


def note_answer(*, flag: RedFlag, text: str, gate: Part | None = None, by: User) -> FlagAnswer:
    """Note what the candidate said when a red flag was put to them: fixed at once, settled or not.

    Harmless when repeated. `gate`: where it is read before the debrief. The answer is as closed as
    the flag's card.
    """
    with _tending(flag, gate, by) as (search, entry):
        if not text.strip():
            raise Refused("Write what the candidate said.", "text")
        mine = [answer for answer in entry.answers if answer.noted_by_id == by.pk]
        if mine and mine[-1].text == text.strip():
            return mine[-1]
        if len(entry.answers) >= MOST_ANSWERS:
            raise Refused(f"At most {MOST_ANSWERS} answers stand under one red flag.", "text")
        row = next(each for each in entry.flags if each.pk == flag.pk)
        answer = FlagAnswer.objects.create(flag=row, text=text.strip(), noted_by=by)
        log(search, by, "flag.answered", row)
        return answer


@contextmanager
def _tending(flag: RedFlag, gate: Part | None, by: User) -> Iterator[tuple[Search, Entry]]:
    """The frame of an act on a red flag, with its entry as `by` reads it where they stand."""
    judged = RedFlag.objects.select_related("card__interview__candidacy").get(pk=flag.pk)
    candidacy = Candidacy.objects.get(pk=judged.candidacy.pk)
    perm = "scorecards.gate" if gate else "scorecards.tend_flag"
    with acting(candidacy.search_id, by, perm, candidacy) as search:
        entry = entry_of(by, candidacy, flag.pk, gate)
        if entry is None:
            raise NotAllowed(SEALED)
        yield search, entry


def carry_over(before: Iterable[RedFlag], after: Iterable[RedFlag]) -> None:
    """An amendment takes the place of a card: what came of its flags at a gate goes with them."""
    before, after = list(before), list(after)
    for entry in register_of([*before, *after]):
        new = [flag for flag in entry.flags if flag in after]
        gone = [flag for flag in entry.flags if flag in before]
        if not new or not gone:
            continue
        owner = next((flag.owner for flag in gone if flag.owner), None)
        RedFlag.objects.filter(pk__in=[flag.pk for flag in new]).update(owner=owner)
        FlagAnswer.objects.filter(flag__in=gone).update(flag=new[0])
