"""A 90-day plan from the acceptance to its end. Its dates follow the day the person started."""

from datetime import date, timedelta

from django.dispatch import receiver
from django.utils import timezone

from accounts.actors import Actor
from accounts.models import Link, User
from accounts.templatetags.face import day
from briefs.models import Brief
from mail.actions import post
from offers.actions import arrive
from offers.models import Offer
from offers.signals import offer_accepted, offer_reneged
from onboarding.actions.frame import LINK, fresh, running, sentence, started
from onboarding.actions.laying_out import lay_out
from onboarding.briefs import request_plan_brief
from onboarding.models import Deliverable, Guard, Plan
from onboarding.states import PLAN_MOVES, DeliverableState
from searches.actions import acting, log
from searches.errors import Refused
from searches.models import Search
from searches.moves import target_of

LINK_DAYS = 400
"""The person hired keeps their link beyond the review at six months."""
LONGEST_BACK = timedelta(days=60)
"""So long after the day a start may still be recorded."""


@receiver(offer_accepted)
def prepare_plan(*, offer: Offer, search: Search, by: Actor, **_: object) -> Plan:
    """On acceptance the plan is there and waits: nothing counts before the start."""
    assert offer.starts_on is not None  # none is sent without
    plan = Plan.objects.create(candidacy=offer.candidacy, offer=offer, starts_on=offer.starts_on)
    log(search, by, "plan.prepared", plan)
    return plan


@receiver(offer_reneged)
def lapse_plan(*, offer: Offer, search: Search, by: Actor, **_: object) -> None:
    """Nobody comes: the plan that waited for them ends before anything of it counted."""
    row = Plan.objects.get(offer=offer)
    row.state = target_of(PLAN_MOVES, "lapse", row.state, "They have started already.")
    row.save(update_fields=["state"])
    log(search, by, "plan.lapsed", row, "state")


def start_plan(*, plan: Plan, started_on: date, by: User) -> Plan:
    """Record the day they started: only now do the dates exist, and the link of the person hired.

    Day 1 of the playbook's plan is the day they started.
    """
    with acting(plan.candidacy.search_id, by, "onboarding.run", plan) as search:
        row = fresh(plan)
        wrong = "This plan has started already."
        row.state = target_of(PLAN_MOVES, "start", row.state, wrong)
        _check_start(search, row.offer, started_on)
        arrive(search, offer=row.offer, started_on=started_on, by=by)
        address = row.candidacy.candidate.email
        if not address:
            raise Refused("The person hired has no mail address. Their link goes there: add it.")
        row.starts_on, row.started_by, row.calendar = started_on, by, search.calendar
        lay_out(search, row)
        row.link = Link.issue(kind=LINK, about=row.pk, email=address, by=by, days=LINK_DAYS)
        row.save()
        log(search, by, "plan.started", row, "state", "starts_on")
        post(kind="plan_started", to=address, about=row.pk, search=search, link=row.link)
        return row


def _check_start(search: Search, offer: Offer, started_on: date) -> None:
    assert offer.answered_at is not None  # of an accepted one
    if started_on > search.today:
        says = "This day is still to come. A start is recorded on the day, or later: until then a "
        raise Refused(f"{says}yes can be taken back.", "started_on")
    if started_on < search.today - LONGEST_BACK:
        raise Refused("Record a start from the last 60 days.", "started_on")
    accepted = search.day_of(offer.answered_at)
    if started_on < accepted:
        says = f"They accepted on {day(accepted)}. Nobody starts before that."
        raise Refused(says, "started_on")


def break_guard(*, guard: Guard, because: str, by: User) -> None:
    """Record that a 'not yet' was not kept, once, with what happened."""
    plan = guard.phase.plan
    with acting(plan.candidacy.search_id, by, "onboarding.run", plan) as search:
        row = Guard.objects.select_related("phase__plan").get(pk=guard.pk)
        running(row.phase.plan)
        if row.broken_at:
            raise Refused("This is recorded already.")
        if search.today < row.phase.starts_on:
            raise Refused("This phase has not begun.")
        row.broken_because = sentence(because, "Say in a sentence what happened.", "words")
        row.broken_at, row.recorded_by = timezone.now(), by
        row.save()
        log(search, by, "guard.broken", row, "broken_at", "broken_because")


def finish_plan(*, plan: Plan, by: User) -> None:
    with acting(plan.candidacy.search_id, by, "onboarding.sign_off", plan) as search:
        row = fresh(plan)
        row.state = target_of(PLAN_MOVES, "finish", row.state, "This plan is not running.")
        rest = Deliverable.objects.filter(phase__plan=row).exclude(state=DeliverableState.SIGNED)
        if rest.exists():
            raise Refused(
                "Every deliverable is signed off first. Open each that is left, and sign it."
            )
        row.ended_on = search.today
        row.save()
        log(search, by, "plan.finished", row, "state")


def leave_plan(*, plan: Plan, left_on: date, because: str, by: User) -> None:
    """They left within the 90 days: the plan ends with that day, and all in it stays as it is."""
    with acting(plan.candidacy.search_id, by, "onboarding.sign_off", plan) as search:
        row = fresh(plan)
        row.state = target_of(PLAN_MOVES, "leave", row.state, "This plan is not running.")
        if not row.starts_on <= left_on <= search.today:
            raise Refused("Choose a day from the start to today.", "left_on")
        row.left_because = sentence(because, "Say in a few words why.", "because")
        row.left, row.ended_on = True, left_on
        row.save()
        log(search, by, "plan.left", row, "state", "ended_on", "left_because")


def request_brief(*, plan: Plan, by: User) -> Brief:
    """The plan as a PDF, as it stands, for its reader by name."""
    with acting(plan.candidacy.search_id, by, "onboarding.read", plan) as search:
        row = fresh(plan)
        started(row)
        return request_plan_brief(search, row, by)
