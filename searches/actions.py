"""Every write on a search and its people; and the frame in which all rooms' actions run."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone

from accounts.actions import person_for, send_invitation
from accounts.actors import Actor
from accounts.models import User
from accounts.text import says_why
from playbooks.models import PlaybookVersion
from searches.business_days import calendar_of
from searches.errors import Refused
from searches.models import INSIDE, LifeChange, Membership, Role, Search, Step, append_event
from searches.moves import find, target_of
from searches.queries import hiring_managers
from searches.rules import SHUT_TOO, forget_roles, is_member, require
from searches.signals import closing, filling, leaving, named, naming, started_from
from searches.states import LIFE_MOVES, Life

TURNED = {
    "pause": "search.paused",
    "resume": "search.resumed",
    "close": "search.closed",
    "fill": "search.filled",
    "restart": "search.restarted",
}
"""What the log says of one of LIFE_MOVES."""
ENDS: dict[str, Signal] = {Life.CLOSED: closing, Life.FILLED: filling}
"""What is heard before a search is closed."""
MAY_NOT_OPEN = "Who may open searches is said under Accounts, by an administrator."


@contextmanager
def acting(
    search_id: int, by: Actor, perm: str | None = None, record: Any = None
) -> Iterator[Search]:
    """One action's transaction: lock the search row first, then ask the rule, then write.

    Every action of every room runs in this frame, so two of them on one search never interleave.
    `perm` is left out only where the caller's own check stands in its place (a private link).
    Raises NotAllowed, and Refused where the search is paused or closed and `perm` is of that kind
    which needs it running.
    """
    with transaction.atomic():
        search = Search.objects.with_playbook().select_for_update(of=("self",)).get(pk=search_id)
        forget_roles(by)
        if perm:
            require(by, perm, record if record is not None else search)
            if perm not in SHUT_TOO:
                refuse_shut(search, by)
        yield search


def refuse_shut(search: Search, by: Actor) -> None:
    """While a search is paused or closed nothing new begins; what was begun may be ended.

    Why it is was written for everybody on the search; a search partner is not told.
    """
    if search.is_running:
        return
    outside = isinstance(by, User) and not is_member(by, search)
    last = None if outside else search.life_changes.first()
    why = f": {last.because}" if last else ""
    says = f"This search is {search.get_life_display()}{why.rstrip('.')}."
    if search.life == Life.FILLED:
        raise Refused(says)
    raise Refused(f"{says} {hiring_managers(search)} can take it up again.")


Bars = Callable[[Any], None]
_bars: list[Bars] = []


def register_bar(bars: Bars) -> None:
    """`bars` is asked of every record that is written on, under the lock; it raises Refused where
    nothing is written on it any more."""
    if bars not in _bars:
        _bars.append(bars)


def log(search: Search, by: Actor, verb: str, record: Any, *fields: str) -> None:
    for bars in _bars:
        bars(record)
    append_event(search, by, verb, record, list(fields))


@transaction.atomic
def open_search(
    *,
    playbook_version: PlaybookVersion,
    title: str,
    company: str,
    alias: str,
    zone: str,
    by: User,
    source: Search | None = None,
) -> Search:
    """Who opens a search is its hiring manager.

    With `source`, it begins with the scope, the job description and the loop of that search.
    """
    if source:
        require(by, "searches.start_from", source)
    if not by.can_open_searches:
        raise PermissionDenied(MAY_NOT_OPEN)
    search = Search.objects.create(
        playbook_version=playbook_version,
        title=title,
        company=company,
        alias=alias,
        zone=zone,
        calendar=source.calendar if source else calendar_of(zone),
        started_from=source,
        opened_by=by,
    )
    log(search, by, "search.opened", search)
    grant(search, user=by, role=Role.HIRING_MANAGER, by=by)
    if source:
        started_from.send(sender=Search, search=search, source=source, by=by)
    return search


def change_search(
    *, search: Search, title: str, company: str, alias: str, zone: str, calendar: str, by: User
) -> Search:
    """What is already sent or made keeps the names it was sent with."""
    new = {"title": title, "company": company, "alias": alias, "zone": zone, "calendar": calendar}
    with acting(search.pk, by, "searches.edit") as locked:
        changed = [name for name, value in new.items() if getattr(locked, name) != value]
        for name in changed:
            setattr(locked, name, new[name])
        if changed:
            locked.save(update_fields=changed)
            log(locked, by, "search.changed", locked, *changed)
        return locked


def turn(*, search: Search, name: str, because: str, by: User) -> Search:
    """One of LIFE_MOVES: pause, resume, close, start again; each with a reason.

    Sends `closing` or `filling` before a search is closed. Raises Refused where the move does not
    start here, where no reason is given, or where a room above forbids it (somebody was hired).
    """
    with acting(search.pk, by, find(LIFE_MOVES, name).perm) as locked:
        life = locked.get_life_display()
        wrong = f"This search is {life}: that cannot be done from here."
        locked.life = target_of(LIFE_MOVES, name, locked.life, wrong)
        if not says_why(because):
            raise Refused("Say why in a few words. Everybody on the search reads it.")
        if signal := ENDS.get(locked.life):
            signal.send(sender=Search, search=locked, by=by)
        locked.save(update_fields=["life"])
        change = LifeChange.objects.create(
            search=locked, life=locked.life, because=because.strip(), by=by
        )
        log(locked, by, TURNED[name], change, "life")
        return locked


def grant(search: Search, *, user: User, role: str, by: Actor) -> Membership:
    """Give a role; harmless when held already. Runs inside another action's frame."""
    refuse_both_sides(search, user, role)
    membership, new = Membership.objects.get_or_create(
        search=search, user=user, role=role, ended_at=None
    )
    if new:
        log(search, by, "member.joined", membership, "role")
        forget_roles(user)
    return membership


def refuse_both_sides(search: Search, user: User, role: str) -> None:
    """Who submits candidates from outside neither judges them nor runs the search."""
    held = search.memberships.current().filter(user=user)
    inside = role in INSIDE
    other = (held.exclude(role__in=INSIDE) if inside else held.inside()).first()
    if other:
        raise Refused(
            f"{user} is {other.get_role_display()} on this search. A search partner stays outside "
            "it and holds no other role; end the one first."
        )


def end_role(search: Search, *, user: User, role: str, by: Actor) -> None:
    """End a role; harmless when not held. Runs inside another action's frame."""
    for membership in Membership.objects.current().filter(search=search, user=user, role=role):
        membership.ended_at = timezone.now()
        membership.save(update_fields=["ended_at"])
        log(search, by, "member.left", membership, "ended_at")


def _perm_to_name(role: str) -> str:
    """Who reads at gates and decides is not made, or unmade, by who runs the search for them."""
    return "searches.name_manager" if role == Role.HIRING_MANAGER else "searches.invite"


def name_person(*, search: Search, email: str, name: str, role: str, by: User) -> Membership:
    """Put somebody on the search, and tell them by mail; who has no account is invited by it."""
    if role == Role.PANELIST or role not in Role.values:
        raise Refused("A panelist joins by taking a seat in the loop.")
    with acting(search.pk, by, _perm_to_name(role)) as locked:
        user = person_for(email=email, name=name, by=by, search=locked.pk)
        if not user.is_active:
            raise Refused("This person may not sign in any more. An administrator can change that.")
        held = locked.memberships.current().filter(user=user, role=role).first()
        if held:
            raise Refused(f"{user} is {held.get_role_display()} on this search already.")
        naming.send(sender=Search, search=locked, user=user)
        membership = grant(locked, user=user, role=role, by=by)
        if user.has_joined:
            named.send(sender=Membership, membership=membership, by=by)
        return membership


def invite_again(*, search: Search, user: User, by: User) -> None:
    """Send a new invitation to somebody on the search who has not joined yet."""
    with acting(search.pk, by, "searches.invite") as locked:
        if user.has_joined or not locked.memberships.current().filter(user=user).exists():
            raise Refused(f"{user} has joined already.")
        send_invitation(user=user, by=by, search=locked.pk)
        log(locked, by, "member.invited_again", user)


def remove_person(*, search: Search, user: User, role: str, by: User) -> None:
    with acting(search.pk, by, _perm_to_name(role)) as locked:
        last = locked.memberships.current().filter(role=Role.HIRING_MANAGER)
        if role == Role.PANELIST:
            raise Refused("A panelist leaves when their last seat is given to somebody else.")
        if role == Role.HIRING_MANAGER and last.count() == 1:
            raise Refused("A search needs a hiring manager. Name another one first.")
        leaving.send(sender=Search, search=locked, user=user, role=role, by=by)
        end_role(locked, user=user, role=role, by=by)


def advance(search: Search, step: Step, by: Actor) -> None:
    """Move a search on to a step; a step once reached stays reached. Inside another frame."""
    if not search.reached(step):
        search.step = step
        search.save(update_fields=["step"])
        log(search, by, "search.advanced", search, "step")


def go_back(search: Search, step: Step, by: Actor) -> None:
    """Take a search back to a step, where what led on from it came undone. Inside another frame."""
    if search.step != step and search.reached(step):
        search.step = step
        search.save(update_fields=["step"])
        log(search, by, "search.went_back", search, "step")
