"""Every write on a 90-day plan. Its dates follow the day the person started."""

from datetime import date, timedelta

from django.dispatch import receiver
from django.utils import timezone

from accounts.actors import Actor
from accounts.models import Link, User
from briefs.models import Brief
from mail.actions import post
from offers.models import Offer
from offers.signals import offer_accepted
from onboarding.briefs import request_plan_brief
from onboarding.models import CheckIn, Deliverable, Guard, Phase, Plan
from onboarding.states import DELIVERABLE_MOVES, PLAN_MOVES, DeliverableState, PlanState
from scoping.queries import milestones_of
from searches.actions import acting, log
from searches.errors import NotAllowed, Refused
from searches.models import Search
from searches.moves import target_of
from searches.rules import require

LINK = "plan"
LINK_DAYS = 400
"""The person hired keeps their link beyond the review at six months."""
SOONEST, LATEST = timedelta(days=-60), timedelta(days=14)
"""How far from today a start may lie when it is recorded."""


@receiver(offer_accepted)
def prepare_plan(*, offer: Offer, search: Search, by: Actor, **_: object) -> Plan:
    """On acceptance the plan is there and waits: nothing counts before the start."""
    assert offer.starts_on is not None  # none is sent without
    plan = Plan.objects.create(candidacy=offer.candidacy, offer=offer, starts_on=offer.starts_on)
    log(search, by, "plan.prepared", plan)
    return plan


def start_plan(*, plan: Plan, started_on: date, by: User) -> Plan:
    """Record the day they started: only now do the dates exist, and the link of the person hired.

    Day 1 of the playbook's plan is the day they started.
    """
    with acting(plan.candidacy.search_id, by, "onboarding.run", plan) as search:
        row = _fresh(plan)
        wrong = "This plan has started already."
        row.state = target_of(PLAN_MOVES, "start", row.state, wrong)
        today = timezone.localdate()
        if not SOONEST <= started_on - today <= LATEST:
            raise Refused("Record a start from the last 60 days, or within the next 14.")
        address = row.candidacy.candidate.email
        if not address:
            raise Refused("The person hired has no mail address. Their link goes there: add it.")
        row.starts_on, row.started_by = started_on, by
        _lay_out(search, row)
        row.link = Link.issue(kind=LINK, about=row.pk, email=address, by=by, days=LINK_DAYS)
        row.save()
        log(search, by, "plan.started", row, "state", "starts_on")
        post(kind="plan_started", to=address, about=row.pk, search=search, link=row.link)
        return row


def _fresh(plan: Plan) -> Plan:
    return Plan.objects.select_related("candidacy__candidate", "candidacy__search", "link").get(
        pk=plan.pk
    )


def _lay_out(search: Search, plan: Plan) -> None:
    def day(number: int) -> date:
        return plan.starts_on + timedelta(days=number - 1)

    asked = milestones_of(search)
    for phase in search.playbook.plan.phases:
        row = Phase.objects.create(
            plan=plan,
            key=phase.key,
            position=phase.position,
            title=phase.title,
            starts_on=day(phase.starts_day),
            ends_on=day(phase.ends_day),
        )
        Guard.objects.bulk_create(
            Guard(phase=row, key=guard.key, text=guard.text) for guard in phase.guards
        )
        Deliverable.objects.bulk_create(
            Deliverable(
                phase=row,
                key=item.key,
                text=milestone.text,
                evidence_asked=item.evidence_asked,
                due_on=day(item.due_day),
            )
            for milestone in asked
            if milestone.phase.key == phase.key and (item := milestone.deliverable)
        )
    CheckIn.objects.bulk_create(
        CheckIn(plan=plan, key=check.key, title=check.title, due_on=day(check.due_day))
        for check in search.playbook.plan.check_ins
    )


def _may_write(by: Actor, plan: Plan, perm: str = "onboarding.run") -> None:
    """The person hired by their own live link; everybody else by the permission."""
    if isinstance(by, Link):
        live = Link.objects.live().filter(pk=by.pk, kind=LINK, about=plan.pk)
        if plan.link_id != by.pk or not live.exists():
            raise NotAllowed("This link does not open this plan.")
        return
    require(by, perm, plan)


def _running(plan: Plan) -> None:
    if plan.state != PlanState.RUNNING:
        raise Refused("The plan is not running: record the start first.")


def hand_in(*, deliverable: Deliverable, evidence: str, evidence_url: str, by: Actor) -> None:
    """Put evidence on a deliverable: words, an address, or both."""
    with acting(_search_of(deliverable), by) as search:
        row = _deliverable(deliverable)
        _may_write(by, row.phase.plan)
        _running(row.phase.plan)
        wrong = "This deliverable is signed off and stays as it is."
        row.state = target_of(DELIVERABLE_MOVES, "hand_in", row.state, wrong)
        if not (evidence.strip() or evidence_url):
            raise Refused("Write what shows it is done, or give the address where it lies.")
        row.evidence, row.evidence_url = evidence, evidence_url
        row.handed_in_at = timezone.now()
        row.save()
        log(search, by, "deliverable.handed_in", row, "evidence", "evidence_url", "state")


def _search_of(deliverable: Deliverable) -> int:
    return deliverable.phase.plan.candidacy.search_id


def _deliverable(deliverable: Deliverable) -> Deliverable:
    rows = Deliverable.objects.select_related("phase__plan__candidacy__search")
    return rows.get(pk=deliverable.pk)


def sign_off(*, deliverable: Deliverable, words: str, by: User) -> None:
    with acting(
        _search_of(deliverable), by, "onboarding.sign_off", deliverable.phase.plan
    ) as search:
        row = _deliverable(deliverable)
        wrong = "There is no evidence to sign off yet, or it is signed off already."
        row.state = target_of(DELIVERABLE_MOVES, "sign_off", row.state, wrong)
        row.signed_by, row.signed_at, row.words = by, timezone.now(), words
        row.save()
        log(search, by, "deliverable.signed_off", row, "state")


def send_back(*, deliverable: Deliverable, words: str, by: User) -> None:
    with acting(
        _search_of(deliverable), by, "onboarding.sign_off", deliverable.phase.plan
    ) as search:
        row = _deliverable(deliverable)
        wrong = "There is no evidence to send back, or it is signed off already."
        row.state = target_of(DELIVERABLE_MOVES, "send_back", row.state, wrong)
        if not words.strip():
            raise Refused("Say in a sentence what is missing.")
        row.words = words
        row.save()
        log(search, by, "deliverable.sent_back", row, "state", "words")


def break_guard(*, guard: Guard, because: str, by: User) -> None:
    """Record that a 'not yet' was not kept, once, with what happened."""
    plan = guard.phase.plan
    with acting(plan.candidacy.search_id, by, "onboarding.run", plan) as search:
        row = Guard.objects.get(pk=guard.pk)
        if row.broken_at:
            raise Refused("This is recorded already.")
        if not because.strip():
            raise Refused("Say in a sentence what happened.")
        row.broken_at, row.broken_because, row.recorded_by = timezone.now(), because, by
        row.save()
        log(search, by, "guard.broken", row, "broken_at", "broken_because")


def check_in(*, check: CheckIn, words: str, by: Actor) -> None:
    """Put one side's words on a check-in: the person hired by link, else the hiring manager."""
    with acting(check.plan.candidacy.search_id, by) as search:
        row = CheckIn.objects.select_related("plan__candidacy__search").get(pk=check.pk)
        _may_write(by, row.plan, "onboarding.sign_off")
        _running(row.plan)
        if not words.strip():
            raise Refused("Write a sentence or two first.")
        if isinstance(by, Link):
            row.hired_words, row.hired_at = words, timezone.now()
            field = "hired_words"
        else:
            assert isinstance(by, User)
            row.manager_words, row.manager_at, row.manager = words, timezone.now(), by
            field = "manager_words"
        row.save()
        log(search, by, "check_in.written", row, field)


def finish_plan(*, plan: Plan, by: User) -> None:
    with acting(plan.candidacy.search_id, by, "onboarding.sign_off", plan) as search:
        row = _fresh(plan)
        row.state = target_of(PLAN_MOVES, "finish", row.state, "This plan is not running.")
        rest = Deliverable.objects.filter(phase__plan=row).exclude(state=DeliverableState.SIGNED)
        if rest.exists():
            raise Refused("Sign off every deliverable first, or send it back with a sentence.")
        row.save()
        log(search, by, "plan.finished", row, "state")


def request_brief(*, plan: Plan, by: User) -> Brief:
    """The plan as a PDF, as it stands, for its reader by name."""
    with acting(plan.candidacy.search_id, by, "onboarding.read", plan) as search:
        return request_plan_brief(search, _fresh(plan), by)
