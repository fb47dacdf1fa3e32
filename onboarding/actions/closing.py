"""Closing a search with a hire: one step after the other, each by name and time."""

from collections.abc import Callable, Iterable

from django.dispatch import receiver
from django.utils import timezone

from accounts.actors import Actor
from accounts.models import Link, User
from candidates.actions import dismiss
from candidates.models import Access, Candidacy
from candidates.own import OWN_PAGE
from candidates.signals import merging
from candidates.states import ENDED
from onboarding.closing_words import PARTS, PERIODS, WRITE_MONTHS
from onboarding.models import Closed, Kept, MayWrite, Plan
from onboarding.queries.closing import in_play, next_step, not_told, unanswered
from onboarding.states import ClosingStep, PlanState
from searches.actions import acting, end_role, log, turn
from searches.business_days import month_after
from searches.errors import ADDRESS_CLOSED, NotAllowed, Refused
from searches.models import RUNS, Role, Search
from searches.signals import filling

FILLED = "Somebody was hired and has started."


def close_step(
    *, search: Search, step: str, words: str = "", months: int | None = None, by: User
) -> Closed:
    """Do one of the steps that close a search with a hire, in their order.

    `words` says how those were told who had no message; `months` how long data is kept.
    """
    with acting(search.pk, by, "onboarding.close_search") as locked:
        _check_turn(locked, ClosingStep(step))
        words = words.strip()
        DOES.get(ClosingStep(step), _nothing_more)(locked, words, months, by)
        row = Closed.objects.create(
            search=locked, step=step, words=words, months=months, done_by=by
        )
        log(locked, by, f"closing.{step}", row)
        return row


def _check_turn(search: Search, step: ClosingStep) -> None:
    plans = Plan.objects.filter(candidacy__search=search)
    if not plans.filter(state__in=(PlanState.RUNNING, PlanState.DONE)).exists():
        raise Refused("A search is closed once the person hired has started. Record that first.")
    turn = next_step(search)
    if turn is None or PLACE[step] < PLACE[turn]:
        raise Refused(f"“{step.label}” is done already.")
    if step != turn:
        raise Refused(f"One after the other. First: “{turn.label}”.")


PLACE = {part.step: place for place, part in enumerate(PARTS)}


def _nothing_more(search: Search, words: str, months: int | None, by: User) -> None:
    """Done outside of here; that it is done is what is recorded."""


def _check_told(search: Search, words: str, months: int | None, by: User) -> None:
    if still := in_play(search, by):
        raise Refused(f"{_are(still)} still in play. Stop there, and tell them, before this.")
    _refuse_unanswered(search, by)
    without = list(not_told(search, by)[:2])
    if without and not words:
        names = f"{without[0]} has" if len(without) == 1 else f"{without[0]} and others have"
        says = f"{names} had no message from here. Write to them, or say how they were told."
        raise Refused(says, "words")


def _are(rows: Iterable[object]) -> str:
    *others, last = map(str, rows)
    return f"{', '.join(others)} and {last} are" if others else f"{last} is"


def _refuse_unanswered(search: Search, by: User) -> None:
    """Whom a search partner put forward: once the partner has left nobody hears the answer."""
    if waiting := unanswered(search, by):
        says = "put forward by a search partner and not answered. Answer that before this."
        raise Refused(f"{_are(waiting)} {says}")


def _end_access(search: Search, words: str, months: int | None, by: User) -> None:
    """Who runs the search stays: somebody answers a candidate, and erases."""
    _refuse_unanswered(search, by)
    for access in Access.objects.current().filter(
        candidacy__search=search, role__in=(Role.PANELIST, Role.APPROVER)
    ):
        dismiss(search, candidacy=access.candidacy, user=access.user, role=access.role, by=by)
    for row in search.memberships.current().exclude(role__in=RUNS).select_related("user"):
        end_role(search, user=row.user, role=row.role, by=by)


def _begin_retention(search: Search, words: str, months: int | None, by: User) -> None:
    if months not in {period.months for period in PERIODS}:
        raise Refused("Choose how long data is kept.", "months")
    _count_from_today(search, months)


def _count_from_today(search: Search, months: int) -> None:
    """For everybody who has left and of whom nothing is counted yet."""
    until = month_after(search.today, months)
    gone = Candidacy.objects.filter(search=search, stage__in=ENDED, erased=False, kept=None)
    Kept.objects.bulk_create(Kept(candidacy=row, until=until) for row in gone)


Does = Callable[[Search, str, int | None, User], None]
DOES: dict[ClosingStep, Does] = {
    ClosingStep.TOLD: _check_told,
    ClosingStep.ACCESS: _end_access,
    ClosingStep.RETENTION: _begin_retention,
}


def fill_search(*, search: Search, by: User) -> Search:
    """The last word, once every step is done: nothing begins in it any more."""
    return turn(search=search, name="fill", because=FILLED, by=by)


@receiver(filling)
def every_step_is_done(*, search: Search, **_: object) -> None:
    if step := next_step(search):
        raise Refused(f"Something is still to be done: “{step.label}”.")
    count_who_left_last(search)


def count_who_left_last(search: Search) -> None:
    """Whoever was in play unknown to who said how long data is kept has left only now."""
    said = Closed.objects.filter(search=search, step=ClosingStep.RETENTION).first()
    if said and said.months:
        _count_from_today(search, said.months)


def say_may_write(*, candidacy: Candidacy, yes: bool, by: Link) -> MayWrite:
    """What somebody who left says on their own page; theirs to change while it is open."""
    with acting(candidacy.search_id, by) as search:
        live = Link.objects.live().filter(pk=by.pk, kind=OWN_PAGE, about=candidacy.pk)
        if not live.exists():
            raise NotAllowed(ADDRESS_CLOSED)
        if not Candidacy.objects.get(pk=candidacy.pk).ended:
            raise Refused("You are still in this search. This is asked when you have left it.")
        until = month_after(search.today, WRITE_MONTHS) if yes else None
        said = {"yes": yes, "until": until, "said_at": timezone.now()}
        row, _ = MayWrite.objects.update_or_create(candidacy=candidacy, defaults=said)
        log(search, by, "may_write.said", row, "yes", "until")
        return row


@receiver(merging)
def bring_what_was_said(*, kept: Candidacy, gone: Candidacy, by: Actor, **_: object) -> None:
    """Of two rows of one person: what they said last of being written to, a no as much as a yes;
    and the day that the row which stays is kept until, if it has one."""
    if Kept.objects.filter(candidacy=kept).exists():
        Kept.objects.filter(candidacy=gone).delete()
    Kept.objects.filter(candidacy=gone).update(candidacy=kept)
    said = MayWrite.objects.filter(candidacy__in=(kept, gone)).order_by("-said_at", "-pk")
    if last := said.first():
        said.exclude(pk=last.pk).delete()
        MayWrite.objects.filter(pk=last.pk).update(candidacy=kept)
