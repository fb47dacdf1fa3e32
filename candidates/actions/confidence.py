"""Who knows of an internal candidate, and who may not judge a candidate."""

from collections.abc import Collection

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User, normal_email
from candidates.actions.access import admit_to_know
from candidates.models import NAMED, Access, Candidacy, KeptOut
from candidates.signals import asked_to_be_replaced, kept_quiet
from searches.actions import acting, log
from searches.errors import Refused
from searches.models import SEES_ALL, Membership, Role, Search
from searches.rules import require

MOST_KEPT_OUT = 20
NO_MANAGER = "Name a hiring manager too: somebody has to decide on this candidate."


def keep_quiet(*, candidacy: Candidacy, who: Collection[User], by: User) -> Candidacy:
    """From now on only `who` and `by`, of those who run or observe the search, know of them.

    Panelists and approvers come in by their seat, as everywhere. Raises Refused where nobody
    named is a hiring manager, or somebody neither runs nor observes the search.
    """
    with acting(candidacy.search_id, by) as search:
        row = _for(candidacy, by)
        name_quietly(search, row, {*who, by}, by)
        return row


def _for(candidacy: Candidacy, by: User) -> Candidacy:
    """The row as it is now, for who may say who knows of it: that may have changed meanwhile."""
    row = Candidacy.objects.get(pk=candidacy.pk)
    require(by, "candidates.keep_quiet", row)
    return row


def name_quietly(search: Search, candidacy: Candidacy, who: set[User], by: User) -> None:
    """As above, inside another action's frame."""
    roles = Membership.objects.current().filter(search=search, role__in=SEES_ALL, user__in=who)
    held = set(roles.values_list("user", "role"))
    if strangers := [user for user in who if user.pk not in {pk for pk, _ in held}]:
        raise Refused(f"{strangers[0]} neither runs nor observes this search.")
    if Role.HIRING_MANAGER not in {role for _, role in held}:
        raise Refused(NO_MANAGER)
    candidacy.internal = True
    candidacy.save(update_fields=["internal"])
    for access in _named(candidacy).exclude(user__in=who):
        _end(search, access, by)
    for user in sorted(who, key=lambda user: user.pk):
        admit_to_know(search, candidacy=candidacy, user=user, by=by)
    log(search, by, "candidacy.kept_quiet", candidacy, "internal")
    kept_quiet.send(sender=Candidacy, candidacy=candidacy, search=search, by=by)


def make_known(*, candidacy: Candidacy, by: User) -> Candidacy:
    """Everybody who runs or observes the search may know of them, as of any candidate."""
    with acting(candidacy.search_id, by) as search:
        row = _for(candidacy, by)
        if not row.internal:
            raise Refused("Everybody who runs or observes the search knows of them already.")
        row.internal = False
        row.save(update_fields=["internal"])
        for access in _named(row):
            _end(search, access, by)
        log(search, by, "candidacy.made_known", row, "internal")
        return row


def _named(candidacy: Candidacy) -> QuerySet[Access]:
    return Access.objects.current().filter(candidacy=candidacy, role=NAMED)


def _end(search: Search, access: Access, by: User) -> None:
    access.ended_at = timezone.now()
    access.save(update_fields=["ended_at"])
    log(search, by, "access.ended", access, "ended_at")


def keep_out(*, candidacy: Candidacy, name: str, email: str, why: str, by: User) -> KeptOut:
    """Somebody who reports to the candidate, or wants the post, does not judge them.

    Seats they hold on this candidacy are given up; what they submitted stands.
    """
    with acting(candidacy.search_id, by) as search:
        row = _for(candidacy, by)
        email = normal_email(email)
        if row.kept_out.filter(email=email).exists():
            raise Refused(f"{email} is on this list already.")
        if row.kept_out.count() >= MOST_KEPT_OUT:
            raise Refused(f"At most {MOST_KEPT_OUT} people are named here.")
        kept = KeptOut.objects.create(
            candidacy=row, name=name, email=email, why=KeptOut.Why(why), added_by=by
        )
        log(search, by, "candidacy.kept_out", kept)
        user = User.objects.filter(email=email).first()
        if user:
            asked_to_be_replaced.send(
                sender=KeptOut, candidacy=row, user=user, search=search, by=by
            )
        return kept


def let_judge(*, kept: KeptOut, by: User) -> None:
    """Take somebody off the list. Seats given up stay given up."""
    with acting(kept.search.pk, by) as search:
        _for(kept.candidacy, by)
        row = KeptOut.objects.filter(pk=kept.pk).first()
        if row is None:
            raise Refused("They are off the list already.")
        log(search, by, "candidacy.let_judge", row)
        row.delete()
