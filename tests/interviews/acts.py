"""What the tests of interviews do again and again."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import Link, User
from candidates.models import Access
from interviews import actions
from interviews.models import Interview, Proposal
from mail.models import Mail
from searches.models import Membership, Role
from tests import factories
from tests.factories import interviews as make

BERLIN, TORONTO = "Europe/Berlin", "America/Toronto"


def hour(days: int = 10, at: int = 9):
    return timezone.now().replace(hour=at, minute=0, second=0, microsecond=0) + timedelta(days=days)


def is_panelist(user: User, search) -> bool:
    rows = Membership.objects.current().filter(user=user, search=search, role=Role.PANELIST)
    return rows.exists()


def has_access(user: User, candidacy) -> bool:
    rows = Access.objects.current().filter(candidacy=candidacy, user=user, role=Role.PANELIST)
    return rows.exists()


def told(kind: str) -> set:
    return {mail.user or mail.address for mail in Mail.objects.filter(kind=kind)}


def plan(candidacy, part, by, **more):
    given = {"starts_at": hour(), "zone": "Europe/Berlin", "minutes": 60, "place": ""} | more
    return actions.plan_interview(candidacy=candidacy, part=part, by=by, **given)


def move(interview, starts_at=None, by=None, **more):
    given = {"starts_at": starts_at or interview.starts_at}
    given |= {name: getattr(interview, name) for name in ("zone", "minutes", "place")} | more
    by = by or factories.hiring_manager_of(interview.search)
    return actions.move_interview(interview=interview, by=by, **given)


def propose(candidacy, part="production", slots=None, by=None, **more) -> Proposal:
    given = {"zone": BERLIN, "minutes": 60, "place": "Room 3"} | more
    return actions.propose_slots(
        candidacy=candidacy,
        part=make.part(candidacy.search, part),
        slots=slots or [hour(10), hour(11), hour(12)],
        by=by or factories.hiring_manager_of(candidacy.search),
        **given,
    )


def take(proposal, number=0, zone=TORONTO) -> Interview:
    slot = list(proposal.slots.all())[number]
    return actions.take_slot(slot=slot, zone=zone, by=Link.objects.get(pk=proposal.link_id))


def refuse(proposal, words="Only in the evenings.") -> Proposal:
    link = Link.objects.get(pk=proposal.link_id)
    return actions.refuse_slots(proposal=proposal, words=words, by=link)
