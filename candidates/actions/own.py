"""The candidate's own page: giving it, taking it back, and what a candidate does on it."""

from django.utils import timezone

from accounts.actors import Actor
from accounts.models import Link, User
from candidates.actions.stages import set_stage, touch
from candidates.models import Candidacy
from candidates.own import OWN_PAGE, own_link
from candidates.queries import who_is_told
from candidates.states import UNSAID
from mail.actions import post
from searches.actions import acting, log
from searches.errors import ADDRESS_CLOSED, NotAllowed, Refused
from searches.models import Search

LINK_DAYS = 180
WITHDREW = "candidate_withdrew"
ASKS = "candidate_asks"


def send_own_page(*, candidacy: Candidacy, by: User) -> Link:
    """Mail a new private link. The one before stops working."""
    with acting(candidacy.search_id, by, "candidates.manage") as search:
        row = Candidacy.objects.select_related("candidate").get(pk=candidacy.pk)
        if row.ended:
            raise Refused("They have left the search. A page they had stays open to them.")
        if not row.candidate.email:
            raise Refused("The candidate has no mail address here. Add it first.")
        revoke_own_page(row)
        link = _issue(search, row, by)
        post(kind=OWN_PAGE, to=link.email, about=row.pk, search=search, link=link)
        return link


def close_own_page(*, candidacy: Candidacy, by: User) -> None:
    with acting(candidacy.search_id, by, "candidates.end") as search:
        row = Candidacy.objects.get(pk=candidacy.pk)
        if not revoke_own_page(row):
            raise Refused("There is no open address to close.")
        log(search, by, "own_page.closed", row)


def give_own_page(search: Search, candidacy: Candidacy, by: Actor) -> None:
    """Let there be one, so that the mail they get can name it. Inside another action's frame."""
    if candidacy.candidate.email and not own_link(candidacy):
        _issue(search, candidacy, by)


def revoke_own_page(candidacy: Candidacy) -> int:
    """Their addresses stop working; answers how many did. Inside another action's frame."""
    live = Link.objects.live().filter(kind=OWN_PAGE, about=candidacy.pk)
    return live.update(revoked_at=timezone.now())


def _issue(search: Search, candidacy: Candidacy, by: Actor) -> Link:
    link = Link.issue(
        kind=OWN_PAGE,
        about=candidacy.pk,
        email=candidacy.candidate.email,
        by=by if isinstance(by, User) else None,
        days=LINK_DAYS,
    )
    log(search, by, "own_page.given", candidacy)
    return link


def withdraw_themselves(*, candidacy: Candidacy, because: str, by: Link) -> Candidacy:
    """The candidate leaves, with a reason or none. All that hung on them ends, as by hand."""
    with acting(candidacy.search_id, by) as search:
        row = of_link(candidacy, by)
        row = set_stage(search, row, "withdraw", by, because or UNSAID)
        _tell(search, row, WITHDREW)
        return row


def say_needs(*, candidacy: Candidacy, needs: str, by: Link) -> Candidacy:
    """What would help them take part. Only who runs the search reads it."""
    with acting(candidacy.search_id, by) as search:
        row = of_link(candidacy, by)
        if row.ended:
            raise Refused("You have left this search, so there is nothing to arrange.")
        if needs.strip() != row.needs:
            row.needs = needs.strip()
            row.save(update_fields=["needs"])
            log(search, by, "candidacy.needs_said", row, "needs")
            touch(row)
            _tell(search, row, ASKS)
        return row


def _tell(search: Search, candidacy: Candidacy, kind: str) -> None:
    for user in who_is_told(candidacy):
        post(kind=kind, to=user, about=candidacy.pk, search=search)


def of_link(candidacy: Candidacy, link: Link) -> Candidacy:
    """The candidacy that the link opens, read under the search's lock."""
    live = Link.objects.live().filter(pk=link.pk, kind=OWN_PAGE, about=candidacy.pk)
    if not live.exists():
        raise NotAllowed(ADDRESS_CLOSED)
    return Candidacy.objects.select_related("candidate").get(pk=candidacy.pk)
