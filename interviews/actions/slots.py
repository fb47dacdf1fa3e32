"""Times proposed to a candidate: proposing them, choosing one, saying that none fits."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.utils import timezone

from accounts.models import Link, User
from candidates.actions import give_own_page
from candidates.models import Candidacy
from interviews.actions.clashes import Clash, lock_people
from interviews.actions.interviews import (
    Planned,
    plan,
    refuse_plan,
    refuse_unjudged,
)
from interviews.actions.withdrawing import withdraw_proposals
from interviews.models import Interview, LoopSeat, Part, Proposal, ProposedSlot
from interviews.queries.clashes import busy
from interviews.queries.planning import places_for
from interviews.states import PROPOSAL_MOVES, ProposalState
from mail.actions import post
from searches.actions import acting, log
from searches.errors import Refused
from searches.models import Search
from searches.moves import target_of

SLOTS = "slots"
"""The kind of the private link and of the mail that carries it."""
FEWEST, MOST = 2, 8
GONE = "This time is no longer free. Choose another one."
CLOSED = "This was answered already, or newer times were sent to you."
PAUSED = "The search is paused. These times stay here, and you will hear when it goes on."


class SlotsRefused(Refused):
    """Some of the proposed times cannot be: `of` says for each why not."""

    def __init__(self, of: dict[datetime, str]):
        super().__init__(" ".join(of.values()))
        self.of = of


def propose_slots(
    *,
    candidacy: Candidacy,
    part: Part,
    slots: Sequence[datetime],
    zone: str,
    minutes: int,
    place: str,
    by: User,
) -> Proposal:
    """Mail the candidate a private link to choose one. Proposed again, the earlier link closes."""
    with acting(candidacy.search_id, by, "interviews.plan") as search:
        row = Candidacy.objects.select_related("candidate").get(pk=candidacy.pk)
        part = Part.objects.select_related("loop").get(pk=part.pk, loop__search=search)
        refuse_plan(row, part)
        if not row.candidate.email:
            raise Refused("The candidate has no mail address here. Add it first, or plan by hand.")
        if not FEWEST <= len(set(slots)) <= MOST:
            raise Refused("Propose two to eight times.")
        places = places_for(row, part)
        refuse_unjudged(part, places)
        _refuse_slots(row, places, slots, minutes)
        withdraw_proposals(search, Proposal.objects.filter(candidacy=row, part__key=part.key), by)
        proposal = Proposal.objects.create(
            candidacy=row, part=part, zone=zone, minutes=minutes, place=place, proposed_by=by
        )
        ProposedSlot.objects.bulk_create(
            ProposedSlot(proposal=proposal, starts_at=each) for each in sorted(set(slots))
        )
        proposal.link = _link_until(proposal, max(slots), by)
        proposal.save(update_fields=["link"])
        give_own_page(search, row, by)
        post(
            kind=SLOTS, to=proposal.link.email, about=proposal.pk, search=search, link=proposal.link
        )
        log(search, by, "slots.proposed", proposal, "slots", "zone", "minutes", "place")
        return proposal


def _refuse_slots(
    candidacy: Candidacy, places: Iterable[LoopSeat], slots: Sequence[datetime], minutes: int
) -> None:
    """Each proposed time is asked what a planned one is asked."""
    people = [place.user for place in places if place.user]
    lock_people(people)
    ends = max(slots) + timedelta(minutes=minutes)
    found = busy(people, candidacy, min(slots), ends)
    wrong = {
        each: "This time has passed. Choose a time to come."
        for each in slots
        if each <= timezone.now()
    }
    for each in slots:
        said = found.clashes([person.pk for person in people], each, minutes)
        if said and each not in wrong:
            wrong[each] = f"{said[0]} Choose another time."
    if wrong:
        raise SlotsRefused(wrong)


def _link_until(proposal: Proposal, last: datetime, by: User) -> Link:
    """It works until the day after the last time, so that they can say that none did."""
    days = (last - timezone.now()).days + 2
    address = proposal.candidacy.candidate.email
    return Link.issue(kind=SLOTS, about=proposal.pk, email=address, by=by, days=days)


def withdraw_slots(*, proposal: Proposal, by: User) -> None:
    with acting(proposal.search.pk, by, "interviews.cancel") as search:
        if not withdraw_proposals(search, Proposal.objects.filter(pk=proposal.pk), by):
            raise Refused("These times were answered or withdrawn already.")


def take_slot(*, slot: ProposedSlot, zone: str, by: Link) -> Interview:
    """The candidate chooses a time: the interview is planned as if by hand, and their link ends.

    `zone` is the candidate's own. Raises Refused where the time was taken meanwhile; the others
    stay.
    """
    with acting(slot.proposal.search.pk, by) as search:
        row = _open_behind(by)
        at = row.slots.filter(pk=slot.pk).first()
        if not search.is_running:
            raise Refused(PAUSED)
        if at is None or not at.ahead:
            raise Refused(GONE)
        row.state = target_of(PROPOSAL_MOVES, "take", row.state, CLOSED)
        row.interview = _planned(search, row, at, zone, by)
        row.closed_at = timezone.now()
        row.save()
        _spend(by)
        log(search, by, "slots.taken", row, "state")
        return row.interview


def refuse_slots(*, proposal: Proposal, words: str, by: Link) -> Proposal:
    """None of the times fits: the candidate's words go to who runs the search."""
    with acting(proposal.search.pk, by) as search:
        row = _open_behind(by)
        if not words.strip():
            raise Refused("Say in a sentence when you could.")
        row.state = target_of(PROPOSAL_MOVES, "refuse", row.state, CLOSED)
        row.words, row.closed_at = words.strip(), timezone.now()
        row.save()
        _spend(by)
        log(search, by, "slots.declined", row, "state", "words")
        return row


def _planned(
    search: Search, proposal: Proposal, slot: ProposedSlot, zone: str, by: Link
) -> Interview:
    """What stands in the way is told to the candidate without names, and without other people's
    days."""
    try:
        return plan(
            search,
            proposal.candidacy,
            proposal.part,
            Planned(slot.starts_at, proposal.zone, proposal.minutes, proposal.place, zone),
            by=by,
            contact=proposal.proposed_by,
            taken=proposal,
        )
    except Clash as clash:
        raise Refused(GONE) from clash
    except Refused as refusal:
        who = proposal.proposed_by
        raise Refused(
            f"This cannot be arranged here any more. Write to {who.name}, {who.email}."
        ) from refusal


def _open_behind(link: Link) -> Proposal:
    """The proposal that a live link opens, read under the search's lock.

    Raises Refused where it was answered, withdrawn or replaced in the meantime.
    """
    rows = Proposal.objects.select_related("candidacy__candidate", "part", "proposed_by")
    live = Link.objects.live().filter(pk=link.pk, kind=SLOTS)
    row = rows.filter(link__in=live, pk=link.about, state=ProposalState.OPEN).first()
    if row is None:
        raise Refused(CLOSED)
    return row


def _spend(link: Link) -> None:
    link.used_at = link.revoked_at = timezone.now()
    link.save(update_fields=["used_at", "revoked_at"])
